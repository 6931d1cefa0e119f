"""CoNLL-U read into sentences, the measures of the CoNLL 2018 shared task between two readings of one text, and the
arguments of verbs as a tree tells them."""
import re


class Word:
    """A syntactic word. `span` is [begin, end) among the characters that are no spaces; that of a range for its parts."""
    __slots__ = ("form", "lemma", "upos", "xpos", "head", "relation", "misc", "span", "in_range")

    def __init__(self, cells, span, in_range):
        _, self.form, self.lemma, self.upos, self.xpos, _, head, relation, _, self.misc = cells
        self.head = int(head) if head.isdigit() else -1
        self.relation = relation.split(":")[0]
        self.misc = dict(part.split("=", 1) for part in self.misc.split("|") if "=" in part)
        self.misc["relation"] = relation
        self.span, self.in_range = span, in_range


class Sentence:
    """Words with heads counted from 1, the spans of tokens, and the comments above them."""

    def __init__(self, comments):
        self.comments, self.words, self.tokens, self.text = comments, [], [], ""
        self.space_after = True

    def comment(self, key):
        return next((line.split("=", 1)[1].strip() for line in self.comments if re.match(rf"# {key} ?=", line)), None)


def read_conllu(text):
    """All sentences of a text; the characters are counted through it from the first to the last."""
    sentences, at = [], 0
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.split("\n")
        sentence = Sentence([line for line in lines if line.startswith("#")])
        range_end, range_span = 0, None
        for line in lines:
            if line.startswith("#") or not line:
                continue
            cells = line.split("\t")
            if "." in cells[0]:
                continue
            form = re.sub(r"\s", "", cells[1])
            if "-" in cells[0]:
                range_end, range_span = int(cells[0].split("-")[1]), (at, at + len(form))
            elif int(cells[0]) <= range_end:
                sentence.words.append(Word(cells, range_span, True))
                continue
            else:
                sentence.words.append(Word(cells, (at, at + len(form)), False))
            sentence.tokens.append((at, at + len(form)))
            sentence.text += form
            sentence.space_after = "SpaceAfter=No" not in cells[9].split("|")
            at += len(form)
        sentences.append(sentence)
    return sentences


def documents(sentences):
    """Lists of sentences that belong to one document, as `# newdoc` says."""
    out = []
    for sentence in sentences:
        if not out or any(line.startswith("# newdoc") for line in sentence.comments):
            out.append([])
        out[-1].append(sentence)
    return out


def raw_text(document):
    """The text of a document; paragraphs stand under each other with an empty line between them."""
    out = ""
    for i, sentence in enumerate(document):
        if i > 0:
            paragraph = any(line.startswith("# newpar") for line in sentence.comments)
            out += "\n\n" if paragraph else " " if document[i - 1].space_after else ""
        out += sentence.comment("text")
    return out


def f1(correct, gold, system):
    """Twice the right ones among all; 100 where there is nothing to find."""
    return 200 * correct / (gold + system) if gold + system else 100.0


