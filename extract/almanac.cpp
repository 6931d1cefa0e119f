#include "extract/almanac.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "extract/entities.hpp"
#include "extract/extract.hpp"
#include "extract/knowledge.hpp"
#include "extract/table.hpp"

namespace diplograph {

namespace {

Holding to_holding(Knowledge const& k, TenureFact const& tenure) {
    return {std::string(k.text(k.persons[tenure.person].name)), std::string(usual_title(k, tenure)), std::string(k.text(tenure.owner)), tenure.days.first(), tenure.days.last()};
}

/// Whether a title of the tables is the one that is asked for, plain or with its body: "World Bank president", "president of
/// the World Bank".
bool is_title(std::string_view held, std::string_view wanted) {
    std::string const plain = plain_title(held);
    if (plain == wanted) return true;
    if (plain.size() > wanted.size() + 1 && plain.ends_with(wanted) && plain[plain.size() - wanted.size() - 1] == ' ') {
        std::string_view const body = std::string_view(plain).substr(0, plain.size() - wanted.size() - 1);  // "World Bank", no "NATO deputy"
        char const first = body[body.rfind(' ') + 1];
        return first >= 'A' && first <= 'Z';
    }
    return plain.starts_with(std::string(wanted) + " of the ");
}

bool goes_under(Knowledge const& k, TenureFact const& tenure, std::string_view title) {
    std::string const wanted = plain_title(title);
    if (k.text(k.offices[tenure.office].office) == title) return true;
    auto const titles = items(k.titles(tenure));
    return std::any_of(titles.begin(), titles.end(), [&](std::string_view t) { return is_title(t, wanted); });
}

/// Whether every word of `part` is one of `whole`.
bool within(std::string_view part, std::string_view whole) {
    auto const words = items(whole, ' ');
    auto const wanted = items(part, ' ');
    return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [&](std::string_view w) { return std::find(words.begin(), words.end(), w) != words.end(); });
}

Meaning meaning_of(Knowledge const& k, Sense const& sense) {
    auto const text = [&](Text t) { return std::string(k.text(t)); };
    auto const of_state = [&](char const* kind) { return Meaning{kind, text(k.states[sense.row].name), text(k.states[sense.row].iso3), text(k.states[sense.row].capital)}; };
    switch (sense.kind) {
        case SenseKind::state: return of_state("state");
        case SenseKind::adjective: return of_state("adjective");
        case SenseKind::demonym: return of_state("demonym");
        case SenseKind::metonym: return of_state("metonym");
        case SenseKind::capital: return of_state("capital");
        case SenseKind::organization: {
            OrganizationFact const& o = k.organizations[sense.row];
            return {std::string(word(o.kind)), text(o.name), text(o.country), text(o.sector) + (o.seat.empty() ? "" : ", " + text(o.seat))};
        }
        case SenseKind::gathering: {
            GatheringFact const& g = k.gatherings[sense.row];
            return {"gathering", text(g.name), "", text(g.kind)};
        }
        case SenseKind::person: {
            PersonFact const& p = k.persons[sense.row];
            auto const tenures = k.tenures_of(p);
            Meaning m{"person", text(p.name), "", ""};
            if (tenures.empty()) return m;
            Holding const last = to_holding(k, tenures.back());
            m.country = k.state(last.owner) != nullptr ? last.owner : "";
            m.detail = last.title + (m.country.empty() ? ", " + last.owner : "");
            return m;
        }
        case SenseKind::place: {
            PlaceFact const& p = k.places[sense.row];
            return {"place", text(p.name), text(p.country), text(p.kind)};
        }
        case SenseKind::phrase: break;
    }
    return {};
}

}  // namespace

std::string_view usual_title(Knowledge const& k, TenureFact const& tenure) {
    std::string_view const titles = k.titles(tenure);
    return titles.empty() ? k.text(k.offices[tenure.office].office) : items(titles).front();
}

std::string owner_called(Knowledge const& k, std::string_view name) {
    if (k.state(name) != nullptr) return std::string(name);
    for (Sense const& sense : k.senses_of(name)) {
        if (sense.kind == SenseKind::state || sense.kind == SenseKind::adjective || sense.kind == SenseKind::demonym) return std::string(k.text(k.states[sense.row].iso3));
        if (sense.kind == SenseKind::organization) return std::string(k.text(k.organizations[sense.row].name));
    }
    return k.tenures_of(name).empty() ? "" : std::string(name);
}

