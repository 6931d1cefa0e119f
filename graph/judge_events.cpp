#include <algorithm>
#include <iterator>
#include <set>

#include "core/bytes.hpp"
#include "graph/join_events.hpp"

namespace diplograph {

namespace {

constexpr int days_after = 4;      ///< so many days later an article still tells what it gives no date for
constexpr int days_ahead = 60;     ///< and so many before what is planned
constexpr int toll_days = 10;      ///< how long a toll may rise
constexpr int visit_days = 3;      ///< from one article about a visit to the next
constexpr int conference_days = 4; ///< from its opening to its close
constexpr int long_conference = 15;

Judgement same(double score, std::string reason) { return {Verdict::same, score, std::move(reason)}; }
Judgement unsure(double score, std::string reason) { return {Verdict::unsure, score, std::move(reason)}; }
Judgement different(std::string reason) { return {Verdict::different, 0, std::move(reason)}; }

bool is_ahead(std::string const& status) { return status == "planned" || status == "proposed"; }
bool is_realised(std::string const& status) { return status == "occurred" || status == "ongoing"; }

/// The days on which an event can have been.
struct Stretch {
    Date first, last;
    bool exact = false;  ///< told as days, no guess
};

std::optional<Stretch> stretch_of(EventReport const& r) {
    if (r.first) return Stretch{*r.first, std::max(r.last.value_or(*r.first), *r.first), r.exact};
    if (!r.published) return std::nullopt;
    std::chrono::days const before{is_ahead(r.status) ? 0 : days_after}, after{is_realised(r.status) ? 0 : days_ahead};
    return Stretch{*r.published - before, *r.published + after, false};
}

enum class When { apart, near, possible, same };

When when(EventReport const& a, EventReport const& b) {
    auto const x = stretch_of(a), y = stretch_of(b);
    if (!x || !y) return When::possible;
    auto const gap = std::max(x->first - y->last, y->first - x->last).count();
    if (x->exact && y->exact) return gap <= 0 ? When::same : gap <= 1 ? When::near : When::apart;
    return gap <= 0 ? When::possible : When::apart;
}

/// States and others as which somebody takes part: people stand for their countries.
std::set<std::string> parties(EventReport const& r) {
    std::set<std::string> out;
    for (EventSide const& s : r.sides) out.insert(s.country.empty() ? s.node : s.country);
    return out;
}

std::set<std::string> persons(EventReport const& r, std::string const& party = {}) {
    std::set<std::string> out;
    for (EventSide const& s : r.sides)
        if (s.person && (party.empty() || s.country == party)) out.insert(s.node);
    return out;
}

std::size_t shared(std::set<std::string> const& a, std::set<std::string> const& b) {
    std::vector<std::string> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both.size();
}

/// How the participants of two reports go together.
struct Company {
    std::size_t least = 0;    ///< parties of the smaller side
    std::size_t common = 0;   ///< parties of both
    std::size_t people = 0;   ///< persons of both
    std::size_t nodes = 0;    ///< persons, states and bodies of both
    std::size_t named = 0;    ///< persons of the side that names fewer
    bool equal = false;       ///< the same parties
    bool others = false;      ///< a party sends other people: no member of its delegation is named by both
};

Company company(EventReport const& a, EventReport const& b) {
    std::set<std::string> const x = parties(a), y = parties(b), p = persons(a), q = persons(b);
    Company out;
    out.least = std::min(x.size(), y.size());
    out.common = shared(x, y);
    out.people = shared(p, q);
    out.named = std::min(p.size(), q.size());
    for (EventSide const& s : a.sides) out.nodes += std::any_of(b.sides.begin(), b.sides.end(), [&](EventSide const& t) { return t.node == s.node; });
    out.equal = x == y;
    for (std::string const& party : x) {
        std::set<std::string> const here = persons(a, party), there = persons(b, party);
        out.others = out.others || (!here.empty() && !there.empty() && shared(here, there) == 0);
    }
    return out;
}

enum class Where { apart, unknown, country, same };

Where where(EventReport const& a, EventReport const& b) {
    auto const nowhere = [](EventReport const& r) { return r.place.empty() && r.place_name.empty(); };
    if (nowhere(a) || nowhere(b)) {
        if (a.place_country.empty() || b.place_country.empty()) return Where::unknown;
        return a.place_country == b.place_country ? Where::country : Where::apart;
    }
    bool const one = (!a.place.empty() && a.place == b.place) || (!a.place_name.empty() && a.place_name == b.place_name && a.place_country == b.place_country);
    if (one) return a.place_is_country ? Where::country : Where::same;
    if (!a.place_is_country && !b.place_is_country) return Where::apart;
    if (a.place_country.empty() || b.place_country.empty()) return Where::unknown;
    return a.place_country == b.place_country ? Where::country : Where::apart;
}

/// The words of a conference's name that tell it from others.
std::set<std::string> telling_words(std::string const& name) {
    static std::set<std::string, std::less<>> const plain{"summit", "conference", "meeting", "forum", "talks", "congress", "session", "assembly", "dialogue", "event", "round",
                                                          "with", "from", "their", "this", "that", "high", "level", "annual", "regional", "special", "emergency", "capital", "island", "city"};
    std::set<std::string> out;
    std::string word;
    for (char const c : lower_ascii(name) + " ") {
        if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) {
            word += c;
            continue;
        }
        if (word.size() > 4 && word.ends_with('s')) word.pop_back();  // "donors'", "women's"
        if (word.size() > 2 && plain.count(word) == 0 && word != "the" && word != "for" && word != "and") out.insert(word);
        word.clear();
    }
    return out;
}

enum class Names { other, open, some, same };

/// How the names of two conferences go together; open if one says nothing but where it is.
Names compare_names(EventReport const& a, EventReport const& b) {
    std::set<std::string> x = telling_words(a.name), y = telling_words(b.name);
    for (std::string const& where : {a.place_name, b.place_name})
        for (std::string const& word : telling_words(where)) x.erase(word), y.erase(word);
    if (x.empty() || y.empty()) return Names::open;
    std::size_t const both = shared(x, y);
    return both == std::min(x.size(), y.size()) || both >= 2 ? Names::same : both == 1 ? Names::some : Names::other;
}

/// Days between two reports' days; 0 where they overlap, nothing where one has none.
std::optional<std::int64_t> days_between(EventReport const& a, EventReport const& b) {
    auto const x = stretch_of(a), y = stretch_of(b);
    if (!x || !y) return std::nullopt;
    return std::max<std::int64_t>({x->first.time_since_epoch().count() - y->last.time_since_epoch().count(), y->first.time_since_epoch().count() - x->last.time_since_epoch().count(), 0});
}

/// What is put off is planned or cancelled for a day, and planned or held on a later one.
bool put_off(EventReport const& a, EventReport const& b) {
    if (!a.first || !b.first) return false;
    EventReport const& early = *a.first <= *b.first ? a : b;
    EventReport const& late = *a.first <= *b.first ? b : a;
    return !is_realised(early.status) && late.status != "cancelled" && late.status != "denied";
}

/// Told on other days: one that was called off and one that came later are the same, of two that were only planned nobody knows.
Judgement judge_put_off(EventReport const& a, EventReport const& b, std::string const& what) {
    if (!put_off(a, b)) return different("other days");
    EventReport const& early = *a.first <= *b.first ? a : b;
    if (early.status != "cancelled") return unsure(0.4, what + ", planned for other days");
    Judgement out = same(0.6, what + ", put off");
    out.put_off = true;
    return out;
}

Judgement judge_gathering(EventReport const& a, EventReport const& b, When time, Where place) {
    if (a.number > 0 && b.number > 0 && a.number != b.number) return different("other rounds");
    if (time == When::apart && a.number == 0 && (a.type != "meeting" || !put_off(a, b))) return different("other days");
    Company const c = company(a, b);
    bool const within = c.common == c.least;  // of two parties, or of two people of one
    bool const enough = c.common >= 2 || (c.common == 1 && c.least == 1 && c.nodes >= 2);
    if (c.others) return different("other people of the same parties");
    bool const one_round = a.number > 0 && a.number == b.number && days_between(a, b).value_or(0) <= visit_days;
    if (one_round && c.common > 0 && (within || c.common >= 2)) return same(0.8, "same round and participants");
    if (!within || !enough) return different("other participants");
    bool const all_people = c.people == c.named && c.named >= 2;
    double const base = c.equal ? 0.9 : 0.6;
    if (time == When::same) return same(base + (place == Where::same ? 0.05 : 0) + (all_people ? 0.03 : 0), c.equal ? "same participants and day" : "participants of the one among those of the other, same day");
    if (time == When::possible && c.equal && (c.people > 0 || place >= Where::country)) return same(0.7 + (place == Where::same ? 0.05 : 0) + (all_people ? 0.05 : 0), "same participants, one without a day");
    if (time == When::near && c.equal && all_people && place >= Where::country) return unsure(0.5, "same participants and place, a day between");
    if (time != When::apart) return unsure(0.4, "like participants, time unclear");
    return c.equal && c.people == c.named && a.type == "meeting" ? judge_put_off(a, b, "same participants") : different("other days");
}

/// A visit is somebody in some country, for days.
Judgement judge_visit(EventReport const& a, EventReport const& b, When time, Where place) {
    if (days_between(a, b).value_or(0) > visit_days && !put_off(a, b)) return different("other days");
    Company const c = company(a, b);
    if (c.others || c.common == 0) return different("other visitors");
    bool const there = place >= Where::country || (c.common >= 2 && place == Where::unknown);
    bool const visitor = c.people > 0 || c.common >= 2;
    if (auto const days = days_between(a, b); days && *days > visit_days) return there && visitor ? judge_put_off(a, b, "same visitor and country") : different("other days");
    if (!there || !visitor) return place == Where::unknown ? unsure(0.3, "same visitor, place unclear") : different("other places");
    return time == When::same || (a.exact && b.exact) ? same(0.9, "same visitor, country and days") : same(0.7, "same visitor and country, one without a day");
}

/// A conference has a name, an edition and a place, and lasts for days.
Judgement judge_conference(EventReport const& a, EventReport const& b, Where place) {
    if (a.number > 0 && b.number > 0 && a.number != b.number) return different("other editions");
    if (a.number == 0 && days_between(a, b).value_or(0) > long_conference && !put_off(a, b)) return different("other days");
    Names const names = compare_names(a, b);
    Company const c = company(a, b);
    std::int64_t const days = days_between(a, b).value_or(0);
    bool const one_edition = a.number > 0 && a.number == b.number;
    bool const one_company = c.common >= 2 && c.common == c.least;
    if (one_edition && names >= Names::some && days <= link_days) return same(0.9, "same name and edition");
    if (days <= conference_days || (days <= long_conference && names == Names::same && place == Where::same)) {
        if (place == Where::same && names != Names::other) return same(names == Names::same ? 0.9 : 0.75, names == Names::same ? "same name, place and days" : "same place and days");
        if (place == Where::same && (c.common > 0 || one_edition)) return same(0.65, "same place, days and participants");
        if (names == Names::same || (names == Names::some && days == 0)) return same(names == Names::same ? 0.8 : 0.6, "same name and days");
        if (one_company && names != Names::other) return same(0.7, "same participants and days");
        return unsure(0.3, "conferences at one time");
    }
    if (names == Names::same || (place == Where::same && names != Names::other)) return judge_put_off(a, b, "same name or place");
    return different("other days");
}

/// What strikes a place: attacks and their tolls.
Judgement judge_strike(EventReport const& a, EventReport const& b, When time, Where place) {
    bool const toll = a.type == "casualty";
    auto const days = days_between(a, b);
    bool const soon = days && *days <= (toll ? toll_days : 0);
    bool const both_told = a.first && b.first && a.exact && b.exact;
    if (both_told ? time != When::same : !soon) return different("other days");
    if (place == Where::unknown) return unsure(0.3, "place unclear");
    if (place == Where::country && !a.place_is_country && !b.place_is_country) return unsure(0.3, "place unclear");
    Company const c = company(a, b);
    bool const clash = c.least > 0 && c.common == 0;
    if (clash) return unsure(0.4, "same place and time, other people");
    if (place == Where::country) return both_told && c.common > 0 ? same(0.65, "same country, day and people") : unsure(0.4, "same country and time");
    return both_told ? same(0.9, "same place and day") : same(0.7, "same place, one without a day");
}

/// Somebody comes into an office once.
Judgement judge_appointment(EventReport const& a, EventReport const& b, When time) {
    if (time == When::apart) return different("other days");
    if (company(a, b).people == 0) return different("other people");
    return same(time == When::same ? 0.85 : 0.7, "same person and time");
}

/// An act of one party towards another.
Judgement judge_act(EventReport const& a, EventReport const& b, When time) {
    if (time == When::apart) return different("other days");
    Company const c = company(a, b);
    if (c.others || !c.equal || c.common < 2) return different("other participants");
    if (is_realised(a.status) != is_realised(b.status)) return unsure(0.3, "the one told as done, the other not");
    if (time == When::same) return same(0.85, "same participants and day");
    if (time == When::possible && c.people == c.named && c.named >= 1) return same(0.65, "same participants, one without a day");
    return unsure(0.4, "same participants, time unclear");
}

}  // namespace

