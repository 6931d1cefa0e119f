#include "export/buffer.hpp"

namespace diplograph {

namespace {

/// A cell of RFC 4180. Gephi takes a backslash for an escape and loses rows, so it becomes a slash.
void cell(Buffer& out, std::string_view text) {
    std::string good = printable_text(text);
    for (char& c : good)
        if (c == '\\') c = '/';
        else if (c == '\n') c = ' ';
    if (good.find_first_of(",\"\t") == std::string::npos) {
        out << good;
        return;
    }
    out << '"';
    for (char const c : good) {
        if (c == '"') out << '"';
        out << c;
    }
    out << '"';
}

void cells(Buffer& out, std::vector<std::string> const& items) {
    std::string all;
    for (std::string const& item : items) (all += all.empty() ? "" : " | ") += item;
    cell(out, all);
}

void when(Buffer& out, std::vector<Spell> const& spells) {
    for (std::size_t i = 0; i < spells.size(); ++i) {
        if (i > 0) out << " | ";
        out << spells[i].start << '/' << spells[i].end;
    }
}

void maybe(Buffer& out, std::optional<double> const& value) {
    if (value) out << *value;
}

}  // namespace

void write_csv(View const& view, ExportOptions const& options, Sink const& sink) {
    Buffer out(sink);
    if (options.csv_nodes) {
        out << "Id,Label,Kind,Country,Status,Detail,Latitude,Longitude,Size,When,Aliases,Sources,Key\r\n";
        for (std::size_t i = 0; i < view.nodes.size(); ++i) {
            ViewNode const& n = view.nodes[i];
            out << 'n' << i << ',';
            for (std::string const* text : {&n.label, &n.kind, &n.country, &n.status, &n.detail}) {
                cell(out, *text);
                out << ',';
            }
            maybe(out, n.latitude);
            out << ',';
            maybe(out, n.longitude);
            out << ',' << n.size << ',';
            when(out, n.spells);
            out << ',';
            cells(out, n.aliases);
            out << ',';
            cells(out, n.sources);
            out << ',';
            cell(out, n.id);
            out << "\r\n";
        }
    } else {
        out << "Source,Target,Type,Id,Label,Kind,Weight,Confidence,When,Events,Sources\r\n";
        for (std::size_t i = 0; i < view.edges.size(); ++i) {
            ViewEdge const& e = view.edges[i];
            out << 'n' << std::size_t{e.source} << ",n" << std::size_t{e.target} << ',' << (view.directed ? "Directed" : "Undirected") << ",e" << i << ',';
            cell(out, e.label);
            out << ',';
            cell(out, e.relation);
            out << ',' << e.weight << ',';
            maybe(out, e.confidence);
            out << ',';
            when(out, e.spells);
            out << ',';
            cells(out, e.events);
            out << ',';
            cells(out, e.sources);
            out << "\r\n";
        }
    }
    out.flush();
}

}  // namespace diplograph
