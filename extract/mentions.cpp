#include <algorithm>
#include <map>
#include <set>

#include "extract/document.hpp"
#include "extract/gazetteer.hpp"
#include "extract/names.hpp"
#include "extract/roles.hpp"

namespace diplograph {

namespace {

/// Reads a document's phrases from left to right.
class MentionFinder {
public:
    explicit MentionFinder(Document& document)
        : d_(document), k_(*document.knowledge), g_(document), roles_(document, g_), names_(document, g_, roles_) {}

    void run() {
        for (Sentence const& sentence : d_.sentences) {
            title_case_ = !sentence.roster && is_title_case(sentence);
            roster_ = sentence.roster;
            for (std::uint32_t i = sentence.range.first; i < sentence.range.last;) i = std::max(i + 1, read(i, sentence.range));
        }
        recall();
        std::stable_sort(d_.mentions.begin(), d_.mentions.end(), [](Mention const& a, Mention const& b) {
            return std::pair(a.range.first, b.range.last) < std::pair(b.range.first, a.range.last);
        });
    }

private:
    /// Headlines "Written Like This" tell nothing by their capitals.
    [[nodiscard]] bool is_title_case(Sentence const& sentence) const {
        unsigned words = 0, capitals = 0;
        for (std::uint32_t i = sentence.range.first; i < sentence.range.last; ++i) {
            bool const counts = d_.is(i, WordClass::common) && d_.word(i).size() > 3 && !d_.is(i, WordClass::preposition) &&
                                !d_.is(i, WordClass::given_name) && g_.length(i, WordClass::title) == 0;
            if (!counts) continue;
            ++words;
            capitals += d_.has(i, TokenFlag::capital);
        }
        return words >= 3 && capitals == words;
    }

    /// The phrase that begins at a token, if one does; returns the token behind it.
    std::uint32_t read(std::uint32_t i, Range sentence) {
        std::uint32_t const limit = sentence.last;
        if (d_.has(i, TokenFlag::punctuation)) return i + 1;
        if (auto const end = pronoun(i)) return end;
        if (auto const end = collective(i, limit)) return end;
        if (auto const end = person(i, sentence)) return end;
        std::uint32_t const start = d_.is(i, WordClass::determiner) && i + 1 < limit ? i + 1 : i;
        if (auto const end = body(start, limit)) return end;
        if (auto const end = group(i, limit)) return end;
        if (auto const end = table_name(i, limit)) return end;
        if (auto const end = bare_name(i, sentence)) return end;
        return i + 1;
    }

    Mention& add(Mention mention) {
        mention.possessive = d_.has(mention.range.last, TokenFlag::possessive);
        d_.mentions.push_back(std::move(mention));
        return d_.mentions.back();
    }

    std::uint32_t pronoun(std::uint32_t i) {
        std::string_view const kind = d_.is(i, WordClass::pronoun) ? k_.value(d_.tokens[i].word, WordClass::pronoun) : std::string_view{};
        std::string_view const w = d_.word(i);
        char const gender = kind == "male" || w == "his" ? 'm' : kind == "female" || w == "her" ? 'f' : 'u';
        bool const plural = kind == "plural" || w == "their" || (w == "both" && (d_.word(i + 1) != "the" && !d_.is(i + 1, WordClass::title)));
        if (gender == 'u' && !plural) return 0;
        Mention m;
        m.range = {i, i + 1};
        m.nested = w == "his" || w == "her" || w == "their";  // a possessor, whose noun may begin a phrase of its own
        m.form = plural ? MentionForm::collective : MentionForm::pronoun;
        m.gender = gender;
        m.plural = plural;
        bool const possessor = m.nested;
        add(m);
        return possessor ? 0 : i + 1;
    }

