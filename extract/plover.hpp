#pragma once

#include <string>

#include "core/event.hpp"

namespace diplograph {

/// The PLOVER category of an act by what has become of it: an act to come is an agreement to it or a threat, an act wished
/// for a request; one that was cancelled or denied has none. Empty if the scheme has no category.
[[nodiscard]] std::string plover_of(std::string const& category, Status status);

}  // namespace diplograph
