#include "graph/conferences.hpp"

#include "graph/select.hpp"

namespace diplograph {

namespace {

/// The condition that events are conferences which a filter leaves and that bear a name; any with an empty one.
std::string condition(EventFilter filter, std::string const& name) {
    filter.types = {"conference"};
    std::string out = where(filter);
    if (!name.empty()) out += " AND (e.key = " + quoted(name) + " OR instr(lower(coalesce(e.edition || ' ', '') || coalesce(e.name, '')), lower(" + quoted(name) + ")) > 0)";
    return out;
}

Table listing(Store& store, EventFilter const& filter, std::string const& name) {
    std::string const of = named_by(filter.as_of, "p");
    Statement s = store.database().prepare(
        "WITH parts AS MATERIALIZED (SELECT e.part_of AS whole, count(*) AS number FROM events e WHERE e.part_of IS NOT NULL" + reported_by(filter.as_of) + " GROUP BY e.part_of) "
        "SELECT e.name, e.edition, " + from_day() + ", " + to_day() + ", " + status_by(filter.as_of) + " AS status, e.place_name AS place, e.place_country AS country, "
        "(SELECT group_concat(name, ', ') FROM (SELECT n.name AS name FROM participants p JOIN entities n ON n.key = p.entity WHERE p.event = e.key AND p.role IN ('host','organizer')" + of + " ORDER BY n.key)) AS host, "
        "(SELECT count(*) FROM participants p WHERE p.event = e.key AND p.attendance = 'present'" + of + ") AS participants, "
        "(SELECT coalesce(f.text, cast(coalesce(f.min, f.max) AS INTEGER)) FROM v_figures f WHERE f.event = e.key AND f.kind = 'delegates'" + published_by(filter.as_of, "f.published") +
        " ORDER BY f.published DESC, coalesce(f.min, f.max) DESC, f.article LIMIT 1) AS delegates, "
        "coalesce(w.number, 0) AS parts, e.sources, e.key AS event FROM events e LEFT JOIN parts w ON w.whole = e.key" + condition(filter, name) + " ORDER BY e.first IS NULL, e.first, e.key");
    return collect(s, "conferences");
}

}  // namespace

Table conferences(Store& store, EventFilter const& filter) {
    Table table = listing(store, filter, "");
    table.name.clear();
    return table;
}

std::vector<Table> show_conferences(Store& store, std::string const& name, EventFilter const& filter) {
    std::string const chosen = "(SELECT e.key FROM events e" + condition(filter, name) + ")";
    Statement participants = store.database().prepare(
        "SELECT p.name, p.country, p.role, p.office, p.attendance, p.event FROM v_participants p JOIN events e ON e.key = p.event WHERE p.event IN " + chosen + named_by(filter.as_of, "p") +
        " ORDER BY e.first IS NULL, e.first, p.event, p.role, p.name");
    Statement parts = store.database().prepare(
        "SELECT " + from_day() + ", e.type, " + status_by(filter.as_of) + " AS status, coalesce(e.name, " + who_by(filter.as_of) + ") AS what, e.place_name AS place, e.key AS event, e.part_of FROM events e WHERE e.part_of IN " +
        chosen + reported_by(filter.as_of) + " ORDER BY e.part_of, e.first IS NULL, e.first, e.key");
    std::vector<Table> out{listing(store, filter, name)};
    out.push_back(collect(participants, "participants"));
    out.push_back(collect(parts, "parts"));
    return out;
}

}  // namespace diplograph
