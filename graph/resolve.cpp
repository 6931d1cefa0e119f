#include "graph/resolve.hpp"

namespace diplograph {

void resolve(Database& database) {
    Hands const hands = read_hands(database);
    std::vector<std::int64_t> const changed = resolve_entities(database, hands.entities);
    resolve_events(database, hands.events, changed);
    database.execute("DELETE FROM touched");
}

std::string linked() {
    return "n.key IN (substr(l.key, 1, length(l.key) - 1) || 'n', substr(l.key, 1, length(l.key) - 1) || 'f') AND n.day BETWEEN l.day - " + std::to_string(link_days) + " AND l.day + " + std::to_string(link_days);
}

std::string free_key(Statement& taken, std::string const& wanted) {
    std::string key = wanted;
    for (int copy = 2; taken.bind(key).step(); ++copy) key = wanted + "-" + std::to_string(copy);
    taken.reset();
    return key;
}

void touch_article(Database& d, std::int64_t article) {
    for (char const* layer : {"block", "lost"})
        d.prepare("INSERT OR IGNORE INTO touched SELECT ?, block FROM report_entities WHERE article = ? AND block IS NOT NULL").run(layer, article);
    // What judgements by hand tie to it: some may rest on it alone.
    std::string const tied = " FROM decision_sides s JOIN decision_sides o ON o.decision = s.decision JOIN articles a ON a.key = o.article JOIN ", of = " WHERE s.article = (SELECT key FROM articles WHERE id = ?)";
    d.prepare("INSERT OR IGNORE INTO touched SELECT 'block', r.block" + tied + "report_entities r ON r.article = a.id AND o.anchor = " + entity_anchor + of).run(article);
    d.prepare("INSERT OR IGNORE INTO touched SELECT 'event', r.id" + tied + "report_events r ON r.article = a.id AND o.anchor = " + event_anchor + of).run(article);
    // Whoever could have been joined with one of its reports.
    d.prepare("INSERT OR IGNORE INTO touched SELECT 'event', n.report FROM report_events r JOIN event_links l ON l.report = r.id CROSS JOIN event_links n ON " + linked() + " WHERE r.article = ?").run(article);
    d.prepare(
         "INSERT OR IGNORE INTO touched SELECT 'event', o.report FROM report_events r CROSS JOIN judgements j ON j.layer = 'event' AND j.report = r.id "
         "JOIN judgements o ON o.layer = 'event' AND o.node = j.node WHERE r.article = ?")
        .run(article);
    for (char const* text : {"DELETE FROM participants WHERE event IN (SELECT j.node FROM report_events r CROSS JOIN judgements j ON j.layer = 'event' AND j.report = r.id WHERE r.article = ?)",
                             "DELETE FROM events WHERE key IN (SELECT j.node FROM report_events r CROSS JOIN judgements j ON j.layer = 'event' AND j.report = r.id WHERE r.article = ?)",
                             "DELETE FROM event_links WHERE report IN (SELECT id FROM report_events WHERE article = ?)",
                             "DELETE FROM touched WHERE layer = 'event' AND what IN (SELECT id FROM report_events WHERE article = ?)",
                             "DELETE FROM judgements WHERE layer = 'event' AND report IN (SELECT id FROM report_events WHERE article = ?)",
                             "DELETE FROM judgements WHERE layer = 'entity' AND report IN (SELECT id FROM report_entities WHERE article = ?)"})
        d.prepare(text).run(article);
}

}  // namespace diplograph
