#include <algorithm>

#include "export/buffer.hpp"

namespace diplograph {

namespace {

/// A <data> element; nothing for an absent value.
void data(Buffer& out, std::string_view key, std::string_view value) {
    if (value.empty()) return;
    out << "<data key=\"" << key << "\">";
    out.xml(value) << "</data>";
}
void data(Buffer& out, std::string_view key, double value) { out << "<data key=\"" << key << "\">" << value << "</data>"; }
void data(Buffer& out, std::string_view key, std::optional<double> const& value) {
    if (value) data(out, key, *value);
}
void list(Buffer& out, std::string_view key, std::vector<std::string> const& items) {
    if (!items.empty()) data(out, key, json_list(items));
}
void times(Buffer& out, std::string_view start, std::string_view end, std::vector<Spell> const& spells) {
    if (spells.empty()) return;
    Date last = spells.front().end;
    for (Spell const& s : spells) last = std::max(last, s.end);
    data(out, start, to_string(spells.front().start));
    data(out, end, to_string(last));
}

}  // namespace

/// Dialect: all keys first, the six standard types only, no defaults, one direction a file; lists are JSON arrays in strings.
void write_graphml(View const& view, ExportOptions const&, Sink const& sink) {
    Buffer out(sink);
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
           "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";
    auto const key = [&](std::string_view owner, std::string_view name, std::string_view type) {
        out << "<key id=\"" << owner.substr(0, 1) << '_' << name << "\" for=\"" << owner << "\" attr.name=\"" << name << "\" attr.type=\"" << type << "\"/>\n";
    };
    for (std::string_view const name : {"key", "label", "kind", "country", "status", "detail", "color", "start", "end", "aliases", "sources", "quotes"}) key("node", name, "string");
    for (std::string_view const name : {"size", "latitude", "longitude"}) key("node", name, "double");
    for (std::string_view const name : {"relation", "label", "start", "end", "events", "sources"}) key("edge", name, "string");
    for (std::string_view const name : {"weight", "confidence"}) key("edge", name, "double");
    out << "<graph id=\"G\" edgedefault=\"" << (view.directed ? "directed" : "undirected") << "\">\n";
    for (std::size_t i = 0; i < view.nodes.size(); ++i) {
        ViewNode const& n = view.nodes[i];
        out << "<node id=\"n" << i << "\">";
        data(out, "n_key", n.id);
        data(out, "n_label", n.label);
        data(out, "n_kind", n.kind);
        data(out, "n_country", n.country);
        data(out, "n_status", n.status);
        data(out, "n_detail", n.detail);
        data(out, "n_color", hex_color(look_of(n)));
        times(out, "n_start", "n_end", n.spells);
        list(out, "n_aliases", n.aliases);
        list(out, "n_sources", n.sources);
        list(out, "n_quotes", n.quotes);
        data(out, "n_size", n.size);
        data(out, "n_latitude", n.latitude);
        data(out, "n_longitude", n.longitude);
        out << "</node>\n";
    }
    for (std::size_t i = 0; i < view.edges.size(); ++i) {
        ViewEdge const& e = view.edges[i];
        out << "<edge id=\"e" << i << "\" source=\"n" << std::size_t{e.source} << "\" target=\"n" << std::size_t{e.target} << "\">";
        data(out, "e_relation", e.relation);
        data(out, "e_label", e.label);
        times(out, "e_start", "e_end", e.spells);
        list(out, "e_events", e.events);
        list(out, "e_sources", e.sources);
        data(out, "e_weight", e.weight);
        data(out, "e_confidence", e.confidence);
        out << "</edge>\n";
    }
    out << "</graph>\n</graphml>\n";
    out.flush();
}

}  // namespace diplograph
