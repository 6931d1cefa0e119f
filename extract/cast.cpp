#include "extract/cast.hpp"

#include <algorithm>
#include <set>

namespace diplograph {

void Cast::add(Mention const& m, ParticipantRole role, std::optional<Date> day, std::vector<Participant>& out, bool place_acts) {
    auto const put = [&](Index entity, Resolved resolved, std::string office) {
        if (std::any_of(out.begin(), out.end(), [&](Participant const& p) { return p.entity == entity; })) return;
        out.push_back({entity, role, std::move(office), resolved, Attendance::present});
    };
    bool const acts = role == ParticipantRole::source || role == ParticipantRole::target || role == ParticipantRole::perpetrator || role == ParticipantRole::victim;
    if (m.form == MentionForm::collective) {
        std::string_view const word = d_.word(m.range.first);
        bool const pronoun = word == "they" || word == "them" || word == "their";
        bool const object = word == "them" && (role == ParticipantRole::target || role == ParticipantRole::victim);
        if (object || (m.weak && acts && !met_)) return;
        if (pronoun && acts && !met_ && named_before(m).size() < 2) return;  // "they" are no pair that the article only set side by side
        static std::set<std::string_view> const states{"nations", "countries", "states", "governments", "neighbors", "neighbours", "allies"};
        std::vector<Index> const meant = meant_by(m);
        bool const of_states = std::none_of(meant.begin(), meant.end(), [&](Index e) { return d_.entities[e].country.empty() && d_.entities[e].kind == EntityKind::person; });
        if (!of_states && states.count(d_.word(m.range.last - 1)) > 0) return;  // "all three nations" are no two experts
        for (Index const e : meant) put(e, Resolved::coreference, {});
        return;
    }
    if (m.form == MentionForm::adjective || m.kind == EntityKind::event_name) return;
    bool const nameless = m.kind == EntityKind::group && m.weak && m.country.empty() && m.organization.empty();
    std::string_view const head = d_.word(m.range.last - 1);
    bool const institution = head == "government" || head == "authorities" || head == "junta" || head == "opposition";
    bool const meets = role == ParticipantRole::participant && !institution && (m.sector == "REB" || m.sector == "GOV" || m.sector == "OPP" || m.name.last - m.name.first > 1);
    if (nameless && !acts && !meets && m.sector != "REB") return;  // "met the police"
    if (m.kind == EntityKind::place) {
        if (m.metonym && place_acts && !m.country.empty()) put(table_.country(m.country), Resolved::text, {});
        return;
    }
    std::string const office = m.roles.empty() ? std::string() : m.roles[0].title;
    if (m.form == MentionForm::office) {
        if (m.entity) return put(*m.entity, Resolved::coreference, office);
        std::optional<Date> const at = day ? day : d_.reference;
        if (at && !m.roles.empty())
            if (auto const holder = table_.holder_at(m.roles[0], *at)) {
                table_.mention(*holder, m);
                return put(*holder, Resolved::office, office);
            }
        if (!m.country.empty()) return put(table_.country(m.country), Resolved::text, office);
        if (!m.organization.empty()) {
            Mention body = m;
            body.kind = EntityKind::organization;
            body.weak = false;
            body.form = MentionForm::office;
            body.name = m.range;
            body.fact = -1;
            return put(table_.body(body), Resolved::text, office);
        }
        return;
    }
    if (m.entity) put(*m.entity, m.form == MentionForm::pronoun ? Resolved::coreference : Resolved::text, office);
}

/// The people that a sentence names before "they" or "the two sides".
std::vector<Index> Cast::named_before(Mention const& collective) const {
    std::vector<Index> out;
    auto const sentence = std::upper_bound(d_.sentences.begin(), d_.sentences.end(), collective.range.first, [](std::uint32_t t, Sentence const& s) { return t < s.range.first; }) - 1;
    for (Mention const& m : d_.mentions) {
        if (m.range.first < sentence->range.first || m.range.last > collective.range.first || m.nested || !m.entity) continue;
        if (m.kind != EntityKind::person || m.form == MentionForm::pronoun || std::find(out.begin(), out.end(), *m.entity) != out.end()) continue;
        out.push_back(*m.entity);
    }
    return out;
}

/// Whether somebody's office is the one that a collective tells: "the two prime ministers", "both leaders".
bool Cast::may_be(Index person, Mention const& collective) const {
    Entity const& e = d_.entities[person];
    if (e.kind != EntityKind::person) return false;
    std::uint32_t const last = collective.range.last - 1;
    std::string_view const head = d_.word(last);
    auto const any = [&](auto const& fits) { return std::any_of(e.roles.begin(), e.roles.end(), [&](Role const& r) { return fits(plain_title(r.title)); }); };
    if (head == "ministers" && d_.word(last - 1) == "prime") return any([](std::string const& t) { return t.ends_with("prime minister") || t.ends_with("premier"); });
    if (head == "ministers" || head == "presidents" || head == "premiers" || head == "secretaries" || head == "envoys" || head == "negotiators") {
        std::string const single(head == "secretaries" ? "secretary" : head.substr(0, head.size() - 1));
        std::string const portfolio = d_.is(last - 1, WordClass::portfolio) ? std::string(d_.word(last - 1)) + ' ' : std::string();
        return any([&](std::string const& t) { return t.find(portfolio + single) != std::string::npos && (single != "president" || t.find("vice") == std::string::npos); });
    }
    return true;
}

/// The sides that "they" and "the two sides" mean; of people with an office, persons of those sides before all.
std::vector<Index> Cast::meant_by(Mention const& collective) const {
    if (std::vector<Index> const here = named_before(collective); here.size() >= 2) return here;
    static std::set<std::string_view> const of_people{"ministers", "presidents", "premiers", "secretaries", "envoys", "negotiators", "leaders", "men", "women", "statesmen"};
    if (of_people.count(d_.word(collective.range.last - 1)) == 0) return parties_;
    std::vector<Index> near;  // people whom the text named before, the last ones first, one a country
    auto const covered = [&](std::vector<Index> const& list, std::string const& country) {
        return std::any_of(list.begin(), list.end(), [&](Index x) { return d_.entities[x].country == country; });
    };
    for (std::size_t i = d_.mentions.size(); i-- > 0;) {
        Mention const& m = d_.mentions[i];
        if (m.range.last > collective.range.first || m.kind != EntityKind::person || !m.entity) continue;
        if (std::string const& country = d_.entities[*m.entity].country; !country.empty() && !covered(near, country) && may_be(*m.entity, collective)) near.push_back(*m.entity);
    }
    std::vector<Index> out;
    for (Index const p : parties_) {
        Entity const& party = d_.entities[p];
        if (party.kind == EntityKind::person) {
            if (may_be(p, collective)) out.push_back(p);
            continue;
        }
        auto const own = std::find_if(near.begin(), near.end(), [&](Index x) { return d_.entities[x].country == party.country; });
        out.push_back(own != near.end() && !covered(out, party.country) ? *own : p);
    }
    for (std::size_t i = 0; out.size() < 2 && i < near.size(); ++i)
        if (!covered(out, d_.entities[near[i]].country)) out.push_back(near[i]);
    return out.size() >= 2 ? out : parties_;
}

void Cast::add(Group const& group, ParticipantRole role, std::optional<Date> day, std::vector<Participant>& out, bool place_acts) {
    for (std::uint32_t const m : group) add(d_.mentions[m], role, day, out, place_acts);
}

void Cast::add_destination(Mention const& m, ParticipantRole role, Event& e, std::optional<Date> day) {
    bool const place = m.kind == EntityKind::place || (m.kind == EntityKind::country && !m.metonym);
    if (place) {
        if (!e.place) e.place = to_place(d_, m);
        std::string const country = m.country;
        if (country.empty()) return;
        bool const own = std::any_of(e.participants.begin(), e.participants.end(), [&](Participant const& p) { return d_.entities[p.entity].country == country; });
        if (own) return;
        add_country(country, role, e.participants);
    } else {
        add(m, role, day, e.participants, true);
    }
}

void Cast::add_state(Mention const& m, ParticipantRole role, std::vector<Participant>& out) {
    std::size_t const before = out.size();
    add(m, role, std::nullopt, out, true);
    if (out.size() == before && !m.country.empty()) add_country(m.country, role, out);
}

Mention const* Cast::actor_before(std::uint32_t first, std::uint32_t verb) const {
    Mention const* found = nullptr;
    for (Mention const& m : d_.mentions) {
        if (m.range.first < first || m.range.last > verb) continue;
        bool const acts = m.form != MentionForm::adjective && !m.nested && !m.possessive && m.kind != EntityKind::event_name && m.kind != EntityKind::place;
        bool const in_phrase = m.range.first > first && d_.is(m.range.first - 1, WordClass::preposition);
        if (acts && !(in_phrase && found != nullptr)) found = &m;
    }
    return found;
}

/// "..., X said": who tells it.
bool Cast::says(Mention const& m) const {
    std::uint32_t at = m.range.last;
    while (d_.is(at, WordClass::adverb)) ++at;
    std::string_view const w = d_.word(at);
    return w == "said" || w == "says" || w == "told" || w == "reported" || w == "reports" || w == "added" || w == "announced";
}

Mention const* Cast::object_among(std::vector<std::uint32_t> const& tokens, std::string const& own, bool asked) const {
    for (std::uint32_t const i : tokens) {
        for (Mention const& m : d_.mentions) {
            if (m.range.first != i || m.form == MentionForm::pronoun || m.form == MentionForm::collective || m.kind == EntityKind::event_name) continue;
            std::string_view const before = i > 0 ? d_.word(i - 1) : std::string_view(), farther = i > 1 ? d_.word(i - 2) : std::string_view();
            bool const agent = !asked && (before == "by" || (before == "the" && farther == "by"));
            bool const moved = m.kind == EntityKind::group && m.weak && m.country.empty() && m.organization.empty() && m.sector == "MIL";
            bool told = false;  // "according to the UN"
            for (std::uint32_t t = i > 3 ? i - 3 : 0; t < i; ++t) told |= d_.word(t) == "according";
            if (says(m) || agent || moved || told) continue;
            bool const other = m.country.empty() ? m.kind != EntityKind::place && m.sector != "MED" : m.country != own;
            if (other) return &m;
        }
    }
    return nullptr;
}

}  // namespace diplograph
