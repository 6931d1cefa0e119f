#include "graph/resolve.hpp"

namespace diplograph {

Hands read_hands(Database& d) {
    Hands out;
    Statement decisions = d.prepare("SELECT id, verdict, layer FROM decisions WHERE NOT undone ORDER BY id");
    auto const named = [&](std::string const& table, std::string const& anchor) {
        return d.prepare("SELECT s.side, r.id FROM decision_sides s JOIN articles a ON a.key = s.article JOIN " + table + " r ON r.article = a.id AND s.anchor = " + anchor + " WHERE s.decision = ? ORDER BY s.side, r.id");
    };
    Statement entities = named("report_entities", entity_anchor), events = named("report_events", event_anchor);
    while (decisions.step()) {
        bool const entity = decisions.text(2) == "entity";
        Statement& sides = entity ? entities : events;
        Pins& pins = entity ? out.entities : out.events;
        std::vector<std::int64_t> reports[2];
        sides.bind(decisions.integer(0));
        while (sides.step()) reports[sides.integer(0) != 0].push_back(sides.integer(1));
        if (reports[0].empty() || reports[1].empty()) continue;  // suspended: nothing is left of one side
        if (decisions.text(1) == "same") {
            reports[0].insert(reports[0].end(), reports[1].begin(), reports[1].end());
            pins.same(reports[0]);
        } else if (decisions.text(1) == "different") {
            pins.different(reports[0], reports[1]);
        }
    }
    return out;
}

}  // namespace diplograph