bool are_copies(std::uint64_t a, std::uint64_t b) {
    constexpr int few_bits = 6;
    return a != 0 && b != 0 && __builtin_popcountll(a ^ b) <= few_bits;
}

Judgement judge_events(EventReport const& a, EventReport const& b, Pins const& pins) {
    auto const x = pins.of(a.id), y = pins.of(b.id);
    if (pins.differ(x, y)) return different("judged by hand");
    if (x && x == y) return same(1, "judged by hand");
    if (a.article == b.article) return different("one article tells both");
    if (a.type != b.type) return different("other types");
    When const time = when(a, b);
    Where place = a.type == "call" ? Where::unknown : where(a, b);
    if (a.type == "statement" && !are_copies(a.signature, b.signature)) return different("what somebody says is said once an article");
    if (place == Where::apart) {
        // A town and the city beside it are told as one place; nobody meets the same people twice a day.
        Company const c = a.place_country == b.place_country && !a.place_country.empty() && time == When::same ? company(a, b) : Company{};
        if (c.people < 2 || !c.equal) return different("other places");
        place = Where::country;
    }
    if (are_copies(a.signature, b.signature) && time != When::apart && company(a, b).equal && is_realised(a.status) == is_realised(b.status)) return same(0.95, "copies of one text");
    if (a.type == "meeting" || a.type == "call" || a.type == "mediation" || a.type == "agreement") return judge_gathering(a, b, time, place);
    if (a.type == "visit") return judge_visit(a, b, time, place);
    if (a.type == "conference") return judge_conference(a, b, place);
    if (a.type == "casualty" || a.type == "attack") return judge_strike(a, b, time, place);
    if (a.type == "appointment") return judge_appointment(a, b, time);
    if (a.type == "statement") return different("no copy of the text");
    return judge_act(a, b, time);
}

