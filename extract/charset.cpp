#include "extract/charset.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/bytes.hpp"

namespace diplograph {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

unsigned char byte(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

/// Length of the well-formed sequence at `at`; 0 if there is none, and then `skip` bytes make up the broken one.
std::size_t sequence(std::string_view text, std::size_t at, std::size_t& skip) {
    unsigned char const lead = byte(text, at);
    skip = 1;
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4) return 0;
    std::size_t const length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
    for (std::size_t i = 1; i < length; ++i) {
        if (at + i >= text.size() || byte(text, at + i) < low || byte(text, at + i) > high) {
            skip = i;
            return 0;
        }
        low = 0x80;
        high = 0xBF;
    }
    return length;
}

bool is_control(unsigned char c) { return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7F; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

struct CloseConverter {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
struct CloseDetector {
    void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

/// Bytes by ICU's converter of that name; nothing if there is no such charset.
std::optional<Decoded> convert(std::string_view bytes, std::string charset) {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<UConverter, CloseConverter> const converter(ucnv_open(charset.c_str(), &error));
    if (U_FAILURE(error)) return std::nullopt;
    Decoded out{{}, std::move(charset), false};
    std::vector<UChar> wide(8192);
    char const* source = bytes.data();
    char const* const end = source + bytes.size();
    do {
        error = U_ZERO_ERROR;
        UChar* target = wide.data();
        ucnv_toUnicode(converter.get(), &target, target + wide.size(), &source, end, nullptr, 1, &error);
        for (UChar const* unit = wide.data(); unit < target; ++unit) {
            std::uint32_t code = *unit;
            if (code >= 0xD800 && code < 0xDC00 && unit + 1 < target && (unit[1] & 0xFC00) == 0xDC00)
                code = 0x10000 + ((code - 0xD800) << 10) + (static_cast<std::uint32_t>(*++unit) - 0xDC00);
            else if (code >= 0xD800 && code < 0xE000)
                code = 0xFFFD;
            out.repaired = out.repaired || code == 0xFFFD;
            auto const put = [&](std::uint32_t value) { out.text += static_cast<char>(static_cast<unsigned char>(value)); };
            if (code < 0x80) {
                put(code);
            } else if (code < 0x800) {
                put(0xC0U | code >> 6);
                put(0x80U | (code & 0x3FU));
            } else if (code < 0x10000) {
                put(0xE0U | code >> 12);
                put(0x80U | (code >> 6 & 0x3FU));
                put(0x80U | (code & 0x3FU));
            } else {
                put(0xF0U | code >> 18);
                put(0x80U | (code >> 12 & 0x3FU));
                put(0x80U | (code >> 6 & 0x3FU));
                put(0x80U | (code & 0x3FU));
            }
        }
    } while (error == U_BUFFER_OVERFLOW_ERROR);
    return out;
}

std::optional<std::string> detect(std::string_view bytes) {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<UCharsetDetector, CloseDetector> const detector(ucsdet_open(&error));
    std::string_view const head = bytes.substr(0, 65536);
    ucsdet_enableInputFilter(detector.get(), 1);
    ucsdet_setText(detector.get(), head.data(), static_cast<std::int32_t>(head.size()), &error);
    UCharsetMatch const* match = U_SUCCESS(error) ? ucsdet_detect(detector.get(), &error) : nullptr;
    if (match == nullptr || U_FAILURE(error) || ucsdet_getConfidence(match, &error) < 20) return std::nullopt;
    std::string name = ucsdet_getName(match, &error);
    // Pages that say Latin 1 mean its superset with quotes and dashes; UTF-8 was ruled out before.
    if (name == "ISO-8859-1") name = "windows-1252";
    if (name == "UTF-8") return std::nullopt;
    return name;
}

/// Like the web, reads the names of the Latin 1 and ASCII standards as windows-1252 (WHATWG Encoding).
std::string web_name(std::string_view declared) {
    std::string name;
    for (char const c : declared) name += lower(c);
    if (name == "iso-8859-1" || name == "latin1" || name == "iso8859-1" || name == "us-ascii" || name == "ascii")
        name.assign("windows-1252");
    return name;
}

}  // namespace

bool valid_utf8(std::string_view text) {
    std::size_t skip = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const length = sequence(text, at, skip);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

std::string repair_utf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::size_t skip = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const length = sequence(text, at, skip);
        if (length != 0)
            out.append(text.substr(at, length));
        else
            out.append(replacement);
        at += length != 0 ? length : skip;
    }
    return out;
}

std::string clean_text(std::string_view text) {
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        bool const c1 = c == '\xC2' && i + 1 < text.size() && byte(text, i + 1) >= 0x80 && byte(text, i + 1) < 0xA0;
        if (c == '\r') {
            if (i + 1 == text.size() || text[i + 1] != '\n') out += '\n';
        } else if (c1) {
            out += ' ';
            ++i;
        } else {
            out += is_control(static_cast<unsigned char>(c)) || c == '\f' ? ' ' : c;
        }
    }
    return out;
}

std::string excerpt(std::string_view text) {
    std::size_t end = std::min<std::size_t>(text.size(), 60);
    while (end > 0 && end < text.size() && is_continuation(text[end])) --end;
    std::string out = repair_utf8(text.substr(0, end));
    std::replace_if(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    if (end < text.size()) out += "...";
    return out;
}

bool is_binary(std::string_view bytes) {
    if (bytes.substr(0, 2) == "\xFF\xFE" || bytes.substr(0, 2) == "\xFE\xFF") return false;
    std::string_view const head = bytes.substr(0, 65536);
    std::size_t controls = 0;
    for (char const c : head) {
        if (c == '\0') return true;
        // ESC opens the shifts of ISO 2022 charsets.
        if (is_control(static_cast<unsigned char>(c)) && c != '\x1B') ++controls;
    }
    return controls * 20 > head.size();
}

Decoded decode(std::string_view bytes, std::string_view declared) {
    if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
    else if (bytes.substr(0, 2) == "\xFF\xFE") return *convert(bytes.substr(2), "UTF-16LE");
    else if (bytes.substr(0, 2) == "\xFE\xFF") return *convert(bytes.substr(2), "UTF-16BE");
    bool const utf8 = valid_utf8(bytes);
    std::string const name = web_name(declared);
    bool const wide = name.rfind("utf-16", 0) == 0 || name.rfind("utf-32", 0) == 0;
    if (utf8 && (name.empty() || name == "utf-8" || name == "utf8" || wide)) return {std::string(bytes), "UTF-8", false};
    if (!name.empty() && name != "utf-8" && name != "utf8" && !wide) {
        // Real UTF-8 beyond ASCII hardly ever comes about by chance in a one-byte charset.
        bool const ascii = std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
        if (utf8 && !ascii) return {std::string(bytes), "UTF-8", false};
        if (std::optional<Decoded> out = convert(bytes, name)) return std::move(*out);
    }
    if (utf8) return {std::string(bytes), "UTF-8", false};
    bool const says_utf8 = name == "utf-8" || name == "utf8";
    if (!says_utf8) {
        if (std::optional<std::string> const detected = detect(bytes))
            if (std::optional<Decoded> out = convert(bytes, *detected)) return std::move(*out);
        if (std::optional<Decoded> out = convert(bytes, "windows-1252")) return std::move(*out);
    }
    return {repair_utf8(bytes), "UTF-8", true};
}

std::string declared_charset(std::string_view page) {
    std::string head(page.substr(0, 4096));
    std::transform(head.begin(), head.end(), head.begin(), lower);
    auto const value_after = [&](std::size_t at) -> std::string {
        auto const blank = [&] { return at < head.size() && (head[at] == ' ' || head[at] == '\t' || head[at] == '\n'); };
        while (blank()) ++at;
        if (at >= head.size() || head[at] != '=') return {};
        ++at;
        while (blank() || (at < head.size() && (head[at] == '"' || head[at] == '\''))) ++at;
        std::size_t const end = head.find_first_of(" \t\n\r\"';/>?", at);
        return end == std::string::npos ? std::string{} : head.substr(at, end - at);
    };
    if (head.rfind("<?xml", 0) == 0) {
        std::size_t const close = head.find("?>");
        std::size_t const at = head.find("encoding");
        if (at != std::string::npos && at < close)
            if (std::string name = value_after(at + 8); !name.empty()) return name;
    }
    for (std::size_t at = head.find("<meta"); at != std::string::npos; at = head.find("<meta", at + 5)) {
        std::size_t const word = head.find("charset", at);
        if (word == std::string::npos || word > head.find('>', at)) continue;
        if (std::string name = value_after(word + 7); !name.empty()) return name;
    }
    return {};
}

}  // namespace diplograph
