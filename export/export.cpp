#include "export/export.hpp"

#include <array>

namespace diplograph {

std::span<Exporter const> exporters() {
    static constexpr auto table = std::to_array<Exporter>({
        {"graphml", "GraphML, for NetworkX, igraph, yEd, Cytoscape", write_graphml},
        {"gexf", "GEXF, for Gephi with timeline and map", write_gexf},
        {"dot", "DOT, for Graphviz", write_dot},
        {"csv", "two tables, nodes and edges", write_csv},
        {"json", "one object with nodes and edges", write_json},
    });
    return table;
}

Exporter const* find_exporter(std::string_view name) {
    for (Exporter const& exporter : exporters())
        if (exporter.name == name) return &exporter;
    return nullptr;
}

}  // namespace diplograph
