#include "extract/status.hpp"

#include <optional>

namespace diplograph {

namespace {

/// What a governing word ("plans to", "refused to", "called for") makes of what it governs.
std::optional<Status> governed(Document const& d, std::uint32_t token) {
    if (!d.is(token, WordClass::governor)) return std::nullopt;
    return from_word<Status>(d.knowledge->value(d.tokens[token].word, WordClass::governor));
}

/// The verb group nearest to the left of a token.
std::optional<VerbGroup> verb_before(Document const& d, Clauses const& c, std::uint32_t token) {
    for (std::uint32_t i = token; i-- > c.sentence().first;) {
        if (!c.is_plain_verb(i) || d.is(i, WordClass::auxiliary) || d.is(i, WordClass::modal)) continue;
        std::string_view const w = d.word(i);
        Form const form = w.ends_with("ing") ? Form::gerund : w.ends_with("s") && !w.ends_with("ss") ? Form::third : Form::past;
        return c.group(i, form);
    }
    return std::nullopt;
}

}  // namespace

Status status_of(Document const& d, Clauses const& c, VerbGroup const& verb) {
    if (verb.negated) return Status::cancelled;
    if (verb.modal == "planned") return Status::planned;
    if (verb.modal == "proposed") return Status::proposed;
    std::uint32_t const first = c.sentence().first;
    if (verb.infinitive && verb.range.first > first) {
        std::uint32_t p = verb.range.first - 1;
        while (p > first && (d.is(p, WordClass::adverb) || c.is_time(p)) && !d.is(p, WordClass::governor)) --p;
        if (d.is(p, WordClass::auxiliary)) {
            bool const negated = d.is(verb.range.first - 1, WordClass::negation);
            return negated ? Status::cancelled : Status::planned;  // "is to meet"
        }
        if (d.is(p, WordClass::negation)) return Status::cancelled;
        if (auto const status = governed(d, p)) {
            // "did not plan to", "had not been expected to"
            for (std::uint32_t i = p; i > first && i + 4 > p; --i)
                if (d.is(i - 1, WordClass::negation)) return Status::cancelled;
            return *status;
        }
        if (c.over(p) >= 0) {  // "invited X to meet", "urged X to meet"
            std::uint32_t const before = d.mentions[static_cast<std::size_t>(c.over(p))].range.first;
            if (before > first)
                if (auto const status = governed(d, before - 1)) return *status;
        }
        auto const main = verb_before(d, c, verb.range.first);  // of purpose: "went to Sochi to meet"
        if (!main || main->infinitive) return Status::planned;
        return status_of(d, c, *main);
    }
    if (verb.gerund && !verb.progressive && verb.range.first > first) {
        std::string_view const before = d.word(verb.range.first - 1);
        if (before == "before" || before == "for" || before == "of" || before == "about") return before == "of" ? Status::proposed : Status::planned;
        if (auto const status = governed(d, verb.range.first - 1)) return *status;
        return Status::occurred;
    }
    if (verb.progressive) {
        for (std::uint32_t i = verb.range.first; i < verb.verb; ++i)
            if (d.word(i) == "was" || d.word(i) == "were" || d.word(i) == "been") return Status::occurred;
        return Status::ongoing;
    }
    for (std::uint32_t i = verb.range.first; i > first && i + 3 > verb.range.first; --i)
        if (d.word(i - 1) == "if" || d.word(i - 1) == "unless") return Status::proposed;
    return Status::occurred;
}

Status status_of_noun(Document const& d, Clauses const& c, std::uint32_t phrase, std::uint32_t noun) {
    for (std::uint32_t i = phrase; i < noun; ++i)
        if (auto const status = governed(d, i); status && d.word(i) != "called") return *status;
    std::uint32_t const first = c.sentence().first;
    if (phrase == first) return Status::occurred;
    std::uint32_t p = phrase - 1;
    std::string_view const w = d.word(p);
    if (w == "no") return Status::cancelled;
    if (w == "before" || (w == "of" && d.word(p - 1) == "ahead") || (w == "to" && d.word(p - 1) == "prior")) return Status::planned;
    if (w == "after" || w == "during" || w == "following" || w == "at" || w == "since" || w == "in" || w == "on") {
        auto const main = verb_before(d, c, p);
        if (w != "after" && w != "during" && w != "following" && w != "since" && main) {
            Status const status = status_of(d, c, *main);
            if (status == Status::planned || status == Status::proposed) return status;
        }
        return Status::occurred;
    }
    for (std::uint32_t i = p + 1; i-- > first && i + 3 > p;) {
        if (c.over(i) >= 0) continue;
        if (auto const status = governed(d, i)) return *status;
    }
    auto const main = verb_before(d, c, phrase);
    if (main && main->range.last + 6 > phrase) {
        Status const status = status_of(d, c, *main);
        if (status != Status::ongoing) return status;
    }
    return Status::occurred;
}

}  // namespace diplograph
