#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/date.hpp"

namespace diplograph {

/// What a plain text says about itself; `body` is a piece of the text that it was made from.
struct TextParts {
    std::string title;
    std::optional<Date> published;
    std::string_view body;
};

/// Splits a plain text into its title (the first line, and again where it is repeated), its date line and its body
/// without the navigation at its end.
[[nodiscard]] TextParts split_text(std::string_view text);

/// The text without the menus that pages leave at its end: short lines that are no sentences behind the last paragraph,
/// and everything from a heading such as "Related news" if that is less than a third.
[[nodiscard]] std::string_view cut_navigation(std::string_view text);

}  // namespace diplograph