std::vector<Holding> holders(Knowledge const& k, std::string_view title, std::string_view owner, std::optional<Date> day) {
    std::vector<Holding> out;
    for (std::uint32_t const row : owner.empty() ? std::span<std::uint32_t const>(k.by_owner) : k.tenures_of(owner)) {
        TenureFact const& tenure = k.tenures[row];
        if ((!day || tenure.days.contains(*day)) && goes_under(k, tenure, title)) out.push_back(to_holding(k, tenure));
    }
    if (out.empty() && !owner.empty())  // "prime minister of Germany": the office that is called so elsewhere
        for (OfficeFact const& office : k.offices) {
            auto const titles = items(k.text(office.titles));
            if (office.owner.empty() && std::find(titles.begin(), titles.end(), plain_title(title)) != titles.end()) return holders(k, k.text(office.office), owner, day);
        }
    return out;
}

std::vector<Holding> offices_of(Knowledge const& k, std::string_view name, std::optional<Date> day) {
    std::vector<Holding> out;
    std::string const key = name_key(name);
    std::set<std::uint32_t> variants;
    for (Sense const& sense : k.senses_of(name))
        if (sense.kind == SenseKind::person) variants.insert(sense.row);
    for (std::uint32_t row = 0; row < k.persons.size(); ++row) {
        PersonFact const& person = k.persons[row];
        if (variants.count(row) == 0 && !within(key, name_key(k.text(person.name)))) continue;
        for (TenureFact const& tenure : k.tenures_of(person))
            if (!day || tenure.days.contains(*day)) out.push_back(to_holding(k, tenure));
    }
    return out;
}

std::vector<PlaceAnswer> places_called(Knowledge const& k, std::string_view name) {
    std::vector<PlaceAnswer> out;
    std::set<std::uint32_t> rows;
    for (Sense const& sense : k.senses_of(name)) {
        if (sense.kind == SenseKind::place) rows.insert(sense.row);
        if (sense.kind != SenseKind::capital) continue;
        for (Sense const& present : k.senses_of(k.text(k.states[sense.row].capital)))  // "Kiev": places have it as Kyiv
            if (present.kind == SenseKind::place && k.text(k.places[present.row].country) == k.text(k.states[sense.row].iso3)) rows.insert(present.row);
    }
    for (std::uint32_t const row : rows) {
        PlaceFact const& p = k.places[row];
        out.push_back({std::string(k.text(p.name)), std::string(k.text(p.kind)), std::string(k.text(p.country)), std::string(k.text(p.province)), p.point.latitude(), p.point.longitude(), p.weight});
    }
    std::stable_sort(out.begin(), out.end(), [](PlaceAnswer const& a, PlaceAnswer const& b) { return a.weight > b.weight; });
    return out;
}

std::vector<Meaning> meanings(Knowledge const& k, std::string_view name) {
    std::vector<Meaning> out;
    for (Sense const& sense : k.senses_of(name)) {
        Meaning m = meaning_of(k, sense);
        bool const told = std::any_of(out.begin(), out.end(), [&](Meaning const& x) { return x.kind == m.kind && x.name == m.name && x.country == m.country; });
        if (!m.kind.empty() && !told) out.push_back(std::move(m));
    }
    if (out.empty())  // a part of somebody's name
        for (std::uint32_t row = 0; row < k.persons.size(); ++row)
            if (within(name_key(name), name_key(k.text(k.persons[row].name)))) out.push_back(meaning_of(k, {SenseKind::person, true, false, false, row}));
    return out;
}

namespace {

/// Faults and doubts, one function a rule.
class TableCheck {
public:
    explicit TableCheck(Knowledge const& k) : k_(k) {}

