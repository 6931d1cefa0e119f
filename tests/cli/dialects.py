"""Strict readers of the exports: each checks every rule of its dialect and gives the graph that the file holds."""
import collections
import csv
import io
import json
import math
import re
import subprocess
import xml.etree.ElementTree as ElementTree

Graph = collections.namedtuple("Graph", "directed nodes edges")  # labels by id; (source, target, relation, weight) by id
NMTOKEN = re.compile(r"[-.:\w]+\Z")
DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")


class Broken(AssertionError):
    """A rule of the dialect that a file breaks."""


def need(condition, what):
    if not condition:
        raise Broken(what)


def text_of(data):
    need(not data.startswith(b"\xef\xbb\xbf"), "a byte order mark")
    text = data.decode("utf-8")  # strict
    need(not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text), "a character that XML forbids")
    return text


def number(text):
    value = float(text)
    need(math.isfinite(value), f"no finite number: {text}")
    return value


def check_graph(graph):
    for ids in (graph.nodes, graph.edges):
        need(all(NMTOKEN.match(i) for i in ids), "an id that is no NMTOKEN")
    for source, target, _, weight in graph.edges.values():
        need(source in graph.nodes and target in graph.nodes, "an edge to nowhere")
        need(weight > 0, "a weight that is not above 0")
    return graph


def add(mapping, key, value):
    need(key not in mapping, f"the id {key} twice")
    mapping[key] = value


def check_spells(spells):
    need(all(DAY.match(a) and DAY.match(b) and a <= b for a, b in spells), f"a spell that is none: {spells}")
    need(all(spells[i][1] < spells[i + 1][0] for i in range(len(spells) - 1)), f"spells that overlap: {spells}")


def read_graphml(data):
    root = ElementTree.fromstring(text_of(data).encode())
    space = "{http://graphml.graphdrawing.org/xmlns}"
    need(root.tag == space + "graphml", "the root")
    names = [child.tag.removeprefix(space) for child in root]
    need(names == ["key"] * (len(names) - 1) + ["graph"], "keys first, then one graph")
    types = {}
    for key in root[:-1]:
        need(key.get("for") in ("node", "edge") and len(key) == 0, "a key is for nodes or for edges and has no default")
        need(key.get("attr.type") in ("boolean", "int", "long", "float", "double", "string"), "a type that is not standard")
        need(key.get("attr.name") not in (None, "type"), "no attribute is named type")
        need(key.get("id") == key.get("for")[0] + "_" + key.get("attr.name"), "ids of keys")
        add(types, key.get("id"), key.get("attr.type"))
    graph = root[-1]
    need(graph.get("edgedefault") in ("directed", "undirected"), "one direction")
    out = Graph(graph.get("edgedefault") == "directed", {}, {})
    for element in graph:
        tag = element.tag.removeprefix(space)
        values = {}
        for item in element:
            need(item.tag == space + "data" and item.text and len(item) == 0, "an empty value is absent")
            key = item.get("key")
            need(key[0] == tag[0], f"{key} in a {tag}")
            need(types[key] == "string" or number(item.text) is not None, "a number")
            add(values, key[2:], item.text)
        for name in ("aliases", "sources", "quotes", "events"):
            need(name not in values or (isinstance(json.loads(values[name]), list) and json.loads(values[name])), f"{name} is a list in JSON")
        need(values.get("start", "") <= values.get("end", ""), "start before end")
        if tag == "node":
            need(not out.edges, "nodes before edges")
            need(set(element.keys()) == {"id"}, "attributes of a node")
            need(re.fullmatch("#[0-9a-f]{6}", values["color"]), "a color")
            add(out.nodes, element.get("id"), values.get("label", ""))
        else:
            need(tag == "edge" and set(element.keys()) == {"id", "source", "target"}, "attributes of an edge")
            add(out.edges, element.get("id"), (element.get("source"), element.get("target"), values["relation"], number(values["weight"])))
    return check_graph(out)


def read_gexf(data, version="1.3"):
    root = ElementTree.fromstring(text_of(data).encode())
    space = {"1.3": "http://gexf.net/1.3", "1.2": "http://www.gexf.net/1.2draft"}[version]
    tag = "{%s}" % space
    viz = "{%s/viz}" % space
    need(root.tag == tag + "gexf" and root.get("version") == version and len(root) == 1, "the root")
    graph = root[0]
    need([child.tag for child in graph] == [tag + name for name in ("attributes", "attributes", "nodes", "edges")], "one block of attributes a class, nodes before edges")
    need(graph.get("mode") in ("static", "dynamic"), "a mode")
    if graph.get("mode") == "dynamic":
        need(graph.get("timeformat") == "date", "time as dates")
        need(graph.get("timerepresentation") == ("interval" if version == "1.3" else None), "time as intervals")
    titles = {}
    for block, owner in zip(graph[:2], ("node", "edge")):
        need(block.get("class") == owner and block.get("mode") == "static", "attributes that stay")
        titles[owner] = {}
        for item in block:
            need(item.get("title") != "type" and len(item) == 0, "no attribute is named type, none has a default")
            add(titles[owner], item.get("id"), (item.get("title"), item.get("type")))
    out = Graph(graph.get("defaultedgetype") == "directed", {}, {})
    need(graph.get("defaultedgetype") in ("directed", "undirected"), "one direction")
    spelled = False

    def parts(element, owner):
        nonlocal spelled
        values = {}
        for value in element.find(tag + "attvalues"):
            title, kind = titles[owner][value.get("for")]
            need(value.get("value") != "", "an empty value is absent")
            need(kind != "double" or number(value.get("value")) is not None, "a number")
            need(kind != "liststring" or isinstance(json.loads(value.get("value")), list), f"{title} is a list in JSON")
            add(values, title, value.get("value"))
        spells = element.find(tag + "spells")
        if spells is not None:
            check_spells([(spell.get("start"), spell.get("end")) for spell in spells])
            spelled = True
        return values

    for node in graph[2]:
        values = parts(node, "node")
        need(values.get("kind"), "a kind")
        colors = node.findall(viz + "color")
        need(len(colors) == 1 and all(0 <= int(colors[0].get(c)) <= 255 for c in "rgb") and set(colors[0].keys()) == set("rgb"), "a color as r g b")
        need(number(node.find(viz + "size").get("value")) > 0, "a size")
        add(out.nodes, node.get("id"), node.get("label"))
    for edge in graph[3]:
        values = parts(edge, "edge")
        need(edge.get("kind") == (values["relation"] if version == "1.3" else None), "kind and relation")
        need(edge.get("type") is None, "no direction of an edge's own")
        add(out.edges, edge.get("id"), (edge.get("source"), edge.get("target"), values["relation"], number(edge.get("weight"))))
    need(spelled == (graph.get("mode") == "dynamic"), "dynamic where there are spells")
    return check_graph(out)


