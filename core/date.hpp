#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace diplograph {

/// A day of the proleptic Gregorian calendar; differences are in days.
using Date = std::chrono::sys_days;

/// How finely a date is known; the interval it stands for is `start`..`end`.
enum class Precision { day, week, month, year };

/// A stretch of days told by a text; both ends included. Start is empty where the words cannot be resolved.
struct DateInterval {
    std::optional<Date> start;
    std::optional<Date> end;
    Precision precision = Precision::day;
    std::string text;  ///< the words, as they stand in the article

    friend bool operator==(const DateInterval&, const DateInterval&) = default;
};

/// The day of a civil date, or nothing if there is no such day.
[[nodiscard]] std::optional<Date> make_date(int year, unsigned month, unsigned day);

/// Reads ISO 8601 `YYYY-MM-DD`, with or without a time behind it ("2018-01-31T10:00:00Z"); nothing if it is no date.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// `YYYY-MM-DD`.
[[nodiscard]] std::string to_string(Date date);

/// The interval of a whole month.
[[nodiscard]] DateInterval month_of(int year, unsigned month, std::string text = {});

/// The interval of a whole year.
[[nodiscard]] DateInterval year_of(int year, std::string text = {});

}  // namespace diplograph
