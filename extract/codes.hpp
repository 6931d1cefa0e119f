#pragma once

#include "core/event.hpp"

namespace diplograph {

/// Fits the codes of an act to what has become of it: an act to come is an agreement to it or a threat (PLOVER), an intent
/// or a threat (CAMEO); one that was cancelled or denied has none.
void recode(Event& event);

}  // namespace diplograph
