#include "graph/decisions.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "graph/query.hpp"
#include "graph/resolve.hpp"

namespace diplograph {

namespace {

struct Anchor {
    std::string article, text;
    friend auto operator<=>(Anchor const&, Anchor const&) = default;
};
using Sides = std::vector<Anchor>[2];

[[noreturn]] void refuse(std::string const& what) { throw StoreError(StoreError::Kind::usage, what); }

std::string layer_of(Database& d, std::string const& node) {
    Statement entity = d.prepare("SELECT 1 FROM entities WHERE key = ?");
    if (entity.bind(node).step()) return "entity";
    Statement event = d.prepare("SELECT 1 FROM events WHERE key = ?");
    if (event.bind(node).step()) return "event";
    refuse("neither an actor nor an event has the id \"" + node + '"');
}

/// The reports of a node: article, anchor, name, country.
Statement anchors(Database& d, std::string const& layer) {
    bool const entity = layer == "entity";
    return d.prepare(std::string("SELECT a.key, ") + (entity ? entity_anchor : event_anchor) + (entity ? ", r.name, r.country" : ", '', ''") + " FROM judgements j JOIN report_" + (entity ? "entities" : "events") +
                     " r ON r.id = j.report JOIN articles a ON a.id = r.article WHERE j.layer = '" + layer + "' AND j.node = ? ORDER BY " + (entity ? "r.key, r.country, " : "") + "a.key, r.local");
}

/// The reports that a judgement about a node names: of an entity a few of each spelling, the others follow them.
std::vector<Anchor> anchors_of(Database& d, std::string const& layer, std::string const& node) {
    constexpr std::size_t few = 8;
    std::vector<Anchor> out;
    std::map<std::pair<std::string, std::string>, std::size_t> of_spelling;
    Statement read = anchors(d, layer);
    read.bind(node);
    while (read.step())
        if (layer == "event" || ++of_spelling[{read.text(2), read.text(3)}] <= few) out.push_back({read.text(0), read.text(1)});
    return out;
}

/// Marks all that a judgement ties or tied, so that it is decided anew.
void touch(Database& d, std::int64_t decision) {
    std::string const named = " FROM decision_sides s JOIN decisions m ON m.id = s.decision JOIN articles a ON a.key = s.article JOIN ";
    d.prepare("INSERT OR IGNORE INTO touched SELECT 'block', r.block" + named + "report_entities r ON r.article = a.id AND s.anchor = " + entity_anchor + " WHERE s.decision = ? AND m.layer = 'entity'").run(decision);
    // Of events also what they are joined with now, and might be.
    d.prepare("WITH named AS (SELECT r.id" + named + "report_events r ON r.article = a.id AND s.anchor = " + event_anchor +
              " WHERE s.decision = ? AND m.layer = 'event') INSERT OR IGNORE INTO touched SELECT 'event', id FROM named UNION "
              "SELECT 'event', o.report FROM named JOIN judgements j ON j.layer = 'event' AND j.report = named.id JOIN judgements o ON o.layer = 'event' AND o.node = j.node UNION "
              "SELECT 'event', n.report FROM named JOIN event_links l ON l.report = named.id CROSS JOIN event_links n ON " + linked())
        .run(decision);
}

std::int64_t record(Store& store, std::string const& verdict, std::string const& layer, Sides const& sides, std::string const& made, std::string const& reason) {
    Database& d = store.database();
    d.prepare("INSERT INTO decisions(made, verdict, layer, reason) VALUES(?,?,?,?)").run(made, verdict, layer, reason);
    std::int64_t const id = d.last_id();
    Statement side = d.prepare("INSERT OR IGNORE INTO decision_sides VALUES(?,?,?,?)");
    for (int s : {0, 1})
        for (Anchor const& a : sides[s]) side.run(id, s, a.article, a.text);
    touch(d, id);
    return id;
}

void decide(Store& store, std::string const& verdict, std::string const& a, std::string const& b, std::string const& made, std::string const& reason) {
    Database& d = store.database();
    std::string const layer = layer_of(d, a);
    if (layer_of(d, b) != layer) refuse("an actor and an event are never the same: " + a + ", " + b);
    if (a == b) refuse("that is one node: " + a + (verdict == "different" ? "; split it" : ""));
    store.write([&] { record(store, verdict, layer, {anchors_of(d, layer, a), anchors_of(d, layer, b)}, made, reason); });
}

/// Tabs, line ends and backslashes of a field as two characters.
std::string escaped(std::string const& text) {
    std::string out;
    for (char const c : text) {
        if (c == '\\') out += "\\\\";
        else if (c == '\t') out += "\\t";
        else if (c == '\n') out += "\\n";
        else out += c;
    }
    return out;
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
            continue;
        }
        char const c = text[++i];
        out += c == 't' ? '\t' : c == 'n' ? '\n' : c;
    }
    return out;
}

