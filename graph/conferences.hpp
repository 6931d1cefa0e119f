#pragma once

#include "graph/query.hpp"

namespace diplograph {

/// Conferences with edition, days, place, hosts, number of participants and delegates, and how many events were part of them.
[[nodiscard]] Table conferences(Store& store, EventFilter const& filter);

/// The same of those whose edition and name contain a text, or of the one with this id, with their participants and parts.
[[nodiscard]] std::vector<Table> show_conferences(Store& store, std::string const& name, EventFilter const& filter);

}  // namespace diplograph
