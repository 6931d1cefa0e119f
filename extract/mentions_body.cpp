#include "extract/mentions.hpp"

namespace diplograph {

void MentionFinder::nested_names(Range range, Range except) {
    for (std::uint32_t i = range.first; i < range.last;) {
        auto const hit = g_.name(i);
        if (!hit || hit->sense.weak || hit->range.last > range.last || except.contains(i)) {
            ++i;
            continue;
        }
        Mention m = from_hit(*hit);
        m.nested = true;
        add(m);
        i = hit->range.last;
    }
}

Mention MentionFinder::from_hit(Hit const& hit) const {
    Mention m;
    m.range = m.name = hit.range;
    m.fact = static_cast<std::int32_t>(hit.sense.row);
    switch (hit.sense.kind) {
        case SenseKind::adjective:
            m.form = MentionForm::adjective;
            [[fallthrough]];
        case SenseKind::state:
        case SenseKind::metonym:
        case SenseKind::demonym:
            m.kind = EntityKind::country;
            m.country = k_.text(k_.states[hit.sense.row].iso3);
            m.metonym = hit.is(SenseKind::metonym);
            m.plural = hit.is(SenseKind::demonym);
            break;
        case SenseKind::capital:
            m.kind = EntityKind::place;
            m.country = k_.text(k_.states[hit.sense.row].iso3);
            m.metonym = true;
            m.fact = hit.place;
            break;
        case SenseKind::organization: {
            OrganizationFact const& fact = k_.organizations[hit.sense.row];
            m.kind = fact.kind;
            m.country = k_.text(fact.country);
            m.sector = k_.text(fact.sector);
            break;
        }
        case SenseKind::gathering:
            m.kind = EntityKind::event_name;
            m.fact = -1;
            break;
        default:
            m.kind = EntityKind::place;
            m.country = k_.text(k_.places[static_cast<std::size_t>(hit.place)].country);
            m.fact = hit.place;
    }
    return m;
}

std::uint32_t MentionFinder::body(std::uint32_t i, std::uint32_t limit) {
    if (!d_.has(i, TokenFlag::capital) || title_case_) return 0;
    auto const found = names_.body(i, limit);
    if (!found) return 0;
    if (auto const hit = g_.name(i); hit && hit->range.last >= found->range.last) return 0;
    if (auto const hit = g_.name(found->range.last - 2); hit && found->kind == EntityKind::organization && hit->range.last == found->range.last && hit->is(SenseKind::place) && found->range.last - found->range.first == 3) return 0;  // "Israeli-occupied West Bank"
    Mention m;
    m.range = m.name = found->range;
    m.kind = found->kind;
    m.country = found->country;
    m.sector = found->sector;
    if (d_.word(m.range.last) == "of" && m.kind == EntityKind::organization) {  // "Foreign Ministry of Iran" is read whole
        if (auto const hit = g_.name(m.range.last + 1); hit && hit->range.last <= limit && hit->is(SenseKind::state) && m.country.empty()) {
            m.country = k_.text(k_.states[hit->sense.row].iso3);
            m.range.last = hit->range.last;
        }
    }
    add(m);
    nested_names(m.range);
    return m.range.last;
}

/// An acronym that the article has explained.
std::uint32_t MentionFinder::explained(std::uint32_t i) {
    if (!d_.has(i, TokenFlag::all_capitals)) return 0;
    auto const found = acronyms_.find(std::string(d_.word(i)));
    if (found == acronyms_.end()) return 0;
    Mention m = d_.mentions[found->second];
    if (m.fact < 0) m.organization = std::string(d_.text(m.name));
    m.range = m.name = {i, i + 1};
    m.nested = false;
    add(m);
    return i + 1;
}

std::uint32_t MentionFinder::group(std::uint32_t i, std::uint32_t limit) {
    std::uint32_t at = i;
    if (d_.is(at, WordClass::determiner)) ++at;
    std::string country, organization, second;
    std::optional<Hit> body;
    while (at < limit && (d_.is(at, WordClass::rank) || d_.word(at) == "senior" || d_.is(at, WordClass::number)) && !g_.name(at) && g_.length(at, WordClass::group_noun) == 0) ++at;
    if (auto const hit = g_.name(at); hit && !hit->sense.weak) {
        Mention const owner = from_hit(*hit);
        bool const owned = d_.has(hit->range.last, TokenFlag::possessive);
        bool const modifies = owned || owner.form == MentionForm::adjective || owner.kind == EntityKind::organization ||
                              owner.kind == EntityKind::group || hit->is(SenseKind::state) || hit->is(SenseKind::capital);
        if (!modifies) return 0;
        country = owner.country;
        if (owner.kind == EntityKind::organization || owner.kind == EntityKind::group) {
            organization = k_.text(k_.organizations[static_cast<std::size_t>(owner.fact)].name);
            body = hit;
        }
        at = hit->range.last + (owned ? 1U : 0U);
        if (auto const more = g_.name(at + 1); d_.word(at) == "and" && more && more->is(SenseKind::adjective) && (hit->is(SenseKind::adjective) || d_.has(at - 1, TokenFlag::all_capitals))) {  // "Syrian and Israeli officers"
            second = from_hit(*more).country;
            at = more->range.last;
        }
        if (d_.word(at) == "(" && d_.word(at + 2) == ")") at += 3;  // "Daesh (ISIL) terrorists"
    }
    std::uint32_t words = 0;
    while (at < limit && words < 3 && g_.length(at, WordClass::group_noun) == 0 && d_.has(at, TokenFlag::letters) &&
           (d_.is(at, WordClass::adjective) || d_.is(at, WordClass::rank) || d_.is(at, WordClass::portfolio) ||
            d_.is(at, WordClass::noun) || d_.is(at, WordClass::organization_head)) &&
           !d_.is(at, WordClass::preposition) && !(d_.is(at, WordClass::verb) && !d_.is(at, WordClass::noun)) && !acts(at)) {
        if (d_.is(at, WordClass::organization_head) && !country.empty()) break;
        ++at;
        ++words;
    }
    std::uint32_t size = g_.length(at, WordClass::group_noun);
    std::string sector;
    bool alone = false;  // "the police", "protesters": somebody even where nothing says of which country
    EntityKind kind = EntityKind::group;
    if (size > 0) {
        sector = std::string(g_.value(at, WordClass::group_noun));
        alone = sector.ends_with(" alone");
        if (alone) sector.resize(sector.find(' '));
    } else if (!country.empty() && at < limit && d_.is(at, WordClass::person_noun) && k_.value(d_.tokens[at].word, WordClass::person_noun) == "*") {  // "Algerian landowners"
        size = 1;
        sector = "CVL";
    } else if (d_.is(at, WordClass::organization_head) && !country.empty() && !d_.is(at, WordClass::event_head)) {
        size = 1;
        sector = std::string(k_.value(d_.tokens[at].word, WordClass::organization_head));
        if (sector == "IGO") sector = "GOV";
        kind = EntityKind::organization;
    } else {
        return 0;
    }
    std::uint32_t end = at + size;
    while (end < limit && g_.length(end, WordClass::group_noun) > 0 && !d_.has(end, TokenFlag::punctuation) && d_.word(end) != "mission") {
        sector = std::string(g_.value(end, WordClass::group_noun));
        alone = sector.ends_with(" alone");
        if (alone) sector.resize(sector.find(' '));
        end += g_.length(end, WordClass::group_noun);
    }
    if (d_.word(end) == "of" || d_.word(end) == "from") {
        std::uint32_t const bare = d_.word(end + 1) == "the" ? end + 2 : end + 1;
        if (auto const hit = g_.name(bare); hit && hit->range.last <= limit && (hit->is(SenseKind::state) || hit->is(SenseKind::organization)) && country.empty()) {
            Mention const owner = from_hit(*hit);
            country = owner.country;
            if (owner.kind != EntityKind::country) organization = k_.text(k_.organizations[static_cast<std::size_t>(owner.fact)].name);
            end = hit->range.last;
        } else if (auto const whole = names_.body(bare, limit); whole && whole->kind == EntityKind::organization && country.empty()) {
            country = whole->country;  // "a delegation of the Turkish National Assembly"
            organization = std::string(d_.text(whole->range));
            end = whole->range.last;
        }
    }
    if (country.empty() && organization.empty()) {
        if (alone) country = residence(end, limit);
        bool const owned = i > 0 && (d_.is(i - 1, WordClass::possessive) || d_.has(i - 1, TokenFlag::possessive));
        bool const modifies = d_.word(end) == "-" || (d_.is(end, WordClass::noun) && !d_.is(end, WordClass::verb) && !d_.is(end, WordClass::adverb) && !d_.is(end, WordClass::preposition));  // "the police station"
        bool const noun = Syntax(d_).xpos(d_.first_node[end - 1]).starts_with("NN");  // "with military, humanitarian and other means"
        if (modifies || !noun || (sector != "REB" && (!alone || owned))) return 0;
    }
    Mention m;
    m.range = {i, end};
    m.name = m.range;
    if (d_.is(i, WordClass::determiner)) ++m.name.first;
    m.kind = kind;
    m.country = country;
    m.organization = organization;
    m.sector = sector;
    m.plural = true;
    m.weak = true;
    if (body && (sector == "REB" || sector == "MIL" || sector == "GOV") && m.kind == EntityKind::group && k_.text(k_.organizations[body->sense.row].sector) == "REB") {
        Mention const owner = from_hit(*body);  // "Taliban fighters" are the Taliban
        m.name = owner.name;
        m.fact = owner.fact;
        m.sector = owner.sector;
        m.weak = false;
    }
    add(m);
    if (!second.empty() && second != country) {
        m.country = second;
        add(m);
    }
    nested_names(m.range, m.name);
    return end;
}

/// "urged them to assist authorities": a verb where it stands.
bool MentionFinder::acts(std::uint32_t token) const {
    std::string_view const tag = Syntax(d_).xpos(d_.first_node[token]);
    return tag == "VB" || tag == "VBP" || tag == "VBZ" || tag == "VBD";
}

/// "demonstrators in Baghdad", "opposition parties of Nepal": the country of people by where they are.
std::string MentionFinder::residence(std::uint32_t at, std::uint32_t limit) const {
    std::string_view const w = d_.word(at);
    if (w != "in" && w != "of" && w != "from") return {};
    std::uint32_t bare = at + 1;
    while (bare < limit && (d_.word(bare) == "the" || d_.is(bare, WordClass::adjective)) && !g_.name(bare)) ++bare;
    auto const hit = g_.name(bare);
    if (!hit || hit->sense.weak || hit->range.last > limit) return {};
    bool const place = hit->is(SenseKind::state) || hit->is(SenseKind::capital) || hit->is(SenseKind::place) || hit->is(SenseKind::adjective);
    return place ? from_hit(*hit).country : std::string();
}

/// "dozens of Nigerians", "two Israelis", "ethnic Turks": people, not their state.
bool MentionFinder::counted(std::uint32_t i) const {
    if (i == 0) return false;
    std::uint32_t at = i - 1;
    auto const quantity = [&](std::uint32_t t) { return d_.is(t, WordClass::number) || d_.is(t, WordClass::vague_number) || d_.is(t, WordClass::scale) || d_.has(t, TokenFlag::digits); };
    while (at > 0 && d_.is(at, WordClass::adjective) && !quantity(at)) --at;
    return quantity(at) || d_.word(i - 1) == "ethnic" || (d_.word(at) == "of" && at > 0 && quantity(at - 1));
}

std::uint32_t MentionFinder::table_name(std::uint32_t i, std::uint32_t limit) {
    if (std::uint32_t const end = explained(i)) return end;
    auto hit = g_.name(i);
    if (hit && d_.is(i, WordClass::determiner))  // "the Sudan Liberation Movement" is not in the Sudan
        if (auto const behind = g_.name(i + 1); behind && behind->range.last > hit->range.last) hit = behind;
    if (!hit || hit->range.last > limit) return 0;
    if (hit->is(SenseKind::place) && hit->range.last == i + 1 && d_.is(i, WordClass::month)) return 0;  // "in March"
    if (hit->sense.weak) {
        std::string_view const before = i > 0 ? d_.word(i - 1) : std::string_view{};
        bool const located = before == "in" || before == "at" || before == "near" || before == "from" || before == "of";
        if (!located || title_case_ || d_.has(hit->range.last, TokenFlag::capital)) return 0;
    }
    bool const town = hit->is(SenseKind::place) || hit->is(SenseKind::metonym) || hit->is(SenseKind::capital);
    std::uint32_t const next = hit->range.last;
    bool const longer = next < limit && d_.has(next, TokenFlag::capital) && d_.has(next, TokenFlag::letters) && !d_.has(next, TokenFlag::all_capitals) && !g_.name(next) && !d_.is(next, WordClass::common) &&
                        !d_.is(next, WordClass::weekday) && !d_.is(next, WordClass::month) && !d_.is(next, WordClass::title) && !d_.is(next, WordClass::rank) && !d_.is(next, WordClass::organization_head) && !d_.is(next, WordClass::place_head);
    constexpr float known = 200000;  // inhabitants
    bool const well_known = hit->place >= 0 && k_.places[static_cast<std::size_t>(hit->place)].weight >= known;
    std::string_view const ahead = i > 0 ? d_.word(i - 1) : std::string_view{};
    bool const located = ahead == "in" || ahead == "at" || ahead == "to" || ahead == "from" || ahead == "near" || ahead == "of" || ahead == "for" || ahead == "the";
    if (town && hit->range.last == i + 1 && !located && names_.remembers(i)) return 0;  // whom the article has named so
    if (town && longer && !well_known && hit->range.last == i + 1) return 0;  // "Maidan Wardak" is not on the Maidan
    if (!hit->is(SenseKind::adjective) && !d_.has(i, TokenFlag::all_capitals) && hit->range.last == i + 1 &&
        i > 0 && d_.is(i - 1, WordClass::given_name) && d_.has(i - 1, TokenFlag::capital) && hit->is(SenseKind::place))
        return 0;
    Mention m = from_hit(*hit);
    std::string const home = hit->is(SenseKind::demonym) ? residence(hit->range.last, limit) : std::string();  // "the Albanians of southern Serbia"
    if (hit->is(SenseKind::demonym) && (counted(i) || !home.empty())) {
        if (!home.empty()) m.country = home;
        m.kind = EntityKind::group;
        m.sector = "CVL";
        m.weak = true;
        m.fact = -1;
        if (d_.word(i - 1) == "ethnic") m.country.clear();
    }
    add(m);
    return hit->range.last;
}

}  // namespace diplograph
