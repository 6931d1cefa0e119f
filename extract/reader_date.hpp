#pragma once

#include <optional>
#include <string_view>

#include "core/date.hpp"

namespace diplograph {

/// The date of a line that holds little else: "Wednesday, January 31, 2018", "Published: 31 January 2018 - 14:05",
/// "2018-January-31 14:05", "2018-01-31". Nothing for a sentence that mentions a date.
[[nodiscard]] std::optional<Date> date_of_line(std::string_view line);

/// The date at the beginning of a line of text: "February 19, 2018 (KHARTOUM) - ...".
[[nodiscard]] std::optional<Date> date_before_place(std::string_view line);

/// A date written in a path: YYYY-MM-DD, YYYY_MM_DD, YYYY/MM/DD or YYYYMMDD; the last one that is a day.
[[nodiscard]] std::optional<Date> date_of_path(std::string_view path);

/// A date in the forms of meta elements: ISO with or without a time, YYYYMMDD, or in words.
[[nodiscard]] std::optional<Date> date_of_meta(std::string_view value);

}  // namespace diplograph
