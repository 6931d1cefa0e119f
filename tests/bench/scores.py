#!/usr/bin/env python3
"""Extracts every set of an evaluation kit and prints the scores as the rows of one Markdown table, for SCORES.md.

    scores.py [BINARY [KIT]]        defaults: build/diplograph, ../shared/eval beside the source tree
"""
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SETS = ("state_press", "whitehouse_press", "hsg_travels", "hsg_visits", "frus_memcons", "frus_editorial_notes", "gum_news",
        "re3d", "plover_gsr", "newswire", "wikinews")


def short(number):
    return f"{number:.2f}".replace("0.", ".", 1) if 0 <= number < 1 else f"{number:.2f}"


def cell(name, measure):
    if "f1" in measure:
        value = "/".join(short(measure[key] or 0) for key in ("p", "r", "f1"))
    else:
        value = next((short(measure[key]) for key in ("value", "accuracy", "rate") if isinstance(measure.get(key), (int, float))), None)
    return value and f"{name.strip()} {value}"


def scorer(kit, name, predictions):
    folder = os.path.join(kit, name)
    if name == "newswire":
        return [os.path.join(kit, "score_newswire.py"), os.path.join(folder, "gold.jsonl"), predictions, "--json"]
    if name == "wikinews":
        return [os.path.join(kit, "score.py"), "negatives", os.path.join(folder, "articles.jsonl"), predictions, "--json"]
    return [os.path.join(kit, "score.py"), name, os.path.join(folder, "gold.jsonl"), predictions, "--json"]


def score(binary, kit, name):
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as predictions:
        articles = os.path.join(kit, name, "articles.jsonl")
        if subprocess.run([binary, "extract", "-q", articles], stdout=predictions, check=False).returncode not in (0, 3):
            sys.exit(f"scores.py: {binary} failed on {articles}")
        printed = subprocess.run([sys.executable, *scorer(kit, name, predictions.name)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
    result = json.loads(printed)
    measures = {**result.get("measures", result.get("metrics", {})), **result.get("rates", {})}
    return ", ".join(filter(None, (cell(key, value) for key, value in measures.items())))


def main(binary=os.path.join(ROOT, "build", "diplograph"), kit=os.path.join(os.path.dirname(ROOT), "shared", "eval")):
    if not os.path.isdir(kit):
        print(f"scores.py: no evaluation kit in {kit}: nothing measured", file=sys.stderr)
        return
    print("| set | P/R/F1 or rate |\n| --- | --- |")
    for name in SETS:
        print(f"| {name} | {score(binary, kit, name)} |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
