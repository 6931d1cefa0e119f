#!/usr/bin/env python3
"""How often events are right by their confidence, as a Markdown table for SCORES.md.

    reliability.py [BINARY [KIT]]        defaults: build/diplograph, ../shared/eval beside the source tree

Judged are all events of the newswire set and the reported event of each readout. Right is an event that the scorer of the
set pairs with one of the gold, and that took place if the gold's did.
"""
import collections
import importlib
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HELD = ("occurred", "ongoing")


def records(binary, articles):
    run = subprocess.run([binary, "extract", "-q", "--text", articles], stdout=subprocess.PIPE, check=False)
    return [json.loads(line) for line in run.stdout.splitlines()]


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def newswire(binary, kit):
    """(event, right) for every event of a type that the set grades."""
    scorer = importlib.import_module("score_newswire")
    gold = {g["id"]: g for g in lines(os.path.join(kit, "newswire", "gold.jsonl"))}
    options = collections.namedtuple("Options", "lenient_types no_background pairs")(False, False, "auto")
    original, paired = scorer.assign, []

    def keep(candidates):  # the second pairing of an article is that of its events
        found = original(candidates)
        if sys._getframe(1).f_code.co_name == "score_article":
            paired.append(found)
        return found

    scorer.assign = keep
    for record in records(binary, os.path.join(kit, "newswire", "articles.jsonl")):
        paired.clear()
        counts = collections.Counter()
        scorer.score_article(gold[record["id"]], scorer.from_record(record, counts), options, counts)
        told = [e for e in gold[record["id"]]["events"] if scorer.norm_event(e, counts, False)]
        graded = [e for e in record["events"] if e["type"] in scorer.TYPES]
        for i, event in enumerate(graded):
            match = paired[1].get(i)
            yield event, match is not None and (event["status"] in HELD) == (told[match]["status"] in HELD)
    scorer.assign = original


def readouts(binary, kit, name):
    scorer = importlib.import_module("score")
    gold = {g["id"]: g for g in lines(os.path.join(kit, name, "gold.jsonl"))}
    for record in records(binary, os.path.join(kit, name, "articles.jsonl")):
        meetings = [e for e in record["events"] if e["type"] in scorer.MEETLIKE]
        if not meetings or not gold[record["id"]].get("counterparts"):
            continue
        names = {e["id"]: scorer.fold(" ".join([e["name"], *e["aliases"]])) for e in record["entities"]}
        told = [names[p["entity"]] for p in meetings[0]["participants"]]
        wanted = [scorer.fold(c.get("surname") or c.get("name") or "").split() for c in gold[record["id"]]["counterparts"]]
        yield meetings[0], any(words and words[-1] in name for words in wanted for name in told)


def main(binary=os.path.join(ROOT, "build", "diplograph"), kit=os.path.join(os.path.dirname(ROOT), "shared", "eval")):
    if not os.path.isdir(kit):
        print(f"reliability.py: no evaluation kit in {kit}: nothing measured", file=sys.stderr)
        return
    sys.path.insert(0, kit)
    judged = [*newswire(binary, kit), *readouts(binary, kit, "state_press"), *readouts(binary, kit, "whitehouse_press")]
    bins = collections.defaultdict(list)
    for event, right in judged:
        bins[min(int(event["confidence"] * 10), 9)].append((event["confidence"], right))
    print("| confidence | events | mean | right |\n| --- | --- | --- | --- |")
    for low in sorted(bins):
        told = bins[low]
        print(f"| {low / 10:.1f} to {low / 10 + 0.1:.1f} | {len(told)} | {sum(c for c, _ in told) / len(told):.2f} | {sum(r for _, r in told) / len(told):.2f} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
