#pragma once

#include "graph/query.hpp"

namespace diplograph {

/// Who is within some meetings of an actor, the nearest first: the events shared with those who are one meeting nearer,
/// and the one of them who shares most. Everybody present at an event counts, as in `met` and `path`.
[[nodiscard]] Table ego(Store& store, std::string const& actor, std::size_t hops, EventFilter const& filter);

}  // namespace diplograph
