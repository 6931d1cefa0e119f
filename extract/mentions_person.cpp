#include "extract/mentions.hpp"

namespace diplograph {

std::uint32_t MentionFinder::person(std::uint32_t i, Range sentence) {
    std::uint32_t const limit = sentence.last;
    Mention m;
    m.kind = EntityKind::person;
    std::uint32_t at = i;
    if (auto const known = g_.person(i); known && !d_.has(i, TokenFlag::all_capitals)) {
        m.name = names_.person(i, limit, true);
        if (m.name.last < known->range.last) m.name = known->range;
        at = m.name.last;
    } else if (auto role = roles_.parse(i, limit)) {
        at = role->range.last;
        m.roles.push_back(*role);
        more_roles(m, at, limit);
        if (!m.roles.back().plural) title_name(m, at, limit);
        else return plural_office(m, at, sentence);
        if (m.name.empty()) {  // "Justice" begins the Justice and Equality Movement
            for (std::uint32_t t = i; t < at; ++t)
                if (auto const hit = g_.name(t); hit && hit->is(SenseKind::organization) && hit->range.last > at) return 0;
            return office(m, at, sentence);
        }
    } else {
        std::uint32_t const honorific = honorifics(i, limit, m);
        bool const listed = roster_ && (i == sentence.first || d_.word(i - 1) == "," || d_.word(i - 1) == "and" || d_.word(i - 1) == "—");
        m.name = names_.person(honorific, limit, honorific > i || listed);
        if (m.name.empty()) return 0;
        if (listed && names_.certainty(m.name) == 0 && (i > sentence.first ? !plural_list(sentence) : m.name.last - m.name.first < 2)) {
            if (honorific == i) return 0;
        } else if (honorific == i && !listed && (names_.certainty(m.name) < 2 || title_case_)) {
            if (!confirmed(m.name, sentence)) return 0;
        }
        at = m.name.last;
    }
    return finish(m, i, at, sentence);
}

void MentionFinder::more_roles(Mention& m, std::uint32_t& at, std::uint32_t limit) {
    while (at + 1 < limit && (d_.word(at) == "and" || d_.word(at) == ",") && !m.roles.back().plural) {
        std::uint32_t const next = at + 1;
        if (d_.is(next, WordClass::determiner) || d_.is(next, WordClass::possessive)) return;
        if (auto const hit = g_.name(next); hit && !hit->is(SenseKind::organization)) return;
        auto const role = roles_.parse(next, limit);
        if (!role || role->plural || d_.has(role->range.last, TokenFlag::punctuation)) return;
        Range const name = names_.person(role->range.last, limit, true);
        bool const chain = d_.word(role->range.last) == "and";
        if (name.empty() && !chain) return;
        if (d_.word(at) == "," && name.empty()) return;
        m.roles.push_back(*role);
        at = role->range.last;
    }
}

std::uint32_t MentionFinder::honorifics(std::uint32_t i, std::uint32_t limit, Mention& m) const {
    std::uint32_t at = i;
    while (at < limit) {
        std::uint32_t const size = g_.length(at, WordClass::honorific);
        if (size == 0 || (!d_.has(at, TokenFlag::capital) && at == i)) break;
        if (size == 1 && d_.word(at).size() == 1) break;
        if (std::string_view const gender = g_.value(at, WordClass::honorific); !gender.empty()) m.gender = gender[0];
        at += size;
    }
    return at;
}

void MentionFinder::title_name(Mention& m, std::uint32_t& at, std::uint32_t limit) {
    std::uint32_t from = at;
    if (d_.word(from) == "," || d_.word(from) == ":") {
        bool const definite = !m.roles[0].country.empty() || !m.roles[0].organization.empty();
        std::uint32_t const start = honorifics(from + 1, limit, m);
        Range const name = names_.person(start, limit, start > from + 1);
        if (!definite || name.empty() || (name.last - name.first < 2 && names_.certainty(name) < 1)) return;
        std::string_view const next = d_.word(name.last);
        if (next != "," && next != "and" && next != "." && next != ")" && name.last != limit && next != "—" && next != "–") return;
        m.name = name;
        at = name.last;
        return;
    }
    from = honorifics(from, limit, m);
    Range name = names_.person(from, limit, true);
    if (name.empty()) return;
    if (title_case_ && names_.certainty(name) < 1 && name.last - name.first > 1) {
        name.last = name.first + 1;  // "President Bush Visits Georgia"
    }
    m.name = name;
    at = name.last;
}

bool MentionFinder::confirmed(Range name, Range sentence) const {
    int const certainty = names_.certainty(name);
    if (certainty == 0) return false;
    if (title_case_) return false;
    std::uint32_t const next = name.last;
    if (d_.word(next) == "," && roles_.parse(next + 1, sentence.last)) return true;
    if (name.first > sentence.first) {
        std::string_view const before = d_.word(name.first - 1);
        if (before == "in" || before == "at" || before == "near" || before == "from" || before == "into" || before == "the" || before == "outside") return false;
    }
    return true;
}

std::uint32_t MentionFinder::plural_office(Mention& m, std::uint32_t at, Range sentence) {
    std::uint32_t const limit = sentence.last;
    RolePhrase role = m.roles[0];
    role.plural = false;
    role.title = singular(role.title);
    Range const name = names_.person(honorifics(at, limit, m), limit, true);
    std::uint32_t const begin = m.roles[0].range.first;
    if (!name.empty() && d_.has(role.range.last - 1, TokenFlag::capital) && begins_upper(name)) {
        std::uint32_t end = begin;
        std::uint32_t from = name.first;
        std::size_t const first = d_.mentions.size();
        while (from < limit) {
            Mention one;
            one.roles.push_back(role);
            one.name = names_.person(honorifics(from, limit, one), limit, true);
            if (one.name.empty()) break;
            end = finish(one, from == name.first ? begin : from, one.name.last, sentence);
            std::uint32_t next = end;
            if (d_.word(next) == ",") ++next;
            if (d_.word(next) == "and") ++next;
            if (next == end) break;
            from = next;
            if (!d_.has(from, TokenFlag::capital) || g_.length(from, WordClass::title) > 0 || g_.name(from)) break;
        }
        if (d_.mentions.size() > first) return end;
    }
    if (role.countries.size() > 1) {
        for (std::string const& country : role.countries) {
            Mention one;
            one.range = role.range;
            one.form = MentionForm::office;
            RolePhrase single = role;
            single.country = country;
            single.countries.clear();
            one.country = country;
            one.sector = role.sector;
            one.roles.push_back(single);
            add(one);
        }
        nested_names(role.range);
        return role.range.last;
    }
    if (role.country.empty() && role.organization.empty()) return 0;
    Mention one;  // "Libyan ministers": a group
    one.kind = EntityKind::group;
    one.range = role.range;
    one.name = role.range;
    if (d_.is(one.name.first, WordClass::determiner)) ++one.name.first;
    one.country = role.country;
    one.organization = role.organization;
    one.sector = role.sector;
    one.plural = true;
    one.weak = true;
    add(one);
    nested_names(role.range);
    return role.range.last;
}

std::string MentionFinder::singular(std::string title) {
    std::size_t const end = std::min(title.find(" of "), std::min(title.find(" for "), title.size()));
    std::string head = title.substr(0, end);
    if (head.ends_with("ies")) head.replace(head.size() - 3, 3, "y");
    else if (head.ends_with("men")) head.replace(head.size() - 2, 2, "an");
    else if (head.ends_with("s") && !head.ends_with("ss")) head.pop_back();
    return head + title.substr(end);
}

std::uint32_t MentionFinder::office(Mention& m, std::uint32_t at, Range sentence) {
    std::uint32_t const i = m.roles[0].range.first;
    bool const definite = d_.word(i) == "the" || d_.is(i, WordClass::possessive) || !m.roles[0].country.empty() ||
                          !m.roles[0].organization.empty() || d_.has(i, TokenFlag::capital);
    if (!definite || title_case_) return 0;
    if (m.roles[0].country.empty() && m.roles[0].organization.empty() && i > sentence.first) {
        std::string_view const before = d_.word(i - 1);
        if (before == "as" || before == "to" || before == "will") return 0;
    }
    m.form = MentionForm::office;
    m.range = {i, at};
    std::uint32_t const end = m.roles.back().range.last;
    m.range.last = end;
    m.country = m.roles[0].country;
    m.organization = m.roles[0].organization;
    m.sector = m.roles[0].sector;
    add(m);
    nested_names(m.range);
    return end;
}

std::uint32_t MentionFinder::finish(Mention& m, std::uint32_t begin, std::uint32_t at, Range sentence) {
    std::uint32_t const limit = sentence.last;
    m.range = {begin, at};
    if (d_.word(at) == "of" && at + 1 < limit) {
        std::uint32_t const bare = d_.word(at + 1) == "the" ? at + 2 : at + 1;
        auto const hit = g_.name(bare);
        bool const owner = hit && hit->range.last <= limit && !hit->sense.weak && (hit->is(SenseKind::state) || hit->is(SenseKind::organization) || hit->is(SenseKind::capital));
        if (owner) {
            if (hit->is(SenseKind::organization)) m.organization = k_.text(k_.organizations[hit->sense.row].name);
            else m.country = k_.text(k_.states[hit->sense.row].iso3);
            m.range.last = hit->range.last;
        }
    }
    apposition(m, sentence);
    for (RolePhrase const& role : m.roles) {
        if (m.country.empty()) m.country = role.country;
        if (m.organization.empty()) m.organization = role.organization;
        if (m.sector.empty()) m.sector = role.sector;
    }
    for (RolePhrase& role : m.roles)
        if (role.country.empty() && role.organization.empty()) role.country = m.country;
    if (auto const known = g_.person(m.name.first); m.gender == 'u' && known) m.gender = k_.persons[known->sense.row].gender;
    if (m.gender == 'u')
        for (std::uint32_t t = m.name.first; t < m.name.last && m.gender == 'u'; ++t)
            if (char const gender = k_.gender(d_.tokens[t].word); gender != 0) m.gender = gender;
    names_.remember(m.name);
    add(m);
    nested_names(m.range, m.name);
    return m.range.last;
}

void MentionFinder::apposition(Mention& m, Range sentence) {
    std::uint32_t at = m.range.last;
    bool const bracket = d_.word(at) == "(";
    if (d_.word(at) != "," && !bracket && d_.word(at) != "—" && d_.word(at) != "–") return;
    std::uint32_t from = at + 1;
    if (d_.has(from, TokenFlag::digits) && d_.word(from + 1) == ",") from += 2;  // an age
    auto role = roles_.parse(from, sentence.last);
    if (!role || role->plural || role->counterpart) return;
    std::uint32_t end = role->range.last;
    bool const determined = d_.is(from, WordClass::determiner);
    bool const informative = !role->country.empty() || !role->organization.empty() || determined || m.roles.empty();
    std::string_view const next = d_.word(end);
    std::vector<RolePhrase> found{*role};
    if (next == "and" || next == ",") {  // "President of the Assembly and Foreign Minister of X"
        std::uint32_t const second = next == "," && d_.word(end + 1) == "and" ? end + 2 : end + 1;
        auto const more = roles_.parse(second, sentence.last);
        if (next == "and" && more && !more->plural && !more->counterpart && names_.person(more->range.last, sentence.last, true).empty()) {
            found.push_back(*more);
            end = more->range.last;
        }
    }
    Range const name = names_.person(end, sentence.last, true);
    if (!name.empty() && !g_.name(end)) return;  // ", Foreign Minister Y": somebody else
    std::string_view const stop = d_.word(end);
    bool const closed = bracket ? stop == ")" : end >= sentence.last || d_.has(end, TokenFlag::punctuation) || !informative ||
                        stop == "and" || stop == "who" || stop == "at" || stop == "in" || stop == "for" || stop == "on" || determined ||
                        d_.is(end, WordClass::subordinator) || d_.is(end, WordClass::preposition);
    if (!closed || !informative) return;
    for (RolePhrase& r : found) m.roles.push_back(r);
    m.range.last = bracket && stop == ")" ? end + 1 : end;
}

}  // namespace diplograph
