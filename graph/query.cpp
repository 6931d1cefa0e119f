#include "graph/query.hpp"

#include <sqlite3.h>

#include <algorithm>

#include "graph/compare.hpp"
#include "graph/select.hpp"

namespace diplograph {

namespace {

Value value(Statement const& s, int column) {
    switch (sqlite3_column_type(s.handle(), column)) {
        case SQLITE_INTEGER: return s.integer(column);
        case SQLITE_FLOAT: return s.real(column);
        case SQLITE_NULL: return std::monostate{};
        default: return s.text(column);
    }
}

}  // namespace

Table collect(Statement& s, std::string name) {
    Table table;
    table.name = std::move(name);
    int const columns = sqlite3_column_count(s.handle());
    for (int i = 0; i < columns; ++i) table.columns.emplace_back(sqlite3_column_name(s.handle(), i));
    while (s.step()) {
        std::vector<Value> row;
        for (int i = 0; i < columns; ++i) row.push_back(value(s, i));
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::string date_text(std::string const& day, std::string const& precision) {
    return "CASE " + precision + " WHEN 'year' THEN substr(" + day + ", 1, 4) WHEN 'month' THEN substr(" + day + ", 1, 7) ELSE " + day + " END";
}

std::vector<std::string> const& meeting_types() {
    static std::vector<std::string> const types{"meeting", "call", "visit", "conference", "agreement", "mediation"};
    return types;
}

Table stats(Store& store) {
    Statement s = store.database().prepare(
        "SELECT 'articles' AS what, count(*) AS number FROM articles UNION ALL SELECT 'reports of events', count(*) FROM report_events "
        "UNION ALL SELECT 'events', count(*) FROM events UNION ALL SELECT 'events told by several articles', count(*) FROM events WHERE reports > 1 "
        "UNION ALL SELECT * FROM (SELECT 'events: ' || type, count(*) FROM events GROUP BY type ORDER BY count(*) DESC, type) "
        "UNION ALL SELECT * FROM (SELECT 'entities: ' || kind, count(*) FROM entities GROUP BY kind ORDER BY kind) "
        "UNION ALL SELECT 'sentences of evidence', count(*) FROM report_evidence");
    return collect(s);
}

Table articles(Store& store) {
    Statement s = store.database().prepare(
        "SELECT a.key AS article, a.published, a.outlet, a.title, (SELECT count(*) FROM report_events r WHERE r.article = a.id) AS events FROM articles a ORDER BY a.published, a.key");
    return collect(s);
}

Table actors(Store& store, std::string const& kind, std::string const& country) {
    std::string w = kind.empty() ? " WHERE n.kind IN ('person','country','organization','group')" : " WHERE n.kind = " + quoted(kind);
    if (!country.empty()) w += " AND n.country = " + quoted(country) + " COLLATE NOCASE";
    Statement s = store.database().prepare(
        "SELECT n.name, n.kind, n.country, count(*) AS events, " + span_of_days() + ", n.key AS id FROM entities n JOIN participants p ON p.entity = n.key "
        "JOIN events e ON e.key = p.event" + w + " GROUP BY n.key ORDER BY events DESC, n.key");
    return collect(s);
}

Table places(Store& store) {
    Statement s = store.database().prepare(
        "SELECT e.place_name AS place, e.place_country AS country, count(*) AS events, " + span_of_days() + ", max(e.latitude) AS latitude, max(e.longitude) AS longitude "
        "FROM events e WHERE e.place_name IS NOT NULL GROUP BY e.place_name, e.place_country ORDER BY events DESC, place");
    return collect(s);
}

namespace {

/// Letters to change, add, drop or swap with the next one to turn one word into another, cut off above `limit`.
std::size_t distance(std::string const& a, std::string const& b, std::size_t limit) {
    if (a.size() > b.size() + limit || b.size() > a.size() + limit) return limit + 1;
    std::vector<std::size_t> second(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        second.swap(last);
        last.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], second[j - 2] + 1);
        }
    }
    return row[b.size()];
}

bool has_word(std::string const& text, std::string const& words) {
    std::string const padded = " " + text + " ";
    return padded.find(" " + words + " ") != std::string::npos;
}

/// The least distance of a name or one of its words to what was asked for.
std::size_t similarity(std::string const& text, std::string const& asked) {
    std::size_t least = distance(text, asked, 3);
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const end = std::min(text.find(' ', at), text.size());
        least = std::min(least, distance(text.substr(at, end - at), asked, 3));
        at = end + 1;
    }
    return least;
}

}  // namespace

