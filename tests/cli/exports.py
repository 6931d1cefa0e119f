#!/usr/bin/python3
"""Every export opens everywhere: strict readers, NetworkX, igraph, Graphviz and xmllint agree on what a file holds."""
import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

import dialects
import lab

try:
    import igraph
    import networkx
except ImportError as error:
    print(f"skipped: {error}")
    raise SystemExit(77) from error

SCHEMAS = lab.SHARED / "interop-xsd"


def read_all(files):
    """What the strict readers find in the files of one shape, by format."""
    return {"graphml": dialects.read_graphml(files["graphml"]), "gexf": dialects.read_gexf(files["gexf"]),
            "gexf 1.2": dialects.read_gexf(files["gexf 1.2"], "1.2"), "dot": dialects.read_dot(files["dot"]),
            "csv": dialects.read_csv(files["csv nodes"], files["csv"]), "json": dialects.read_json(files["json"])}


def as_csv(label):
    return label.replace("\\", "/").replace("\n", " ")


class Exports(lab.Lab):
    def check_files(self, files):
        """Checks the files of one shape; gives the graph that all of them hold."""
        graphs = read_all(files)
        graph = graphs["json"]
        for name, other in graphs.items():
            self.assertEqual(other.directed or not other.edges, graph.directed or not graph.edges, name)
            self.assertEqual(list(other.nodes), list(graph.nodes), name)
            ends = {key: edge[:3] for key, edge in other.edges.items()}
            self.assertEqual(ends, {key: edge[:3] for key, edge in graph.edges.items()}, name)
        for name in ("graphml", "gexf", "gexf 1.2"):
            self.assertEqual(graphs[name], graph, name)
        self.assertEqual([label or "" for label in graphs["csv"].nodes.values()], [as_csv(label) for label in graph.nodes.values()])
        self.check_clients(files, graph)
        self.check_schemas(files)
        return graph

    def check_clients(self, files, graph):
        size = (len(graph.nodes), len(graph.edges))
        labels = sorted(graph.nodes.values())
        read = networkx.read_graphml(io.BytesIO(files["graphml"]))
        self.assertEqual((read.number_of_nodes(), read.number_of_edges()), size, "NetworkX, GraphML")
        self.assertEqual(sorted(data.get("label", "") for _, data in read.nodes(data=True)), labels)
        self.assertEqual(read.is_directed(), graph.directed)
        if size[1]:
            weights = sorted(data["weight"] for _, _, data in read.edges(data=True))
            self.assertEqual(weights, sorted(edge[3] for edge in graph.edges.values()))
        # The reader knows no namespace newer than 1.2's; nothing else that it reads has changed since.
        renamed = files["gexf"].replace(b"http://gexf.net/1.3", b"http://www.gexf.net/1.2draft").replace(b'version="1.3"', b'version="1.2"')
        for name, data in (("GEXF 1.2", files["gexf 1.2"]), ("GEXF 1.3", renamed)):
            read = networkx.read_gexf(io.BytesIO(data))
            self.assertEqual((read.number_of_nodes(), read.number_of_edges()), size, f"NetworkX, {name}")
            self.assertEqual(sorted(data.get("label", "") for _, data in read.nodes(data=True)), labels)
        if size[0] <= 150:
            drawn = subprocess.run(["dot", "-Tsvg"], input=files["dot"], capture_output=True, check=True).stdout
            classes = [element.get("class") for element in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}g")]
            self.assertEqual((classes.count("node"), classes.count("edge")), size, "drawn by Graphviz")
        path = self.write("graph.graphml", files["graphml"])
        read = igraph.Graph.Read_GraphML(str(path))
        self.assertEqual((read.vcount(), read.ecount()), size, "igraph, GraphML")
        self.assertEqual(sorted(label or "" for label in read.vs["label"]) if size[0] else [], labels)
        self.assertEqual(read.is_directed(), graph.directed)

    def check_schemas(self, files):
        self.xmllint(files["graphml"], "graphml/graphml.xsd")
        for name, version in (("gexf", "1.3"), ("gexf 1.2", "1.2")):
            # The schema has the elements of the other namespace, which real files and readers call viz, in its own.
            self.xmllint(re.sub(rb"<viz:", b"<", files[name]), f"gexf-{version}/gexf.xsd")

    def xmllint(self, data, schema):
        if shutil.which("xmllint") is None:
            return
        arguments = ["xmllint", "--noout", "--nonet"] + (["--schema", SCHEMAS / schema] if SCHEMAS.is_dir() else [])
        done = subprocess.run([*arguments, "-"], input=data, capture_output=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr.decode()[:2000])

    def check_store(self, store):
        exports = self.exports(store)
        graphs = {}
        for shape in lab.SHAPES:
            with self.subTest(store=store, shape=shape):
                graphs[shape] = self.check_files({name: data for (name, s), data in exports.items() if s == shape})
                self.assertEqual(graphs[shape].directed, shape in ("events", "places"))
        return graphs

    def test_many_articles(self):
        self.write_lines("made.jsonl", lab.make_articles(400))
        graphs = self.check_store(self.make_store("made.db", "made.jsonl"))
        self.assertGreater(len(graphs["events"].nodes), 300)
        for shape in lab.SHAPES:
            self.assertGreater(len(graphs[shape].edges), 10, shape)

    def test_nasty_names(self):
        self.write_lines("nasty.jsonl", lab.make_records())
        graphs = self.check_store(self.make_store("nasty.db", "nasty.jsonl"))
        self.check_sound("nasty.db")
        labels = set(graphs["events"].nodes.values())
        for name in lab.NASTY:
            self.assertIn(re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", lambda m: "\ufffd" * len(m[0].encode()), name), labels)

    def test_empty_store(self):
        self.write_lines("dull.jsonl", [{"id": 1, "text": "The weather in the north of the country will be fine on Sunday, with some clouds in the evening."}])
        graphs = self.check_store(self.make_store("empty.db", "dull.jsonl"))
        self.assertEqual(graphs["events"].edges, {})

    def test_samples(self):
        paths = [lab.ROOT / "data/samples"] + [lab.SHARED / "eval" / name / "articles.jsonl" for name in ("state_press", "newswire", "whitehouse_press", "wikinews", "re3d")]
        paths = [path for path in paths if path.exists()]
        if not paths:
            self.skipTest("no sample articles here")
        self.check_store(self.make_store("samples.db", *paths))
        self.check_sound("samples.db")

    def test_filters(self):
        self.write_lines("few.jsonl", lab.make_articles(60))
        self.make_store("few.db", "few.jsonl")
        whole = dialects.read_json(self.run_program("--db", "few.db", "export", "json")[0])
        part = dialects.read_json(self.run_program("--db", "few.db", "export", "json", "--type", "meeting", "--from", "2021-05", "--to", "2021-08")[0])
        self.assertTrue(0 < len(part.nodes) < len(whole.nodes))
        none = dialects.read_json(self.run_program("--db", "few.db", "export", "json", "--from", "2030")[0])
        self.assertEqual(none.nodes, {})

    def test_golden_files(self):
        golden = lab.ROOT / "tests/golden"
        for name in sorted({path.name.split(".")[0] for path in golden.glob("*.json")}):
            with self.subTest(name=name):
                endings = {"graphml": "graphml", "gexf": "gexf", "gexf 1.2": "1.2.gexf", "dot": "dot", "csv": "edges.csv", "csv nodes": "nodes.csv", "json": "json"}
                self.check_files({key: (golden / f"{name}.{ending}").read_bytes() for key, ending in endings.items()})


if __name__ == "__main__":
    lab.main()
