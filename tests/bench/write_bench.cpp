// Writes one graph of 100,000 nodes and 500,000 edges, six attributes each, with export/ and with Boost's write_graphml,
// and prints a table of times, ratios and memory. usage: write_bench FOLDER, which takes the files and keeps them.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/graphml.hpp>

#include "export/export.hpp"

using namespace diplograph;

namespace {

constexpr std::size_t node_count = 100'000;
constexpr std::size_t edge_count = 500'000;
constexpr int runs = 5;

View make_view() {
    static constexpr std::array<char const*, 4> kinds{"person", "country", "organization", "meeting"};
    static constexpr std::array<char const*, 3> relations{"participant", "host", "located_in"};
    View view;
    view.nodes.resize(node_count);
    view.edges.resize(edge_count);
    for (std::size_t i = 0; i < node_count; ++i) {
        ViewNode& n = view.nodes[i];
        std::string const number = std::to_string(i);
        n.id = "key:" + number;
        n.label = "Envoy \"" + number + "\" & Söhne";
        n.kind = kinds[i % kinds.size()];
        n.country = "NOR";
        n.detail = "special envoy for the region no. " + number;
        n.size = 1 + static_cast<double>(i % 97) / 7;
    }
    Date const first = *make_date(2001, 1, 1);
    for (std::size_t i = 0; i < edge_count; ++i) {
        ViewEdge& e = view.edges[i];
        e.source = static_cast<std::uint32_t>(i % node_count);
        e.target = static_cast<std::uint32_t>((i * 7919 + i / node_count + 1) % node_count);
        e.relation = relations[i % relations.size()];
        e.label = "met " + std::to_string(i % 1000);
        e.weight = 1 + static_cast<double>(i % 13) / 3;
        e.confidence = static_cast<double>(i % 101) / 101;
        Date const day = first + std::chrono::days{static_cast<int>(i % 8000)};
        e.spells = {{day, day}};
    }
    return view;
}

struct BoostNode {
    std::string key, label, kind, country, detail;
    double size = 0;
};
struct BoostEdge {
    std::string relation, label, start, end;
    double weight = 0, confidence = 0;
};
using BoostGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, BoostNode, BoostEdge>;

BoostGraph make_boost_graph(View const& view) {
    BoostGraph graph(view.nodes.size());
    for (std::size_t i = 0; i < view.nodes.size(); ++i) {
        ViewNode const& n = view.nodes[i];
        graph[i] = {n.id, n.label, n.kind, n.country, n.detail, n.size};
    }
    for (ViewEdge const& e : view.edges)
        boost::add_edge(e.source, e.target, {e.relation, e.label, to_string(e.spells[0].start), to_string(e.spells[0].end), e.weight, *e.confidence}, graph);
    return graph;
}

void write_boost(BoostGraph& graph, std::string const& path) {
    boost::dynamic_properties properties;
    properties.property("key", boost::get(&BoostNode::key, graph));
    properties.property("label", boost::get(&BoostNode::label, graph));
    properties.property("kind", boost::get(&BoostNode::kind, graph));
    properties.property("country", boost::get(&BoostNode::country, graph));
    properties.property("detail", boost::get(&BoostNode::detail, graph));
    properties.property("size", boost::get(&BoostNode::size, graph));
    properties.property("relation", boost::get(&BoostEdge::relation, graph));
    properties.property("label", boost::get(&BoostEdge::label, graph));
    properties.property("start", boost::get(&BoostEdge::start, graph));
    properties.property("end", boost::get(&BoostEdge::end, graph));
    properties.property("weight", boost::get(&BoostEdge::weight, graph));
    properties.property("confidence", boost::get(&BoostEdge::confidence, graph));
    std::ofstream file(path, std::ios::binary);
    boost::write_graphml(file, graph, properties);
}

void write_view(View const& view, char const* format, std::string const& path) {
    std::ofstream file(path, std::ios::binary);
    find_exporter(format)->write(view, {}, [&](std::string_view piece) { file.write(piece.data(), static_cast<std::streamsize>(piece.size())); });
}

/// A figure of /proc/self/status in MiB: VmRSS is what is held now, VmHWM the most since reset_peak.
double memory(std::string const& name) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(name + ':')) return std::stod(line.substr(name.size() + 1)) / 1024;
    return 0;
}
void reset_peak() { std::ofstream("/proc/self/clear_refs") << '5'; }

struct Result {
    double seconds = 0;  ///< of the processor, the median
    double peak = 0;     ///< MiB above what was held before
};

Result measure(std::function<void()> const& write) {
    std::vector<double> times;
    Result result;
    for (int run = 0; run < runs; ++run) {
        reset_peak();
        double const held = memory("VmRSS");
        std::clock_t const from = std::clock();
        write();
        times.push_back(static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC);
        result.peak = std::max(result.peak, memory("VmHWM") - held);
    }
    std::sort(times.begin(), times.end());
    result.seconds = times[runs / 2];
    return result;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: write_bench FOLDER\n", stderr);
        return 2;
    }
    std::string const folder = argv[1];
    View const view = make_view();
    Result const graphml = measure([&] { write_view(view, "graphml", folder + "/ours.graphml"); });
    Result const gexf = measure([&] { write_view(view, "gexf", folder + "/ours.gexf"); });
    BoostGraph graph = make_boost_graph(view);
    Result const boost = measure([&] { write_boost(graph, folder + "/boost.graphml"); });
    std::puts("| writer | CPU seconds, median of 5 | times Boost's speed | MiB above the graph |\n| --- | --- | --- | --- |");
    auto const row = [&](char const* name, Result const& r) { std::printf("| %s | %.2f | %.1f | %.1f |\n", name, r.seconds, boost.seconds / r.seconds, r.peak); };
    row("diplograph GraphML", graphml);
    row("diplograph GEXF", gexf);
    row("Boost.Graph write_graphml", boost);
}
