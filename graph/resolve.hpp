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

// Pieces of SQL. By what a judgement by hand names a report `r` of an entity or of an event, beside its article:
constexpr char const* entity_anchor = "r.kind || ':' || r.name";
constexpr char const* event_anchor = "r.type || '@' || (SELECT x.trigger_first FROM report_evidence x WHERE x.event = r.id ORDER BY x.id LIMIT 1)";
/// Whether a link `n` is one at which reports with link `l` might be held against others, whatever their kinds.
[[nodiscard]] std::string linked();
/// A key that no row of a statement, which asks for it, has: the wanted one, or with a number.
[[nodiscard]] std::string free_key(Statement& taken, std::string const& wanted);

/// The entities of some blocks, as their articles report them.
[[nodiscard]] std::vector<EntityReport> entity_reports(Database& database, std::set<std::string> const& blocks);

/// Reads reports of events.
class ReportReader {
public:
    explicit ReportReader(Database& database);
    [[nodiscard]] EventReport read(std::int64_t id);

private:
    Statement read_, sides_;
};

/// Decides the touched blocks and writes their nodes; returns the reports whose node is another than before.
[[nodiscard]] std::vector<std::int64_t> resolve_entities(Database& database, Pins const& pins);

/// Decides the touched reports of events, those whose participants changed, and all that they may be joined with.
void resolve_events(Database& database, Pins const& pins, std::vector<std::int64_t> const& changed_entities);

}  // namespace diplograph
