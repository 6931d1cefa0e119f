#!/usr/bin/env python3
"""Who may include whom: the #include lines of every room against the rules of the house."""
import pathlib
import re
import sys

# room -> (rooms and headers of the project it may include, other libraries, libraries allowed in .cpp files only)
STANDARD = re.compile(r"^[a-z_0-9]+$")
SYSTEM = re.compile(r"^(unistd\.h|signal\.h|fcntl\.h|termios\.h|sys/[a-z]+\.h)$")
RULES = {
    "core": ([r"core/"], []),
    "extract": ([r"core/", r"extract/"], [r"unicode/", r"gumbo\.h", r"libxml/", r"zlib\.h", r"zstd\.h", r"rapidjson/", r"hwy/", r"immintrin\.h"]),
    "graph": ([r"core/", r"graph/"], [r"boost/", r"sqlite3\.h"]),
    "export": ([r"core/", r"graph/view\.hpp$", r"export/"], [r"rapidjson/", r"gvc\.h", r"graphviz/"]),
    "cli": ([r"core/", r"extract/", r"graph/", r"export/", r"cli/"], [r"CLI/", r"tbb/", r"oneapi/tbb", r"httplib\.h", r"unicode/", r"rapidjson/"]),
}
NO_THREADS = {"core", "extract", "graph", "export"}
THREADS = {"thread", "mutex", "atomic", "future", "condition_variable", "shared_mutex"}


def faults(root):
    for room, (rooms, libraries) in RULES.items():
        for path in sorted((root / room).glob("*.[ch]pp")):
            lines = path.read_text(encoding="utf-8").splitlines()
            if path.suffix == ".cpp" and len(lines) > 500:
                yield f"{path}: {len(lines)} lines hold two things: split it"
            includes = []
            for number, line in enumerate(lines, 1):
                match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
                if match:
                    includes.append((number, *match.groups()))
            if path.suffix == ".hpp" and (not lines or lines[0] != "#pragma once"):
                yield f"{path}:1: a header begins with #pragma once"
            own = f"{room}/{path.stem}.hpp"
            if path.suffix == ".cpp" and (root / own).exists() and includes[:1] and includes[0][2] != own:
                yield f"{path}:{includes[0][0]}: its own header comes first"
            for number, quote, name in includes:
                where = f"{path}:{number}: {room}/ "
                if quote == '"':
                    if not any(re.match(rule, name) for rule in rooms):
                        yield where + f'may not include "{name}"'
                    elif not (root / name).exists():
                        yield where + f'"{name}" is no header of this project'
                elif room in NO_THREADS and name in THREADS:
                    yield where + f"knows nothing of threads: <{name}>"
                elif STANDARD.match(name) or (room in ("cli", "extract") and SYSTEM.match(name)):
                    continue
                elif not any(re.match(rule, name) for rule in libraries):
                    yield where + f"may not include <{name}>"
                elif path.suffix == ".hpp" and room not in ("cli",) and not name.startswith("boost/"):
                    yield where + f"includes <{name}> in a header; libraries belong into .cpp files"


found = list(faults(pathlib.Path(sys.argv[1])))
print("\n".join(found))
sys.exit(1 if found else 0)
