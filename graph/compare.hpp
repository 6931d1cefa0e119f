#pragma once

#include "graph/query.hpp"

namespace diplograph {

/// Who published an article: its outlet, or the host of its address without "www."; empty if neither is known.
[[nodiscard]] std::string outlet_of(std::string const& outlet, std::string const& url);

/// The outlets of the store with their articles and the events they report.
[[nodiscard]] Table outlets(Store& store);

/// What two outlets report, side by side: how many events, where they differ about those that both report, and their
/// sentences. Of an outlet's articles the latest that states something counts; names are those of all of them.
[[nodiscard]] std::vector<Table> compare(Store& store, std::string const& one, std::string const& other, EventFilter const& filter);

/// In what the reports of an event differ: a report a row, a column for every field of which two reports state
/// different things. No rows if they agree.
[[nodiscard]] Table contradictions(Store& store, std::string const& event, std::optional<Date> const& as_of = {});

}  // namespace diplograph
