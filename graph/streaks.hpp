#pragma once

#include "graph/query.hpp"

namespace diplograph {

/// The contacts of two actors in time: how many, the most months in a row with one, the longest time surely without, and
/// the days since the last one until the last article of the store; with the sentences at both ends of the longest
/// silence. A contact known by its year alone ends a silence, but makes no month.
[[nodiscard]] std::vector<Table> streaks(Store& store, std::string const& one, std::string const& other, EventFilter const& filter);

}  // namespace diplograph
