#pragma once

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "export/export.hpp"

namespace diplograph {

/// Collects text and hands it to the sink in pieces of 64 KiB, so that memory stays bounded.
class Buffer {
public:
    explicit Buffer(Sink const& sink) : sink_(sink) { text_.reserve(capacity + 4096); }
    ~Buffer() = default;
    Buffer(Buffer const&) = delete;
    Buffer& operator=(Buffer const&) = delete;

    Buffer& operator<<(std::string_view text) {
        text_.append(text);
        if (text_.size() >= capacity) flush();
        return *this;
    }
    Buffer& operator<<(char c) {
        text_.push_back(c);
        return *this;
    }
    Buffer& operator<<(double value) {
        char digits[32];
        auto const end = std::to_chars(digits, digits + sizeof digits, std::isfinite(value) ? value : 0.0).ptr;
        return *this << std::string_view(digits, static_cast<std::size_t>(end - digits));
    }
    Buffer& operator<<(std::size_t value) {
        char digits[24];
        auto const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
        return *this << std::string_view(digits, static_cast<std::size_t>(end - digits));
    }
    Buffer& operator<<(Date date) { return *this << std::string_view(to_string(date)); }
    /// Text for XML: markup escaped, what XML forbids and what is no UTF-8 as U+FFFD.
    Buffer& xml(std::string_view text);
    /// A JSON string with its quotes.
    Buffer& json(std::string_view text);
    void flush() {
        if (!text_.empty()) sink_(text_);
        text_.clear();
    }

private:
    static constexpr std::size_t capacity = 64 * 1024;
    Sink const& sink_;
    std::string text_;
};

/// Valid UTF-8 without control characters but for tab and newline; everything else becomes U+FFFD.
[[nodiscard]] std::string printable_text(std::string_view text);

/// A list as a JSON array in one string.
[[nodiscard]] std::string json_list(std::vector<std::string> const& items);

/// Two digits behind the point are enough for what is drawn.
[[nodiscard]] inline double rounded(double value) { return std::round(value * 100) / 100; }

/// How a kind of node looks.
struct Look {
    std::string_view kind;
    std::uint8_t red, green, blue;
    std::string_view shape;  ///< Graphviz
    std::string_view color;  ///< Graphviz, by name
};
[[nodiscard]] Look const& look_of(ViewNode const& node);
/// "#rrggbb".
[[nodiscard]] std::string hex_color(Look const& look);

}  // namespace diplograph