def read_dot(data):
    """By Graphviz, and line by line."""
    lines = text_of(data).split("\n")
    need(lines[0] in ('digraph "diplograph" {', 'graph "diplograph" {') and lines[-2:] == ["}", ""], "the frame")
    need(lines[-3].startswith("  graph ["), "the attributes of the whole last")
    quoted = r'"(?:[^"\\]|\\.)*"'
    attributes = rf"\[(\w+={quoted}(?:, \w+={quoted})*)\];"
    out = Graph(lines[0].startswith("digraph"), {}, {})
    for line in lines[1:-3]:
        match = re.fullmatch(rf'  ({quoted})(?: (->|--) ({quoted}))? {attributes}', line)
        need(match, f"a statement that is none: {line[:200]}")
        values = dict(re.findall(rf"(\w+)=({quoted})", match[4]))
        need(re.fullmatch(r'"[a-z]+[0-9]*"', values["color"]), "a color by its name")
        if match[3]:
            need((match[2] == "->") == out.directed, "one direction")
            add(out.edges, f"e{len(out.edges)}", (match[1].strip('"'), match[3].strip('"'), values["relation"].strip('"'), number(values["weight"].strip('"'))))
        else:
            need(not out.edges, "nodes before edges")
            need(re.fullmatch('"#[0-9a-f]{6}"', values["fillcolor"]), "a fill color in hex")
            need(values["label"] != '""', "a label")
            add(out.nodes, match[1].strip('"'), values["label"])
    canon = subprocess.run(["dot", "-Tcanon"], input=data, capture_output=True, check=True)
    need(canon.stderr == b"", canon.stderr.decode())
    counts = subprocess.run(["gc", "-n", "-e"], input=data, capture_output=True, check=True).stdout.split()
    need([int(n) for n in counts[:2]] == [len(out.nodes), len(out.edges)], f"Graphviz counts {counts}")
    return check_graph(out)


def rows(data, header):
    text = text_of(data)
    need("\\" not in text, "a backslash")
    need(re.sub("\r\n", "", text).count("\r") == 0 and text.endswith("\r\n"), "ends of lines")
    table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    need(table[0][:len(header)] == header, f"the header {table[0]}")
    need(all(len(row) == len(table[0]) for row in table), "rows of one length")
    return [dict(zip(table[0], row)) for row in table[1:]]


def read_csv(nodes, edges):
    out = Graph(None, {}, {})
    directions = set()
    for row in rows(nodes, ["Id", "Label"]):
        add(out.nodes, row["Id"], row["Label"])
    for row in rows(edges, ["Source", "Target", "Type", "Id", "Label", "Kind", "Weight"]):
        directions.add(row["Type"])
        for spell in filter(None, row["When"].split(" | ")):
            check_spells([tuple(spell.split("/"))])
        add(out.edges, row["Id"], (row["Source"], row["Target"], row["Kind"], number(row["Weight"])))
    need(directions <= {"Directed", "Undirected"} and len(directions) < 2, "one direction")
    return check_graph(out._replace(directed="Undirected" not in directions))


def read_json(data):
    value = json.loads(text_of(data), parse_constant=lambda name: need(False, f"{name} is no JSON"))
    keys = [node["key"] for node in value["nodes"]]
    need(len(set(keys)) == len(keys), "a key twice")
    ids = {key: f"n{i}" for i, key in enumerate(keys)}
    out = Graph(value["directed"], {}, {})
    for node in value["nodes"]:
        check_spells(node.get("spells", []))
        add(out.nodes, ids[node["key"]], node.get("label", ""))
    for edge in value["edges"]:
        check_spells(edge.get("spells", []))
        add(out.edges, f"e{len(out.edges)}", (ids[edge["source"]], ids[edge["target"]], edge["relation"], edge["weight"]))
    pairs = [edge[:3] for edge in out.edges.values()]
    need(len(set(pairs)) == len(pairs), "two edges with the same ends and relation")
    return check_graph(out)