std::vector<Candidate> find(Store& store, std::string const& name, std::string const& folded) {
    Statement s = store.database().prepare(
        "SELECT n.key, n.name, n.kind, n.country, n.folded, (SELECT count(*) FROM participants p WHERE p.entity = n.key), "
        "(SELECT group_concat(folded, '|') FROM aliases a WHERE a.entity = n.key) FROM entities n ORDER BY n.key");
    std::vector<Candidate> exact, similar;
    while (s.step()) {
        Candidate c{s.text(0), s.text(1), s.text(2), s.text(3), s.integer(5), 9};
        std::string const own = s.text(4), aliases = std::string(1, '|').append(s.text(6)).append(1, '|');
        if (c.key == name) c.rank = 0;
        else if (own == folded || (c.kind == "country" && c.country == name)) c.rank = 1;
        else if (aliases.find("|" + folded + "|") != std::string::npos || aliases.find("|" + name + "|") != std::string::npos) c.rank = 2;
        else if (has_word(own, folded)) c.rank = 3;
        if (c.rank < 9) exact.push_back(c);
        else if (folded.size() > 3 && similarity(own, folded) <= (folded.size() > 6 ? 2U : 1U)) {
            c.rank = 4;
            similar.push_back(c);
        }
    }
    std::vector<Candidate>& out = exact.empty() ? similar : exact;
    std::stable_sort(out.begin(), out.end(), [](Candidate const& a, Candidate const& b) {
        if (a.rank != b.rank) return a.rank < b.rank;
        return a.events > b.events;
    });
    return out;
}

bool is_event(Store& store, std::string const& key) {
    Statement s = store.database().prepare("SELECT 1 FROM events WHERE key = ?");
    return s.bind(key).step();
}

namespace {

/// Offices by the tables and by the articles; on a day those that were held then. An article vouches for some months.
std::string offices_by(std::optional<Date> const& at) {
    std::string const day = at ? quoted(to_string(*at)) : "";
    return "SELECT title, nullif(owner, '') AS of, nullif(phase, 'holding') AS phase, nullif(first, '') AS first, last, source, nullif(articles, 0) AS articles, sentence FROM offices WHERE entity = ?" +
           (at ? " AND phase <> 'former' AND CASE source WHEN 'tables' THEN first <= " + day + " AND coalesce(last, '9999') >= " + day + " ELSE date(first, '-3 months') <= " + day + " AND date(last, '+3 months') >= " + day + " END" : "") +
           " ORDER BY source DESC, first, title";
}

}  // namespace

std::vector<Table> show_entity(Store& store, std::string const& key, std::optional<Date> const& as_of, std::optional<Date> const& at) {
    Database& d = store.database();
    std::vector<Table> out;
    auto const part = [&](char const* name, std::string const& text) {
        Statement s = d.prepare(text);
        s.bind(key);
        out.push_back(collect(s, name));
    };
    std::string const then = at ? " AND e.first <= " + quoted(to_string(*at)) + " AND coalesce(e.last, e.first) >= " + quoted(to_string(*at)) : "";
    part("entity", "SELECT key AS id, name, kind, country, sector, organization FROM entities WHERE key = ?");
    part("also called", "SELECT alias FROM aliases WHERE entity = ? ORDER BY alias");
    if (as_of) {  // the tables of today know more than was known then
        part("offices",
             "SELECT r.title, r.owner AS of, r.country, min(a.published) AS first, max(a.published) AS last, count(*) AS articles FROM judgements j JOIN report_roles r ON r.report = j.report "
             "JOIN report_entities x ON x.id = r.report JOIN articles a ON a.id = x.article WHERE j.layer = 'entity' AND j.node = ?" +
                 published_by(as_of, "a.published") + " GROUP BY r.title, r.owner, r.country ORDER BY articles DESC, r.title");
    } else {
        part("offices", offices_by(at));
    }
    part("met",
         "SELECT n.name, n.country, count(*) AS events, " + span_of_days() + " FROM participants p JOIN events e ON e.key = p.event JOIN participants q ON q.event = e.key AND q.entity <> p.entity "
         "JOIN entities n ON n.key = q.entity WHERE p.entity = ? AND p.attendance = 'present' AND q.attendance = 'present' AND " + any_of(status_by(as_of), {"occurred", "ongoing"}) + " AND " +
             any_of("e.type", {"meeting", "call", "visit", "mediation"}) + named_by(as_of, "p") + named_by(as_of, "q") + then + " GROUP BY n.key ORDER BY events DESC, n.key");
    part("events",
         "SELECT " + from_day() + ", e.type, " + status_by(as_of) + " AS status, " + who_by(as_of) + " AS who, e.place_name AS place, e.key AS event FROM events e "
         "WHERE (EXISTS(SELECT 1 FROM participants p WHERE p.event = e.key AND p.entity = ?1" + named_by(as_of, "p") + ") OR (e.place = ?1 AND ?1 LIKE 'place/%'))" + reported_by(as_of) + then +
             " ORDER BY e.first IS NULL, e.first, e.key");
    return out;
}

