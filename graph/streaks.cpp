#include "graph/streaks.hpp"

#include <algorithm>
#include <set>

#include "graph/meetings.hpp"
#include "graph/select.hpp"

namespace diplograph {

namespace {

using Day = std::optional<Date>;

Value cell(Day const& day) { return day ? Value{to_string(*day)} : Value{}; }
Value cell(std::string const& text) { return text.empty() ? Value{} : Value{text}; }

/// The meetings of two actors that have a day, in their order.
std::vector<Meeting> dated_contacts(Meetings const& all, std::string const& one, std::string const& other, std::int64_t& number) {
    auto const a = all.find(one), b = all.find(other);
    std::vector<Meeting> out;
    number = 0;
    for (Meeting const& m : all.meetings) {
        auto const has = [&](std::optional<std::uint32_t> who) { return who && std::binary_search(m.present.begin(), m.present.end(), *who); };
        if (!has(a) || !has(b)) continue;
        ++number;
        if (m.first) out.push_back(m);
    }
    std::stable_sort(out.begin(), out.end(), [](Meeting const& x, Meeting const& y) { return std::pair(*x.first, *x.last) < std::pair(*y.first, *y.last); });
    return out;
}

/// The longest time between two contacts: those at its ends.
struct Silence {
    Meeting const* before = nullptr;
    Meeting const* after = nullptr;
    [[nodiscard]] std::int64_t days() const { return before == nullptr ? 0 : (*after->first - *before->last).count() - 1; }
};
Silence longest_silence(std::vector<Meeting> const& contacts) {
    Silence longest;
    Meeting const* latest = nullptr;  // of those before, the one that ended last
    for (Meeting const& m : contacts) {
        if (latest != nullptr && *m.first > *latest->last)
            if (Silence const here{latest, &m}; here.days() > longest.days()) longest = here;
        if (latest == nullptr || *m.last > *latest->last) latest = &m;
    }
    return longest;
}

/// Months in a row with a contact, counted from the year 0.
struct Streak {
    int first = 0, months = 0;
};
Streak longest_streak(std::vector<Meeting> const& contacts) {
    std::set<int> months;
    auto const number = [](Date day) {
        std::chrono::year_month_day const d{day};
        return static_cast<int>(d.year()) * 12 + static_cast<int>(static_cast<unsigned>(d.month())) - 1;
    };
    for (Meeting const& m : contacts)
        for (int i = number(*m.first); m.precision != "year" && i <= number(*m.last); ++i) months.insert(i);
    Streak longest, now;
    for (int const month : months) {
        now = now.months > 0 && now.first + now.months == month ? Streak{now.first, now.months + 1} : Streak{month, 1};
        if (now.months > longest.months) longest = now;
    }
    return longest;
}

Value month_text(int number) { return to_string(*make_date(number / 12, static_cast<unsigned>(number % 12 + 1), 1)).substr(0, 7); }

Day last_article(Store& store, Day const& as_of) {
    Statement s = store.database().prepare("SELECT max(published) FROM articles a WHERE 1" + published_by(as_of, "a.published"));
    return s.step() ? parse_date(s.text(0)) : std::nullopt;
}

Table ends(Store& store, Silence const& silence, Day const& as_of) {
    Table table{"longest silence", {"end", "date", "type", "place", "event", "article", "sentence"}, {}};
    Statement s = store.database().prepare("SELECT v.article, v.sentence FROM v_evidence v JOIN articles a ON a.key = v.article WHERE v.event = ?" + published_by(as_of, "a.published") +
                                           " ORDER BY a.published, v.article, v.sentence_first, v.trigger_first LIMIT 1");
    for (Meeting const* m : {silence.before, silence.after}) {
        if (m == nullptr) continue;
        s.bind(m->key);
        bool const found = s.step();
        table.rows.push_back({std::string(m == silence.before ? "before" : "after"), cell(m->date), m->type, cell(m->place), m->key, found ? cell(s.text(0)) : Value{}, found ? cell(s.text(1)) : Value{}});
    }
    return table;
}

}  // namespace

std::vector<Table> streaks(Store& store, std::string const& one, std::string const& other, EventFilter const& filter) {
    EventFilter both = filter;
    both.actor = one;
    both.with = other;
    std::int64_t number = 0;
    std::vector<Meeting> const contacts = dated_contacts(read_meetings(store, both), one, other, number);
    Table table{"contacts", {"meetings", "undated", "first", "last", "streak_months", "streak_from", "streak_to", "silence_days", "silence_from", "silence_to", "silent_days", "silent_until"}, {}};
    if (number == 0) return {table};
    Silence const silence = longest_silence(contacts);
    Streak const streak = longest_streak(contacts);
    Day const until = last_article(store, filter.as_of);
    auto const latest = std::max_element(contacts.begin(), contacts.end(), [](Meeting const& a, Meeting const& b) { return *a.last < *b.last; });
    bool const silent = silence.before != nullptr;
    std::vector<Value> row{number, number - static_cast<std::int64_t>(contacts.size()), contacts.empty() ? Value{} : Value{contacts.front().date}, contacts.empty() ? Value{} : Value{latest->until.empty() ? latest->date : latest->until}, std::int64_t{streak.months}};
    row.push_back(streak.months > 0 ? month_text(streak.first) : Value{});
    row.push_back(streak.months > 0 ? month_text(streak.first + streak.months - 1) : Value{});
    row.push_back(silence.days());
    row.push_back(silent ? cell(*silence.before->last + std::chrono::days{1}) : Value{});
    row.push_back(silent ? cell(*silence.after->first - std::chrono::days{1}) : Value{});
    row.push_back(until && !contacts.empty() ? Value{std::max<std::int64_t>(0, (*until - *latest->last).count())} : Value{});
    row.push_back(cell(until));
    table.rows.push_back(std::move(row));
    return {table, ends(store, silence, filter.as_of)};
}

}  // namespace diplograph
