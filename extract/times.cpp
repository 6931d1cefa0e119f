#include <algorithm>
#include <charconv>

#include "extract/document.hpp"

namespace diplograph {

namespace {

using namespace std::chrono;

/// A phrase of time on its way to a date.
struct Reading {
    std::uint32_t end = 0;  ///< behind the last token; 0: none
    TimeMention time;
};

/// Resolves date expressions against the day of publication.
class TimeFinder {
public:
    explicit TimeFinder(Document& document) : d_(document), k_(*document.knowledge) {}

    void run() {
        d_.reference = d_.article.published;
        if (!d_.reference) d_.reference = dateline_day();
        for (Sentence const& sentence : d_.sentences)
            for (std::uint32_t i = sentence.range.first; i < sentence.range.last;) {
                Reading reading = read(i, sentence.range.last);
                if (reading.end == 0) {
                    ++i;
                    continue;
                }
                reading.time.range = {i, reading.end};
                std::string const words(d_.text(reading.time.range));
                reading.time.date.text = words;
                if (reading.time.future) reading.time.future->text = words;
                if (!d_.article.published && reading.time.date.precision == Precision::day && reading.time.date.start && full_)
                    d_.reference = reading.time.date.start;  // later short dates belong to the year named last
                d_.times.push_back(std::move(reading.time));
                i = reading.end;
            }
    }

private:
    [[nodiscard]] std::optional<Date> dateline_day() {
        for (Sentence const& sentence : d_.sentences) {
            if (!sentence.dateline) continue;
            for (std::uint32_t i = sentence.range.first; i < sentence.range.last; ++i)
                if (Reading const r = calendar(i, sentence.range.last); r.end != 0 && r.time.date.start && full_) return r.time.date.start;
        }
        return std::nullopt;
    }

    [[nodiscard]] int integer(std::uint32_t i) const {
        std::string_view const w = d_.word(i);
        int value = -1;
        auto const [end, error] = std::from_chars(w.data(), w.data() + w.size(), value);
        if (error != std::errc()) return -1;
        std::string_view const rest = w.substr(static_cast<std::size_t>(end - w.data()));
        return rest.empty() || rest == "st" || rest == "nd" || rest == "rd" || rest == "th" ? value : -1;
    }
    [[nodiscard]] int day_number(std::uint32_t i) const {
        int const value = d_.has(i, TokenFlag::digits) ? integer(i) : -1;
        return value >= 1 && value <= 31 && d_.word(i).size() <= 4 ? value : 0;
    }
    [[nodiscard]] int year_number(std::uint32_t i) const {
        int const value = d_.word(i).size() == 4 ? integer(i) : -1;
        return value >= 1700 && value <= 2100 ? value : 0;
    }
    [[nodiscard]] unsigned value(std::uint32_t i, WordClass kind) const {
        std::string_view const text = k_.value(d_.tokens[i].word, kind);
        unsigned out = 0;
        std::from_chars(text.data(), text.data() + text.size(), out);
        return out;
    }
    /// A month's name, with a capital: "may" and "march" are verbs. What is a given name or surname too wants a number or
    /// a word of time beside it: "Prime Minister Theresa May".
    [[nodiscard]] unsigned month_number(std::uint32_t i) const {
        if (!d_.is(i, WordClass::month) || !d_.has(i, TokenFlag::capital)) return 0;
        std::string_view const w = d_.word(i);
        bool const name = w == "may" || w == "march" || w == "april" || w == "june" || w == "august" || w == "jan";
        bool const numbered = d_.has(i + 1, TokenFlag::digits) || (i > 0 && d_.has(i - 1, TokenFlag::digits)) || d_.word(i + 1) == "of";
        bool const led = i > 0 && !d_.has(i - 1, TokenFlag::capital) && (d_.is(i - 1, WordClass::preposition) || d_.is(i - 1, WordClass::adjective) ||
                                                                         d_.is(i - 1, WordClass::governor) || d_.word(i - 1) == "last" || d_.word(i - 1) == "this" ||
                                                                         d_.word(i - 1) == "early" || d_.word(i - 1) == "late" || d_.word(i - 1) == "and");
        return name && !numbered && !led ? 0 : value(i, WordClass::month);
    }

    static DateInterval day_of(std::optional<Date> day) { return {day, day, Precision::day, {}}; }

    /// A day without a year: the last one up to publication, and the next one.
    void yearless(TimeMention& time, unsigned m, int first, int last) const {
        auto const d1 = static_cast<unsigned>(first), d2 = static_cast<unsigned>(last);
        if (!d_.reference) {
            time.date = {{}, {}, Precision::day, {}};
            return;
        }
        int const year = static_cast<int>(year_month_day{*d_.reference}.year());
        for (int y = year + 1; y >= year - 4; --y) {
            auto const start = make_date(y, m, d1), end = make_date(y, m, d2);
            if (!start || !end) continue;
            if (*start > *d_.reference + days{1}) {
                time.future = DateInterval{start, end, Precision::day, {}};
                continue;
            }
            time.date = {start, end, Precision::day, {}};
            if (d_.reference && *start >= *d_.reference) time.future.reset();
            return;
        }
    }