Table office_bearers(Store& store, std::int64_t articles) {
    Statement s = store.database().prepare(
        "WITH bearers AS (SELECT coalesce(r.country, r.owner) AS country, r.title, e.name AS person, min(a.published) AS first, max(a.published) AS last, count(DISTINCT a.id) AS articles, min(t.id) AS report "
        "FROM judgements j JOIN entities e ON e.key = j.node JOIN report_roles r ON r.report = j.report JOIN report_entities t ON t.id = r.report JOIN articles a ON a.id = t.article "
        "WHERE j.layer = 'entity' AND e.kind = 'person' AND instr(e.name, ' ') > 0 AND coalesce(r.country, r.owner) IS NOT NULL GROUP BY e.key, r.title, coalesce(r.country, r.owner) "
        "HAVING count(DISTINCT a.id) >= ?) SELECT country, title, person, first AS \"from\", last AS \"to\", articles, "
        "(SELECT x.quote FROM report_participants p JOIN report_evidence x ON x.event = p.event WHERE p.entity = report ORDER BY x.id LIMIT 1) AS sentence "
        "FROM bearers ORDER BY articles DESC, country, title, person");
    s.bind(articles);
    return collect(s);
}

std::vector<Table> show_event(Store& store, std::string const& key, std::optional<Date> const& as_of) {
    Database& d = store.database();
    std::vector<Table> out;
    auto const part = [&](char const* name, std::string const& text) {
        Statement s = d.prepare(text);
        s.bind(key);
        out.push_back(collect(s, name));
    };
    part("event",
         "SELECT e.key AS event, e.type, " + status_by(as_of) + " AS status, e.name, e.first AS start, e.last AS end, e.precision, e.place_name AS place, e.place_country AS country, "
         "e.plover, e.cameo, e.part_of, round(e.confidence, 2) AS confidence, e.sources FROM events e WHERE e.key = ?" + reported_by(as_of));
    part("participants", "SELECT v.name, v.kind, v.country, v.role, v.office, v.resolved, v.attendance FROM v_participants v WHERE v.event = ?" + named_by(as_of, "v") + " ORDER BY v.role, v.name");
    part("figures", "SELECT article, published, kind, min, max, qualifier, text, source FROM v_figures WHERE event = ?" + published_by(as_of, "published") + " ORDER BY published, article, kind, min");
    part("reports", "SELECT published, article, status, start, place, reason FROM v_reports WHERE event = ?" + published_by(as_of, "published") + " ORDER BY published, article");
    out.push_back(contradictions(store, key, as_of));
    part("evidence",
         "SELECT v.article, v.status, v.sentence FROM v_evidence v JOIN articles a ON a.key = v.article WHERE v.event = ?" + published_by(as_of, "a.published") + " ORDER BY v.article, v.sentence_first");
    part("parts", "SELECT e.key AS event, e.type, " + status_by(as_of) + " AS status, e.first AS start FROM events e WHERE e.part_of = ?" + reported_by(as_of) + " ORDER BY e.first, e.key");
    return out;
}

