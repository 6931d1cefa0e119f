#!/usr/bin/env python3
"""Runs what is written down: transcripts (*.test) and the console blocks of Markdown files.

A transcript is a text of cases:

    $ diplograph met "Sergei Lavrov"
    expected standard output
    ! expected standard error
    ? 2

No `!` line: standard error is empty. No `?` line: the exit code is 0. Lines that begin with `#` before a case are
remarks. `...` stands for any text within a line and, alone on a line, for any lines. In Markdown the blocks marked
`console` are cases whose two outputs come together, as on a terminal. All cases of a file share one scratch folder in
which `samples` holds the sample articles. --update writes what the program says now into the transcripts.
"""
import argparse
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Case:
    def __init__(self, command):
        self.command, self.out, self.err, self.code = command, [], [], 0

    def text(self, out, err, code):
        lines = ["$ " + self.command, *out, *("! " + line for line in err)]
        return lines + ([f"? {code}"] if code else [])


def parse_transcript(path):
    """The remarks and cases of a transcript, in order."""
    parts = []
    for line in path.read_text(encoding="utf-8").splitlines():
        case = parts[-1] if parts and isinstance(parts[-1], Case) else None
        if line.startswith("$ "):
            parts.append(Case(line[2:]))
        elif line.startswith("#") and (case is None or (case.out[-1:] == [""])):
            parts.append(line)
        elif case is None:
            parts.append(line)
        elif line.startswith("! "):
            case.err.append(line[2:])
        elif re.fullmatch(r"\? \d+", line):
            case.code = int(line[2:])
        else:
            case.out.append(line)
    for part in parts:
        while isinstance(part, Case) and part.out and part.out[-1] == "":
            part.out.pop()
    return parts


def parse_markdown(path):
    cases = []
    for block in re.findall(r"^```console\n(.*?)^```", path.read_text(encoding="utf-8"), re.M | re.S):
        for line in block.splitlines():
            if line.startswith("$ "):
                cases.append(Case(line[2:]))
            elif cases:
                cases[-1].out.append(line)
    return cases


def matches(expected, actual):
    pattern = ""
    for line in expected:
        if line == "...":
            pattern += r"(?:[^\n]*\n)*"
        else:
            pattern += r"[^\n]*".join(re.escape(piece) for piece in line.split("...")) + r"\n"
    return re.fullmatch(pattern, "".join(line + "\n" for line in actual)) is not None


def run(case, folder, environment, together):
    done = subprocess.run(["sh", "-c", case.command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, text=True,
                          encoding="utf-8", errors="replace", stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT if together else subprocess.PIPE, timeout=300)
    lines = [line.rstrip("\r") for line in done.stdout.split("\n")]
    while lines and lines[-1] == "":
        lines.pop()
    return lines, (done.stderr or "").splitlines(), done.returncode


def check(path, binary, update):
    markdown = path.suffix == ".md"
    parts = parse_markdown(path) if markdown else parse_transcript(path)
    written, faults = [], 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        if (ROOT / "data/samples").is_dir():
            shutil.copytree(ROOT / "data/samples", folder / "samples")
        articles = ROOT / "tests/transcripts/articles.jsonl"
        if articles.exists():
            shutil.copy(articles, folder)
        environment = {"PATH": f"{binary.parent}:{os.environ['PATH']}", "HOME": scratch, "LC_ALL": "C.UTF-8", "TERM": "dumb"}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        for part in parts:
            if not isinstance(part, Case):
                written.append(part)
                continue
            out, err, code = run(part, folder, environment, markdown)
            good = matches(part.out, out) and (markdown or (matches(part.err, err) and part.code == code))
            written += (part.text(part.out, part.err, part.code) if good else part.text(out, err, code)) + [""]
            if good or update:
                continue
            faults += 1
            print(f"{path}: $ {part.command}")
            expected = part.out if markdown else part.text(part.out, part.err, part.code)[1:]
            actual = out if markdown else part.text(out, err, code)[1:]
            print("\n".join(difflib.unified_diff(expected, actual, "expected", "actual", lineterm="")))
    if update and not markdown:
        path.write_text("\n".join(written).rstrip("\n") + "\n", encoding="utf-8")
    return faults


def coverage(binary, paths):
    """Every command has a transcript, a line in the README and a help text."""
    listing = subprocess.run([binary, "completions", "fish"], capture_output=True, text=True, check=True).stdout
    commands = re.findall(r"__fish_use_subcommand -a (\S+)", listing)
    texts = {path.suffix: "" for path in paths}
    for path in paths:
        texts[path.suffix] += path.read_text(encoding="utf-8")
    faults = 0 if commands else 1
    for command in commands:
        for suffix, text in texts.items():
            if not re.search(rf"^\$ (.*\| )?diplograph {command}\b", text, re.M):
                print(f"no example of `diplograph {command}` in {'the README' if suffix == '.md' else 'a transcript'}")
                faults += 1
        shown = subprocess.run([binary, command, "--help"], capture_output=True, text=True, check=False)
        if shown.returncode != 0 or not shown.stdout.strip():
            print(f"`diplograph {command} --help` says nothing")
            faults += 1
    return faults


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", type=pathlib.Path, required=True)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--coverage", action="store_true")
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    binary = options.binary.resolve()
    files = [file for path in options.paths for file in (sorted(path.glob("*.test")) if path.is_dir() else [path])]
    faults = coverage(binary, files) if options.coverage else sum(check(file, binary, options.update) for file in files)
    sys.exit(1 if faults else 0)


main()
