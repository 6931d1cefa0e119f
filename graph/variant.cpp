#include "graph/variant.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <numeric>
#include <tuple>

#include "core/names.hpp"
#include "graph/spelling.hpp"

namespace diplograph {

namespace {

constexpr int life_in_office = 40;   ///< years between two articles of which one person may be in the news
constexpr int surname_memory = 8;    ///< years in which a surname and an office mean one person
constexpr int days_a_year = 365;

Judgement same(double score, std::string reason) { return {Verdict::same, score, std::move(reason)}; }
Judgement unsure(double score, std::string reason) { return {Verdict::unsure, score, std::move(reason)}; }
Judgement different(std::string reason) { return {Verdict::different, 0, std::move(reason)}; }
Judgement misnamed() { return {Verdict::different, 0, "other names", true}; }

/// Years between the last article of the one and the first of the other; 0 where they overlap or a date is unknown.
int years_between(Variant const& a, Variant const& b) {
    if (!a.first || !b.first) return 0;
    auto const gap = std::max(*b.first - *a.last, *a.first - *b.last).count();
    return gap > 0 ? static_cast<int>(gap / days_a_year) : 0;
}

/// Offices are alike if title and owner are; an owner that is left out may be any, where the title says much: "un special
/// envoy for syria".
bool same_office(std::string const& a, std::string const& b) {
    if (a == b) return true;
    constexpr std::ptrdiff_t telling = 3;  // words
    std::string const title = a.substr(0, a.find('|'));
    bool const open = a.back() == '|' || b.back() == '|';
    return open && title == b.substr(0, b.find('|')) && std::count(title.begin(), title.end(), ' ') + 1 >= telling;
}

bool share_office(Variant const& a, Variant const& b) {
    return std::any_of(a.offices.begin(), a.offices.end(), [&](std::string const& o) { return std::any_of(b.offices.begin(), b.offices.end(), [&](std::string const& p) { return same_office(o, p); }); });
}

/// A name that the tables know for one article, and did not find fitting in the other: by its day or office.
bool known_to_one(Variant const& a, Variant const& b) { return a.known.empty() != b.known.empty() && (a.key == b.key || a.is_full() != b.is_full()); }

std::size_t initials(std::vector<std::string> const& words) {
    return static_cast<std::size_t>(std::count_if(words.begin(), words.end(), [](std::string const& w) { return w.size() == 1; }));
}

/// How two full names go together word by word; the family's stands last.
struct Alignment {
    bool fits = false;
    std::size_t near = 0, spelled = 0, initials = 0, missing = 0, same = 0;
    std::size_t near_letters = 0;  ///< of the shortest word that is only near
    bool near_family = false;      ///< that word is the family's
};

Alignment align(std::vector<std::string> const& a, std::vector<std::string> const& b) {
    auto const& small = a.size() <= b.size() ? a : b;
    auto const& big = a.size() <= b.size() ? b : a;
    Alignment out;
    if (initials(small) > 0 && initials(big) > initials(small)) return out;  // George W. and George H. W. Bush
    std::size_t at = 0;
    for (std::string const& word : small) {
        Likeness best = Likeness::different;
        std::size_t where = big.size();
        bool initial = false;
        for (std::size_t i = at; i < big.size() && where == big.size(); ++i) {
            initial = (word.size() == 1) != (big[i].size() == 1) && word[0] == big[i][0];
            best = likeness(word, big[i]);
            if (initial || best != Likeness::different) where = i;
        }
        if (where == big.size()) return out;
        at = where + 1;
        if (initial) ++out.initials;
        else if (best == Likeness::same) ++out.same;
        else if (best == Likeness::spelled) ++out.spelled;
        else {
            ++out.near;
            out.near_family = where + 1 == big.size();
            std::size_t const letters = std::min(word.size(), big[where].size());
            out.near_letters = out.near == 1 ? letters : std::min(out.near_letters, letters);
        }
    }
    out.missing = big.size() - small.size();
    out.fits = true;
    return out;
}

Judgement judge_full(Variant const& a, Variant const& b) {
    Alignment const names = align(a.words, b.words);
    if (!names.fits || names.same + names.spelled + names.near == 0) return misnamed();
    bool const one_country = !a.country.empty() && a.country == b.country, no_country = a.country.empty() || b.country.empty();
    int const years = years_between(a, b);
    bool const office = share_office(a, b);
    if (years > life_in_office) return different("names too far apart in time");
    std::string const where = one_country ? ", same country" : "";
    if (!one_country && !no_country) return names.near + names.initials == 0 && office ? unsure(0.5, "same name and office, other country") : different("other country");
    if (names.near == 0 && names.initials == 0) {
        if (names.spelled == 0 && names.missing == 0 && known_to_one(a, b) && one_country) return unsure(0.5, "same name, but the tables know only one by office and day");
        if (names.spelled == 0 && names.missing == 0) return one_country || (a.country.empty() && b.country.empty()) ? same(1, "same name" + where) : same(0.9, "same name, one without country");
        if (names.spelled == 0) return one_country || office ? same(0.95, "name shortened" + where) : unsure(0.6, "name shortened, one without country");
        return one_country || office ? same(0.9, "name spelled otherwise" + where) : unsure(0.5, "name spelled otherwise, one without country");
    }
    if (names.near == 0) return one_country ? same(0.85, "initials" + where) : unsure(0.5, "initials, one without country");
    constexpr std::size_t long_word = 6;
    if (names.near == 1 && one_country && (office || (names.near_letters >= long_word && (names.same + names.spelled >= 2 || names.near_family) && names.initials == 0 && years <= life_in_office / 2)))
        return same(0.8, office ? "names differ by a letter, same office" : "long names differ by a letter" + where);
    return unsure(0.4, "names differ by a letter");
}

bool goes_by(std::string const& word, Variant const& v) { return likeness(word, v.family) >= Likeness::spelled || likeness(word, v.words.back()) >= Likeness::spelled; }

/// The least likeness of two names word by word.
Likeness likeness_of(std::vector<std::string> const& a, std::vector<std::string> const& b) {
    if (a.size() != b.size()) return Likeness::different;
    Likeness least = Likeness::same;
    for (std::size_t i = 0; i < a.size(); ++i) least = std::min(least, likeness(a[i], b[i]));
    return least;
}

/// A surname alone against a name.
Judgement judge_surname(Variant const& alone, Variant const& other) {
    bool const family_fits = goes_by(alone.words.front(), other);
    if (!names_fit(alone, other)) return misnamed();
    bool const office = share_office(alone, other);
    bool const open = office && (alone.country.empty() || other.country.empty());
    if (!open && (alone.country.empty() || alone.country != other.country)) return different("surname of another country, or of none");
    int const years = years_between(alone, other);
    if (office) return years <= surname_memory ? same(0.9, "surname, office and country") : unsure(0.4, "surname and office, but years between");
    if (!alone.offices.empty() && !other.offices.empty() && years < 1) return unsure(0.3, "surname, but other office at the time");
    if (!family_fits) return unsure(0.3, "one of the names");
    if (known_to_one(alone, other) && !alone.offices.empty()) return unsure(0.4, "surname, but not with the offices that the tables know");
    return years <= surname_memory ? same(0.7, "surname, only one of that country") : unsure(0.3, "surname, but years between");
}

/// What the tables say of two variants; no verdict where they know only one.
std::optional<Judgement> by_tables(Variant const& a, Variant const& b) {
    if (a.known.empty() || b.known.empty()) return std::nullopt;
    if (a.known == b.known) return same(0.98, "the tables know both as " + a.known);
    return different("the tables know them as " + a.known + " and " + b.known);
}

/// "GCC" of "gulf cooperation council".
bool is_acronym(Variant const& acronym, Variant const& full) {
    if (acronym.words.size() != 1 || full.words.size() < 3) return false;
    if (std::any_of(acronym.name.begin(), acronym.name.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return false;
    std::string initials;
    for (std::string const& word : full.words) initials += word[0];
    return initials == acronym.words.front();
}

/// Splits where years pass without the name: an office and a surname in 1950 and in 2000 are two people.
std::vector<Variant> cut_at_silence(Variant const& whole, std::vector<EntityReport> const& reports, int years) {
    std::vector<std::size_t> dated, undated;
    for (std::size_t const r : whole.reports) (reports[r].published ? dated : undated).push_back(r);
    std::stable_sort(dated.begin(), dated.end(), [&](std::size_t a, std::size_t b) { return *reports[a].published < *reports[b].published; });
    std::vector<Variant> out;
    for (std::size_t const r : dated) {
        Date const day = *reports[r].published;
        if (out.empty() || (day - *out.back().last).count() > years * days_a_year) {
            out.push_back(whole);
            out.back().reports.clear();
            out.back().offices.clear();
            out.back().first = out.back().last = day;
        }
        out.back().last = day;
        out.back().reports.push_back(r);
        out.back().offices.insert(reports[r].offices.begin(), reports[r].offices.end());
    }
    if (out.empty()) return {whole};
    Variant& last = out.back();
    last.reports.insert(last.reports.end(), undated.begin(), undated.end());
    for (std::size_t const r : undated) last.offices.insert(reports[r].offices.begin(), reports[r].offices.end());
    return out;
}

}  // namespace

std::vector<Variant> variants_of(std::vector<EntityReport> const& reports, Pins const& pins) {
    using Key = std::tuple<std::string, std::string, std::string, std::string, std::string, int>;
    std::map<Key, Variant> gathered;
    std::vector<std::size_t> order(reports.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return std::tie(reports[a].article, reports[a].local) < std::tie(reports[b].article, reports[b].local); });
    for (std::size_t const i : order) {
        EntityReport const& r = reports[i];
        bool const person = r.kind == "person";
        std::vector<std::string> words = words_of(r.compared.empty() ? r.key : r.compared);
        if (words.empty()) words.emplace_back("?");
        bool const alone = person && words.size() == 1;
        std::string const office = alone && !r.offices.empty() ? *std::min_element(r.offices.begin(), r.offices.end()) : "";
        Variant& v = gathered[{r.kind, r.key, r.country, r.known, office, pins.of(r.id).value_or(-1)}];
        if (v.reports.empty()) {
            v.kind = r.kind;
            v.key = r.key;
            v.country = r.country;
            v.known = r.known;
            v.words = words;
            v.family = person ? (r.family.empty() ? words.back() : r.family) : r.family;
            v.name = r.name;
            v.pin = pins.of(r.id);
        }
        v.offices.insert(r.offices.begin(), r.offices.end());
        if (r.published) {
            v.first = v.first ? std::min(*v.first, *r.published) : *r.published;
            v.last = v.last ? std::max(*v.last, *r.published) : *r.published;
        }
        v.reports.push_back(i);
    }
    std::vector<Variant> out;
    for (auto& [key, variant] : gathered) {
        if (variant.kind != "person" || !variant.known.empty() || variant.pin) {
            out.push_back(std::move(variant));
            continue;
        }
        for (Variant& part : cut_at_silence(variant, reports, variant.is_full() ? life_in_office : surname_memory)) out.push_back(std::move(part));
    }
    return out;
}

bool names_fit(Variant const& a, Variant const& b) {
    if (a.kind != "person") return likeness_of(a.words, b.words) != Likeness::different;
    if (a.is_full() && b.is_full()) return align(a.words, b.words).fits;
    Variant const& alone = a.is_full() ? b : a;
    Variant const& other = a.is_full() ? a : b;
    return goes_by(alone.words.front(), other) || likeness(alone.words.front(), other.words.front()) >= Likeness::spelled;
}

Judgement judge_persons(Variant const& a, Variant const& b) {
    if (auto const known = by_tables(a, b)) return *known;
    if (a.is_full() && b.is_full()) return judge_full(a, b);
    if (a.is_full()) return judge_surname(b, a);
    return judge_surname(a, b);
}

Judgement judge_bodies(Variant const& a, Variant const& b) {
    if (auto const known = by_tables(a, b)) return *known;
    if (!a.country.empty() && !b.country.empty() && a.country != b.country) return different("other country");
    bool const one_country = a.country == b.country;
    if (is_acronym(a, b) || is_acronym(b, a)) return one_country ? same(0.8, "acronym") : same(0.7, "acronym, one without country");
    Likeness const least = likeness_of(a.words, b.words);
    if (least == Likeness::different) return misnamed();
    if (least == Likeness::same) return one_country || (!a.family.empty() && !b.family.empty()) ? same(0.95, "same name") : unsure(0.5, "same name of a kind that many countries have");
    if (least == Likeness::spelled && one_country) return same(0.85, "name spelled otherwise");
    return unsure(0.4, "similar names");
}

Judgement judge_places(Variant const& a, Variant const& b) {
    if (auto const known = by_tables(a, b)) return *known;
    if (!a.country.empty() && !b.country.empty() && a.country != b.country) return different("other country");
    bool const one_country = a.country == b.country;
    if (a.key == b.key) return one_country ? same(1, "same name") : same(0.8, "same name, one without country");
    if (one_country && !a.country.empty()) return same(0.8, "name spelled otherwise, same country");
    return unsure(0.4, "similar names");
}

}  // namespace diplograph
