#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace diplograph {

/// One code point of valid UTF-8 at `at`, and how many bytes it takes.
struct CodePoint {
    char32_t value = 0;
    std::uint32_t size = 1;
};
[[nodiscard]] inline CodePoint code_point(std::string_view text, std::size_t at) {
    auto const byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    unsigned const lead = byte(at);
    if (lead < 0x80) return {lead, 1};
    auto const tail = [&](std::size_t i) { return byte(at + i) & 0x3FU; };
    if (lead < 0xE0) return {(lead & 0x1FU) << 6 | tail(1), 2};
    if (lead < 0xF0) return {(lead & 0x0FU) << 12 | tail(1) << 6 | tail(2), 3};
    return {(lead & 0x07U) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4};
}

/// A word folded for look-up: lower case, without diacritics, with straight apostrophes. Hyphens and stops stay.
[[nodiscard]] std::string fold(std::string_view word);

}  // namespace diplograph
