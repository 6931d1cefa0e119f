#pragma once

#include "graph/query.hpp"
#include "graph/view.hpp"

namespace diplograph {

/// The part of the graph that a filter leaves, in one of the four shapes; nodes and edges in the order of their keys.
[[nodiscard]] View make_view(Store& store, Shape shape, EventFilter const& filter);

}  // namespace diplograph
