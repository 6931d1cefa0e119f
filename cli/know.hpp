#pragma once

#include <string>

#include "cli/command.hpp"
#include "graph/table.hpp"

namespace diplograph {

/// The places that bear a name, the best known first, by the tables.
[[nodiscard]] Table places_named(std::string const& name, Options const& options);

}  // namespace diplograph
