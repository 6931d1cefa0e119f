#pragma once

#include <string>
#include <string_view>

namespace diplograph {

/// ISO 639-1 code of the language of a text: by its script, within Latin script by the function words that stand in it.
/// Latin texts that are too short to tell count as English; "und" where there are no letters.
[[nodiscard]] std::string language_of(std::string_view text);

}  // namespace diplograph
