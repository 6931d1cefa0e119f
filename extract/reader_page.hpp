#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/date.hpp"

namespace diplograph {

/// What a web page says: its data about itself, and the text of its article. Absent strings are empty.
struct Page {
    std::string title;
    std::string url;
    std::string outlet;
    std::optional<Date> published;
    std::string text;  ///< paragraphs with an empty line between them, without menus, captions and forms
};

/// Reads a page of HTML in valid UTF-8, however broken its markup is.
[[nodiscard]] Page read_page(std::string_view html);

}  // namespace diplograph