def common(a, b):
    """Pairs of the longest common subsequence of two lists of words, by form in lower case."""
    best = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    same = [[x.form.lower() == y.form.lower() for y in b] for x in a]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            best[i][j] = best[i + 1][j + 1] + 1 if same[i][j] else max(best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(a) and j < len(b):
        if same[i][j]:
            yield a[i], b[j]
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1


def align(gold, system):
    """Pairs of words with the same characters; within ranges the longest common subsequence, as in the shared task."""
    i = j = 0
    while i < len(gold) and j < len(system):
        a, b = gold[i], system[j]
        if a.in_range or b.in_range:
            if not a.in_range and a.span[0] < b.span[0]:
                i += 1
                continue
            if not b.in_range and b.span[0] < a.span[0]:
                j += 1
                continue
            first_i, first_j = i, j
            end = max(word.span[1] for word in (a, b) if word.in_range)
            while True:
                while i < len(gold) and gold[i].span[0] < end:
                    end, i = max(end, gold[i].span[1] if gold[i].in_range else end), i + 1
                before = j
                while j < len(system) and system[j].span[0] < end:
                    end, j = max(end, system[j].span[1] if system[j].in_range else end), j + 1
                if j == before or i == len(gold) or gold[i].span[0] >= end:
                    break
            yield from common(gold[first_i:i], system[first_j:j])
        elif a.span == b.span:
            yield a, b
            i, j = i + 1, j + 1
        elif a.span[0] <= b.span[0]:
            i += 1
        else:
            j += 1


def measure(gold, system):
    """F1 of sentences, tokens, words, tags, lemmas, heads (UAS) and heads with relations (LAS, subtypes ignored)."""
    texts = ["".join(sentence.text for sentence in side) for side in (gold, system)]
    if texts[0] != texts[1]:
        at = next((i for i, (x, y) in enumerate(zip(*texts)) if x != y), min(map(len, texts)))
        raise ValueError(f"the texts differ: {texts[0][at - 20:at + 20]!r}, {texts[1][at - 20:at + 20]!r}")

    def spans(side):
        return ({(s.tokens[0][0], s.tokens[-1][1]) for s in side}, {token for s in side for token in s.tokens})

    words = [[word for sentence in side for word in sentence.words] for side in (gold, system)]
    heads = [{id(word): sentence.words[word.head - 1] if word.head > 0 else word.head for sentence in side for word in sentence.words} for side in (gold, system)]
    pairs = list(align(*words))
    partner = {id(b): a for a, b in pairs}

    def head_is_right(a, b):
        x, y = heads[0][id(a)], heads[1][id(b)]
        return x == y if isinstance(x, int) or isinstance(y, int) else partner.get(id(y)) is x

    right = [head_is_right(a, b) for a, b in pairs]
    sizes = [len(side) for side in words]
    out = {}
    for name, (x, y) in zip(("sentences", "tokens"), zip(spans(gold), spans(system))):
        out[name] = f1(len(x & y), len(x), len(y))
    out["words"] = f1(len(pairs), *sizes)
    out["UPOS"] = f1(sum(a.upos == b.upos for a, b in pairs), *sizes)
    out["XPOS"] = f1(sum(a.xpos == b.xpos for a, b in pairs), *sizes)
    out["lemmas"] = f1(sum(a.lemma in ("_", b.lemma) for a, b in pairs), *sizes)
    out["UAS"] = f1(sum(right), *sizes)
    out["LAS"] = f1(sum(ok and a.relation == b.relation for ok, (a, b) in zip(right, pairs)), *sizes)
    return out


def name_spans(tags):
    """(first, last, kind) of IOB2 tags; kinds other than persons, organizations and places are none."""
    out, first, kind = set(), 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if kind and tag != "I-" + kind:
            out.add((first, i, kind))
            kind = ""
        if tag.startswith("B-") and tag[2:] in ("PER", "ORG", "LOC"):
            first, kind = i, tag[2:]
    return out


class Tree:
    """Reads who does what to whom off the words of one sentence."""

    def __init__(self, words):
        self.words = words
        self.children = [[] for _ in range(len(words) + 1)]
        for i, word in enumerate(words):
            self.children[max(word.head, 0)].append(i)

    def relation(self, i):
        return self.words[i].misc["relation"]

    def below(self, i, *relations):
        return [c for c in self.children[i + 1] if self.words[c].relation in relations]

    def passive(self, i, depth=0):
        if any(self.relation(c) in ("nsubj:pass", "csubj:pass", "aux:pass") for c in self.children[i + 1]):
            return True
        word = self.words[i]
        bare = not self.below(i, "nsubj", "csubj", "aux", "mark")
        return depth < 9 and word.relation == "conj" and word.xpos == "VBN" and bare and self.passive(word.head - 1, depth + 1)

    def surface_subject(self, i, depth=0):
        """The subject of a verb, its own or the one it shares with the verb above; a relative pronoun stands for its noun."""
        word = self.words[i]
        own = self.below(i, "nsubj", "csubj")
        if own:
            relative = self.words[own[0]].misc["relation"].startswith("nsubj") and self.words[own[0]].form.lower() in ("who", "which", "that") and self.relation(i) == "acl:relcl"
            return word.head - 1 if relative else own[0]
        if depth > 9 or word.head <= 0:
            return None
        if word.relation == "conj":
            return self.surface_subject(word.head - 1, depth + 1)
        if word.relation == "xcomp":
            objects = self.below(word.head - 1, "obj")
            if objects:
                return objects[0]
            above = self.surface_subject(word.head - 1, depth + 1)
            return above
        return None

    def arguments(self):
        """{(kind, verb, argument)}; the kind of an oblique is its preposition."""
        out = {"subject": set(), "patient": set(), "oblique": set()}
        for i, word in enumerate(self.words):
            if word.upos != "VERB":
                continue
            subject = self.surface_subject(i)
            if subject is not None:
                out["patient" if self.passive(i) else "subject"].add((i, subject))
            for c in self.below(i, "obj"):
                out["patient"].add((i, c))
            for c in self.below(i, "obl"):
                prepositions = self.below(c, "case")
                if prepositions:
                    out["oblique"].add((i, c, self.words[prepositions[0]].form.lower()))
        return out
