#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "graph/query.hpp"

namespace diplograph {

// The pieces of SQL that questions are made of. In all of them `e` is a row of events.

/// A literal.
[[nodiscard]] std::string quoted(std::string const& text);
/// `column IN (...)`.
[[nodiscard]] std::string any_of(std::string const& column, std::vector<std::string> const& values);
/// The condition that a filter is, from WHERE on.
[[nodiscard]] std::string where(EventFilter const& filter);
/// The condition, from AND on, that `column`, the day of an article, is not after a day; none without a day.
[[nodiscard]] std::string published_by(std::optional<Date> const& day, std::string const& column);
/// The condition, from AND on, that an article of that day at the latest reports `e`; none without a day.
[[nodiscard]] std::string reported_by(std::optional<Date> const& day);
/// The condition, from AND on, that an article of that day at the latest names the participant in row `p`; none without a day.
[[nodiscard]] std::string named_by(std::optional<Date> const& day, std::string const& p);
/// The status of `e`; as of a day that which the latest article until then asserts, of one day the one that says that it was.
[[nodiscard]] std::string status_by(std::optional<Date> const& day);
/// The participants of `e` as one cell, sources and people first.
[[nodiscard]] std::string who_by(std::optional<Date> const& day);

/// The first and last day of `e` as far as they are known, called date and until.
[[nodiscard]] std::string from_day();
[[nodiscard]] std::string to_day();
/// The same of many events, called first and last.
[[nodiscard]] std::string span_of_days();

/// The filter with the types and statuses in which people have met, where it names none.
[[nodiscard]] EventFilter who_met(EventFilter filter);

}  // namespace diplograph
