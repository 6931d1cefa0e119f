#pragma once

#include <string_view>
#include <vector>

#include "extract/model.hpp"

namespace diplograph {

/// Gives a sentence without a finite verb its verb back where the parser took the verb for a participle before a noun:
/// "Saudi Arabia severed relations with Iran.", or hung it on its own subject: "Talks between A and B are planned."
void mend_clause(Model const& model, std::vector<std::string_view> const& words, Analysis& analysis);

}  // namespace diplograph