std::vector<EventLink> links_of(EventReport const& r) {
    auto const x = stretch_of(r);
    if (!x) return {};
    std::set<std::string> keys, sides = parties(r);
    std::string const type = r.type + ' ';
    auto const places = [&] {
        for (std::string const& place : {r.place, r.place_name})
            if (!place.empty()) keys.insert(type + place);
    };
    if (r.type == "casualty" || r.type == "attack") {
        if (!r.place_is_country) places();
        keys.insert(type + r.place_country);
    } else if (r.type == "conference") {
        for (std::string const& word : telling_words(r.name)) keys.insert(type + word);
        places();
        for (auto p = sides.begin(); p != sides.end(); ++p)
            for (auto q = std::next(p); q != sides.end(); ++q) keys.insert(type + *p + ' ' + *q);
    } else if (r.type == "statement") {  // only copies are joined: they say it of one day
        Date const day = r.first ? *r.first : *r.published;
        for (EventSide const& side : r.sides) keys.insert(type + side.node + ' ' + to_string(day));
    } else if (r.type == "appointment") {
        for (std::string const& person : persons(r)) keys.insert(type + person);
    } else {
        if (r.type == "visit" && !r.place_country.empty()) sides.insert(r.place_country);
        if (sides.size() == 1) keys.insert(type + *sides.begin());
        for (auto a = sides.begin(); a != sides.end(); ++a)
            for (auto b = std::next(a); b != sides.end(); ++b) keys.insert(type + *a + ' ' + *b);
    }
    std::vector<EventLink> out;
    std::int64_t const day = (r.first ? *r.first : *r.published).time_since_epoch().count();
    bool const far = !is_realised(r.status) || (r.first && !r.exact) || (r.type == "conference" && r.number > 0);
    for (std::string const& key : keys) out.push_back({key + (far ? " f" : " n"), day});
    return out;
}

std::int64_t reach_of(std::string const& own, std::string const& key) { return own.back() == 'n' && key.back() == 'n' ? near_days : link_days; }

std::string other_link(std::string key) {
    key.back() = key.back() == 'n' ? 'f' : 'n';
    return key;
}

}  // namespace diplograph