std::vector<std::string> fields(std::string_view line) {
    std::vector<std::string> out;
    for (std::size_t at = 0;; ) {
        std::size_t const end = std::min(line.find('\t', at), line.size());
        out.push_back(unescaped(line.substr(at, end - at)));
        if (end == line.size()) return out;
        at = end + 1;
    }
}

constexpr std::string_view heading = "# diplograph decisions 1";

/// A judgement of a text on its way into a store.
struct Written {
    std::string verdict, layer, made, reason;
    Sides sides;
};

std::vector<Written> parse(std::string_view text) {
    std::vector<Written> out;
    std::size_t number = 0;
    auto const fail = [&](std::string_view line, std::string const& what) { throw std::invalid_argument("line " + std::to_string(number) + ": " + what + ": \"" + std::string(line) + '"'); };
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const end = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, end - at);
        if (line.ends_with('\r')) line.remove_suffix(1);
        at = end + 1;
        ++number;
        if (number == 1 && line != heading) fail(line, "no decisions of diplograph, which begin \"" + std::string(heading) + '"');
        if (line.empty() || line[0] == '#') continue;
        std::vector<std::string> const cells = fields(line);
        if (line[0] != '\t') {
            if (cells.size() != 4) fail(line, "a judgement has 4 fields");
            if (cells[0] != "same" && cells[0] != "different" && cells[0] != "unsure") fail(line, "a judgement is same, different or unsure");
            if (cells[1] != "entity" && cells[1] != "event") fail(line, "a judgement is about an entity or an event");
            out.push_back({cells[0], cells[1], cells[2], cells[3], {}});
            continue;
        }
        if (out.empty() || cells.size() != 4 || (cells[1] != "a" && cells[1] != "b")) fail(line, "a side begins with a tab and a or b, then an article and its name");
        out.back().sides[cells[1] == "b" ? 1 : 0].push_back({cells[2], cells[3]});
    }
    return out;
}

void read_sides(Database& d, std::int64_t decision, Sides& sides) {
    Statement read = d.prepare("SELECT side, article, anchor FROM decision_sides WHERE decision = ? ORDER BY side, article, anchor");
    read.bind(decision);
    while (read.step()) sides[read.integer(0) != 0].push_back({read.text(1), read.text(2)});
}

/// Whether an article that a side names is there.
constexpr char const* stands =
    "EXISTS(SELECT 1 FROM decision_sides s JOIN articles a ON a.key = s.article WHERE s.decision = d.id AND s.side = 0) AND EXISTS(SELECT 1 FROM decision_sides s JOIN articles a ON a.key = s.article WHERE s.decision = d.id AND s.side = 1)";

}  // namespace

void merge(Store& store, std::string const& a, std::string const& b, std::string const& made, std::string const& reason) { decide(store, "same", a, b, made, reason); }
void distinct(Store& store, std::string const& a, std::string const& b, std::string const& made, std::string const& reason) { decide(store, "different", a, b, made, reason); }
void leave_open(Store& store, std::string const& a, std::string const& b, std::string const& made) { decide(store, "unsure", a, b, made, {}); }

void split(Store& store, std::string const& node, std::vector<std::string> const& articles, std::vector<std::string> const& names, std::string const& made) {
    Database& d = store.database();
    std::string const layer = layer_of(d, node);
    Statement read = anchors(d, layer);
    read.bind(node);
    struct Part {
        Anchor anchor;
        std::string name;
    };
    std::vector<Part> parts;
    std::set<std::string> spellings;
    while (read.step()) {
        parts.push_back({{read.text(0), read.text(1)}, read.text(2)});
        spellings.insert(read.text(2));
    }
    std::vector<std::string> chosen = names;
    if (articles.empty() && names.empty()) {
        if (spellings.size() != 2) refuse(node + " goes by " + std::to_string(spellings.size()) + " names: say which articles or names are another thing");
        chosen = {*spellings.rbegin()};
    }
    auto const has = [](std::vector<std::string> const& list, std::string const& text) { return std::find(list.begin(), list.end(), text) != list.end(); };
    Sides sides;
    for (Part const& p : parts) sides[has(articles, p.anchor.article) || has(chosen, p.name) ? 0 : 1].push_back(p.anchor);
    if (sides[0].empty()) refuse("no report of " + node + " is from these articles or has these names");
    if (sides[1].empty()) refuse("nothing would be left of " + node);
    store.write([&] { record(store, "different", layer, sides, made, "split"); });
}

