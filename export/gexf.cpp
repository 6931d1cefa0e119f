#include <algorithm>
#include <array>

#include "export/buffer.hpp"

namespace diplograph {

namespace {

struct Attribute {
    std::string_view title, type;
};
constexpr auto node_attributes = std::to_array<Attribute>({{"kind", "string"}, {"country", "string"}, {"status", "string"}, {"detail", "string"}, {"aliases", "liststring"},
                                                           {"sources", "liststring"}, {"latitude", "double"}, {"longitude", "double"}, {"key", "string"}, {"quotes", "liststring"}});
constexpr auto edge_attributes = std::to_array<Attribute>({{"relation", "string"}, {"events", "liststring"}, {"sources", "liststring"}, {"confidence", "double"}});

class Gexf {
public:
    Gexf(View const& view, bool old, Sink const& sink) : view_(view), old_(old), out_(sink) {}

    void run() {
        std::string_view const space = old_ ? "http://www.gexf.net/1.2draft" : "http://gexf.net/1.3";
        out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"" << space << "\" xmlns:viz=\"" << space << "/viz\" version=\"" << (old_ ? "1.2" : "1.3") << "\">\n";
        out_ << "<graph defaultedgetype=\"" << (view_.directed ? "directed" : "undirected") << "\" mode=\"" << (dated() ? "dynamic" : "static") << '"';
        if (dated()) out_ << " timeformat=\"date\"";
        if (dated() && !old_) out_ << " timerepresentation=\"interval\"";
        out_ << ">\n";
        declare("node", node_attributes);
        declare("edge", edge_attributes);
        out_ << "<nodes>\n";
        for (std::size_t i = 0; i < view_.nodes.size(); ++i) node(i);
        out_ << "</nodes>\n<edges>\n";
        for (std::size_t i = 0; i < view_.edges.size(); ++i) edge(i);
        out_ << "</edges>\n</graph>\n</gexf>\n";
        out_.flush();
    }

private:
    [[nodiscard]] bool dated() {
        auto const has_spells = [](auto const& x) { return !x.spells.empty(); };
        if (!dated_) dated_ = std::any_of(view_.nodes.begin(), view_.nodes.end(), has_spells) || std::any_of(view_.edges.begin(), view_.edges.end(), has_spells);
        return *dated_;
    }

    template <class Attributes>
    void declare(std::string_view owner, Attributes const& attributes) {
        out_ << "<attributes class=\"" << owner << "\" mode=\"static\">";
        for (std::size_t i = 0; i < attributes.size(); ++i)
            out_ << "<attribute id=\"" << i << "\" title=\"" << attributes[i].title << "\" type=\"" << attributes[i].type << "\"/>";
        out_ << "</attributes>\n";
    }

    void value(std::size_t attribute, std::string_view text) {
        if (text.empty()) return;
        out_ << "<attvalue for=\"" << attribute << "\" value=\"";
        out_.xml(text) << "\"/>";
    }
    void value(std::size_t attribute, std::vector<std::string> const& items) {
        if (!items.empty()) value(attribute, json_list(items));
    }
    void value(std::size_t attribute, std::optional<double> const& number) {
        if (number) out_ << "<attvalue for=\"" << attribute << "\" value=\"" << *number << "\"/>";
    }

    void spells(std::vector<Spell> const& list) {
        if (list.empty()) return;
        out_ << "<spells>";
        for (Spell const& s : list) out_ << "<spell start=\"" << s.start << "\" end=\"" << s.end << "\"/>";
        out_ << "</spells>";
    }

    void node(std::size_t i) {
        ViewNode const& n = view_.nodes[i];
        out_ << "<node id=\"n" << i << "\" label=\"";
        out_.xml(n.label) << "\"><attvalues>";
        value(0, n.kind);
        value(1, n.country);
        value(2, n.status);
        value(3, n.detail);
        value(4, n.aliases);
        value(5, n.sources);
        value(6, n.latitude);
        value(7, n.longitude);
        value(8, n.id);
        value(9, n.quotes);
        out_ << "</attvalues>";
        if (!old_) spells(n.spells);
        Look const& look = look_of(n);
        out_ << "<viz:color r=\"" << std::size_t{look.red} << "\" g=\"" << std::size_t{look.green} << "\" b=\"" << std::size_t{look.blue} << "\"/><viz:size value=\"" << rounded(4 + 4 * std::sqrt(n.size)) << "\"/>";
        if (old_) spells(n.spells);
        out_ << "</node>\n";
    }

    void edge(std::size_t i) {
        ViewEdge const& e = view_.edges[i];
        out_ << "<edge id=\"e" << i << "\" source=\"n" << std::size_t{e.source} << "\" target=\"n" << std::size_t{e.target} << "\" weight=\"" << e.weight << "\" label=\"";
        out_.xml(e.label) << '"';
        if (!old_) {
            out_ << " kind=\"";
            out_.xml(e.relation) << '"';
        }
        out_ << "><attvalues>";
        value(0, e.relation);
        value(1, e.events);
        value(2, e.sources);
        value(3, e.confidence);
        out_ << "</attvalues>";
        spells(e.spells);
        out_ << "</edge>\n";
    }

    View const& view_;
    bool old_;
    Buffer out_;
    std::optional<bool> dated_;
};

}  // namespace

void write_gexf(View const& view, ExportOptions const& options, Sink const& sink) { Gexf(view, options.gexf_version == "1.2", sink).run(); }

}  // namespace diplograph
