#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace diplograph {

/// Every enumeration that a user sees has a table of words in its own order: specialize with a
/// `static constexpr std::array` named `words`.
template <class Enum>
struct Words;

/// The word for a value, as it stands in records, tables and exports.
template <class Enum>
[[nodiscard]] constexpr std::string_view word(Enum value) {
    return Words<Enum>::words[static_cast<std::size_t>(value)];
}

/// The value that a word stands for, or nothing.
template <class Enum>
[[nodiscard]] constexpr std::optional<Enum> from_word(std::string_view text) {
    for (std::size_t i = 0; i < Words<Enum>::words.size(); ++i)
        if (Words<Enum>::words[i] == text) return static_cast<Enum>(i);
    return std::nullopt;
}

}  // namespace diplograph
