#pragma once

#include "graph/query.hpp"

namespace diplograph {

/// Ways between two actors on which news could have travelled: every meeting begins on or after the last day of the one
/// before. The way that arrives first, of those the one with fewest meetings; then ways over other events. In the
/// columns of path(). Meetings without a day are left out.
[[nodiscard]] Table path_in_order(Store& store, std::string const& from, std::string const& to, std::size_t count, EventFilter const& filter);

}  // namespace diplograph
