#include <algorithm>

#include "core/bytes.hpp"

#include "export/buffer.hpp"

namespace diplograph {

namespace {

/// A quoted string. A backslash is doubled, since one at the end would eat the quote.
void quoted(Buffer& out, std::string_view text) {
    std::string const good = printable_text(text);
    out << '"';
    for (char const c : good) {
        if (c == '"' || c == '\\') out << '\\';
        if (c == '\n') out << "\\n";
        else out << c;
    }
    out << '"';
}

/// A label that can be read: cut at a character's border, broken into lines at spaces.
std::string label(std::string_view text) {
    constexpr std::size_t longest = 64, line = 18;
    std::string const good = printable_text(text);
    std::string out;
    std::size_t column = 0, characters = 0;
    for (std::size_t i = 0; i < good.size(); ++i) {
        bool const begins = !is_continuation(good[i]);
        if (begins && ++characters > longest) return out + "\xE2\x80\xA6";
        bool const gap = good[i] == ' ' || good[i] == '\n';
        if (gap && column >= line) {
            out += '\n';
            column = 0;
        } else {
            out += gap ? ' ' : good[i];
            column += begins;
        }
    }
    return out;
}

}  // namespace

/// Dialect: attributes on every node and edge, no default statements, everything quoted; see README, "Formats".
void write_dot(View const& view, ExportOptions const&, Sink const& sink) {
    Buffer out(sink);
    bool const small = view.nodes.size() <= 150 && view.edges.size() <= 400;
    out << (view.directed ? "digraph" : "graph") << " \"diplograph\" {\n";
    for (std::size_t i = 0; i < view.nodes.size(); ++i) {
        ViewNode const& n = view.nodes[i];
        Look const& look = look_of(n);
        out << "  \"n" << i << "\" [label=";
        quoted(out, label(n.label.empty() ? n.id : n.label));
        out << ", kind=";
        quoted(out, n.kind);
        out << ", shape=\"" << look.shape << "\", style=\"filled\", color=\"" << look.color << "\", fillcolor=\"" << hex_color(look) << "\", fontname=\"Helvetica\", fontsize=\""
            << rounded(n.is_event ? 10.0 : 11.0 + std::min(8.0, std::sqrt(n.size))) << "\", fontcolor=\"" << (n.is_event || n.kind == "event_name" ? "black" : "white") << "\"];\n";
    }
    for (ViewEdge const& e : view.edges) {
        out << "  \"n" << std::size_t{e.source} << (view.directed ? "\" -> \"n" : "\" -- \"n") << std::size_t{e.target} << "\" [relation=";
        quoted(out, e.relation);
        bool const told = e.relation == "participant" || e.relation == "located_in" || e.relation == "met";
        if (!told) {
            out << ", label=";
            quoted(out, label(e.label));
        } else if (!view.directed && e.weight > 1) {
            out << ", label=\"" << e.weight << '"';
        }
        out << ", weight=\"" << std::max(1.0, std::round(e.weight)) << "\", penwidth=\"" << rounded(std::min(6.0, 0.8 + 0.6 * std::sqrt(e.weight))) << "\", color=\""
            << (e.relation == "located_in" ? "gray70" : "gray40") << "\", fontname=\"Helvetica\", fontsize=\"9\"];\n";
    }
    out << "  graph [layout=\"" << (small && view.directed ? "dot" : "sfdp") << "\", overlap=\"prism\", splines=\"" << (small ? "true" : "line") << "\", outputorder=\"edgesfirst\", K=\"0.9\", fontname=\"Helvetica\"];\n}\n";
    out.flush();
}

}  // namespace diplograph