Table search(Store& store, std::string const& text, std::size_t limit, EventFilter const& filter) {
    Statement s = store.database().prepare(
        "WITH hits AS MATERIALIZED (SELECT article, event, quote, snippet(sentences, 0, '[', ']', '...', 24) AS sentence, bm25(sentences) AS score FROM sentences WHERE sentences MATCH ?) "
        "SELECT a.published, a.key AS article, min(e.key) AS event, min(h.sentence) AS sentence FROM hits h JOIN articles a ON a.id = h.article JOIN judgements j ON j.layer = 'event' AND j.report = h.event "
        "JOIN events e ON e.key = j.node" + where(filter) + published_by(filter.as_of, "a.published") + " GROUP BY a.key, h.quote ORDER BY min(h.score), a.key, h.quote LIMIT ?");
    s.bind(text, static_cast<std::int64_t>(limit));
    try {
        return collect(s);
    } catch (StoreError const& error) {  // no expression of FTS5: the words themselves
        if (error.kind() != StoreError::Kind::usage) throw;
        std::string words;
        for (char const c : text) words += c == '"' ? ' ' : c;
        s.bind('"' + words + '"', static_cast<std::int64_t>(limit));
        return collect(s);
    }
}

std::vector<Table> explain(Store& store, std::string const& event, std::string const& entity) {
    Database& d = store.database();
    std::vector<Table> out;
    Statement sentences = d.prepare(
        "SELECT article, sentence, sentence_first AS first, sentence_last AS last, trigger_first, trigger_last, rule, status FROM v_evidence WHERE event = ? ORDER BY article, sentence_first, trigger_first");
    sentences.bind(event);
    out.push_back(collect(sentences, "evidence"));
    Statement joined = d.prepare(
        "SELECT a.key AS article, r.type, r.status, r.confidence, j.verdict, j.rule, j.score, j.reason FROM judgements j JOIN report_events r ON r.id = j.report JOIN articles a ON a.id = r.article "
        "WHERE j.layer = 'event' AND j.node = ? ORDER BY a.key, r.local");
    joined.bind(event);
    out.push_back(collect(joined, "reports joined"));
    Statement names = d.prepare(
        "SELECT x.name, a.key AS article, p.role, p.office, p.resolved, n.node AS entity, n.rule, n.reason FROM judgements j JOIN report_participants p ON p.event = j.report JOIN report_entities x ON x.id = p.entity "
        "JOIN articles a ON a.id = x.article JOIN judgements n ON n.layer = 'entity' AND n.report = x.id WHERE j.layer = 'event' AND j.node = ?1 AND (?2 = '' OR n.node = ?2) ORDER BY n.node, a.key");
    names.bind(event, entity);
    out.push_back(collect(names, "participants"));
    return out;
}

std::vector<Telling> tellings(Store& store, std::string const& event) {
    Statement s = store.database().prepare(
        "SELECT a.key, a.text, a.published, a.title, v.trigger_first, v.trigger_last FROM v_evidence v JOIN articles a ON a.key = v.article WHERE v.event = ? ORDER BY v.article, v.trigger_first");
    s.bind(event);
    std::vector<Telling> out;
    while (s.step()) {
        Telling t;
        t.article.id = s.text(0);
        t.article.text = s.text(1);
        t.article.published = parse_date(s.text(2));
        t.article.title = s.text(3);
        t.trigger = {static_cast<std::uint32_t>(s.integer(4)), static_cast<std::uint32_t>(s.integer(5))};
        out.push_back(std::move(t));
    }
    return out;
}

Table events(Store& store, EventFilter const& filter) {
    Statement s = store.database().prepare("SELECT " + from_day() + ", e.type, " + status_by(filter.as_of) + " AS status, e.name, " + who_by(filter.as_of) +
                                           " AS who, e.place_name AS place, e.place_country AS country, e.sources, round(e.confidence, 2) AS confidence, e.key AS event FROM events e" +
                                           where(filter) + " ORDER BY e.first IS NULL, e.first, e.key");
    return collect(s);
}

Table met(Store& store, EventFilter const& filter) {
    EventFilter const f = who_met(filter);
    std::string const other = f.with.empty() ? "" : " AND n.key = " + quoted(f.with);
    Statement s = store.database().prepare(
        "SELECT n.name AS who, n.country, p.office, " + from_day() + ", e.type, " + status_by(f.as_of) + " AS status, e.place_name AS place, e.sources, e.key AS event "
        "FROM events e JOIN participants p ON p.event = e.key AND p.entity <> " + quoted(f.actor) + named_by(f.as_of, "p") + " JOIN entities n ON n.key = p.entity" + where(f) + other +
        " AND p.attendance = 'present' AND EXISTS(SELECT 1 FROM participants z WHERE z.event = e.key AND z.entity = " + quoted(f.actor) + " AND z.attendance = 'present') ORDER BY e.first IS NULL, e.first, e.key, n.key");
    return collect(s);
}

