#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace diplograph {

/// One code point of valid UTF-8 at `at`, and how many bytes it takes.
struct CodePoint {
    char32_t value = 0;
    std::uint32_t size = 1;
};
[[nodiscard]] CodePoint code_point(std::string_view text, std::size_t at);

/// A word folded for look-up: lower case, without diacritics, with straight apostrophes. Hyphens and stops stay.
[[nodiscard]] std::string fold(std::string_view word);

}  // namespace diplograph
