#!/usr/bin/env python3
"""Measures the model on treebanks: sentences, words, tags, trees, names and the arguments of verbs.

    evaluate.py BINARY [--treebanks FOLDER] [--markdown FILE]

Fails where a number falls below its floor; ends with 77 where there are no treebanks (../shared/treebanks beside the
source tree). Raw text goes through `parse`, given words through `parse --words`. The measures are those of the CoNLL
2018 shared task, with subtypes of relations ignored.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

from treebank import Tree, documents, f1, measure, name_spans, raw_text, read_conllu

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MEASURES = ("sentences", "tokens", "words", "UPOS", "XPOS", "lemmas", "UAS", "LAS")

# What must be reached: (set, measure) -> at least.
FLOORS = {
    ("PUD, raw text", "sentences"): 99.4, ("PUD, raw text", "tokens"): 99.6,
    ("GUM news, raw text", "sentences"): 95.5, ("GUM news, raw text", "tokens"): 99.4,
    ("EWT test", "UPOS"): 95.7, ("PUD", "UPOS"): 96.1,
    ("EWT test", "UAS"): 87.1, ("EWT test", "LAS"): 84.2,
    ("GUM news", "LAS"): 85.1, ("PUD", "LAS"): 82.8,
    ("PUD, arguments of verbs", "subject"): 82.5, ("PUD, arguments of verbs", "patient"): 88, ("PUD, arguments of verbs", "oblique"): 75,
    ("EWT test, tags given", "lemmas"): 98.0,
    ("UNER PUD, names", "exact"): 62,
}


class Parser:
    """The program under test."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder

    def run(self, name, text, *options):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        done = subprocess.run([self.binary, "parse", *options, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False)
        if done.returncode != 0:
            sys.exit(f"evaluate.py: parse ended with {done.returncode}: {done.stderr}")
        return read_conllu(done.stdout)

    def raw(self, sentences):
        articles = [{"id": str(i), "text": raw_text(document)} for i, document in enumerate(documents(sentences))]
        return self.run("raw.jsonl", "".join(json.dumps(article) + "\n" for article in articles))

    def words(self, text, *options):
        return self.run("words.conllu", text, "--words", *options)


def text_of(sentences, lines):
    """The blocks of CoNLL-U of some sentences."""
    return "\n\n".join(lines[id(sentence)] for sentence in sentences) + "\n"


def load(path):
    """Sentences and the text of a treebank."""
    text = path.read_text(encoding="utf-8")
    return read_conllu(text), text


def news(folder):
    """The news documents of both parts of GUM that no model has learned from."""
    blocks = []
    for part in ("dev", "test"):
        wanted = False
        for block in (folder / f"GUM/en_gum-ud-{part}.conllu").read_text(encoding="utf-8").strip().split("\n\n"):
            if "# newdoc id = " in block:
                wanted = "# newdoc id = GUM_news_" in block
            if wanted:
                blocks.append(block)
    text = "\n\n".join(blocks) + "\n"
    return read_conllu(text), text


def names(parser, path):
    """F1 of exact spans over the words of an IOB2 file."""
    gold, conllu = [], []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
        gold.append(name_spans([row[2] for row in rows]))
        conllu.append("\n".join(f"{i}\t{row[1]}" + "\t_" * 8 for i, row in enumerate(rows, 1)))
    found = [name_spans([word.misc.get("Name", "O") for word in sentence.words]) for sentence in parser.words("\n\n".join(conllu) + "\n")]
    counts = [sum(len(g & f) for g, f in zip(gold, found)), sum(map(len, gold)), sum(map(len, found))]
    return {"exact": f1(*counts), "precision": 100 * counts[0] / max(counts[2], 1), "recall": 100 * counts[0] / max(counts[1], 1)}


def arguments(gold, system):
    """F1 of subjects, patients and obliques with their prepositions."""
    out = {}
    trees = [[Tree(sentence.words).arguments() for sentence in side] for side in (gold, system)]
    for kind in ("subject", "patient", "oblique"):
        pairs = [(g[kind], s[kind]) for g, s in zip(*trees)]
        out[kind] = f1(sum(len(g & s) for g, s in pairs), sum(len(g) for g, _ in pairs), sum(len(s) for _, s in pairs))
    return out


def evaluate(parser, folder):
    """{set: {measure: number}}"""
    sets = {"EWT test": load(folder / "EWT/en_ewt-ud-test.conllu"), "GUM test": load(folder / "GUM/en_gum-ud-test.conllu"),
            "GUM news": news(folder), "PUD": load(folder / "PUD/en_pud-ud-test.conllu")}
    out = {}
    for name, (gold, _) in sets.items():
        out[name + ", raw text"] = measure(gold, parser.raw(gold))
    for name, (gold, text) in sets.items():
        system = parser.words(text)
        out[name] = measure(gold, system)
        if name == "PUD":
            out["PUD, arguments of verbs"] = arguments(gold, system)
    out["EWT test, tags given"] = {"lemmas": measure(sets["EWT test"][0], parser.words(sets["EWT test"][1], "--tags"))["lemmas"]}
    out["UNER PUD, names"] = names(parser, folder / "UNER_PUD/en_pud-ud-test.iob2")
    return out


def markdown(results):
    full = {name: numbers for name, numbers in results.items() if "LAS" in numbers}
    lines = ["| set | " + " | ".join(MEASURES) + " |", "| --- |" + " --- |" * len(MEASURES)]
    lines += [f"| {name} | " + " | ".join(f"{numbers[m]:.2f}" for m in MEASURES) + " |" for name, numbers in full.items()]
    lines += ["", "| set | F1 |", "| --- | --- |"]
    lines += [f"| {name} | " + ", ".join(f"{m} {x:.2f}" for m, x in numbers.items()) + " |" for name, numbers in results.items() if name not in full]
    return "\n".join(lines) + "\n"


def main():
    options = argparse.ArgumentParser()
    options.add_argument("binary", type=pathlib.Path)
    options.add_argument("--treebanks", type=pathlib.Path, default=ROOT.parent / "shared/treebanks")
    options.add_argument("--markdown", type=pathlib.Path)
    options = options.parse_args()
    if not options.treebanks.is_dir():
        print(f"skipped: no treebanks in {options.treebanks}")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        results = evaluate(Parser(options.binary, pathlib.Path(folder)), options.treebanks)
    print(markdown(results), end="")
    if options.markdown:
        options.markdown.write_text(markdown(results), encoding="utf-8")
    low = [f"{name}: {what} {results[name][what]:.2f} is below {floor}" for (name, what), floor in FLOORS.items() if results[name][what] < floor]
    print("\n".join(low))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