    std::vector<Finding> run() {
        orphans();
        overlaps();
        duplicates();
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string text(Text t) const { return std::string(k_.text(t)); }
    void say(bool fault, std::string what) { out_.push_back({fault, std::move(what)}); }

    void country(Text code, std::string const& of) {
        if (!code.empty() && k_.state(k_.text(code)) == nullptr) say(true, of + ": no state has the code \"" + text(code) + '"');
    }

    /// Rows that speak of what no other table has.
    void orphans() {
        std::set<std::string_view> bodies;
        for (OrganizationFact const& o : k_.organizations) {
            bodies.insert(k_.text(o.name));
            country(o.country, "organizations.tsv: " + text(o.name));
        }
        for (PlaceFact const& p : k_.places) country(p.country, "places: " + text(p.name));
        for (MembershipFact const& m : k_.memberships)
            if (bodies.count(k_.text(m.state)) == 0) country(m.state, "members.tsv: " + text(k_.organizations[m.organization].name));
        std::set<std::string_view> unknown;
        for (TenureFact const& t : k_.tenures) {
            std::string_view const owner = k_.text(t.owner);
            if (k_.state(owner) == nullptr && bodies.count(owner) == 0) unknown.insert(owner);
            if (k_.titles(t).empty()) say(true, "tenures.tsv: " + text(k_.persons[t.person].name) + ": no title in offices.tsv for \"" + text(k_.offices[t.office].office) + '"');
            if (t.days.from > t.days.to) say(true, "tenures.tsv: " + text(k_.persons[t.person].name) + ": ends before it begins");
        }
        for (std::string_view const owner : unknown) say(true, "tenures.tsv: \"" + std::string(owner) + "\" is neither a state nor an organization");
        for (PersonFact const& p : k_.persons)
            if (p.first_tenure == p.last_tenure) say(false, "people.tsv: " + text(p.name) + " never held an office");
    }

    /// Offices that only one can hold, held by two for more than a year.
    void overlaps() {
        static std::set<std::string_view> const single{"head_of_state", "head_of_government", "foreign_minister", "secretary_general", "un_ambassador", "defense_minister", "speaker", "heir", "supreme_leader"};
        std::map<std::pair<std::string_view, std::string_view>, std::vector<TenureFact const*>> chains;
        for (std::uint32_t const row : k_.by_owner)
            if (std::string_view const office = k_.text(k_.offices[k_.tenures[row].office].office); single.count(office) > 0) chains[{k_.text(k_.tenures[row].owner), office}].push_back(&k_.tenures[row]);
        for (auto const& [key, chain] : chains)
            for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
                TenureFact const &a = *chain[i], &b = *chain[i + 1];
                if (a.person == b.person && a.days.to > b.days.from && k_.titles(a) == k_.titles(b)) say(true, "tenures.tsv: " + text(k_.persons[a.person].name) + " is twice " + std::string(key.second) + " of " + std::string(key.first) + " at a time");
                else if (a.person != b.person && a.days.to > Days::later(b.days.from, 366) && k_.titles(a) == k_.titles(b))
                    say(false, "tenures.tsv: " + std::string(key.second) + " of " + std::string(key.first) + ": " + text(k_.persons[a.person].name) + " and " + text(k_.persons[b.person].name) + " overlap by " + (a.days.last() ? std::to_string(std::min(a.days.to, b.days.to) - b.days.from) + " days" : "an open end"));
            }
    }

    /// One name for two states, or for two organizations.
    void duplicates() {
        for (std::size_t node = 0; node + 1 < k_.node_senses.size(); ++node) {
            std::map<SenseKind, std::set<std::uint32_t>> rows;
            for (Sense const& sense : k_.senses_at(static_cast<std::uint32_t>(node))) rows[sense.kind].insert(sense.row);
            for (SenseKind const kind : {SenseKind::state, SenseKind::organization, SenseKind::gathering}) {
                if (rows[kind].size() < 2) continue;
                std::string named;
                for (std::uint32_t const row : rows[kind]) named += (named.empty() ? "" : ", ") + meaning_of(k_, {kind, true, false, false, row}).name;
                say(kind == SenseKind::state, "one name for several: " + named);
            }
        }
    }

    Knowledge const& k_;
    std::vector<Finding> out_;
};

}  // namespace

std::vector<Finding> check_tables(Knowledge const& knowledge) { return TableCheck(knowledge).run(); }

}  // namespace diplograph
