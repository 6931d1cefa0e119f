#include "extract/identify.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "core/bytes.hpp"

#include "extract/almanac.hpp"
#include "extract/compared_name.hpp"
#include "extract/entities.hpp"
#include "extract/extract.hpp"
#include "extract/knowledge.hpp"
#include "extract/table.hpp"

namespace diplograph {

namespace {

constexpr std::int32_t year = 366;
constexpr std::int32_t before_office = 20 * year;  ///< so long before his first office somebody may be in the news
constexpr std::int32_t after_office = 25 * year;
constexpr std::size_t short_letters = 8;

struct Marker {
    std::string_view text;
    Phase phase;
};
constexpr Marker before_title[] = {{"former ", Phase::former}, {"ex ", Phase::former}, {"ex-", Phase::former}, {"late ", Phase::former}, {"ousted ", Phase::former},
                                   {"deposed ", Phase::former}, {"then ", Phase::holding}, {"then-", Phase::holding}, {"acting ", Phase::acting}, {"interim ", Phase::acting},
                                   {"caretaker ", Phase::acting}, {"incoming ", Phase::designate}, {"outgoing ", Phase::holding}};
constexpr Marker behind_title[] = {{"-elect", Phase::designate}, {" elect", Phase::designate}, {"-designate", Phase::designate}, {" designate", Phase::designate}};

/// Takes "former", "acting", "-elect" off a title and keeps what they say.
void read_phase(Role& role) {
    std::string title = role.title;
    role.phase = Phase::holding;
    for (bool again = true; again;) {
        again = false;
        for (Marker const& m : before_title)
            if (title.starts_with(m.text)) {
                title.erase(0, m.text.size());
                if (m.phase != Phase::holding) role.phase = m.phase;
                again = true;
            }
    }
    for (Marker const& m : behind_title)
        if (auto const at = title.find(m.text); at != std::string::npos && (at + m.text.size() == title.size() || title[at + m.text.size()] == ' ')) {
            title.erase(at, m.text.size());
            role.phase = m.phase;
        }
    if (auto const special = title.find("special "); special != std::string::npos && (special == 0 || title[special - 1] == ' ')) title.erase(special, 8);
    if (title.starts_with("vice ") && title.ends_with("minister")) title.replace(0, 4, "deputy");
    role.office = plain_title(title);
}

/// Whether all words of the shorter name stand in the longer one in their order, initials counted.
bool is_part(std::vector<std::string_view> const& part, std::vector<std::string_view> const& whole) {
    std::size_t at = 0;
    for (std::string_view const word : part) {
        while (at < whole.size() && whole[at] != word && !(word.size() == 1 && whole[at][0] == word[0]) && !(whole[at].size() == 1 && whole[at][0] == word[0])) ++at;
        if (at == whole.size()) return false;
        ++at;
    }
    return true;
}

class Identifier {
public:
    Identifier(Extraction& extraction, Knowledge const& knowledge) : x_(extraction), k_(knowledge) {}

    void run() {
        x_.tenures.clear();
        for (Event& event : x_.events) event.number = number_of(event.edition);
        for (Index i = 0; i < x_.entities.size(); ++i) {
            Entity& e = x_.entities[i];
            e.key = name_key(e.name);
            for (Role& role : e.roles) read_phase(role);
            e.compared = e.family = e.known = "";
            switch (e.kind) {
                case EntityKind::person: person(i); break;
                case EntityKind::place: place(e); break;
                case EntityKind::country: break;
                default: body(e);
            }
        }
    }

private:
    /// 15 of "15th", "fifteenth" and "XV"; 0 of anything else.
    [[nodiscard]] int number_of(std::string_view edition) const {
        int digits = 0;
        for (std::size_t i = 0; i < edition.size() && edition[i] >= '0' && edition[i] <= '9' && digits < 1000; ++i) digits = digits * 10 + (edition[i] - '0');
        if (digits > 0) return digits;
        auto const id = k_.number(lower_ascii(edition));
        if (id && k_.is(*id, WordClass::ordinal)) return std::stoi(std::string(k_.value(*id, WordClass::ordinal)));
        auto const value = [](char c) { return c == 'I' ? 1 : c == 'V' ? 5 : c == 'X' ? 10 : c == 'L' ? 50 : 0; };
        int roman = 0;
        for (std::size_t i = 0; i < edition.size(); ++i) {
            int const here = value(edition[i]), next = i + 1 < edition.size() ? value(edition[i + 1]) : 0;
            if (here == 0) return 0;
            roman += here < next ? -here : here;
        }
        return roman;
    }