    /// Dates of the calendar: "22 November 2017", "Nov. 22-23", "May 2016", "2018-01-31", "23.11.2010", "1984".
    Reading calendar(std::uint32_t i, std::uint32_t limit) {
        Reading r;
        full_ = false;
        std::uint32_t at = i;
        if (d_.is(at, WordClass::weekday) && at + 1 < limit) {  // "Tuesday, January 30"
            std::uint32_t const next = d_.word(at + 1) == "," ? at + 2 : at + 1;
            if (month_number(next) != 0 || (day_number(next) > 0 && next + 1 < limit && month_number(next + 1) != 0)) at = next;
        }
        if (auto const iso = d_.word(at).size() == 10 ? parse_date(d_.word(at)) : std::nullopt) {
            r.time.date = day_of(iso);
            r.end = at + 1;
            full_ = true;
            return r;
        }
        if (std::string_view const w = d_.word(at); d_.has(at, TokenFlag::digits) && w.size() >= 8 && w.size() <= 10 && w[w.size() - 5] == '.') {
            int dd = 0, mm = 0, yy = 0;
            auto const p = w.find('.');
            auto const q = w.find('.', p + 1);
            if (q != std::string_view::npos && std::from_chars(w.data(), w.data() + p, dd).ec == std::errc() &&
                std::from_chars(w.data() + p + 1, w.data() + q, mm).ec == std::errc() &&
                std::from_chars(w.data() + q + 1, w.data() + w.size(), yy).ec == std::errc())
                if (auto const day = make_date(yy, static_cast<unsigned>(mm), static_cast<unsigned>(dd))) {
                    r.time.date = day_of(day);
                    r.end = at + 1;
                    full_ = true;
                    return r;
                }
        }
        unsigned m = 0;
        int first = 0, last = 0;
        if ((m = month_number(at)) != 0) {
            ++at;
            if (at < limit && (first = day_number(at)) > 0 && d_.word(at + 1) != "million") {
                ++at;
                last = range_end(at, limit, first);
            } else {
                first = 0;
            }
        } else if ((first = day_number(at)) > 0) {
            std::uint32_t next = at + 1;
            last = range_end(next, limit, first);
            if (d_.word(next) == "of") ++next;
            if (next >= limit || (m = month_number(next)) == 0) return r;
            at = next + 1;
        } else if (split_range(at, first, last)) {  // "22-23 November"
            if (at + 1 >= limit || (m = month_number(at + 1)) == 0) return r;
            at += 2;
        } else {
            return r;
        }
        if (first == 0 && split_range(at, first, last)) ++at;  // "November 22-23"
        std::uint32_t const year_at = at < limit && (d_.word(at) == "," || d_.word(at) == "of") ? at + 1 : at;
        int const year = year_at < limit ? year_number(year_at) : 0;
        if (year != 0) {
            at = year_at + 1;
            full_ = first != 0;
            r.time.date = first == 0 ? month_of(year, m)
                                     : DateInterval{make_date(year, m, static_cast<unsigned>(first)),
                                                    make_date(year, m, static_cast<unsigned>(last)), Precision::day, {}};
        } else if (first != 0) {
            yearless(r.time, m, first, last);
        } else {
            if (d_.reference) {
                int const y = static_cast<int>(year_month_day{*d_.reference}.year());
                unsigned const now = static_cast<unsigned>(year_month_day{*d_.reference}.month());
                r.time.date = month_of(m <= now ? y : y - 1, m);
                r.time.future = month_of(m >= now ? y : y + 1, m);
            } else {
                r.time.date.precision = Precision::month;
            }
        }
        r.end = at;
        return r;
    }

    /// "- 23", "to 23", "and 23" behind a day; moves `at` behind it.
    int range_end(std::uint32_t& at, std::uint32_t limit, int first) const {
        std::string_view const w = d_.word(at);
        bool const joins = w == "-" || w == "–" || w == "to" || w == "and";
        if (at + 1 < limit && joins) {
            int const last = day_number(at + 1);
            bool const plain = w == "-" || w == "–" || month_number(at + 2) != 0 || d_.word(at + 2) == ",";
            if (last > first && plain) {
                at += 2;
                return last;
            }
        }
        return first;
    }
    /// One token "22-23".
    bool split_range(std::uint32_t at, int& first, int& last) const {
        std::string_view const w = d_.word(at);
        std::size_t const dash = w.find('-');
        if (dash == std::string_view::npos || w.size() > 5) return false;
        int a = 0, b = 0;
        if (std::from_chars(w.data(), w.data() + dash, a).ptr != w.data() + dash) return false;
        if (std::from_chars(w.data() + dash + 1, w.data() + w.size(), b).ptr != w.data() + w.size()) return false;
        if (a < 1 || b > 31 || a >= b) return false;
        first = a;
        last = b;
        return true;
    }