Table undo(Store& store) {
    Database& d = store.database();
    Statement last = d.prepare("SELECT max(id) FROM decisions WHERE NOT undone");
    if (!last.step() || last.is_null(0)) return {};
    std::int64_t const id = last.integer(0);
    last.reset();
    store.write([&] {
        touch(d, id);
        d.prepare("UPDATE decisions SET undone = 1 WHERE id = ?").run(id);
    });
    Table out = history(store);
    out.rows.erase(std::remove_if(out.rows.begin(), out.rows.end(), [&](auto const& row) { return row[0] != Value(id); }), out.rows.end());
    return out;
}

Table history(Store& store) {
    static std::string const text = std::string(
        "SELECT d.id AS decision, d.made, d.verdict, d.layer, (SELECT group_concat(text, ', ') FROM (SELECT DISTINCT substr(anchor, instr(anchor, ':') + 1) AS text FROM decision_sides WHERE decision = d.id AND side = 0 ORDER BY 1 LIMIT 4)) AS a, "
        "(SELECT group_concat(text, ', ') FROM (SELECT DISTINCT substr(anchor, instr(anchor, ':') + 1) AS text FROM decision_sides WHERE decision = d.id AND side = 1 ORDER BY 1 LIMIT 4)) AS b, "
        "(SELECT count(DISTINCT article) FROM decision_sides WHERE decision = d.id) AS articles, nullif(d.reason, '') AS reason, CASE WHEN d.undone THEN 'undone' WHEN ") +
        stands + " THEN 'counts' ELSE 'suspended' END AS state FROM decisions d ORDER BY d.id";
    Statement read = store.database().prepare(text);
    return collect(read);
}

std::vector<std::int64_t> suspended(Store& store) {
    Statement read = store.database().prepare(std::string("SELECT d.id FROM decisions d WHERE NOT d.undone AND NOT (") + stands + ") ORDER BY d.id");
    std::vector<std::int64_t> out;
    while (read.step()) out.push_back(read.integer(0));
    return out;
}

std::string export_decisions(Store& store) {
    Database& d = store.database();
    std::string out = std::string(heading) + "\n";
    Statement read = d.prepare("SELECT id, verdict, layer, made, reason FROM decisions WHERE NOT undone ORDER BY id");
    while (read.step()) {
        out += read.text(1) + '\t' + read.text(2) + '\t' + escaped(read.text(3)) + '\t' + escaped(read.text(4)) + '\n';
        Sides sides;
        read_sides(d, read.integer(0), sides);
        for (int s : {0, 1})
            for (Anchor const& a : sides[s]) out += std::string(s == 0 ? "\ta\t" : "\tb\t") + escaped(a.article) + '\t' + escaped(a.text) + '\n';
    }
    return out;
}

std::size_t import_decisions(Store& store, std::string_view text) {
    Database& d = store.database();
    std::vector<Written> const written = parse(text);
    std::multiset<std::tuple<std::string, std::string, std::vector<Anchor>, std::vector<Anchor>>> known;  // of which each one meets one
    Statement read = d.prepare("SELECT id, verdict, layer FROM decisions WHERE NOT undone ORDER BY id");
    while (read.step()) {
        Sides sides;
        read_sides(d, read.integer(0), sides);
        known.insert({read.text(1), read.text(2), sides[0], sides[1]});
    }
    std::size_t added = 0;
    store.write([&] {
        for (Written const& w : written) {
            Sides sides{w.sides[0], w.sides[1]};
            for (auto& side : sides) std::sort(side.begin(), side.end());
            if (auto const there = known.find({w.verdict, w.layer, sides[0], sides[1]}); there != known.end()) {
                known.erase(there);
                continue;
            }
            record(store, w.verdict, w.layer, sides, w.made, w.reason);
            ++added;
        }
    });
    return added;
}

void resolve_all(Store& store) {
    store.write([&] {
        store.database().execute("INSERT OR IGNORE INTO touched SELECT 'block', block FROM report_entities WHERE block IS NOT NULL; INSERT OR IGNORE INTO touched SELECT 'event', id FROM report_events");
    });
}

}  // namespace diplograph
