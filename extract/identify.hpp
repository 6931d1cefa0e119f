#pragma once

#include "core/extraction.hpp"

namespace diplograph {

struct Knowledge;

/// Fills in what entities are told apart by across articles: folded names, the words that names of persons are compared
/// by, phases of offices, and whom or what the tables know them as, with the offices of those.
void identify_entities(Extraction& extraction, Knowledge const& knowledge);

}  // namespace diplograph