    /// "the two sides", "both ministers", "the two foreign ministers", "the leaders".
    std::uint32_t collective(std::uint32_t i, std::uint32_t limit) {
        std::uint32_t at = i;
        std::string_view const w = d_.word(i);
        if (w != "the" && w != "both" && w != "two" && w != "all") return 0;
        bool strong = w != "the";
        ++at;
        while (at < limit && (d_.word(at) == "the" || d_.is(at, WordClass::number) || d_.word(at) == "both")) {
            strong |= d_.word(at) != "the";
            ++at;
        }
        while (at < limit && (d_.is(at, WordClass::portfolio) || d_.word(at) == "prime" || d_.word(at) == "top")) ++at;
        if (at >= limit || d_.has(at, TokenFlag::possessive)) return 0;
        std::string_view const head = d_.word(at);
        static std::set<std::string_view> const heads{"sides", "leaders", "ministers", "parties", "presidents", "countries", "officials",
                                                      "diplomats", "delegations", "men", "statesmen", "premiers", "counterparts", "nations",
                                                      "heads", "governments", "secretaries", "envoys", "states", "neighbors", "neighbours",
                                                      "allies", "principals", "negotiators", "chiefs", "women"};
        if (heads.count(head) == 0) return 0;
        if (d_.word(at + 1) == "of" || (d_.word(at + 1) == "from" && strong == false)) return 0;
        Mention m;
        m.range = {i, at + 1};
        m.form = MentionForm::collective;
        m.plural = true;
        m.weak = !strong;
        add(m);
        return at + 1;
    }

