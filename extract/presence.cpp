#include "extract/presence.hpp"

#include <algorithm>

namespace diplograph {

std::optional<Presence> PresenceReader::read() const {
    if (auto found = list()) return found;
    return presence();
}

/// "they", "the six", "the new envoys", "those present": people without a name.
bool PresenceReader::means_people(Range subject) const {
    if (subject.empty() || subject.last - subject.first > 6) return false;
    std::string_view const first = d_.word(subject.first), last = d_.word(subject.last - 1);
    if (first == "they" || first == "those") return true;
    bool const counted = first == "the" && d_.is(subject.last - 1, WordClass::number);
    bool const office = d_.is(subject.last - 1, WordClass::title) && d_.knowledge->value(d_.tokens[subject.last - 1].word, WordClass::title).ends_with('*');
    return counted || office || d_.is(subject.last - 1, WordClass::group_noun) || last == "others" || last == "present";
}

/// The persons of the list that begins behind a verb, up to the next clause.
Group PresenceReader::persons(std::uint32_t first) const {
    Group out;
    for (std::uint32_t t = first; t < c_.sentence().last; ++t) {
        std::int32_t const m = c_.begins(t);
        if (m < 0) {
            if (c_.is_plain_verb(t) || d_.is(t, WordClass::subordinator)) break;
            continue;
        }
        Mention const& mention = d_.mentions[static_cast<std::size_t>(m)];
        bool const named = mention.kind == EntityKind::person && mention.form == MentionForm::name;
        bool const of_another = t > first && d_.is(t - 1, WordClass::preposition);
        if (named && !of_another) out.push_back(static_cast<std::uint32_t>(m));
        t = mention.range.last - 1;
    }
    return out;
}

std::optional<Presence> PresenceReader::list() const {
    Range const s = c_.sentence();
    for (std::uint32_t t = s.first; t < std::min(s.last, s.first + 8); ++t) {
        std::string_view const w = d_.word(t);
        bool const be = w == "are" || w == "were" || w == "was" || w == "is", contains = w == "included" || w == "include" || w == "includes" || w == "comprised";
        if (!be && !contains) {
            if (c_.over(t) >= 0 && d_.mentions[static_cast<std::size_t>(c_.over(t))].kind == EntityKind::person && d_.mentions[static_cast<std::size_t>(c_.over(t))].form == MentionForm::name) return std::nullopt;
            continue;
        }
        std::string_view const first = d_.word(s.first);
        bool const inverted = first == "among" || (first == "also" && d_.word(t - 1) == "present") || (first == "present" && t == s.first + 1);
        if (!inverted && !means_people({s.first, t})) return std::nullopt;
        std::uint32_t const next = t + 1;
        bool const opens = c_.begins(next) >= 0 || (d_.is(next, WordClass::determiner) && c_.begins(next + 1) >= 0);
        if (!opens) return std::nullopt;
        Presence found{persons(next), {}, !inverted && be, t};
        bool const enough = found.group.size() >= (inverted || contains ? 1U : 2U);
        return enough ? std::optional(std::move(found)) : std::nullopt;
    }
    return std::nullopt;
}

Group PresenceReader::persons_before(std::uint32_t verb) const {
    if (verb == c_.sentence().first || c_.ends(verb - 1) < 0) return {};
    auto const index = static_cast<std::uint32_t>(c_.ends(verb - 1));
    if (d_.mentions[index].kind != EntityKind::person) return {};
    Group out{index};
    c_.add_listed(out);
    std::sort(out.begin(), out.end());
    return out;
}

std::optional<Presence> PresenceReader::presence() const {
    Range const s = c_.sentence();
    for (std::uint32_t t = s.first + 1; t + 1 < s.last; ++t) {
        std::string_view const w = d_.word(t);
        bool const be = w == "was" || w == "were";
        if (!be && w != "attended" && w != "led") continue;
        std::uint32_t at = t + 1;
        while (d_.is(at, WordClass::adverb) && d_.word(at) != "there") ++at;
        std::string_view const next = d_.word(at);
        bool const there = be ? next == "present" || next == "there" || next == "among" || (next == "in" && d_.word(at + 1) == "attendance")
                              : w == "led" ? next == "the" && d_.word(at + 1) == "delegation" : next == "as" || d_.has(at, TokenFlag::punctuation);
        if (!there) continue;
        std::uint32_t verb = t;
        while (verb > s.first && d_.is(verb - 1, WordClass::adverb)) --verb;
        Presence found{persons_before(verb), {}, false, t};
        if (found.group.empty()) continue;
        for (std::uint32_t i = at; i < std::min(s.last, at + 8) && !found.role; ++i) {
            found.role = told_by<ParticipantRole>(*d_.knowledge, c_.syntax().lemma(c_.syntax().of_token(i)), WordClass::part);
        }
        return found;
    }
    return std::nullopt;
}

}  // namespace diplograph
