#include "extract/clause.hpp"

#include <algorithm>

namespace diplograph {

void Clauses::set_sentence(Range range) {
    s_ = range;
    std::size_t const size = range.last - range.first;
    begin_.assign(size, -1);
    end_.assign(size, -1);
    over_.assign(size, -1);
    time_.assign(size, false);
    auto const first = std::lower_bound(d_.mentions.begin(), d_.mentions.end(), range.first,
                                        [](Mention const& m, std::uint32_t i) { return m.range.first < i; });
    for (auto m = first; m != d_.mentions.end() && m->range.first < range.last; ++m) {
        if (m->nested) continue;
        auto const index = static_cast<std::int32_t>(m - d_.mentions.begin());
        if (begin_[m->range.first - range.first] < 0) begin_[m->range.first - range.first] = index;
        if (m->range.last <= range.last) end_[m->range.last - 1 - range.first] = index;
        for (std::uint32_t t = m->range.first; t < std::min(m->range.last, range.last); ++t)
            if (over_[t - range.first] < 0) over_[t - range.first] = index;
    }
    for (TimeMention const& time : d_.times)
        for (std::uint32_t t = std::max(time.range.first, range.first); t < std::min(time.range.last, range.last); ++t)
            time_[t - range.first] = true;
}

bool Clauses::is_plain_verb(std::uint32_t i) const {
    if (over(i) >= 0 || is_time(i)) return false;
    if (d_.is(i, WordClass::auxiliary) || d_.is(i, WordClass::modal)) return true;
    return d_.is(i, WordClass::verb) && !d_.is(i, WordClass::noun) && !d_.is(i, WordClass::adjective) &&
           !d_.is(i, WordClass::preposition) && !d_.has(i, TokenFlag::capital);
}

bool Clauses::is_verb(std::uint32_t i, Form form) const {
    if (over(i) >= 0 || is_time(i)) return false;
    if (d_.has(i, TokenFlag::capital) && i > s_.first && d_.is(i, WordClass::noun)) return false;
    std::uint32_t before = i;
    while (before > s_.first && d_.is(before - 1, WordClass::adverb) && !d_.is(before - 1, WordClass::noun)) --before;
    bool const at_start = before == s_.first;
    std::uint32_t const p = before - 1;
    bool const led = !at_start && (d_.is(p, WordClass::auxiliary) || d_.is(p, WordClass::modal) || d_.is(p, WordClass::negation) || d_.word(p) == "to");
    if (form == Form::gerund) {
        if (led) return true;
        if (at_start) return true;
        if (d_.is(p, WordClass::determiner) || d_.is(p, WordClass::possessive) || d_.has(p, TokenFlag::possessive)) return false;
        if (d_.is(p, WordClass::adjective) && !d_.is(p, WordClass::verb)) return false;
        if (d_.is(i, WordClass::noun) && d_.is(p, WordClass::noun) && !d_.is(p, WordClass::verb)) return false;
        if (d_.is(i, WordClass::noun) && (d_.word(i + 1) == "of" || d_.word(i + 1) == "between" || d_.is(i + 1, WordClass::auxiliary))) return false;
        return true;
    }
    bool const ambiguous = d_.is(i, WordClass::noun) || !d_.is(i, WordClass::common);
    if (form == Form::past || form == Form::participle) {
        bool const adjective = !at_start && (d_.is(p, WordClass::determiner) || d_.is(p, WordClass::possessive) || d_.has(p, TokenFlag::possessive) || d_.is(p, WordClass::number));
        if (adjective) return false;
        return true;
    }
    if (led) return !(form == Form::third && d_.word(p) == "to");
    if (at_start) return form == Form::base ? false : !ambiguous;
    if (d_.is(p, WordClass::determiner) || d_.is(p, WordClass::possessive) || d_.has(p, TokenFlag::possessive) ||
        (d_.is(p, WordClass::preposition) && d_.word(p) != "to") || d_.is(p, WordClass::number))
        return false;
    if (ends(p) >= 0) {
        Mention const& m = d_.mentions[static_cast<std::size_t>(ends(p))];
        if (m.form == MentionForm::adjective) return false;
        if (form == Form::base) return m.plural || m.form == MentionForm::collective || group_ending(p).size() > 1;
        return m.kind == EntityKind::person || !ambiguous || m.kind == EntityKind::organization || m.kind == EntityKind::country;
    }
    if (form == Form::base) return !ambiguous || d_.word(p) == "who" || d_.word(p) == "they";
    if (d_.is(p, WordClass::adjective) && ambiguous) return false;
    return !ambiguous || d_.word(p) == "who" || d_.word(p) == "which" || d_.word(p) == "," || d_.word(p) == "and";
}

bool Clauses::is_noun(std::uint32_t i) const {
    if (is_time(i)) return false;
    std::uint32_t p = i;
    if (p == s_.first) return true;
    --p;
    if (d_.word(p) == "to" && d_.is(i, WordClass::verb) && !d_.word(i).ends_with("s") && !d_.word(i).ends_with("ing")) return false;
    return !(d_.is(p, WordClass::modal) || d_.is(p, WordClass::pronoun) || d_.word(p) == "who" || (d_.is(p, WordClass::negation) && d_.word(p) != "no"));
}

VerbGroup Clauses::group(std::uint32_t verb, Form form) const {
    VerbGroup g;
    g.verb = verb;
    g.range = {verb, verb + 1};
    g.gerund = form == Form::gerund;
    g.present = form == Form::third || form == Form::base;
    std::uint32_t at = verb;
    bool be = false, have = false;
    while (at > s_.first) {
        std::uint32_t const p = at - 1;
        if (over(p) >= 0 || is_time(p)) {
            if (!is_time(p)) break;
            at = p;
            continue;
        }
        std::string_view const w = d_.word(p);
        if (d_.is(p, WordClass::modal)) {
            g.modal = d_.knowledge->value(d_.tokens[p].word, WordClass::modal);
        } else if (d_.is(p, WordClass::auxiliary)) {
            std::string_view const kind = d_.knowledge->value(d_.tokens[p].word, WordClass::auxiliary);
            be |= kind == "be";
            have |= kind == "have";
        } else if (d_.is(p, WordClass::negation)) {
            if (w == "no") break;
            g.negated = true;
        } else if (w == "to" && !g.infinitive && at == verb) {
            g.infinitive = true;
            g.range.first = p;
            break;
        } else if (w == "to" && !g.infinitive && (w == "to") && d_.is(at, WordClass::auxiliary)) {
            g.infinitive = true;
            at = p;
            g.range.first = at;
            break;
        } else if (!d_.is(p, WordClass::adverb) || d_.has(p, TokenFlag::punctuation)) {
            break;
        }
        at = p;
    }
    while (at < verb && (d_.is(at, WordClass::adverb) || is_time(at)) && !d_.is(at, WordClass::auxiliary)) ++at;
    g.range.first = std::min(at, g.infinitive ? g.range.first : at);
    g.passive = be && (form == Form::past || form == Form::participle);
    g.progressive = be && form == Form::gerund;
    g.perfect = have;
    if (form == Form::past && !be && !have && d_.word(verb + 1) == "by") g.passive = true;  // "a deal brokered by Egypt"
    return g;
}

/// The mentions joined before and with the one that ends at a token.
Group Clauses::group_ending(std::uint32_t last) const {
    Group out;
    std::int32_t m = ends(last);
    while (m >= 0) {
        // Offices of several countries share one phrase.
        std::uint32_t const first = d_.mentions[static_cast<std::size_t>(m)].range.first;
        for (std::int32_t k = begins(first); k <= m && k >= 0; ++k)
            if (!d_.mentions[static_cast<std::size_t>(k)].nested) out.insert(out.begin(), static_cast<std::uint32_t>(k));
        if (first <= s_.first + 1) break;
        std::uint32_t p = first - 1;
        if (d_.word(p) != "and" && d_.word(p) != "," && d_.word(p) != "&" && d_.word(p) != "with") break;
        if (d_.word(p) == "with") {
            if (p < s_.first + 2 || (d_.word(p - 1) != "together" && d_.word(p - 1) != "along")) break;
            --p;
        }
        if (p > s_.first && (d_.word(p - 1) == "," )) --p;
        if (p <= s_.first) break;
        std::int32_t const next = ends(p - 1);
        bool const listed = d_.word(first - 1) == "and" || d_.word(first - 1) == "with" || d_.word(first - 1) == "&" || out.size() > 1;
        if (next < 0 || !listed) break;
        Mention const& other = d_.mentions[static_cast<std::size_t>(next)];
        if (other.form == MentionForm::adjective) break;
        m = next;
    }
    return out;
}

/// The mentions of a list that begins at a token; returns the token behind.
std::uint32_t Clauses::group_from(std::uint32_t first, Group& out) const {
    std::uint32_t at = first;
    while (true) {
        std::int32_t const m = begins(at);
        if (m < 0) break;
        Mention const& mention = d_.mentions[static_cast<std::size_t>(m)];
        if (modifies(mention)) break;
        for (auto k = static_cast<std::uint32_t>(m); k < d_.mentions.size() && d_.mentions[k].range == mention.range; ++k)
            if (!d_.mentions[k].nested) out.push_back(k);
        at = mention.range.last;
        std::uint32_t next = at;
        if (d_.word(next) == ",") ++next;
        bool joined = next > at;
        for (std::string_view const w : {"and", "as", "well", "as", "along", "together", "with", "&", "the"})
            if (next < s_.last && d_.word(next) == w && (w != "the" || begins(next) < 0) && (w != "with" || next > at)) {
                ++next;
                joined = true;
            }
        if (!joined || next >= s_.last || begins(next) < 0) break;
        Mention const& other = d_.mentions[static_cast<std::size_t>(begins(next))];
        if (other.form == MentionForm::adjective || other.possessive) break;
        if (other.kind == EntityKind::place && mention.kind != EntityKind::place) break;
        if (other.range.last < s_.last && d_.word(next - 1) != "," && is_plain_verb(other.range.last) && out.size() == 1 &&
            mention.kind != other.kind)
            break;
        at = next;
    }
    return at;
}

bool Clauses::modifies(Mention const& m) const {
    std::uint32_t const next = m.range.last;
    if (m.form == MentionForm::adjective || m.possessive) return true;
    if (m.kind == EntityKind::person || m.form != MentionForm::name || next >= s_.last || over(next) >= 0 || is_time(next)) return false;
    bool const gathering = d_.is(next, WordClass::event_head);
    return d_.is(next, WordClass::noun) && (gathering || !d_.is(next, WordClass::verb)) && !d_.is(next, WordClass::adverb) &&
           !d_.is(next, WordClass::preposition) && !d_.has(next, TokenFlag::capital);
}

std::uint32_t Clauses::previous_comma(std::uint32_t token) const {
    for (std::uint32_t i = token; i-- > s_.first;) {
        if (d_.word(i) != ",") continue;
        std::int32_t const m = over(i);
        bool const aside = m >= 0 && d_.mentions[static_cast<std::size_t>(m)].name.last == i;  // "Lavrov, the minister in the ..., has"
        if (m < 0 || aside) return i;
    }
    return s_.last;
}

Group Clauses::subject(VerbGroup const& verb) const {
    std::uint32_t at = verb.range.first;
    Group fallback;
    bool in_phrase = false;
    while (at > s_.first) {
        std::uint32_t const p = at - 1;
        std::string_view const w = d_.word(p);
        if (std::int32_t const m = ends(p); m >= 0) {
            Mention const& mention = d_.mentions[static_cast<std::size_t>(m)];
            Group found = group_ending(p);
            std::uint32_t const first = d_.mentions[found.empty() ? static_cast<std::size_t>(m) : found.front()].range.first;
            std::uint32_t q = first;
            bool const phrase = q > s_.first && d_.is(q - 1, WordClass::preposition);
            if (mention.form == MentionForm::adjective || mention.possessive) return {};
            if (!phrase) return mention.kind == EntityKind::event_name ? Group{} : found;
            if (fallback.empty()) fallback = found;
            in_phrase = true;
            at = first - 1;
            continue;
        }
        if (is_time(p) || (d_.is(p, WordClass::adverb) && !d_.is(p, WordClass::subordinator))) {
            at = p;
            continue;
        }
        if (over(p) >= 0) {
            at = d_.mentions[static_cast<std::size_t>(over(p))].range.first;
            continue;
        }
        if (w == ",") {
            std::uint32_t const open = previous_comma(p);
            if (open == s_.last) return {};
            if (over(open) >= 0) return group_ending(d_.mentions[static_cast<std::size_t>(over(open))].range.last - 1);
            at = open;  // what stands between the commas is an aside
            if (ends(open - 1) >= 0) continue;
            return {};
        }
        if (w == "who" || w == "which" || w == "that") {
            std::uint32_t q = p;
            if (q > s_.first && d_.word(q - 1) == ",") --q;
            if (q > s_.first && ends(q - 1) >= 0) return group_ending(q - 1);
            return {};
        }
        if (w == ")" ) {
            std::uint32_t q = p;
            while (q > s_.first && d_.word(q) != "(") --q;
            at = q;
            continue;
        }
        if (w == "and" || w == "but" || w == "or" || w == "then") {  // a second verb of the same subject
            if (in_phrase) return {};
            for (std::uint32_t q = p; q-- > s_.first;)
                if (is_plain_verb(q) && !d_.is(q, WordClass::auxiliary) && !d_.is(q, WordClass::modal)) {
                    VerbGroup const other = group(q, Form::past);
                    return other.infinitive ? Group{} : subject(other);
                }
            return {};
        }
        if (w == "it") {  // "Syria said it would": the subject of the verb before
            for (std::uint32_t q = p; q-- > s_.first;)
                if (is_plain_verb(q) && !d_.is(q, WordClass::auxiliary) && !d_.is(q, WordClass::modal)) return subject(group(q, Form::past));
            return {};
        }
        if (d_.has(p, TokenFlag::punctuation) || is_plain_verb(p) || d_.is(p, WordClass::subordinator) || d_.is(p, WordClass::pronoun)) return {};
        at = p;
    }
    return {};
}

std::vector<Phrase> Clauses::phrases(std::uint32_t after, bool object) const {
    std::vector<Phrase> out;
    Phrase current;
    current.at = after;
    bool open = object;
    auto const close = [&] {
        if (open && (!current.group.empty() || current.noun != 0)) out.push_back(current);
        current = Phrase{};
        open = false;
    };
    std::uint32_t i = after;
    while (i < s_.last) {
        std::string_view const w = d_.word(i);
        if (is_time(i)) {
            ++i;
            continue;
        }
        if (begins(i) >= 0) {
            Mention const& m = d_.mentions[static_cast<std::size_t>(begins(i))];
            if (modifies(m)) {
                i = m.range.last;
                if (m.possessive) ++i;
                continue;
            }
            if (!open && !out.empty() && d_.word(i - 1) != "," && d_.word(i - 1) != "and") {
                i = m.range.last;
                continue;
            }
            if (!open) {  // a new clause: "..., Lavrov said"
                if (d_.word(i - 1) == "," || d_.word(i - 1) == "and") break;
                i = m.range.last;
                continue;
            }
            Group group;
            std::uint32_t const end = group_from(i, group);
            if (current.noun == 0 || current.preposition.empty()) current.group = group;
            close();
            i = std::max(end, i + 1);
            continue;
        }
        if (d_.is(i, WordClass::adverb) && !d_.is(i, WordClass::preposition)) {
            ++i;
            continue;
        }
        if (w == "to" && d_.is(i + 1, WordClass::verb) && !d_.is(i + 1, WordClass::noun) && begins(i + 1) < 0) break;
        if (d_.is(i, WordClass::preposition)) {
            close();
            current.preposition = w;
            current.at = i;
            open = true;
            ++i;
            continue;
        }
        if (d_.is(i, WordClass::subordinator) || is_plain_verb(i) || w == ";" || w == ":" || w == "(" || d_.is(i, WordClass::pronoun)) {
            if (is_plain_verb(i) && (d_.word(i).ends_with("ing") || d_.word(i).ends_with("ed")) && open && current.noun == 0 && current.group.empty() && !d_.is(i, WordClass::auxiliary)) {
                ++i;  // "visiting Foreign Minister X"
                continue;
            }
            if (w == "(") {
                while (i < s_.last && d_.word(i) != ")") ++i;
                ++i;
                continue;
            }
            break;
        }
        if (w == "," || w == "and") {
            bool const goes_on = d_.is(i + 1, WordClass::preposition) || (open && begins(i + 1) >= 0 && !current.group.empty());
            if (!goes_on && w == ",") {
                std::uint32_t end = i + 1;  // an aside between commas, if a preposition follows it
                while (end < s_.last && d_.word(end) != ",") ++end;
                bool const aside = end + 1 < s_.last && end < i + 8 && d_.is(end + 1, WordClass::preposition);
                if (!aside) break;
                close();
                i = end + 1;
                continue;
            }
            if (w == "and" && !goes_on && !(open && current.noun != 0)) {
                if (d_.is(i + 1, WordClass::verb) && !d_.is(i + 1, WordClass::noun)) break;
            }
            ++i;
            continue;
        }
        if (d_.has(i, TokenFlag::quote)) break;
        if (open && d_.has(i, TokenFlag::letters) && !d_.is(i, WordClass::determiner) && !d_.is(i, WordClass::possessive)) current.noun = i;
        ++i;
    }
    close();
    return out;
}

}  // namespace diplograph