    /// Somebody with an office, a name or both, with the appositions around.
    std::uint32_t person(std::uint32_t i, Range sentence) {
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
            if (m.name.empty()) return office(m, at, sentence);
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

    /// "Messrs. Zorin, Roshchin and Shakhov".
    [[nodiscard]] bool plural_list(Range sentence) const { return d_.word(sentence.first).starts_with("messrs"); }

    /// "Vice President and Foreign Minister": one person, if a name follows and the second office has no article.
    void more_roles(Mention& m, std::uint32_t& at, std::uint32_t limit) {
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

    std::uint32_t honorifics(std::uint32_t i, std::uint32_t limit, Mention& m) const {
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

    /// The name behind a title: "Foreign Minister Sheikh X", "foreign minister, X,".
    void title_name(Mention& m, std::uint32_t& at, std::uint32_t limit) {
        std::uint32_t from = at;
        if (d_.word(from) == "," || d_.word(from) == ":") {
            bool const definite = !m.roles[0].country.empty() || !m.roles[0].organization.empty();
            std::uint32_t const start = honorifics(from + 1, limit, m);
            Range const name = names_.person(start, limit, start > from + 1);
            if (!definite || name.empty() || names_.certainty(name) < 1) return;
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

    /// A bare sequence of capitals that only might be a person: what stands around decides.
    [[nodiscard]] bool confirmed(Range name, Range sentence) const {
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

    /// "the presidents of Iran, Russia and Turkey", "Presidents Blaise Compaore of Burkina Faso and Laurent Gbagbo".
    std::uint32_t plural_office(Mention& m, std::uint32_t at, Range sentence) {
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

    /// "presidents" -> "president"; the plural may stand before a complement: "ministers of defense".
    static std::string singular(std::string title) {
        std::size_t const end = std::min(title.find(" of "), std::min(title.find(" for "), title.size()));
        std::string head = title.substr(0, end);
        if (head.ends_with("ies")) head.replace(head.size() - 3, 3, "y");
        else if (head.ends_with("men")) head.replace(head.size() - 2, 2, "an");
        else if (head.ends_with("s") && !head.ends_with("ss")) head.pop_back();
        return head + title.substr(end);
    }

    [[nodiscard]] bool begins_upper(Range range) const { return d_.has(range.first, TokenFlag::capital); }

    /// An office without a name stands for whoever holds it.
    std::uint32_t office(Mention& m, std::uint32_t at, Range sentence) {
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

    /// Appositions and the country behind a name, then the mention is whole.
    std::uint32_t finish(Mention& m, std::uint32_t begin, std::uint32_t at, Range sentence) {
        std::uint32_t const limit = sentence.last;
        m.range = {begin, at};
        if (d_.word(at) == "of" && at + 1 < limit) {
            std::uint32_t const bare = d_.word(at + 1) == "the" ? at + 2 : at + 1;
            auto const hit = g_.name(bare);
            bool const owner = hit && !hit->sense.weak && (hit->is(SenseKind::state) || hit->is(SenseKind::organization) || hit->is(SenseKind::capital));
            if (owner) {
                if (hit->is(SenseKind::organization)) m.organization = k_.organizations[hit->sense.row].name;
                else m.country = k_.states[hit->sense.row].iso3;
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
        if (m.gender == 'u')
            for (std::uint32_t t = m.name.first; t < m.name.last && m.gender == 'u'; ++t)
                if (auto const found = k_.genders.find(d_.tokens[t].word); found != k_.genders.end()) m.gender = found->second;
        names_.remember(m.name);
        add(m);
        nested_names(m.range, m.name);
        return m.range.last;
    }

    /// ", Iran's foreign minister," behind a name.
    void apposition(Mention& m, Range sentence) {
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

    /// Countries, organizations and places inside a phrase are named too, but do not act.
    void nested_names(Range range, Range except = {}) {
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

    [[nodiscard]] Mention from_hit(Hit const& hit) const {
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
                m.country = k_.states[hit.sense.row].iso3;
                m.metonym = hit.is(SenseKind::metonym);
                m.plural = hit.is(SenseKind::demonym);
                break;
            case SenseKind::capital:
                m.kind = EntityKind::place;
                m.country = k_.states[hit.sense.row].iso3;
                m.metonym = true;
                m.fact = hit.place;
                break;
            case SenseKind::organization: {
                OrganizationFact const& fact = k_.organizations[hit.sense.row];
                m.kind = fact.kind;
                m.country = fact.country;
                m.sector = fact.sector;
                break;
            }
            default:
                m.kind = EntityKind::place;
                m.country = k_.places[static_cast<std::size_t>(hit.place)].country;
                m.fact = hit.place;
        }
        return m;
    }

    std::uint32_t body(std::uint32_t i, std::uint32_t limit) {
        if (!d_.has(i, TokenFlag::capital) || title_case_) return 0;
        auto const found = names_.body(i, limit);
        if (!found) return 0;
        if (auto const hit = g_.name(i); hit && hit->range.last >= found->range.last) return 0;
        Mention m;
        m.range = m.name = found->range;
        m.kind = found->kind;
        m.country = found->country;
        m.sector = found->sector;
        if (d_.word(m.range.last) == "of" && m.kind == EntityKind::organization) {  // "Foreign Ministry of Iran" is read whole
            if (auto const hit = g_.name(m.range.last + 1); hit && hit->is(SenseKind::state) && m.country.empty()) {
                m.country = k_.states[hit->sense.row].iso3;
                m.range.last = hit->range.last;
            }
        }
        if (d_.word(m.range.last) == "(" && d_.has(m.range.last + 1, TokenFlag::all_capitals) && d_.word(m.range.last + 2) == ")")
            acronyms_.emplace(std::string(d_.word(m.range.last + 1)), d_.mentions.size());
        add(m);
        nested_names(m.range);
        return m.range.last;
    }

    /// "Croatian authorities", "the government of Sudan", "Iraqi rebels".
    std::uint32_t group(std::uint32_t i, std::uint32_t limit) {
        std::uint32_t at = i;
        if (d_.is(at, WordClass::determiner)) ++at;
        std::string country, organization;
        std::optional<Hit> body;
        while (at < limit && (d_.is(at, WordClass::rank) || d_.word(at) == "senior" || d_.is(at, WordClass::number)) && !g_.name(at)) ++at;
        if (auto const hit = g_.name(at); hit && !hit->sense.weak) {
            Mention const owner = from_hit(*hit);
            bool const owned = d_.has(hit->range.last, TokenFlag::possessive);
            bool const modifies = owned || owner.form == MentionForm::adjective || owner.kind == EntityKind::organization ||
                                  owner.kind == EntityKind::group || hit->is(SenseKind::state) || hit->is(SenseKind::capital);
            if (!modifies) return 0;
            country = owner.country;
            if (owner.kind == EntityKind::organization || owner.kind == EntityKind::group) {
                organization = k_.organizations[static_cast<std::size_t>(owner.fact)].name;
                body = hit;
            }
            at = hit->range.last + (owned ? 1U : 0U);
            if (d_.word(at) == "(" && d_.word(at + 2) == ")") at += 3;  // "Daesh (ISIL) terrorists"
        }
        std::uint32_t words = 0;
        while (at < limit && words < 3 && g_.length(at, WordClass::group_noun) == 0 && d_.has(at, TokenFlag::letters) &&
               (d_.is(at, WordClass::adjective) || d_.is(at, WordClass::rank) || d_.is(at, WordClass::portfolio) ||
                d_.is(at, WordClass::noun) || d_.is(at, WordClass::organization_head)) &&
               !d_.is(at, WordClass::preposition) && !(d_.is(at, WordClass::verb) && !d_.is(at, WordClass::noun))) {
            if (d_.is(at, WordClass::organization_head) && !country.empty()) break;
            ++at;
            ++words;
        }
        std::uint32_t size = g_.length(at, WordClass::group_noun);
        std::string sector;
        EntityKind kind = EntityKind::group;
        if (size > 0) {
            sector = std::string(g_.value(at, WordClass::group_noun));
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
            end += g_.length(end, WordClass::group_noun);
        }
        if (d_.word(end) == "of" || d_.word(end) == "from") {
            std::uint32_t const bare = d_.word(end + 1) == "the" ? end + 2 : end + 1;
            if (auto const hit = g_.name(bare); hit && (hit->is(SenseKind::state) || hit->is(SenseKind::organization)) && country.empty()) {
                Mention const owner = from_hit(*hit);
                country = owner.country;
                if (owner.kind != EntityKind::country) organization = k_.organizations[static_cast<std::size_t>(owner.fact)].name;
                end = hit->range.last;
            }
        }
        if (country.empty() && organization.empty() && sector != "REB") return 0;
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
        if (body && (sector == "REB" || sector == "MIL" || sector == "GOV") && m.kind == EntityKind::group && k_.organizations[body->sense.row].sector == "REB") {
            Mention const owner = from_hit(*body);  // "Taliban fighters" are the Taliban
            m.name = owner.name;
            m.fact = owner.fact;
            m.sector = owner.sector;
            m.weak = false;
        }
        add(m);
        nested_names(m.range, m.name);
        return end;
    }

    std::uint32_t table_name(std::uint32_t i, std::uint32_t limit) {
        auto const hit = g_.name(i);
        if (!hit || hit->range.last > limit) return 0;
        if (hit->sense.weak) {
            std::string_view const before = i > 0 ? d_.word(i - 1) : std::string_view{};
            bool const located = before == "in" || before == "at" || before == "near" || before == "from" || before == "of";
            if (!located || title_case_ || d_.has(hit->range.last, TokenFlag::capital)) return 0;
        }
        if (!hit->is(SenseKind::adjective) && !d_.has(i, TokenFlag::all_capitals) && hit->range.last == i + 1 &&
            i > 0 && d_.is(i - 1, WordClass::given_name) && d_.has(i - 1, TokenFlag::capital) && hit->is(SenseKind::place))
            return 0;
        add(from_hit(*hit));
        return hit->range.last;
    }

    /// Capitals that no rule explains: a person if nothing speaks against it.
    std::uint32_t bare_name(std::uint32_t i, Range sentence) {
        if (title_case_ || !d_.has(i, TokenFlag::capital) || !d_.has(i, TokenFlag::letters)) return 0;
        pending_.push_back({i, sentence.last});
        return 0;
    }

    /// Names seen in full are known by any of their words; acronyms by their first explanation.
    void recall() {
        std::vector<bool> taken(d_.tokens.size() + 1, false);
        for (Mention const& m : d_.mentions)
            for (std::uint32_t t = m.range.first; t < m.range.last; ++t) taken[t] = true;
        for (Range const& at : pending_) {
            std::uint32_t const i = at.first;
            if (taken[i]) continue;
            if (auto const found = acronyms_.find(std::string(d_.word(i))); found != acronyms_.end()) {
                Mention const& whole = d_.mentions[found->second];
                Mention m;
                m.range = m.name = {i, i + 1};
                m.kind = whole.kind;
                m.country = whole.country;
                m.sector = whole.sector;
                m.organization = std::string(d_.text(whole.name));
                taken[i] = true;
                add(m);
                continue;
            }
            if (!names_.remembers(i)) continue;
            std::uint32_t last = i + 1;
            while (last < at.last && d_.has(last, TokenFlag::capital) && names_.remembers(last) && !taken[last]) ++last;
            Mention m;
            m.range = m.name = {i, last};
            m.kind = EntityKind::person;
            for (std::uint32_t t = i; t < last; ++t) taken[t] = true;
            if (d_.word(last) == "," && last + 1 < at.last && !taken[last + 1]) apposition(m, {i, at.last});
            for (RolePhrase const& role : m.roles) {
                if (m.country.empty()) m.country = role.country;
                if (m.sector.empty()) m.sector = role.sector;
            }
            add(m);
        }
    }

    Document& d_;
    Knowledge const& k_;
    Gazetteer g_;
    RoleParser roles_;
    NameParser names_;
    std::vector<Range> pending_;
    std::map<std::string, std::size_t> acronyms_;
    bool title_case_ = false;
    bool roster_ = false;
};

}  // namespace

void find_mentions(Document& document) { MentionFinder(document).run(); }

}  // namespace diplograph
