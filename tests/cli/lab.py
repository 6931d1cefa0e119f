"""What the tests of the program share: the program, a scratch folder, and articles made from templates."""
import datetime
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
BINARY = pathlib.Path(sys.argv.pop(1)).resolve()
SHAPES = ("events", "actors", "countries", "places")
FORMATS = ("graphml", "gexf", "dot", "csv", "json")

MINISTERS = (("Kenya", "Kenyan", "Raychelle Omamo"), ("Sudan", "Sudanese", "Mariam al-Mahdi"), ("Germany", "German", "Heiko Maas"),
             ("Norway", "Norwegian", "Ine Eriksen Soreide"), ("Japan", "Japanese", "Toshimitsu Motegi"), ("Brazil", "Brazilian", "Ernesto Araujo"),
             ("Turkey", "Turkish", "Mevlut Cavusoglu"), ("Egypt", "Egyptian", "Sameh Shoukry"), ("India", "Indian", "Subrahmanyam Jaishankar"),
             ("Ukraine", "Ukrainian", "Dmytro Kuleba"), ("Pakistan", "Pakistani", "Shah Mahmood Qureshi"), ("Iran", "Iranian", "Mohammad Javad Zarif"))
CITIES = ("Oslo", "Geneva", "Vienna", "Nairobi", "Cairo", "Doha", "Tokyo", "Berlin", "Ankara", "New Delhi")


def make_articles(count, seed=1):
    """News of meetings, agreements and attacks; the same for the same seed."""
    dice = random.Random(seed)
    articles = []
    for number in range(count):
        day = datetime.date(2021, 1, 4) + datetime.timedelta(days=dice.randrange(300))
        (state, adjective, name), (other_state, other_adjective, other_name) = dice.sample(MINISTERS, 2)
        city = dice.choice(CITIES)
        weekday = day.strftime("%A")
        text = dice.choice((
            f"{city.upper()} - {adjective} Foreign Minister {name} met with {other_adjective} Foreign Minister {other_name} in {city} on {weekday}. "
            f"The two ministers discussed trade and border security. {state} and {other_state} signed an agreement on water on {weekday}.",
            f"{other_adjective} Foreign Minister {other_name} spoke by telephone with {adjective} Foreign Minister {name} on {weekday}. "
            f"{name} will visit {city} next week, officials said.",
            f"{city.upper()} - A bomb attack in {city} killed at least {dice.randrange(2, 90)} people on {weekday}, the Health Ministry said. "
            f"{adjective} Foreign Minister {name} condemned the attack.",
        ))
        articles.append({"id": f"made-{number}", "published": day.isoformat(), "title": f"News {number} from {city}", "text": text})
    return articles


NASTY = ("محمد جواد ظريف", "王毅", '"Quoted" <tagged> & \'single\' ]]>', "a backslash at the end \\", "line\nbreak\ttab\rreturn", "bell\x07 escape\x1b zero\x00 delete\x7f",
         "\ufffe\uffff\u2028\u202e", "long " + "x" * 10240, "  blanks  ", "e\u0301 🕊", "=1+1, a | b; c", "%s %n {} $HOME `id`", "'; DROP TABLE events; --")


def make_records():
    """Extraction records whose names hold every nasty character."""
    records = []
    for number, name in enumerate(NASTY):
        other = NASTY[(number + 1) % len(NASTY)]
        text = f"{name} met {other} in {name}."
        size = len(text.encode())
        first = len(name.encode())
        entities = [{"id": "a", "kind": "person", "name": name, "aliases": [name + " the Elder", "\\"], "country": None, "mentions": [[0, first]]},
                    {"id": "b", "kind": "organization", "name": other, "country": "IRN", "mentions": [[first + 5, first + 5 + len(other.encode())]]},
                    {"id": "c", "kind": "place", "name": name, "country": "RUS", "mentions": []}]
        event = {"id": "v", "type": "meeting", "plover": "CONSULT", "status": "occurred", "name": name if number % 2 else None,
                 "participants": [{"entity": "a", "role": "host", "office": name}, {"entity": "b", "role": "visitor"}],
                 "place": {"entity": "c", "name": name, "country": "RUS", "lat": 43.6, "lon": 39.7},
                 "date": {"start": f"2018-01-{number + 1:02}", "end": f"2018-01-{number + 1:02}", "precision": "day", "text": name},
                 "figures": [{"kind": "killed", "min": 3, "max": None, "qualifier": "at_least", "text": name, "attributed_to": "b"}],
                 "topics": [name], "confidence": 0.9,
                 "evidence": [{"sentence": [0, size], "trigger": [first + 1, first + 4], "rule": name, "status": "occurred"}]}
        month = dict(event, id="w", date={"start": "2018-01-01", "end": "2018-01-31", "precision": "month", "text": "January"})
        records.append({"schema": "diplograph.extraction/1", "id": f"nasty {number} {name[:40]}", "title": name, "published": "2018-02-01", "language": "en",
                        "text": text, "entities": entities, "events": [event, month]})
    return records


class Lab(unittest.TestCase):
    """A test case with a scratch folder of its own in which the program is run."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="diplograph-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.environment = {k: v for k, v in os.environ.items() if not k.startswith("DIPLOGRAPH_")} | {"HOME": str(cls.folder), "LC_ALL": "C.UTF-8"}
        cls.environment.setdefault("UBSAN_OPTIONS", "halt_on_error=1:print_stacktrace=1")

    @classmethod
    def start(cls, *arguments, **options):
        return subprocess.Popen([BINARY, *map(str, arguments)], cwd=cls.folder, env=cls.environment,
                                **{"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options)

    @classmethod
    def run_program(cls, *arguments, code=0, text=None, **options):
        """Runs the program, which must end with `code`; gives its standard output and error."""
        process = cls.start(*arguments, **options, **({} if text is None else {"stdin": subprocess.PIPE}))
        out, err = process.communicate(text)
        if process.returncode != code:
            raise AssertionError(f"{' '.join(map(str, arguments))[:200]} ended with {process.returncode}, not {code}: {err.decode()[:2000]}")
        return out or b"", err.decode()

    @classmethod
    def write(cls, name, data):
        path = cls.folder / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    @classmethod
    def write_lines(cls, name, objects):
        return cls.write(name, "".join(json.dumps(o) + "\n" for o in objects))

    @classmethod
    def make_store(cls, name, *paths, jobs=1):
        cls.run_program("--db", name, "-q", "ingest", "-j", jobs, *paths)
        return name

    @classmethod
    def exports(cls, store):
        """All exports of a store, by format and shape."""
        out = {(f, s): cls.run_program("--db", store, "export", f, "--shape", s)[0] for f in FORMATS for s in SHAPES}
        for shape in SHAPES:
            out["gexf 1.2", shape] = cls.run_program("--db", store, "export", "gexf", "--gexf-version", "1.2", "--shape", shape)[0]
            cls.run_program("--db", store, "-q", "export", "csv", "--shape", shape, "-o", "table.csv")
            out["csv nodes", shape] = (cls.folder / "table.nodes.csv").read_bytes()
        return out

    @classmethod
    def count(cls, store, what="articles"):
        rows = json.loads(cls.run_program("--db", store, "stats", "--json")[0])
        return next((row["number"] for row in rows if row["what"] == what), 0)

    def check_sound(self, store):
        out, err = self.run_program("--db", store, "verify", "--json")
        self.assertEqual(json.loads(out)[0]["faults"], 0, err)


def main():
    unittest.main(module="__main__", verbosity=2)