    void person(Index index) {
        Entity& e = x_.entities[index];
        ComparedName name = compared_name(k_, e.name, e.country);
        if (auto const row = known_person(e, name.family)) {
            PersonFact const& p = k_.persons[*row];
            e.known = unique_key(*row);
            for (TenureFact const& t : k_.tenures_of(p)) {
                x_.tenures.push_back({index, std::string(usual_title(k_, t)), std::string(k_.text(t.owner)), t.days.first(), t.days.last()});
            }
            name.family = family_of(p, e.country);
        }
        for (std::string const& word : name.words) e.compared += (e.compared.empty() ? "" : " ") + word;
        e.family = name.family;
    }

    /// The word by which somebody in the tables goes in a country's order of names.
    [[nodiscard]] std::string family_of(PersonFact const& p, std::string const& country) const {
        if (p.family.empty()) return compared_name(k_, k_.text(p.name), country).family;
        std::string_view const family = items(k_.text(p.family)).front();
        return compared_name(k_, name_order(k_, country) == "two_families" ? family.substr(0, family.find(' ')) : family.substr(family.rfind(' ') + 1), country).family;
    }

    /// The folded name of a row of people.tsv, with the first year in office where others bear it, too.
    [[nodiscard]] std::string unique_key(std::uint32_t row) const {
        std::string_view const name = k_.text(k_.persons[row].name);
        std::string key = name_key(name);
        std::size_t same = 0;
        for (std::uint32_t const other : k_.persons_called(std::string_view(key).substr(key.rfind(' ') + 1))) same += k_.text(k_.persons[other].name) == name;
        auto const tenures = k_.tenures_of(k_.persons[row]);
        if (same > 1 && !tenures.empty())
            if (auto const first = tenures.front().days.first()) key.append(1, ' ').append(to_string(*first), 0, 4);
        return key;
    }

    /// The person of the tables that fits a name, its country, its offices and the day; nothing if several do as well.
    [[nodiscard]] std::optional<std::uint32_t> known_person(Entity const& e, std::string const& family) const {
        std::set<std::uint32_t> rows, exact;
        for (Sense const& sense : k_.senses_of(e.name))
            if (sense.kind == SenseKind::person) exact.insert(sense.row);
        auto const words = items(e.key, ' ');
        if (words.empty()) return std::nullopt;
        for (std::string_view const word : {words.front(), words.back(), std::string_view(family)})
            for (std::uint32_t const row : k_.persons_called(word)) rows.insert(row);
        rows.insert(exact.begin(), exact.end());
        std::optional<std::uint32_t> best;
        double most = 0;
        bool tied = false;
        for (std::uint32_t const row : rows) {
            double const fit = fitness(e, words, family, row, exact.count(row) > 0);
            if (fit <= 0 || fit < most) continue;
            tied = fit == most;
            best = row;
            most = fit;
        }
        return tied ? std::nullopt : best;
    }

