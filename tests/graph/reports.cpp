#include "reports.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "graph/make_view.hpp"
#include "graph/query.hpp"

namespace diplograph {

namespace {

void write(std::string& out, Table const& table) {
    for (auto const& row : table.rows) {
        for (Value const& v : row) {
            if (auto const* i = std::get_if<std::int64_t>(&v)) out += std::to_string(*i);
            if (auto const* d = std::get_if<double>(&v)) out += std::to_string(*d);
            if (auto const* s = std::get_if<std::string>(&v)) out += *s;
            out += '|';
        }
        out += '\n';
    }
}

}  // namespace

std::string cell(Table const& table, std::size_t row, std::string const& column) {
    auto const at = std::find(table.columns.begin(), table.columns.end(), column);
    if (at == table.columns.end()) throw std::out_of_range("no column " + column);
    Value const& v = table.rows.at(row)[static_cast<std::size_t>(at - table.columns.begin())];
    std::ostringstream out;
    if (auto const* i = std::get_if<std::int64_t>(&v)) out << *i;
    if (auto const* d = std::get_if<double>(&v)) out << *d;
    if (auto const* s = std::get_if<std::string>(&v)) out << *s;
    return out.str();
}

std::string cells(Table const& table, std::vector<std::string> const& columns) {
    std::string out;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        for (std::size_t i = 0; i < columns.size(); ++i) out += cell(table, row, columns[i]) + (i + 1 < columns.size() ? '|' : '\n');
    return out;
}

std::string dump(Store& store) {
    std::string out;
    for (char const* text :
         {"SELECT * FROM v_articles ORDER BY article", "SELECT * FROM v_entities ORDER BY entity", "SELECT * FROM v_events ORDER BY event",
          "SELECT * FROM v_participants ORDER BY event, entity", "SELECT * FROM v_reports ORDER BY event, article, type, rule, reason",
          "SELECT * FROM v_evidence ORDER BY event, article, sentence_first", "SELECT * FROM v_figures ORDER BY event, article, kind, min",
          "SELECT * FROM aliases ORDER BY entity, alias"})
        write(out, sql(store, text));
    for (Shape const shape : {Shape::events, Shape::actors, Shape::countries, Shape::places}) {
        View const view = make_view(store, shape, {});
        for (ViewNode const& n : view.nodes) out += n.id + '|' + n.label + '|' + n.kind + '|' + n.country + '|' + std::to_string(n.size) + '\n';
        for (ViewEdge const& e : view.edges) {
            out += view.nodes[e.source].id + '>' + view.nodes[e.target].id + '|' + e.relation + '|' + std::to_string(e.weight);
            for (std::string const& event : e.events) out += '|' + event;
            out += '\n';
        }
    }
    return out;
}

std::vector<Extraction> corpus() {
    std::vector<Extraction> out;
    {
        Report r("a1");
        auto const jaberi = r.person("Hossein Jaberi Ansari", "IRN"), xie = r.person("Xie Xiaoyuan", "CHN");
        r.event(EventType::meeting, {jaberi, xie}, "2018-01-30", "Sochi");
        auto const lavrov = r.person("Sergei Lavrov", "RUS");
        r.event(EventType::statement, {lavrov}, "2018-01-30");
        out.push_back(r);
    }
    {
        Report r("a2", "2018-02-01");
        auto const xie = r.person("Xie Xiaoyuan", "CHN"), jaberi = r.person("Hossein Jaberi Ansari", "");
        r.event(EventType::meeting, {xie, jaberi}, "2018-01-30");
        auto const lavrov = r.person("Sergey Lavrov", "RUS"), zarif = r.person("Javad Zarif", "IRN");
        r.event(EventType::call, {lavrov, zarif}, "2018-01-29");
        out.push_back(r);
    }
    {
        Report r("a3", "2018-01-29");
        auto const xie = r.person("Xie Xiaoyuan", "CHN"), jaberi = r.person("Hossein Jaberi Ansari", "IRN");
        r.event(EventType::meeting, {xie, jaberi}, "2018-01-30", "Sochi", Status::planned);
        auto const ansari = r.person("Jaberi Ansari", "IRN"), zarif = r.person("Javad Zarif", "IRN");
        r.event(EventType::meeting, {ansari, zarif}, "2018-01-28");
        out.push_back(r);
    }
    {
        Report r("a4", "2018-01-27");
        auto const iran = r.country("Iran", "IRN"), russia = r.country("Russia", "RUS");
        r.event(EventType::agreement, {iran, russia}, "2018-01-26", "Sochi");
        r.event(EventType::casualty, {}, "2018-01-25", "Grozny").figures = {Report::figure(FigureKind::killed, 10)};
        out.push_back(r);
    }
    {
        Report r("a5", "2018-01-28");
        r.event(EventType::casualty, {}, "2018-01-25", "Grozny").figures = {Report::figure(FigureKind::killed, 14)};
        out.push_back(r);
    }
    return out;
}

}  // namespace diplograph
