#include "export/buffer.hpp"

#include <array>

namespace diplograph {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// How many bytes the well-formed character at `at` takes (Unicode 15, table 3-7); 0 if it is ill-formed or XML forbids it.
std::size_t character(std::string_view text, std::size_t at) {
    auto const byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U; };
    auto const tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    unsigned const b = byte(0);
    if (b < 0x80) return b >= 0x20 || b == '\t' || b == '\n' ? 1 : 0;
    if (b >= 0xC2 && b <= 0xDF) return tail(1) ? 2 : 0;
    if (b >= 0xE0 && b <= 0xEF) {
        if (!tail(1) || !tail(2) || (b == 0xE0 && byte(1) < 0xA0) || (b == 0xED && byte(1) > 0x9F)) return 0;
        bool const forbidden = b == 0xEF && byte(1) == 0xBF && byte(2) >= 0xBE;  // U+FFFE, U+FFFF
        return forbidden ? 0 : 3;
    }
    if (b >= 0xF0 && b <= 0xF4) {
        if (!tail(1) || !tail(2) || !tail(3) || (b == 0xF0 && byte(1) < 0x90) || (b == 0xF4 && byte(1) > 0x8F)) return 0;
        return 4;
    }
    return 0;
}

/// Calls `put` for every good stretch between the characters that `special` wants to write itself.
template <class Put, class Special>
void scan(std::string_view text, Put const& put, Special const& special) {
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const size = character(text, at);
        std::string_view const instead = size == 0 ? replacement : size == 1 ? special(text[at]) : std::string_view{};
        std::size_t const step = size == 0 ? 1 : size;
        if (!instead.empty()) {
            put(text.substr(from, at - from));
            put(instead);
            from = at + step;
        }
        at += step;
    }
    put(text.substr(from));
}

}  // namespace

Buffer& Buffer::xml(std::string_view text) {
    scan(text, [&](std::string_view piece) { *this << piece; },
         [](char c) -> std::string_view {
             switch (c) {
                 case '&': return "&amp;";
                 case '<': return "&lt;";
                 case '>': return "&gt;";
                 case '"': return "&quot;";
                 case '\n': return "&#10;";
                 case '\t': return "&#9;";
                 default: return {};
             }
         });
    return *this;
}

Buffer& Buffer::json(std::string_view text) {
    *this << '"';
    scan(text, [&](std::string_view piece) { *this << piece; },
         [](char c) -> std::string_view {
             switch (c) {
                 case '"': return "\\\"";
                 case '\\': return "\\\\";
                 case '\n': return "\\n";
                 case '\t': return "\\t";
                 default: return {};
             }
         });
    return *this << '"';
}

std::string printable_text(std::string_view text) {
    std::string out;
    scan(text, [&](std::string_view piece) { out.append(piece); }, [](char) { return std::string_view{}; });
    return out;
}

std::string json_list(std::vector<std::string> const& items) {
    std::string out = "[";
    Sink const sink = [&](std::string_view piece) { out.append(piece); };
    Buffer buffer(sink);
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) buffer << ',';
        buffer.json(items[i]);
    }
    buffer.flush();
    return out + "]";
}

Look const& look_of(ViewNode const& node) {
    static constexpr auto looks = std::to_array<Look>({
        {"person", 74, 144, 217, "ellipse", "steelblue4"},
        {"country", 217, 119, 66, "box", "sienna4"},
        {"organization", 104, 159, 91, "hexagon", "darkgreen"},
        {"group", 155, 89, 182, "octagon", "purple4"},
        {"place", 149, 165, 166, "house", "slategray4"},
        {"event_name", 241, 196, 83, "note", "goldenrod4"},
        {"event", 246, 228, 164, "note", "goldenrod4"},
    });
    std::string_view const kind = node.is_event ? std::string_view("event") : std::string_view(node.kind);
    for (Look const& look : looks)
        if (look.kind == kind) return look;
    return looks.back();
}

std::string hex_color(Look const& look) {
    std::string out = "#";
    for (unsigned const part : {look.red, look.green, look.blue}) {
        out += "0123456789abcdef"[part >> 4U];
        out += "0123456789abcdef"[part & 15U];
    }
    return out;
}

}  // namespace diplograph
