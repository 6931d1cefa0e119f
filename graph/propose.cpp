#include <algorithm>
#include <map>
#include <set>

#include "graph/decisions.hpp"
#include "graph/query.hpp"
#include "graph/resolve.hpp"

namespace diplograph {

namespace {

/// Collects pairs of nodes, each once with its best reason.
class Proposals {
public:
    void add(std::string const& layer, std::string a, std::string b, double score, std::string const& reason) {
        if (a.empty() || b.empty() || a == b) return;
        if (b < a) std::swap(a, b);
        Proposal& p = pairs_[{a, b}];
        if (score <= p.score) return;
        p = {layer, a, b, score, reason};
    }
    void drop(std::string a, std::string b) {
        if (b < a) std::swap(a, b);
        pairs_.erase({a, b});
    }
    [[nodiscard]] std::vector<Proposal> best(std::size_t limit) const {
        std::vector<Proposal> out;
        for (auto const& [pair, p] : pairs_) out.push_back(p);
        std::stable_sort(out.begin(), out.end(), [](Proposal const& a, Proposal const& b) { return a.score > b.score; });
        if (out.size() > limit) out.resize(limit);
        return out;
    }

private:
    std::map<std::pair<std::string, std::string>, Proposal> pairs_;
};

std::string node_of(Statement& node, std::int64_t report) { return node.bind(report).step() ? node.text(0) : std::string(); }

void propose_entities(Database& d, Pins const& pins, Proposals& out) {
    Statement node = d.prepare("SELECT node FROM judgements WHERE layer = 'entity' AND report = ?");
    Statement blocks = d.prepare("SELECT block FROM entities GROUP BY block HAVING count(*) > 1 ORDER BY block");
    while (blocks.step()) {
        std::vector<EntityReport> const reports = entity_reports(d, {blocks.text(0)});
        for (Doubt const& doubt : doubtful_entities(reports, pins)) out.add("entity", node_of(node, reports[doubt.a].id), node_of(node, reports[doubt.b].id), doubt.score, doubt.reason);
    }
}

void propose_events(Database& d, Pins const& pins, Proposals& out) {
    Statement pairs = d.prepare(
        "SELECT DISTINCT l.report, n.report, j.node, o.node FROM event_links l JOIN event_links n ON n.key = l.key AND n.day BETWEEN l.day AND l.day + 7 AND n.report > l.report "
        "JOIN judgements j ON j.layer = 'event' AND j.report = l.report JOIN judgements o ON o.layer = 'event' AND o.report = n.report WHERE j.node <> o.node ORDER BY 1, 2");
    ReportReader reader(d);
    while (pairs.step()) {
        Judgement const judged = judge_events(reader.read(pairs.integer(0)), reader.read(pairs.integer(1)), pins);
        if (judged.verdict != Verdict::different) out.add("event", pairs.text(2), pairs.text(3), judged.score, judged.reason);
    }
}

/// Pairs that a judgement by hand speaks of, whatever it says.
void drop_judged(Database& d, Proposals& out) {
    for (std::string const layer : {"entity", "event"}) {
        std::string const anchor = layer == "entity" ? entity_anchor : event_anchor;
        std::string const table = layer == "entity" ? "report_entities" : "report_events";
        Statement judged = d.prepare("WITH named AS (SELECT DISTINCT s.decision, s.side, j.node FROM decision_sides s JOIN decisions n ON n.id = s.decision AND n.layer = '" + layer +
                                     "' AND NOT n.undone JOIN articles a ON a.key = s.article JOIN " + table + " r ON r.article = a.id AND " + anchor + " = s.anchor JOIN judgements j ON j.layer = '" + layer +
                                     "' AND j.report = r.id) SELECT x.node, y.node FROM named x JOIN named y ON y.decision = x.decision AND x.side = 0 AND y.side = 1");
        while (judged.step()) out.drop(judged.text(0), judged.text(1));
    }
}

}  // namespace

std::vector<Proposal> propose(Store& store, std::size_t limit) {
    Database& d = store.database();
    Hands const hands = read_hands(d);
    Proposals out;
    propose_entities(d, hands.entities, out);
    propose_events(d, hands.events, out);
    drop_judged(d, out);
    return out.best(limit);
}

std::vector<Table> side_of(Store& store, std::string const& node, std::size_t sentences) {
    Database& d = store.database();
    std::vector<Table> out;
    auto const part = [&](char const* name, std::string const& text, bool limited) {
        Statement s = d.prepare(text);
        if (limited) s.bind(node, static_cast<std::int64_t>(sentences));
        else s.bind(node);
        Table table = collect(s, name);
        if (!table.rows.empty()) out.push_back(std::move(table));
    };
    if (is_event(store, node)) {
        part("event", "SELECT e.key AS event, e.type, e.status, e.first AS start, e.last AS end, e.place_name AS place, e.name, (SELECT group_concat(n.name, ', ') FROM participants p JOIN entities n ON n.key = p.entity WHERE p.event = e.key) AS who FROM events e WHERE e.key = ?", false);
        part("sentences", "SELECT article, sentence FROM v_evidence WHERE event = ? ORDER BY article, sentence_first LIMIT ?", true);
        return out;
    }
    part("actor", "SELECT key AS id, name, kind, country, (SELECT group_concat(alias, ', ') FROM aliases a WHERE a.entity = e.key) AS \"also called\" FROM entities e WHERE key = ?", false);
    part("offices", "SELECT title, owner, phase, nullif(first, '') AS first, last, source FROM offices WHERE entity = ? ORDER BY source, first, title LIMIT 8", false);
    part("sentences",
         "SELECT a.key AS article, x.quote AS sentence FROM judgements j JOIN report_entities r ON r.id = j.report JOIN articles a ON a.id = r.article JOIN report_participants p ON p.entity = r.id "
         "JOIN report_evidence x ON x.event = p.event WHERE j.layer = 'entity' AND j.node = ? GROUP BY a.key, x.quote ORDER BY a.key, x.sentence_first LIMIT ?",
         true);
    return out;
}

}  // namespace diplograph
