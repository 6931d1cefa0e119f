#pragma once

#include "graph/view.hpp"

namespace diplograph {

/// A directed view with one node for every kind of nasty text, and one with nothing but a key.
[[nodiscard]] View nasty_view();

/// An undirected, weighted view, as the projections make them.
[[nodiscard]] View weighted_view();

}  // namespace diplograph
