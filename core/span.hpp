#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>

namespace diplograph {

/// A half-open range [begin, end) of bytes of an article's stored UTF-8 text.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
    [[nodiscard]] constexpr bool empty() const { return end <= begin; }
    [[nodiscard]] constexpr bool contains(Span other) const {
        return begin <= other.begin && other.end <= end;
    }
    [[nodiscard]] constexpr bool overlaps(Span other) const {
        return begin < other.end && other.begin < end;
    }
    friend constexpr auto operator<=>(Span, Span) = default;
};

/// The smallest span that holds both.
[[nodiscard]] constexpr Span hull(Span a, Span b) {
    return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

}  // namespace diplograph
