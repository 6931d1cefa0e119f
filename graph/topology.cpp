#include "graph/topology.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <map>

#include "graph/meetings.hpp"

namespace diplograph {

namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
using Vertex = boost::graph_traits<Graph>::vertex_descriptor;
Vertex const nowhere = boost::graph_traits<Graph>::null_vertex();

}  // namespace

struct Topology::State {
    Graph graph;
    std::vector<std::string> keys;  ///< by vertex: actors in the order of their keys, then events in theirs
    std::map<std::string, Vertex> vertices;  ///< of the actors
    std::size_t actors = 0;
};

Topology::Topology(Store& store, EventFilter const& filter) : state_(std::make_unique<State>()) {
    Meetings const all = read_meetings(store, filter);
    State& s = *state_;
    s.actors = all.actors.size();
    for (Actor const& a : all.actors) s.keys.push_back(a.key);
    for (Meeting const& m : all.meetings) s.keys.push_back(m.key);
    for (Vertex v = 0; v < s.actors; ++v) s.vertices[s.keys[v]] = v;
    s.graph = Graph(s.keys.size());
    for (std::size_t i = 0; i < all.meetings.size(); ++i)
        for (std::uint32_t const a : all.meetings[i].present) boost::add_edge(a, s.actors + i, s.graph);
}

Topology::~Topology() = default;
std::size_t Topology::actors() const { return state_->actors; }
std::size_t Topology::events() const { return state_->keys.size() - state_->actors; }

std::vector<Topology::Path> Topology::paths(std::string const& from, std::string const& to, std::size_t count) const {
    State const& s = *state_;
    auto const start = s.vertices.find(from), goal = s.vertices.find(to);
    std::vector<Path> out;
    if (start == s.vertices.end() || goal == s.vertices.end() || from == to) return out;
    Graph graph = s.graph;
    while (out.size() < count) {
        std::vector<Vertex> before(s.keys.size(), nowhere);
        boost::breadth_first_search(
            graph, start->second, boost::visitor(boost::make_bfs_visitor(boost::record_predecessors(before.data(), boost::on_tree_edge()))));
        if (before[goal->second] == nowhere) break;
        Path path;
        std::vector<Vertex> used;
        for (Vertex v = goal->second; v != nowhere; v = v == start->second ? nowhere : before[v]) {
            path.push_back(s.keys[v]);
            if (v >= s.actors) used.push_back(v);
        }
        std::reverse(path.begin(), path.end());
        out.push_back(std::move(path));
        for (Vertex const v : used) boost::clear_vertex(v, graph);  // the next way goes over other events
    }
    return out;
}

Table path(Store& store, std::string const& from, std::string const& to, std::size_t count, EventFilter const& filter) {
    return steps(store, Topology(store, filter).paths(from, to, count));
}

Table steps(Store& store, std::vector<Topology::Path> const& ways) {
    Table table;
    table.columns = {"way", "step", "who", "date", "type", "with", "place", "event"};
    Statement name = store.database().prepare("SELECT name FROM entities WHERE key = ?");
    Statement event = store.database().prepare("SELECT " + date_text("first", "precision") + ", type, place_name FROM events WHERE key = ?");
    auto const name_of = [&](std::string const& key) {
        name.bind(key);
        return name.step() ? name.text(0) : key;
    };
    std::int64_t way = 0;
    for (Topology::Path const& p : ways) {
        ++way;
        std::int64_t step = 0;
        for (std::size_t i = 0; i + 2 < p.size(); i += 2) {
            event.bind(p[i + 1]);
            event.step();
            auto const cell = [&](int column) { return event.is_null(column) ? Value{} : Value{event.text(column)}; };
            table.rows.push_back({way, ++step, name_of(p[i]), cell(0), cell(1), name_of(p[i + 2]), cell(2), p[i + 1]});
        }
    }
    return table;
}

}  // namespace diplograph
