#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "graph/store.hpp"
#include "graph/table.hpp"

namespace diplograph {

/// Which events a question is about. Empty fields do not filter.
struct EventFilter {
    std::string actor;    ///< key of an entity
    std::string with;     ///< key of another one
    std::string type, status, place, article;
    std::vector<std::string> types, statuses;  ///< one of these
    std::optional<Date> from, to;
    std::optional<Date> at;     ///< a day within the dates of the event
    std::optional<Date> as_of;  ///< only what articles until this day report, with the status that they assert
    double min_confidence = 0;
};

/// An entity that a name may mean.
struct Candidate {
    std::string key, name, kind, country;
    std::int64_t events = 0;
    int rank = 0;  ///< 0: the key itself, 1: the name, 2: an alias, 3: part of the name, 4: only similar
};

/// All rows of a statement whose parameters are bound.
[[nodiscard]] Table collect(Statement& statement, std::string name = {});

[[nodiscard]] Table stats(Store& store);
[[nodiscard]] Table articles(Store& store);
/// Entities of the kinds that act, or places, with their events.
[[nodiscard]] Table actors(Store& store, std::string const& kind, std::string const& country);
[[nodiscard]] Table places(Store& store);
/// What a name may mean, the best first; `folded` is its key for comparison. Similar names only if nothing else fits.
[[nodiscard]] std::vector<Candidate> find(Store& store, std::string const& name, std::string const& folded);
/// Whether there is an event with this key.
[[nodiscard]] bool is_event(Store& store, std::string const& key);
/// \param as_of only what was known then. \param at only what was so then: offices held and events on that day.
[[nodiscard]] std::vector<Table> show_entity(Store& store, std::string const& key, std::optional<Date> const& as_of = {}, std::optional<Date> const& at = {});
[[nodiscard]] std::vector<Table> show_event(Store& store, std::string const& key, std::optional<Date> const& as_of = {});
/// Where the text of an article tells an event.
struct Telling {
    Article article;
    Span trigger;
};
/// The articles that tell an event, with the word that does, in their order.
[[nodiscard]] std::vector<Telling> tellings(Store& store, std::string const& event);
/// Full-text search in the sentences of the events that a filter leaves, in SQLite's FTS5 language.
[[nodiscard]] Table search(Store& store, std::string const& text, std::size_t limit, EventFilter const& filter = {});
/// Sentence, bytes, rule and judgement behind an event, or behind the edge of an entity and an event.
[[nodiscard]] std::vector<Table> explain(Store& store, std::string const& event, std::string const& entity);
[[nodiscard]] Table events(Store& store, EventFilter const& filter);
/// Whom an actor met: meetings, calls, visits, conferences, agreements and mediations.
[[nodiscard]] Table met(Store& store, EventFilter const& filter);
[[nodiscard]] Table timeline(Store& store, EventFilter const& filter);
/// Counts of dead, injured ...: the latest figure of every event, kind and source; by place or month where asked.
[[nodiscard]] Table casualties(Store& store, bool by_place, bool by_month, std::string const& kind, double min_confidence = 0);
/// Persons with an office whom at least so many articles name so, in the columns of tenures.tsv, with the days of the
/// first and last article, their number and a sentence.
[[nodiscard]] Table office_bearers(Store& store, std::int64_t articles);
/// A read-only statement over the documented views. \throws StoreError of kind usage.
[[nodiscard]] Table sql(Store& store, std::string const& text);

/// The types of event in which people meet.
[[nodiscard]] std::vector<std::string> const& meeting_types();

/// SQL for a day as far as it is known: 2018, 2018-01 or 2018-01-31. Both arguments are SQL.
[[nodiscard]] std::string date_text(std::string const& day, std::string const& precision);

}  // namespace diplograph
