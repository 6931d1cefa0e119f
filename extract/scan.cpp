#include "extract/scan.hpp"

#include <unicode/uchar.h>

#include <algorithm>

#include "extract/document.hpp"
#include "extract/fold.hpp"

namespace diplograph {

namespace {

bool is_letter(char32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c == 0x2019 || c == 0x2018) return false;
    return u_isalpha(static_cast<UChar32>(c)) || u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK;
}
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_upper(char32_t c) {
    return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c));
}
bool is_space(char32_t c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == 0xA0 || c == 0x3000 || c == 0x202F ||
           (c >= 0x2000 && c <= 0x200F) || c == 0xFEFF;
}
bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == '`'; }
bool is_quote(char32_t c) {
    return c == '"' || c == 0x201C || c == 0x201D || c == 0xAB || c == 0xBB || c == 0x201E || c == 0x2018;
}
bool is_hyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }
bool is_clitic(std::string_view letters) {
    return letters == "s" || letters == "S" || letters == "re" || letters == "ve" || letters == "ll" || letters == "d" || letters == "m";
}

}  // namespace

/// The end of the word, number or address that begins at `from`.
std::uint32_t Scanner::word_end(std::uint32_t from) const {
    auto const size = static_cast<std::uint32_t>(text_.size());
    std::string_view const rest = text_.substr(from);
    if (rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.")) {
        std::uint32_t end = from;
        while (end < size && !is_space(code_point(text_, end).value) && text_[end] != '<' && text_[end] != '"') ++end;
        while (end > from && std::string_view(".,;:!?)").find(text_[end - 1]) != std::string_view::npos) --end;
        return end;
    }
    std::uint32_t at = from;
    while (at < size) {
        CodePoint const c = code_point(text_, at);
        if (is_letter(c.value) || is_digit(c.value)) {
            at += c.size;
            continue;
        }
        CodePoint const next = at + c.size < size ? code_point(text_, at + c.size) : CodePoint{' ', 1};
        bool const before_digit = at > from && is_digit(static_cast<unsigned char>(text_[at - 1]));
        bool const joins = is_apostrophe(c.value) || is_hyphen(c.value) || c.value == '.' || c.value == '@' || c.value == '&';
        bool const in_number = before_digit && is_digit(next.value) && (c.value == ',' || c.value == '.' || c.value == ':');
        if (in_number || (joins && (is_letter(next.value) || is_digit(next.value)))) {
            if (c.value == '.' && !in_number && is_upper(next.value)) {  // "U.S" goes on, and "news.org"; "end.The" does not
                std::uint32_t letters = at;
                while (letters > from && is_letter(static_cast<unsigned char>(text_[letters - 1]))) --letters;
                if (at - letters > 2) break;
            }
            at += c.size;
            continue;
        }
        break;
    }
    if (at < size && text_[at] == '.') {  // the stop belongs to an abbreviation or an initial
        std::string_view const word = text_.substr(from, at - from);
        bool const initial = word.size() == 1 && is_upper(static_cast<unsigned char>(word[0]));
        bool const dotted = word.size() >= 3 && word[word.size() - 2] == '.';
        if (initial || dotted || is_abbreviation_(context_, text_.substr(from, at + 1 - from))) ++at;
    }
    return at;
}

/// Where the clitic ("'s", "n't") of the word [from, to) begins; `to` if it has none.
std::uint32_t Scanner::clitic(std::uint32_t from, std::uint32_t to) const {
    std::string_view const word = text_.substr(from, to - from);
    std::size_t tail = word.size();
    while (tail > 0 && word.size() - tail < 2 && static_cast<unsigned char>(word[tail - 1]) < 0x80 && is_letter(static_cast<unsigned char>(word[tail - 1]))) --tail;
    std::string_view const before = word.substr(0, tail), letters = word.substr(tail);
    std::size_t const sign = before.ends_with('\'') ? 1 : before.ends_with("\xE2\x80\x99") ? 3 : 0;
    bool const negation = letters == "t" && sign > 0 && before.substr(0, tail - sign).ends_with('n');
    if (sign == 0 || (!negation && !is_clitic(letters))) return to;
    std::size_t const begin = tail - sign - (negation ? 1 : 0);
    return begin > 0 ? from + static_cast<std::uint32_t>(begin) : to;
}

bool Scanner::next(Piece& piece) {
    auto const size = static_cast<std::uint32_t>(text_.size());
    std::uint32_t const before = at_;
    unsigned newlines = 0;
    while (at_ < size) {
        CodePoint const c = code_point(text_, at_);
        if (!is_space(c.value)) break;
        newlines += c.value == '\n';
        at_ += c.size;
    }
    if (at_ >= size) return false;
    piece.newlines = static_cast<std::uint8_t>(std::min(newlines, 255U));
    piece.flags = 0;
    if (at_ > before || at_ == 0) piece.flags = TokenFlag::space_before;
    CodePoint const c = code_point(text_, at_);
    std::uint32_t const from = at_;
    auto const set = [&](TokenFlag::Value flag) { piece.flags = static_cast<std::uint16_t>(piece.flags | flag); };
    if (is_letter(c.value) || is_digit(c.value)) {
        std::uint32_t const end = word_end(from);
        at_ = clitic(from, end);
        if (is_upper(c.value)) set(TokenFlag::capital);
        bool lower = false, letter = false, digit = false;
        unsigned uppers = 0;
        for (std::uint32_t i = from; i < at_;) {
            CodePoint const x = code_point(text_, i);
            letter |= is_letter(x.value);
            digit |= is_digit(x.value);
            uppers += is_upper(x.value);
            lower |= is_letter(x.value) && !is_upper(x.value);
            i += x.size;
        }
        if (letter) set(TokenFlag::letters);
        if (digit) set(TokenFlag::digits);
        if (uppers > 1 && !lower) set(TokenFlag::all_capitals);
    } else if (is_apostrophe(c.value) && (piece.flags & TokenFlag::space_before) == 0 && from > 0) {
        std::uint32_t end = from + c.size;  // a clitic, or the possessive of a plural
        while (end < size && is_letter(code_point(text_, end).value)) end += code_point(text_, end).size;
        std::string_view const word = text_.substr(from + c.size, end - from - c.size);
        bool const clitic_word = is_clitic(word);
        at_ = clitic_word ? end : from + c.size;
        bool const after_s = text_[from - 1] == 's';
        if (clitic_word) set(word == "s" || word == "S" ? TokenFlag::possessive : TokenFlag::letters);
        else set(after_s ? TokenFlag::possessive : TokenFlag::quote);
        if (!clitic_word) set(TokenFlag::punctuation);
    } else {
        at_ = from + c.size;
        if (c.size == 1 && std::string_view(".-_*=~#+").find(static_cast<char>(c.value)) != std::string_view::npos)
            while (at_ < size && text_[at_] == static_cast<char>(c.value)) ++at_;
        set(TokenFlag::punctuation);
        if (is_quote(c.value) || is_apostrophe(c.value)) set(TokenFlag::quote);
    }
    piece.span = {from, at_};
    return true;
}

}  // namespace diplograph
