#include "graph/select.hpp"

namespace diplograph {

std::string quoted(std::string const& text) {
    std::string out = "'";
    for (char const c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
    return out + "'";
}

std::string any_of(std::string const& column, std::vector<std::string> const& values) {
    std::string out = column + " IN (";
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0) out += ',';
        out += quoted(values[i]);
    }
    return out + ')';
}

std::string where(EventFilter const& f) {
    std::string w = " WHERE e.confidence >= " + std::to_string(f.min_confidence) + reported_by(f.as_of);
    auto const has = [&](std::string const& entity) {
        return " AND EXISTS(SELECT 1 FROM participants q WHERE q.event = e.key AND q.entity = " + quoted(entity) + named_by(f.as_of, "q") + ")";
    };
    if (!f.actor.empty()) w += has(f.actor);
    if (!f.with.empty()) w += has(f.with);
    if (!f.type.empty()) w += " AND e.type = " + quoted(f.type);
    if (!f.types.empty()) w += " AND " + any_of("e.type", f.types);
    if (!f.status.empty()) w += " AND " + status_by(f.as_of) + " = " + quoted(f.status);
    if (!f.statuses.empty()) w += " AND " + any_of(status_by(f.as_of), f.statuses);
    if (!f.place.empty()) w += " AND (e.place_name = " + quoted(f.place) + " COLLATE NOCASE OR e.place_country = " + quoted(f.place) +
             " COLLATE NOCASE OR e.place_country IN (SELECT n.country FROM entities n WHERE n.kind = 'country' AND n.name = " + quoted(f.place) + " COLLATE NOCASE))";
    if (!f.article.empty())
        w += " AND EXISTS(SELECT 1 FROM v_reports v WHERE v.event = e.key AND v.article = " + quoted(f.article) + ")";
    if (f.from) w += " AND coalesce(e.last, e.first) >= " + quoted(to_string(*f.from));
    if (f.to) w += " AND e.first <= " + quoted(to_string(*f.to));
    if (f.at) w += " AND e.first <= " + quoted(to_string(*f.at)) + " AND coalesce(e.last, e.first) >= " + quoted(to_string(*f.at));
    return w;
}

std::string published_by(std::optional<Date> const& day, std::string const& column) {
    return day ? " AND " + column + " <= " + quoted(to_string(*day)) : "";
}

std::string reported_by(std::optional<Date> const& day) {
    return day ? " AND EXISTS(SELECT 1 FROM v_reports v WHERE v.event = e.key" + published_by(day, "v.published") + ")" : "";
}

std::string named_by(std::optional<Date> const& day, std::string const& p) {
    if (!day) return {};
    // CROSS JOIN keeps the order of the tables: from the entity of a busy actor the way would be a thousand times as long.
    return " AND EXISTS(SELECT 1 FROM judgements j CROSS JOIN report_events r ON r.id = j.report CROSS JOIN articles a ON a.id = r.article CROSS JOIN report_participants x ON x.event = r.id "
           "CROSS JOIN judgements k ON k.layer = 'entity' AND k.report = x.entity WHERE j.layer = 'event' AND j.node = " + p + ".event AND k.node = " + p + ".entity" +
           published_by(day, "a.published") + ")";
}

std::string status_by(std::optional<Date> const& day) {
    if (!day) return "e.status";
    return "(SELECT v.status FROM v_reports v WHERE v.event = e.key" + published_by(day, "v.published") + " ORDER BY v.published DESC, v.status IN ('occurred','ongoing') DESC, v.article DESC LIMIT 1)";
}

std::string who_by(std::optional<Date> const& day) {
    return "(SELECT group_concat(name, ', ') FROM (SELECT n.name AS name FROM participants q JOIN entities n ON n.key = q.entity WHERE q.event = e.key" + named_by(day, "q") +
           " ORDER BY q.role = 'source' DESC, n.kind = 'person' DESC, n.key))";
}

std::string from_day() { return date_text("e.first", "e.precision") + " AS date"; }

std::string to_day() { return date_text("e.last", "e.precision") + " AS until"; }

std::string span_of_days() {
    std::string const day = date_text("e.first", "e.precision");
    return "min(" + day + ") AS first, max(" + day + ") AS last";
}

EventFilter who_met(EventFilter filter) {
    if (filter.types.empty() && filter.type.empty()) filter.types = meeting_types();
    if (filter.statuses.empty() && filter.status.empty()) filter.statuses = {"occurred", "ongoing"};
    return filter;
}

}  // namespace diplograph
