#!/usr/bin/env python3
"""Reads a GraphML file, writes it with NetworkX as GraphML and GEXF, and prints rows for the table of write_bench.

    write_networkx.py GRAPHML SECONDS_OF_BOOST
"""
import os
import resource
import sys
import time

try:
    import networkx
except ImportError:
    sys.exit("write_networkx.py: no NetworkX for this python3; rows left out")


def held():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize() / 2**20


def main(path, boost):
    graph = networkx.read_graphml(path)
    for name, write in (("GraphML", networkx.write_graphml_xml), ("GEXF", networkx.write_gexf)):
        with open("/proc/self/clear_refs", "w") as clear:
            clear.write("5")
        before, start = held(), time.process_time()
        write(graph, path + ".networkx")
        seconds = time.process_time() - start
        with open("/proc/self/status") as status:
            peak = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
        os.remove(path + ".networkx")
        print(f"| NetworkX {networkx.__version__} {name}, once | {seconds:.2f} | {float(boost) / seconds:.2f} | {peak - before:.1f} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
