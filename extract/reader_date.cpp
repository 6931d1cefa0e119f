#include "extract/reader_date.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace diplograph {

namespace {

constexpr std::array<std::string_view, 12> months{"january", "february", "march",     "april",   "may",      "june",
                                                  "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};
constexpr std::array<std::string_view, 30> labels{
    "published", "updated", "posted", "date",  "on",   "at",   "last", "modified", "time", "local",
    "gmt",       "utc",     "est",    "edt",   "am",   "pm",   "a",    "p",        "m",    "cet",
    "cest",      "bst",     "irst",   "msk",   "the",  "of",   "news", "created",  "first", "t"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

struct Piece {
    std::string text;
    bool number = false;
    std::size_t end = 0;  ///< in the line
};

/// Runs of digits and runs of letters, lower-cased.
std::vector<Piece> pieces_of(std::string_view line) {
    std::vector<Piece> out;
    std::string low(line);
    for (char& c : low)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    for (std::size_t i = 0; i < low.size();) {
        std::size_t j = i;
        if (is_digit(low[i]))
            while (j < low.size() && is_digit(low[j])) ++j;
        else
            while (j < low.size() && is_letter(low[j])) ++j;
        if (j > i) out.push_back({low.substr(i, j - i), is_digit(low[i]), j});
        i = std::max(j, i + 1);
    }
    return out;
}

unsigned month_of_word(std::string const& word) {
    if (word.size() < 3) return 0;
    for (unsigned i = 0; i < months.size(); ++i)
        if (months[i].substr(0, word.size()) == word && (word.size() <= 4 || word.size() == months[i].size())) return i + 1;
    return 0;
}

bool is_weekday(std::string const& word) {
    return word.size() >= 3 && std::any_of(weekdays.begin(), weekdays.end(), [&](std::string_view day) {
               return day.substr(0, word.size()) == word && (word.size() <= 5 || word.size() == day.size());
           });
}

bool is_ordinal_tail(std::string const& word) { return word == "st" || word == "nd" || word == "rd" || word == "th"; }

std::optional<Date> from_numbers(Piece const& y, unsigned month, Piece const& d) {
    if (!y.number || !d.number || y.text.size() != 4 || d.text.size() > 2) return std::nullopt;
    int const year = std::stoi(y.text);
    if (year < 1600 || year > 2200) return std::nullopt;
    return make_date(year, month, static_cast<unsigned>(std::stoi(d.text)));
}

struct Found {
    Date date;
    std::size_t first;
    std::size_t last;
};

/// A date that begins at piece `i`.
std::optional<Found> date_at(std::vector<Piece> const& p, std::size_t i) {
    auto const number = [&](std::size_t k) { return k < p.size() && p[k].number; };
    auto const month = [&](std::size_t k) { return k < p.size() && !p[k].number ? month_of_word(p[k].text) : 0U; };
    auto const small = [&](std::size_t k) {
        return number(k) && p[k].text.size() <= 2 ? static_cast<unsigned>(std::stoi(p[k].text)) : 0U;
    };
    std::optional<Date> date;
    std::size_t last = i + 2;
    auto const tail = [&](std::size_t k) { return k < p.size() && is_ordinal_tail(p[k].text) ? std::size_t{1} : 0; };
    if (unsigned const m = month(i); m != 0 && number(i + 1)) {
        last += tail(i + 2);
        if (number(last)) date = from_numbers(p[last], m, p[i + 1]);
    } else if (number(i) && p[i].text.size() <= 2) {
        std::size_t const skip = tail(i + 1);
        std::size_t const of = i + 1 + skip < p.size() && p[i + 1 + skip].text == "of" ? 1 : 0;
        last += skip + of;
        if (unsigned const word = month(last - 1); word != 0 && number(last)) {
            date = from_numbers(p[last], word, p[i]);
        } else if (skip + of == 0 && number(i + 2)) {
            // Numbers alone: day before month, unless that is no date.
            date = from_numbers(p[i + 2], small(i + 1), p[i]);
            if (date && small(i) <= 12 && small(i + 1) <= 12 && small(i) != small(i + 1)) date.reset();
            else if (!date) date = from_numbers(p[i + 2], small(i), p[i + 1]);
        }
    } else if (number(i) && p[i].text.size() == 4 && number(i + 2)) {
        unsigned const middle = month(i + 1) != 0 ? month(i + 1) : small(i + 1);
        if (middle != 0) date = from_numbers(p[i], middle, p[i + 2]);
    }
    if (!date) return std::nullopt;
    return Found{*date, i, last};
}

}  // namespace

std::optional<Date> date_of_line(std::string_view line) {
    if (line.size() > 90) return std::nullopt;
    std::vector<Piece> const pieces = pieces_of(line);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        std::optional<Found> const found = date_at(pieces, i);
        if (!found) continue;
        std::size_t strange = 0;
        for (std::size_t k = 0; k < pieces.size(); ++k) {
            if (k >= found->first && k <= found->last) continue;
            std::string const& word = pieces[k].text;
            bool const known = pieces[k].number || is_weekday(word) ||
                               std::find(labels.begin(), labels.end(), word) != labels.end();
            if (!known) ++strange;
        }
        if (strange <= 2) return found->date;
        return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Date> date_before_place(std::string_view line) {
    std::string_view const head = line.substr(0, 60);
    std::vector<Piece> const pieces = pieces_of(head);
    for (std::size_t i = 0; i < std::min<std::size_t>(pieces.size(), 6); ++i) {
        std::optional<Found> const found = date_at(pieces, i);
        if (!found) continue;
        std::size_t const after = head.find_first_not_of(" \t", pieces[found->last].end);
        if (after != std::string_view::npos && head[after] == '(') return found->date;
        return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Date> date_of_path(std::string_view path) {
    auto const digits = [&](std::size_t at, std::size_t count) {
        if (at + count > path.size()) return -1;
        int value = 0;
        for (std::size_t i = at; i < at + count; ++i) {
            if (!is_digit(path[i])) return -1;
            value = value * 10 + (path[i] - '0');
        }
        return value;
    };
    std::optional<Date> out;
    for (std::size_t at = 0; at + 8 <= path.size(); ++at) {
        if (at > 0 && is_digit(path[at - 1])) continue;
        int const year = digits(at, 4);
        if (year < 1600 || year > 2200) continue;
        char const mark = path[at + 4];
        bool const apart = mark == '-' || mark == '/' || mark == '_' || mark == '.';
        if (apart && (at + 7 >= path.size() || path[at + 7] != mark)) continue;
        int const month = digits(at + (apart ? 5 : 4), 2);
        int const day = digits(at + (apart ? 8 : 6), 2);
        std::size_t const end = at + (apart ? 10 : 8);
        if (month < 1 || day < 1 || (end < path.size() && is_digit(path[end]))) continue;
        if (auto const date = make_date(year, static_cast<unsigned>(month), static_cast<unsigned>(day))) out = date;
    }
    return out;
}

std::optional<Date> date_of_meta(std::string_view value) {
    std::size_t const from = value.find_first_not_of(" \t\r\n");
    if (from == std::string_view::npos) return std::nullopt;
    value = value.substr(from);
    if (auto date = parse_date(value)) return date;
    std::string_view const digits = value.substr(0, value.find_first_not_of("0123456789"));
    if (digits.size() == 8 || digits.size() == 12 || digits.size() == 14)
        if (auto date = date_of_path(digits.substr(0, 8))) return date;
    return date_of_line(value);
}

}  // namespace diplograph
