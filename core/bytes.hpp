#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace diplograph {

/// FNV-1a of 64 bits; `hash` goes on with one that was begun.
[[nodiscard]] constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t hash = 14695981039346656037ULL) {
    for (char const c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash;
}

/// Lets a hashed table of strings be asked with a part of a text; with std::equal_to<>.
struct TextHash {
    using is_transparent = void;
    [[nodiscard]] std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// 16 digits.
[[nodiscard]] inline std::string hexadecimal(std::uint64_t number) {
    std::string out(16, '0');
    for (std::size_t i = 16; i-- > 0; number >>= 4) out[i] = "0123456789abcdef"[number & 15];
    return out;
}

/// Whether a byte goes on with a character of UTF-8 that began before it.
[[nodiscard]] constexpr bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// A to Z in lower case; all other bytes stay, so that offsets do.
[[nodiscard]] inline std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

}  // namespace diplograph
