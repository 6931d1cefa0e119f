#!/usr/bin/env python3
"""Measures identity across articles: pairs of reports that are one node against pairs that should be.

    identity.py [BINARY [KIT]]        defaults: build/diplograph, ../shared/eval beside the source tree

The counterparts of two sets of readouts are read into one store. Who is who is told by country and surname in the gold,
and by the given name where both articles have one; precision and recall count pairs of reports.
"""
import collections
import itertools
import json
import os
import subprocess
import sys
import tempfile
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SETS = ("state_press", "whitehouse_press")


def folded(text):
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.lower().replace("-", " ").replace("'", "").replace("\u2019", "")


def query(binary, store, text):
    out = subprocess.run([binary, "--db", store, "--json", "sql", text], check=True, capture_output=True, text=True).stdout
    return json.loads(out)


def pairs(groups, same=lambda a, b: True):
    return {frozenset(p) for members in groups.values() for p in itertools.combinations(sorted(members), 2) if same(*p)}


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build", "diplograph")
    kit = sys.argv[2] if len(sys.argv) > 2 else os.path.join(ROOT, "..", "shared", "eval")
    with tempfile.TemporaryDirectory() as folder:
        store = os.path.join(folder, "identity.db")
        files = [os.path.join(kit, name, "articles.jsonl") for name in SETS]
        subprocess.run([binary, "--db", store, "-q", "ingest", *files], check=True)
        people = collections.defaultdict(list)
        for row in query(binary, store, "SELECT article, entity, name, country FROM v_names WHERE kind = 'person'"):
            people[row["article"]].append(row)
        gold, node, given, missed = collections.defaultdict(set), {}, {}, 0
        for name in SETS:
            for line in open(os.path.join(kit, name, "gold.jsonl"), encoding="utf-8"):
                article = json.loads(line)
                for who in article["counterparts"]:
                    if not article["strict"] or not who["country"] or len(who["surname"]) < 3:
                        continue
                    surname = folded(who["surname"]).split()[-1]
                    found = [r for r in people[article["id"]] if folded(r["name"]).endswith(surname)]
                    if not found:
                        missed += 1
                        continue
                    report = (article["id"], surname)
                    gold[surname, who["country"]].add(report)
                    node[report] = found[0]["entity"]
                    given[report] = set(folded(found[0]["name"]).split()[:-1]) - {"al", "bin"}
        told = collections.defaultdict(set)
        for report, entity in node.items():
            told[entity].add(report)
        right = pairs(gold, lambda a, b: given[a] & given[b] or not given[a] or not given[b])
        made = pairs(told)
        both = right & made
        print(f"counterparts: {len(node)} reports of {len(gold)} people ({missed} not found), pairwise precision "
              f"{len(both) / max(1, len(made)):.3f}, recall {len(both) / max(1, len(right)):.3f}")
        for pair in sorted(map(sorted, made - right))[:20]:
            print("  joined:", pair, node[pair[0]])
        for pair in sorted(map(sorted, right - made))[:40]:
            print("  apart:", pair, node[pair[0]], node[pair[1]])


if __name__ == "__main__":
    main()