    Reading relative(std::uint32_t i, std::uint32_t limit) const {
        Reading r;
        r.time.relative = true;
        std::string_view const w = d_.word(i);
        std::string_view const next = i + 1 < limit ? d_.word(i + 1) : std::string_view{};
        auto const shifted = [&](int by) { return day_of(d_.reference ? std::optional(*d_.reference + days{by}) : std::nullopt); };
        if (w == "today" || w == "tonight") r.time.date = shifted(0), r.end = i + 1;
        else if (w == "yesterday") r.time.date = shifted(-1), r.end = i + 1;
        else if (w == "tomorrow") r.time.date = shifted(1), r.end = i + 1;
        else if (w == "this" && (next == "morning" || next == "afternoon" || next == "evening")) r.time.date = shifted(0), r.end = i + 2;
        else if ((w == "last" || w == "overnight") && (next == "night" || next == "evening")) r.time.date = shifted(-1), r.end = i + 2;
        else if (d_.is(i, WordClass::weekday) && d_.has(i, TokenFlag::capital)) return weekday(i, 0, i + 1);
        else if ((w == "last" || w == "this" || w == "next" || w == "past" || w == "coming") && d_.is(i + 1, WordClass::weekday) && i + 1 < limit)
            return weekday(i + 1, w == "next" || w == "coming" ? 1 : w == "this" ? 0 : -1, i + 2);
        else if (w == "last" || w == "this" || w == "next") return span(i, w == "last" ? -1 : w == "next" ? 1 : 0, next);
        else if (d_.is(i, WordClass::number) || day_number(i) > 0) return ago(i, limit);
        return r;
    }

    /// direction: -1 before publication, 1 after it, 0 as the tense says.
    Reading weekday(std::uint32_t i, int direction, std::uint32_t end) const {
        Reading r;
        r.time.relative = true;
        r.end = end;
        r.time.date.precision = Precision::day;
        if (!d_.reference) return r;
        unsigned const wanted = value(i, WordClass::weekday);
        unsigned const today = std::chrono::weekday{*d_.reference}.c_encoding();
        int back = static_cast<int>((today + 7 - wanted) % 7);
        if (back == 0 && direction < 0) back = 7;
        int const ahead = back == 0 && direction <= 0 ? 0 : 7 - back;
        DateInterval const past = day_of(*d_.reference - days{back}), future = day_of(*d_.reference + days{ahead});
        if (direction > 0) r.time.date = future;
        else r.time.date = past;
        if (direction == 0) r.time.future = future;
        return r;
    }

    Reading span(std::uint32_t i, int by, std::string_view unit) const {
        Reading r;
        r.time.relative = true;
        if (unit != "week" && unit != "month" && unit != "year") return r;
        r.end = i + 2;
        r.time.date.precision = unit == "week" ? Precision::week : unit == "month" ? Precision::month : Precision::year;
        if (!d_.reference) return r;
        year_month_day const ymd{*d_.reference};
        if (unit == "year") {
            r.time.date = year_of(static_cast<int>(ymd.year()) + by);
        } else if (unit == "month") {
            auto const moved = year_month_day{ymd.year() / ymd.month() / 1} + months{by};
            r.time.date = month_of(static_cast<int>(moved.year()), static_cast<unsigned>(moved.month()));
        } else {
            auto const monday = *d_.reference - (std::chrono::weekday{*d_.reference} - Monday) + days{7 * by};
            r.time.date = {monday, monday + days{6}, Precision::week, {}};
        }
        return r;
    }

    /// "three days ago".
    Reading ago(std::uint32_t i, std::uint32_t limit) const {
        Reading r;
        r.time.relative = true;
        if (i + 2 >= limit || d_.word(i + 2) != "ago") return r;
        int const count = d_.is(i, WordClass::number) ? static_cast<int>(value(i, WordClass::number)) : day_number(i);
        std::string_view const unit = d_.word(i + 1);
        if (unit.starts_with("day")) r.time.date = day_of(d_.reference ? std::optional(*d_.reference - days{count}) : std::nullopt);
        else if (unit.starts_with("week") && d_.reference)
            r.time.date = {*d_.reference - days{7 * count + 3}, *d_.reference - days{7 * count - 3}, Precision::week, {}};
        else return r;
        r.end = i + 3;
        return r;
    }

    Reading read(std::uint32_t i, std::uint32_t limit) {
        full_ = false;
        if (Reading r = calendar(i, limit); r.end != 0) return r;
        full_ = false;
        if (Reading r = relative(i, limit); r.end != 0) return r;
        Reading r;
        if (int const year = year_number(i); year != 0 && i > 0) {
            std::string_view const before = d_.word(i - 1);
            if (before == "in" || before == "since" || before == "of" || before == "by" || before == "until" || before == "from") {
                r.time.date = year_of(year);
                r.end = i + 1;
            }
        }
        return r;
    }

    Document& d_;
    Knowledge const& k_;
    bool full_ = false;  ///< the last calendar date had day, month and year
};

}  // namespace

void find_times(Document& document) { TimeFinder(document).run(); }

}  // namespace diplograph
