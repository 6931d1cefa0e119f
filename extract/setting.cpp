#include "extract/setting.hpp"

#include <algorithm>

namespace diplograph {

std::optional<Place> to_place(Document const& d, Mention const& m) {
    if (!m.entity) return std::nullopt;
    Entity const& e = d.entities[*m.entity];
    Place p;
    p.entity = m.entity;
    p.name = e.name;
    p.country = m.country;
    PlaceFact const* const fact = m.kind == EntityKind::place && m.fact >= 0 ? &d.knowledge->places[static_cast<std::size_t>(m.fact)] : nullptr;
    if (fact != nullptr && d.knowledge->text(fact->country) == m.country) {
        p.latitude = fact->point.latitude();
        p.longitude = fact->point.longitude();
    } else if (StateFact const* const state = d.knowledge->state(m.country)) {
        p.latitude = state->point.latitude();
        p.longitude = state->point.longitude();
    }
    return p;
}

std::optional<DateInterval> Setting::when(std::uint32_t trigger, Status status, std::vector<Trigger> const& all) const {
    TimeMention const* best = nullptr;
    std::uint32_t cost = 1000;
    for (TimeMention const& t : d_.times) {
        if (!clauses_.sentence().contains(t.range.first)) continue;
        bool const behind = t.range.first > trigger;
        std::uint32_t distance = behind ? t.range.first - trigger : (trigger - t.range.first) * 2;
        std::string_view const before = t.range.first > 0 ? d_.word(t.range.first - 1) : std::string_view{};
        if (before == "since" || before == "until" || before == "by" || before == "of") distance += 20;
        for (Trigger const& other : all) {  // it belongs to a trigger that is nearer
            bool const between = behind ? other.token > trigger && other.token < t.range.first : other.token < trigger && other.token > t.range.first;
            if (between) distance += k_.predicates.rows[other.predicate].type == EventType::statement ? 3 : 12;
        }
        distance += apart(trigger, t, all);
        if (distance < cost) {
            cost = distance;
            best = &t;
        }
    }
    if (best == nullptr || cost > 60) return std::nullopt;
    bool const ahead = status == Status::planned || status == Status::proposed;
    return ahead && best->future ? *best->future : best->date;
}

/// How far the tree keeps a date from a trigger: nothing in its own clause, much in another that is told for itself.
std::uint32_t Setting::apart(std::uint32_t trigger, TimeMention const& time, std::vector<Trigger> const& all) const {
    Syntax const& syntax = clauses_.syntax();
    std::uint32_t const node = syntax.of_token(trigger), at = syntax.top(time.range.first, time.range.last);
    auto const clause = [&](std::uint32_t n) { return clauses_.is_clause(n) ? n : clauses_.governor(n); };
    std::uint32_t const own = clause(node), other = clause(at);
    for (std::uint32_t n = at; n != Node::none && n != other; n = d_.nodes[n].head)
        if (n == node) return 0;
    if (own == other || other == Node::none) return 0;
    for (std::uint32_t n = own; n != Node::none; n = d_.nodes[n].head) {
        if (d_.nodes[n].head == other) return syntax.relation(n) == "ccomp" ? 8 : 4;  // "police said on Monday"
        if (syntax.relation(n) == "acl:relcl") break;
    }
    if (syntax.relation(other) == "acl:relcl") return 60;
    bool const told = std::any_of(all.begin(), all.end(), [&](Trigger const& t) { return syntax.of_token(t.token) == other; });
    return told ? 20 : 0;
}

/// "developments in Syria": the place of a noun, not of the event.
bool Setting::of_a_noun(std::uint32_t preposition, std::uint32_t trigger) const {
    if (preposition == clauses_.sentence().first) return false;
    std::uint32_t const p = preposition - 1;
    if (p == trigger || clauses_.over(p) >= 0 || clauses_.is_time(p) || d_.has(p, TokenFlag::punctuation)) return false;
    return d_.is(p, WordClass::noun) && !d_.is(p, WordClass::adverb) && preposition > trigger + 1;
}

std::optional<Place> Setting::where(std::vector<Phrase> const& phrases, bool moves, Range name, std::uint32_t trigger) const {
    std::optional<Place> country, unknown;
    bool of_city = false;  // "in the port city of Hodeidah"
    for (Phrase const& phrase : phrases) {
        std::string_view const w = phrase.preposition;
        if (name.contains(phrase.at)) continue;
        bool const aside = of_a_noun(phrase.at, trigger);
        bool const located = w == "in" || w == "at" || w == "near" || w == "inside" || w == "outside" || (moves && (w == "to" || w == "into" || w.empty()));
        bool const struck = w.empty() && phrase.group.empty() && d_.is(phrase.noun, WordClass::place_head);  // "shelled the outskirts of"
        if (!located && !struck && !(of_city && w == "of")) continue;
        of_city = (located || struck) && phrase.group.empty() && (d_.is(phrase.noun, WordClass::place_head) || d_.word(phrase.noun) == "capital");
        if (of_city && d_.word(phrase.noun) == "capital")
            if (auto const place = capital(phrase.noun)) return place;
        for (std::uint32_t const i : phrase.group) {
            Mention const& m = d_.mentions[i];
            if (m.kind == EntityKind::place && m.fact >= 0) return to_place(d_, m);
            if (m.kind == EntityKind::place && !unknown) unknown = to_place(d_, m);
            if (m.kind == EntityKind::country && m.form == MentionForm::name && !m.metonym && !country && !aside) country = to_place(d_, m);
        }
    }
    return unknown ? unknown : country;
}

/// "the Belarusian capital", "Qatar's capital".
std::optional<Place> Setting::capital(std::uint32_t noun) const {
    for (std::uint32_t const c : clauses_.children(clauses_.syntax().of_token(noun))) {
        std::int32_t const m = clauses_.over(d_.nodes[c].token);
        if (m < 0 || d_.mentions[static_cast<std::size_t>(m)].kind != EntityKind::country) continue;
        StateFact const* const state = k_.state(d_.mentions[static_cast<std::size_t>(m)].country);
        if (state == nullptr) continue;
        Place p;
        p.name = k_.text(state->capital);
        p.country = k_.text(state->iso3);
        p.latitude = state->point.latitude();
        p.longitude = state->point.longitude();
        return p.name.empty() ? std::nullopt : std::optional(p);
    }
    return std::nullopt;
}

/// The words between two, a mention with its titles as one.
std::uint32_t Setting::units(std::uint32_t first, std::uint32_t last) const {
    std::uint32_t count = 0;
    for (std::uint32_t t = first + 1; t < last; ++t) count += clauses_.over(t) < 0 || clauses_.over(t) != clauses_.over(t - 1);
    return count;
}

std::optional<Place> Setting::sentence_place(std::uint32_t trigger, Range name) const {
    constexpr std::uint32_t reach = 14;  // words behind the trigger
    std::optional<Place> country;
    for (Mention const& m : d_.mentions) {
        if (!clauses_.sentence().contains(m.range.first) || m.nested || name.contains(m.range.first)) continue;
        std::uint32_t first = m.range.first;
        while (first > clauses_.sentence().first && (d_.word(first - 1) == "the" || d_.has(first - 1, TokenFlag::possessive) || d_.is(first - 1, WordClass::adjective) ||
                                                     (clauses_.over(first - 1) >= 0 && d_.mentions[static_cast<std::size_t>(clauses_.over(first - 1))].range.last == first)))
            --first;
        if (first == clauses_.sentence().first) continue;
        std::string_view const w = d_.word(first - 1);
        if (w != "in" && w != "at") continue;
        bool front = true;  // but for when: "Earlier today in Jeddah,"
        for (std::uint32_t t = clauses_.sentence().first; t + 1 < first; ++t) front &= clauses_.is_time(t) || d_.is(t, WordClass::adverb);
        std::int32_t const before = first >= 2 ? clauses_.over(first - 2) : -1;  // "met Yang Jiechi in Luxembourg"
        bool const of_person = before >= 0 && d_.mentions[static_cast<std::size_t>(before)].kind == EntityKind::person;
        bool behind = m.range.first > trigger && (m.range.first < trigger + reach || (of_person && units(trigger, m.range.first) < reach));
        for (std::uint32_t t = trigger + 1; t < m.range.first && !behind; ++t) behind = d_.word(t) == "sidelines" || d_.word(t) == "margins";
        if (!front && !behind) continue;
        if (m.kind == EntityKind::place) return to_place(d_, m);
        bool const apart = behind && of_person;
        if ((front || apart) && m.kind == EntityKind::country && m.form == MentionForm::name && !m.metonym && !country) country = to_place(d_, m);
    }
    return country;
}

std::optional<Place> Setting::any_place(Range sentence) const {
    for (Mention const& m : d_.mentions)
        if (sentence.contains(m.range.first) && m.kind == EntityKind::place && m.range.first > sentence.first) {
            std::string_view const w = d_.word(m.range.first - 1);
            if (w == "in" || w == "at" || w == "near" || w == "of") return to_place(d_, m);
        }
    return std::nullopt;
}

}  // namespace diplograph
