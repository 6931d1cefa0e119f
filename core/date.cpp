#include "core/date.hpp"

#include <algorithm>

namespace diplograph {

using namespace std::chrono;

namespace {

/// The value of `count` digits at `from`, or -1.
int digits(std::string_view text, std::size_t from, std::size_t count) {
    int value = 0;
    for (std::size_t i = from; i < from + count; ++i) {
        if (i >= text.size() || text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

void put(std::string& out, int value, int width) {
    std::string const number = std::to_string(value);
    out.append(static_cast<std::size_t>(std::max(0, width - static_cast<int>(number.size()))), '0');
    out += number;
}

}  // namespace

std::optional<Date> make_date(int y, unsigned m, unsigned d) {
    year_month_day const date{year{y}, month{m}, day{d}};
    if (!date.ok()) return std::nullopt;
    return sys_days{date};
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return std::nullopt;
    int const y = digits(text, 0, 4);
    int const m = digits(text, 5, 2);
    int const d = digits(text, 8, 2);
    if (y < 0 || m < 0 || d < 0) return std::nullopt;
    return make_date(y, static_cast<unsigned>(m), static_cast<unsigned>(d));
}

std::string to_string(Date date) {
    year_month_day const ymd{date};
    std::string out;
    put(out, static_cast<int>(ymd.year()), 4);
    out += '-';
    put(out, static_cast<int>(static_cast<unsigned>(ymd.month())), 2);
    out += '-';
    put(out, static_cast<int>(static_cast<unsigned>(ymd.day())), 2);
    return out;
}

DateInterval month_of(int y, unsigned m, std::string text) {
    year_month_day const first{year{y}, month{m}, day{1}};
    if (!first.ok()) return {{}, {}, Precision::month, std::move(text)};
    return {sys_days{first}, sys_days{year{y} / month{m} / last}, Precision::month, std::move(text)};
}

DateInterval year_of(int y, std::string text) {
    return {make_date(y, 1, 1), make_date(y, 12, 31), Precision::year, std::move(text)};
}

}  // namespace diplograph