    /// How well a person of the tables fits: 0 not at all.
    [[nodiscard]] double fitness(Entity const& e, std::vector<std::string_view> const& words, std::string const& family, std::uint32_t row, bool exact) const {
        PersonFact const& p = k_.persons[row];
        std::string const key = name_key(k_.text(p.name));
        auto const full = items(key, ' ');
        exact = exact || key == e.key;
        bool const alone = words.size() == 1;
        bool const longer = words.size() >= full.size();
        bool const one_family = words.back() == full.back() || (!p.family.empty() && family_of(p, e.country) == family);
        bool const related = !alone && one_family && (longer ? is_part(full, words) : is_part(words, full));
        bool const by_family = alone && (words.front() == full.back() || std::any_of(full.begin(), full.end(), [&](std::string_view w) { return w == words.front(); }));
        if (!exact && !related && !by_family) return 0;
        auto const tenures = k_.tenures_of(p);
        if (tenures.empty()) return exact && !alone ? 1 : 0;
        bool at_home = e.country.empty(), states = false;
        std::int32_t from = Days().to, to = Days().from;
        double office = 0, distance = Days().to;
        for (TenureFact const& t : tenures) {
            std::string_view const owner = k_.text(t.owner);
            bool const state = k_.state(owner) != nullptr;
            states |= state;
            at_home |= state && owner == e.country;
            from = std::min(from, t.days.from);
            to = std::max(to, t.days.to);
            office = std::max(office, office_fit(e, t, owner));
            if (x_.article.published) {
                std::int32_t const day = Days::number(*x_.article.published);
                distance = std::min(distance, day < t.days.from ? double(t.days.from) - day : day > t.days.to ? double(day) - t.days.to : 0.0);
            }
        }
        if (!at_home && (states || (!exact && office == 0))) return 0;
        if (x_.article.published) {
            std::int32_t const day = Days::number(*x_.article.published);
            bool const early = from != Days().from && day < from - before_office, late = to != Days().to && day > Days::later(to, after_office);
            if (early || late) return 0;
        }
        // In another office, years before or after those of the tables, it is a namesake; short names are many people's.
        bool const short_name = e.key.size() <= short_letters || name_order(k_, e.country) == "family_first";
        bool const elsewhere = distance > (short_name ? 3 : 15) * year;
        if (office == 0 && elsewhere && std::any_of(e.roles.begin(), e.roles.end(), [](Role const& r) { return !r.office.empty() && r.phase != Phase::former; })) return 0;
        if (alone && office < 10 && !(exact && at_home && !e.country.empty())) return 0;  // "Hemedti" is told by the table alone
        double const closeness = x_.article.published ? std::max(0.0, 1 - distance / (10.0 * year)) : 0;
        return office + (exact ? 4 : 2) + (e.country.empty() ? 0 : 1) + closeness;
    }

    /// 10 for an office held on the day, 3 for one of the person at other times.
    [[nodiscard]] double office_fit(Entity const& e, TenureFact const& t, std::string_view owner) const {
        auto const titles = items(k_.titles(t));
        double fit = 0;
        for (Role const& role : e.roles) {
            bool const there = role.country == owner || (role.country.empty() && (e.country.empty() || e.country == owner)) || role.of == owner || e.organization == owner;
            if (!there || role.office.empty()) continue;
            if (std::none_of(titles.begin(), titles.end(), [&](std::string_view title) { return plain_title(title) == role.office; })) continue;
            Days const days{t.days.from == Days().from ? t.days.from : t.days.from - year / 4, Days::later(t.days.to, year / 4)};
            bool const then = x_.article.published && days.contains(*x_.article.published);
            bool const past = role.phase == Phase::former && x_.article.published && Days::number(*x_.article.published) > t.days.from;
            fit = std::max(fit, (then && role.phase != Phase::former) || past ? 10.0 : 3.0);
        }
        return fit;
    }

    void body(Entity& e) const {
        std::string const bare = e.name.starts_with("the ") || e.name.starts_with("The ") ? e.name.substr(4) : e.name;
        std::string const shorter = bare.starts_with("United Nations ") ? "UN " + bare.substr(15) : bare;
        for (std::string const& name : {e.name, bare, shorter})
            for (Sense const& sense : k_.senses_of(name)) {
                if (!e.known.empty()) break;
                if (sense.kind == SenseKind::organization) {
                    OrganizationFact const& o = k_.organizations[sense.row];
                    bool const elsewhere = !e.country.empty() && !o.country.empty() && k_.text(o.country) != e.country;
                    if (elsewhere) continue;
                    e.known = name_key(k_.text(o.name));
                    e.compared = plain_body(e.known, e.country.empty() ? std::string(k_.text(o.country)) : e.country);
                    // Parties of one name in several countries share a row.
                    if (k_.text(o.sector) == "PTY" && o.country.empty() && !e.country.empty()) e.known.append(1, ' ').append(lower_ascii(e.country));
                }
                if (sense.kind == SenseKind::gathering) e.known = name_key(k_.text(k_.gatherings[sense.row].name));
            }
        if (e.compared.empty()) e.compared = plain_body(e.key, e.country);
        e.family = distinctive(e.compared);
    }

