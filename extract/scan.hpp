#pragma once

#include <cstdint>
#include <string_view>

#include "core/span.hpp"

namespace diplograph {

/// A piece of text cut by the rules for words, before anything is known about it.
struct Piece {
    Span span;
    std::uint16_t flags = 0;  ///< TokenFlag, without line_start and block_start
    std::uint8_t newlines = 0;///< before it; more than one for an empty line
};

/// Whether a word with its stop ("Gen.", "U.S.") is written so in the middle of a sentence.
using IsAbbreviation = bool (*)(void const* context, std::string_view word);

/// Cuts words, numbers and signs one by one.
class Scanner {
public:
    Scanner(std::string_view text, IsAbbreviation is_abbreviation, void const* context)
        : text_(text), is_abbreviation_(is_abbreviation), context_(context) {}
    /// The next piece; false at the end.
    bool next(Piece& piece);

private:
    [[nodiscard]] std::uint32_t word_end(std::uint32_t from) const;
    [[nodiscard]] std::uint32_t clitic(std::uint32_t from, std::uint32_t to) const;

    std::string_view text_;
    IsAbbreviation is_abbreviation_;
    void const* context_;
    std::uint32_t at_ = 0;
};

}  // namespace diplograph
