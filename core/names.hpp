#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace diplograph {

/// The words of a folded name.
[[nodiscard]] std::vector<std::string> words_of(std::string_view key);

/// Whether words differ by at most one letter that was changed, added or dropped, or by two neighbours that were swapped.
[[nodiscard]] bool one_letter_apart(std::string_view a, std::string_view b);

}  // namespace diplograph