Table timeline(Store& store, EventFilter const& filter) {
    Statement s = store.database().prepare("SELECT " + from_day() + ", " + to_day() + ", e.type, " + status_by(filter.as_of) + " AS status, coalesce(e.name, " + who_by(filter.as_of) + ", '') AS what, e.place_name AS place, e.key AS event FROM events e" +
                                           where(filter) + " AND e.first IS NOT NULL ORDER BY e.first IS NULL, e.first, e.key");
    return collect(s);
}

Table casualties(Store& store, bool by_place, bool by_month, std::string const& kind, double min_confidence) {
    std::string const only = kind.empty() ? "" : " AND f.kind = " + quoted(kind);
    // Of one event and kind the latest report counts, and in it the greatest figure: tolls run, they are not added.
    std::string const ledger =
        "SELECT e.key AS event, " + from_day() + ", e.first AS day, e.place_name AS place, e.place_country AS country, f.kind, f.min, f.max, f.qualifier, f.text, f.source, f.article, "
        "row_number() OVER (PARTITION BY e.key, f.kind ORDER BY f.published DESC, coalesce(f.min, f.max) DESC, f.article) AS turn "
        "FROM v_figures f JOIN events e ON e.key = f.event WHERE e.confidence >= ? AND f.kind <> 'delegates'" + only;
    std::string text;
    if (by_place || by_month) {
        std::string group;
        if (by_place) group = "coalesce(place, '?') AS place, coalesce(country, '?') AS country";
        if (by_month) group += (group.empty() ? "" : ", ") + std::string("coalesce(substr(date, 1, 7), '?') AS month");
        std::string const columns = by_place && by_month ? "1, 2, 3, 4" : by_place ? "1, 2, 3" : "1, 2";
        text = "SELECT " + group + ", kind, sum(coalesce(min, max)) AS least, sum(coalesce(max, min)) AS most, count(*) AS events FROM (" + ledger + ") WHERE turn = 1 GROUP BY " + columns + " ORDER BY " + columns;
    } else {
        text = "SELECT date, place, country, kind, min, max, qualifier, text, source, article, event FROM (" + ledger + ") WHERE turn = 1 ORDER BY day IS NULL, day, event, kind";
    }
    Statement s = store.database().prepare(text);
    s.bind(min_confidence);
    return collect(s);
}

namespace {

/// Lets a connection read and do nothing else, for as long as it lives.
class ReadOnly {
public:
    explicit ReadOnly(sqlite3* database) : database_(database) { sqlite3_set_authorizer(database_, allow, nullptr); }
    ~ReadOnly() { sqlite3_set_authorizer(database_, nullptr, nullptr); }
    ReadOnly(ReadOnly const&) = delete;
    ReadOnly& operator=(ReadOnly const&) = delete;

private:
    static int allow(void*, int action, char const* what, char const* value, char const*, char const*) {
        if (action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_FUNCTION || action == SQLITE_RECURSIVE) return SQLITE_OK;
        bool const look = action == SQLITE_PRAGMA && (std::string_view(what) == "data_version" ||  // full-text search asks for it
                                                      (value != nullptr && std::string_view(what) == "table_info"));
        return look ? SQLITE_OK : SQLITE_DENY;
    }
    sqlite3* database_;
};

}  // namespace

Table sql(Store& store, std::string const& text) {
    ReadOnly const guard(store.database().handle());
    Statement s = store.database().prepare(text);
    if (s.handle() == nullptr) throw StoreError(StoreError::Kind::usage, "no statement in: \"" + text + '"');
    std::string_view const first = sqlite3_sql(s.handle());
    if (text.find_first_not_of("; \t\r\n", first.size()) != std::string::npos)
        throw StoreError(StoreError::Kind::usage, "one statement at a time: \"" + text + '"');
    return collect(s);
}

}  // namespace diplograph
