#pragma once

#include "graph/query.hpp"

namespace diplograph {

/// Groups of actors that meet among themselves.
struct Communities {
    Table groups;           ///< a group a row, the largest first
    Table members;          ///< a member a row, in the order of the groups
    double modularity = 0;  ///< of the whole partition; 0: no more than chance
};

/// Finds them by the Louvain method (Blondel and others 2008) in the graph of who met whom, weighted by meetings. Nodes
/// are moved in the order of their keys and gains compared as whole numbers, so that the same meetings give the same groups.
[[nodiscard]] Communities communities(Store& store, EventFilter const& filter);

}  // namespace diplograph
