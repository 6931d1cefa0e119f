#include "export/buffer.hpp"

namespace diplograph {

namespace {

/// Members of an object; absent values are left out.
class Members {
public:
    explicit Members(Buffer& out) : out_(out) { out_ << '{'; }
    void text(std::string_view name, std::string_view value) {
        if (value.empty()) return;
        key(name);
        out_.json(value);
    }
    void number(std::string_view name, std::optional<double> const& value) {
        if (!value) return;
        key(name);
        out_ << *value;
    }
    void list(std::string_view name, std::vector<std::string> const& items) {
        if (items.empty()) return;
        key(name);
        out_ << json_list(items);
    }
    void spells(std::vector<Spell> const& spells) {
        if (spells.empty()) return;
        key("spells");
        out_ << '[';
        for (std::size_t i = 0; i < spells.size(); ++i) out_ << (i > 0 ? ",[\"" : "[\"") << spells[i].start << "\",\"" << spells[i].end << "\"]";
        out_ << ']';
    }
    void end() { out_ << '}'; }

private:
    void key(std::string_view name) {
        if (!first_) out_ << ',';
        first_ = false;
        out_ << '"' << name << "\":";
    }
    Buffer& out_;
    bool first_ = true;
};

}  // namespace

/// {"shape","directed","nodes":[{"key","label","kind",...}],"edges":[{"source","target","relation",...}]}; endpoints are keys of nodes.
void write_json(View const& view, ExportOptions const&, Sink const& sink) {
    Buffer out(sink);
    out << "{\"shape\":\"" << word(view.shape) << "\",\"directed\":" << (view.directed ? "true" : "false") << ",\n\"nodes\":[";
    for (std::size_t i = 0; i < view.nodes.size(); ++i) {
        ViewNode const& n = view.nodes[i];
        out << (i > 0 ? ",\n" : "\n");
        Members m(out);
        m.text("key", n.id);
        m.text("label", n.label);
        m.text("kind", n.kind);
        m.text("country", n.country);
        m.text("status", n.status);
        m.text("detail", n.detail);
        m.number("latitude", n.latitude);
        m.number("longitude", n.longitude);
        m.number("size", n.size);
        m.list("aliases", n.aliases);
        m.list("sources", n.sources);
        m.list("quotes", n.quotes);
        m.spells(n.spells);
        m.end();
    }
    out << "\n],\n\"edges\":[";
    for (std::size_t i = 0; i < view.edges.size(); ++i) {
        ViewEdge const& e = view.edges[i];
        out << (i > 0 ? ",\n" : "\n");
        Members m(out);
        m.text("source", view.nodes[e.source].id);
        m.text("target", view.nodes[e.target].id);
        m.text("relation", e.relation);
        m.number("weight", e.weight);
        m.number("confidence", e.confidence);
        m.list("events", e.events);
        m.list("sources", e.sources);
        m.spells(e.spells);
        m.end();
    }
    out << "\n]}\n";
    out.flush();
}

}  // namespace diplograph
