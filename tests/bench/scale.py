#!/usr/bin/env python3
"""Measures how ingest grows: records made by varying real ones, more and more of them, each lot into a fresh store.

    scale.py [BINARY [ARTICLES [COUNT ...]]]   defaults: build/diplograph, ../shared/eval/throughput, 12500 25000 50000 100000

A variant of a record has its dates moved and its people called otherwise, so that the store grows by people and by events as
a longer time would make it grow. Prints a row of Markdown a lot: articles, people, events, seconds of CPU, per article,
seconds for one article more, greatest memory, size of the store.
"""
import datetime
import glob
import json
import os
import resource
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SYLLABLES = ("an", "or", "ek", "ul", "is", "en", "ov", "ar", "it", "om", "ez", "al", "in", "us", "ad", "ir")


def moved(day, days):
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat() if day else day


def variant(record, number):
    """The record of another article: `number` 0 is the record itself."""
    if number == 0:
        return record
    out = json.loads(json.dumps(record))
    days = 23 * number
    out["id"] += f"~{number}"
    out["published"] = moved(out["published"], days)
    ending = SYLLABLES[number % 16] + SYLLABLES[number // 16 % 16]
    for entity in out["entities"]:
        if entity["kind"] == "person" and " " in entity["name"]:
            entity["name"] += ending
            entity["aliases"] = []
    for event in out["events"]:
        if event["date"]:
            event["date"]["start"] = moved(event["date"]["start"], days)
            event["date"]["end"] = moved(event["date"]["end"], days)
    return out


def ingest(binary, store, records, count):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen([binary, "--db", store, "-q", "ingest", "-"], stdin=subprocess.PIPE, text=True)
    peak = 0
    for i in range(count):
        process.stdin.write(json.dumps(variant(records[i % len(records)], i // len(records))) + "\n")
        if i % 500 == 0:
            with open(f"/proc/{process.pid}/status") as status:
                peak = max([peak] + [int(line.split()[1]) for line in status if line.startswith("VmHWM")])
    process.stdin.close()
    while process.poll() is None:
        try:
            with open(f"/proc/{process.pid}/status") as status:
                peak = max([peak] + [int(line.split()[1]) for line in status if line.startswith("VmHWM")])
            process.wait(timeout=0.2)
        except (subprocess.TimeoutExpired, FileNotFoundError, ProcessLookupError):
            pass
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak / 1024


def count_of(binary, store, text):
    out = subprocess.run([binary, "--db", store, "--json", "sql", text], check=True, capture_output=True, text=True).stdout
    return list(json.loads(out)[0].values())[0]


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build", "diplograph")
    articles = sys.argv[2] if len(sys.argv) > 2 else os.path.join(ROOT, "..", "shared", "eval", "throughput")
    counts = [int(a) for a in sys.argv[3:]] or [12500, 25000, 50000, 100000]
    files = sorted(glob.glob(os.path.join(articles, "*.jsonl*"))) if os.path.isdir(articles) else [articles]
    lines = subprocess.run([binary, "-q", "extract", "--text", *files], check=True, capture_output=True, text=True).stdout.splitlines()
    records = [json.loads(line) for line in lines]
    print("| articles | people | events | CPU s | ms an article | one more s | memory MB | store MB |\n|---|---|---|---|---|---|---|---|", flush=True)
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            store = os.path.join(folder, "scale.db")
            seconds, memory = ingest(binary, store, records, count)
            more, _ = ingest(binary, store, [variant(r, 9999) for r in records[7:8]], 1)
            people = count_of(binary, store, "SELECT count(*) FROM v_entities WHERE kind = 'person'")
            events = count_of(binary, store, "SELECT count(*) FROM v_events")
            size = os.path.getsize(store) / 1e6
            print(f"| {count} | {people} | {events} | {seconds:.0f} | {1000 * seconds / count:.2f} | {more:.2f} | {memory:.0f} | {size:.0f} |", flush=True)


if __name__ == "__main__":
    main()
