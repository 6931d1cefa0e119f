#include "extract/fold.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "extract/extract.hpp"

namespace diplograph {

namespace {

/// Letters that no decomposition turns into ASCII, as newspapers transliterate them.
char const* plain(UChar32 c) {
    switch (c) {
        case 0x131: return "i";
        case 0xF8: return "o";
        case 0x142: return "l";
        case 0x111: case 0xF0: return "d";
        case 0xDF: return "ss";
        case 0xE6: return "ae";
        case 0x153: return "oe";
        case 0xFE: return "th";
        case 0x259: return "a";
        case 0x2018: case 0x2019: case 0x2BB: case 0x2BC: case 0x60: case 0xB4: return "'";
        case 0x2010: case 0x2011: return "-";
        default: return nullptr;
    }
}

}  // namespace

std::string fold(std::string_view word) {
    std::string out(word);
    if (std::all_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
        for (char& c : out)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return out;
    }
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString const wide =
        icu::UnicodeString::fromUTF8({word.data(), static_cast<std::int32_t>(word.size())});
    icu::UnicodeString const parts = icu::Normalizer2::getNFKDInstance(status)->normalize(wide, status);
    out.clear();
    for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
        UChar32 const c = u_tolower(parts.char32At(i));
        if (u_charType(c) == U_NON_SPACING_MARK) continue;
        if (char const* ascii = plain(c))
            out += ascii;
        else
            icu::UnicodeString(c).toUTF8String(out);
    }
    return out;
}

std::string name_key(std::string_view name) {
    std::string key = fold(name);
    std::size_t size = 0;
    for (char const c : key) {
        if (c == '\'' || c == '.') continue;
        bool const gap = c == ' ' || c == '-' || c == ',' || c == '\n' || c == '\t';
        if (!gap)
            key[size++] = c;
        else if (size > 0 && key[size - 1] != ' ')
            key[size++] = ' ';
    }
    if (size > 0 && key[size - 1] == ' ') --size;
    key.resize(size);
    return key;
}

}  // namespace diplograph