    /// "Russian Foreign Ministry", "Ministry of Foreign Affairs of the Russian Federation": foreign ministry.
    [[nodiscard]] std::string plain_body(std::string name, std::string const& country) const {
        if (name.starts_with("the ")) name.erase(0, 4);
        for (std::string_view const of : {" of the ", " of "})
            if (auto const at = name.rfind(of); at != std::string::npos && is_country(name.substr(at + of.size()), country)) name.erase(at);
        std::size_t words = static_cast<std::size_t>(std::count(name.begin(), name.end(), ' '));
        for (std::size_t end = name.find(' '); words > 0 && end != std::string::npos; end = name.find(' ', end + 1))
            if (is_country(name.substr(0, end), country)) {
                name.erase(0, end + 1);
                break;
            }
        for (std::string_view const head : {"ministry", "department"}) {
            std::string const of = std::string(head).append(" of ");
            if (!name.starts_with(of)) continue;
            name = name.substr(of.size()).append(1, ' ').append(head);
            if (auto const affairs = name.find(" affairs "); affairs != std::string::npos) name.erase(affairs, 8);
        }
        for (auto const& [from, to] : {std::pair{"defence ", "defense "}, std::pair{"national defense ", "defense "}, std::pair{"external relations ", "foreign "}, std::pair{"external ", "foreign "}})
            if (name.starts_with(from)) name.replace(0, std::string_view(from).size(), to);
        return name;
    }

    /// Whether words name the state of a code, or what belongs to it.
    [[nodiscard]] bool is_country(std::string_view words, std::string_view code) const {
        if (code.empty()) return false;
        auto const senses = k_.senses_of(words);
        return std::any_of(senses.begin(), senses.end(), [&](Sense const& s) {
            return (s.kind == SenseKind::state || s.kind == SenseKind::adjective) && k_.text(k_.states[s.row].iso3) == code;
        });
    }

    /// The word that tells a body from those of its kind elsewhere; empty for "foreign ministry".
    [[nodiscard]] std::string distinctive(std::string const& key) const {
        for (std::string_view const word : items(key, ' ')) {
            auto const id = k_.number(word);
            bool const plain = id && (k_.is(*id, WordClass::common) || k_.is(*id, WordClass::organization_head) || k_.is(*id, WordClass::portfolio) || k_.is(*id, WordClass::group_noun));
            if (!plain) return std::string(word);
        }
        return {};
    }

    /// The best known place of a name; a capital of old, "Bonn", only where the tables have no other.
    void place(Entity& e) const {
        std::vector<PlaceFact const*> places = places_in(e.name, e.country);
        for (Sense const& sense : k_.senses_of(e.name))
            if (places.empty() && sense.kind == SenseKind::capital) places = places_in(k_.text(k_.states[sense.row].capital), k_.text(k_.states[sense.row].iso3));
        if (places.empty()) return;
        PlaceFact const* best = *std::max_element(places.begin(), places.end(), [](PlaceFact const* a, PlaceFact const* b) { return a->weight < b->weight; });
        // Lists of cities have it under another name than the table of places, but where it lies they agree.
        constexpr std::int32_t near = 20'000;  // hundred thousandths of a degree
        for (PlaceFact const* p : places)
            if (p->province.empty() && std::abs(p->point.north - best->point.north) < near && std::abs(p->point.east - best->point.east) < near) best = p;
        e.known = name_key(k_.text(best->name)).append(1, ' ').append(best->country.empty() ? "?" : lower_ascii(k_.text(best->country)));
    }

    [[nodiscard]] std::vector<PlaceFact const*> places_in(std::string_view name, std::string_view country) const {
        std::vector<PlaceFact const*> out;
        for (Sense const& sense : k_.senses_of(name))
            if (sense.kind == SenseKind::place && (country.empty() || k_.text(k_.places[sense.row].country) == country)) out.push_back(&k_.places[sense.row]);
        return out;
    }

    Extraction& x_;
    Knowledge const& k_;
};

}  // namespace

void identify_entities(Extraction& extraction, Knowledge const& knowledge) { Identifier(extraction, knowledge).run(); }

}  // namespace diplograph
