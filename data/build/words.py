#!/usr/bin/env python3
"""Makes data/words.tsv: English words that prose writes in lower case, with the parts of speech they have there.

    words.py CONLLU... --text JSONL > data/words.tsv

Counts come from treebanks in CoNLL-U and from the "text" of JSON lines. A word is kept if it is written in lower case at
least MIN times and mostly so; a part of speech if it makes up at least a tenth of the word's uses in the treebanks.
"""
import collections, json, re, sys

MIN = 12
WORD = re.compile(r"[A-Za-z]+")


def main(arguments):
    cut = arguments.index("--text")
    treebanks, texts = arguments[:cut], arguments[cut + 1:]
    lower, upper, tags = collections.Counter(), collections.Counter(), collections.defaultdict(collections.Counter)

    def count(form):
        if form.islower():
            lower[form] += 1
        elif form[0].isupper():
            upper[form.lower()] += 1

    for path in treebanks:
        for line in open(path, encoding="utf-8"):
            cells = line.split("\t")
            if len(cells) > 3 and cells[0].isdigit() and WORD.fullmatch(cells[1]):
                count(cells[1])
                if cells[1].islower():
                    tags[cells[1]][cells[3]] += 1
    for path in texts:
        for line in open(path, encoding="utf-8"):
            for match in WORD.finditer(json.loads(line)["text"]):
                count(match.group())
    print("word\tcount\tpos")
    for form in sorted(lower):
        if lower[form] < MIN and not tags[form] or lower[form] < 3 or len(form) < 2 or lower[form] * 4 < upper[form]:
            continue
        total = sum(tags[form].values())
        pos = [t for t, n in sorted(tags[form].items(), key=lambda x: (-x[1], x[0])) if n * 10 >= total]
        print(form, lower[form], "|".join(pos), sep="\t")


if __name__ == "__main__":
    main(sys.argv[1:])
