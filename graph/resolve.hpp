#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "graph/join_entities.hpp"
#include "graph/join_events.hpp"
#include "graph/pins.hpp"
#include "graph/sql.hpp"

namespace diplograph {

/// Brings the graph up to date with the reports and the judgements by hand: what is touched is decided anew, and what
/// depends on it. Within the caller's transaction.
void resolve(Database& database);

/// Marks what an article takes part in, before it is forgotten.
void touch_article(Database& database, std::int64_t article);

/// What the judgements by hand that count say of reports that are there.
struct Hands {
    Pins entities, events;
};
[[nodiscard]] Hands read_hands(Database& database);

/// The entities of some blocks, as their articles report them.
[[nodiscard]] std::vector<EntityReport> entity_reports(Database& database, std::set<std::string> const& blocks);

/// One report of an event.
[[nodiscard]] EventReport event_report(Database& database, std::int64_t id);

/// Decides the touched blocks and writes their nodes; returns the reports whose node is another than before.
[[nodiscard]] std::vector<std::int64_t> resolve_entities(Database& database, Pins const& pins);

/// Decides the touched reports of events, those whose participants changed, and all that they may be joined with.
void resolve_events(Database& database, Pins const& pins, std::vector<std::int64_t> const& changed_entities);

}  // namespace diplograph
