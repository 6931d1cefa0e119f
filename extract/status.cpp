#include "extract/status.hpp"

#include <optional>

namespace diplograph {

namespace {

constexpr unsigned deepest = 6;

/// Climbs from an act to the words that govern it.
class StatusReader {
public:
    StatusReader(Document const& document, Clauses const& clauses) : d_(document), c_(clauses), syntax_(clauses.syntax()) {}

    Status verb(VerbGroup const& verb, unsigned depth = 0) const {
        if (verb.negated) return Status::cancelled;
        std::uint32_t const n = verb.node, head = d_.nodes[n].head;
        if (is_lie(n)) return Status::denied;
        bool const unreal = verb.perfect && (word_of_aux(n, "would") || (verb.infinitive && verb.past));
        if (unreal && syntax_.relation(n) != "ccomp") return Status::cancelled;  // "would have met", "was to have met"
        if (conditional(n) || uncertain(n)) return Status::proposed;
        if (verb.modal == "planned") return Status::planned;
        if (verb.modal == "proposed") return Status::proposed;
        if (verb.infinitive && verb.to_be) return Status::planned;  // "is to meet"
        for (std::uint32_t const c : c_.children(n))
            if (syntax_.relation(c) == "mark" && word(c) == "before" && syntax_.xpos(n) != "VBD" && !verb.past) return Status::planned;  // but "before he was freed"
        if (head != Node::none && depth < deepest) {
            std::string_view const relation = syntax_.relation(n);
            bool const clausal = relation == "xcomp" || relation == "ccomp" || relation == "csubj" || relation == "advcl" || (relation.starts_with("acl") && relation != "acl:relcl");
            if (verb.infinitive && syntax_.lemma(head) == "be" && relation != "advcl") return negated(head) ? Status::cancelled : Status::planned;
            if (clausal && relation == "advcl" && !verb.infinitive)
                if (auto const status = instead(n)) return *status;
            if (clausal) {
                bool const charge = syntax_.lemma(head) == "accuse" || syntax_.lemma(head) == "suspect";  // "accused X of violating"
                bool const free = relation == "advcl" && !verb.infinitive && !charge;  // "after meeting X, he refused"
                if (auto const status = governed(head); status == Status::denied && !(relation == "advcl" && has(n, "mark"))) return negated(head) ? Status::occurred : Status::denied;  // "denied having met"
                if (syntax_.lemma(head) == "wish" && verb.perfect) return Status::cancelled;
                if (auto const status = governed(head); status && !free && !(relation == "ccomp" && *status == Status::planned && is_past(verb)))
                    return reversed(head, *status);
                bool const told = relation == "ccomp" && !verb.infinitive;
                if (told && is_report(head)) return noun(head, depth + 1);
                if (told) return Status::occurred;
                if (relation.starts_with("acl") && is_report(head)) return noun(head, depth + 1);  // "reports that he had met X were false"
                if (verb.infinitive) {
                    if (syntax_.upos(head) == "VERB") {
                        Status const main = this->verb(c_.group(d_.nodes[head].token), depth + 1);
                        return main == Status::ongoing ? Status::planned : main;
                    }
                    if (relation != "advcl" && syntax_.upos(head) == "NOUN") {
                        Status const plan = noun(head, depth + 1);
                        return verb.passive && plan == Status::occurred ? Status::planned : plan;  // "the treaty to be signed"
                    }
                    if (syntax_.upos(head) == "ADJ") return Status::planned;
                }
            }
            if (relation == "conj" && syntax_.upos(head) == "VERB" && syntax_.xpos(head) == syntax_.xpos(n)) {
                // "agreed to meet and discuss", "might travel and meet"
                bool const own = has(n, "aux") || has(n, "mark") || c_.child(n, "nsubj") != Node::none;
                if (!own) return this->verb(c_.group(d_.nodes[head].token), depth + 1);
            }
        }
        if (verb.gerund && head != Node::none) {
            for (std::uint32_t const c : c_.children(n)) {
                if (syntax_.relation(c) == "mark" || syntax_.relation(c) == "case") {
                    bool const reason = word(c) == "for" && syntax_.upos(head) == "VERB" && !governed(head);  // "was jailed for attacking"
                    if (word(c) == "before" || (word(c) == "for" && !reason)) return Status::planned;
                    if (word(c) == "without" || word(c) == "than") return Status::cancelled;
                }
                if (syntax_.relation(c) == "advmod" && (word(c) == "currently" || word(c) == "now")) return Status::ongoing;
            }
            return Status::occurred;
        }
        if (verb.progressive) return verb.past ? Status::occurred : Status::ongoing;
        return Status::occurred;
    }

    [[nodiscard]] std::optional<Status> made_by(std::uint32_t verb) const {
        std::string const lemma = syntax_.lemma(verb);
        if ((lemma == "end" || lemma == "finish" || lemma == "conclude") && negated(verb)) return Status::ongoing;
        auto const status = governed(verb);
        return status ? std::optional(reversed(verb, *status)) : std::nullopt;
    }

    Status noun(std::uint32_t n, unsigned depth = 0) const {
        std::optional<Status> own;  // "planned"; what becomes of the plan counts more
        for (std::uint32_t const c : c_.children(n)) {
            std::string_view const relation = syntax_.relation(c);
            if (relation == "det" && word(c) == "no") return Status::cancelled;
            bool const modifies = (relation == "amod" || relation == "compound") && word(c) != "called";
            bool const participle = relation == "acl" && syntax_.xpos(c) == "VBN";  // "planned for May", but not "aimed at"
            if (!modifies && !participle) continue;
            if (auto const status = governed(c); status && (modifies || *status != Status::proposed || word(c) == "proposed" || word(c) == "suggested")) own = status;
        }
        Status const outer = from_outside(n, depth);
        if (!own || outer == Status::cancelled || outer == Status::denied) return own.value_or(outer) == Status::cancelled ? Status::cancelled : outer;
        return *own;
    }

private:
    /// What a noun's surroundings make of it.
    Status from_outside(std::uint32_t n, unsigned depth) const {
        if (is_lie(n)) return Status::denied;
        if (auto const state = state_of(n)) return *state;
        std::uint32_t const head = d_.nodes[n].head;
        if (head == Node::none || depth >= deepest) return Status::occurred;
        std::string_view const relation = syntax_.relation(n);
        std::string_view const with = c_.preposition(n);
        if (with == "before" || with == "until") return Status::planned;
        if (with == "amid") return Status::ongoing;
        for (std::uint32_t const c : c_.children(n))
            if (syntax_.relation(c) == "case" && (word(c) == "ahead" || word(c) == "prior" || word(c) == "without" || word(c) == "eve")) return word(c) == "without" ? Status::cancelled : Status::planned;
        if (word(head) == "eve" && with == "of") return Status::planned;
        if (with == "after" || with == "during" || with == "following" || with == "since") return Status::occurred;
        if (relation == "conj" && syntax_.upos(head) == "NOUN") return noun(head, depth + 1);
        bool const argument = relation == "obj" || relation == "nsubj" || relation == "nsubj:pass" || relation == "xcomp" || relation.starts_with("obl") || relation.starts_with("nmod") || relation == "compound";
        if (!argument) return Status::occurred;
        if (syntax_.upos(head) == "VERB" || syntax_.upos(head) == "AUX") {
            if (with == "off")
                if (auto const status = governed(head, with)) return *status;
            if (relation != "nsubj" || syntax_.lemma(head) == "collapse" || c_.child(head, "compound:prt") != Node::none)
                if (auto const status = governed(head)) {
                    bool const beside = relation.starts_with("obl") && (with == "in" || with == "at" || with == "on" || with == "by");
                    if (!beside) return reversed(head, *status);
                }
            bool const alone = c_.child(head, "obj") == Node::none && c_.child(head, "xcomp") == Node::none && syntax_.lemma(head) != "fail";
            if (relation == "nsubj" && alone && governed(head) == Status::cancelled) return reversed(head, Status::cancelled);  // "the trip fell through"
            Status const main = verb(c_.group(d_.nodes[head].token), depth + 1);
            if (relation.starts_with("obl") && main == Status::cancelled) return Status::occurred;
            return main == Status::ongoing ? Status::occurred : main;
        }
        if (auto const status = governed(head); status && !with.empty()) {
            if (*status == Status::planned && noun(head, depth + 1) == Status::cancelled) return Status::cancelled;  // "no plans for"
            return *status;
        }
        if (with == "of" || with == "for" || with == "on" || with == "to") return noun(head, depth + 1);
        return Status::occurred;
    }

    /// "the trip is off", "talks are under way", "talks continue".
    [[nodiscard]] std::optional<Status> state_of(std::uint32_t n) const {
        std::uint32_t const head = d_.nodes[n].head;
        std::string_view const relation = syntax_.relation(n);
        if (head == Node::none || !relation.starts_with("nsubj")) return std::nullopt;
        bool const present = syntax_.xpos(head) == "VBZ" || syntax_.xpos(head) == "VBP" || syntax_.xpos(head) == "VBG";
        if (syntax_.lemma(head) == "continue" && present) return Status::ongoing;
        std::uint32_t const cop = c_.child(head, "cop");
        std::uint32_t const token = d_.nodes[head].token;
        bool const way = word(head) == "way" && token > 0 && d_.word(token - 1) == "under";
        if (way || word(head) == "underway") return cop != Node::none && syntax_.xpos(cop) == "VBD" ? Status::occurred : Status::ongoing;
        bool const be = cop != Node::none || syntax_.lemma(head) == "be";
        if (be && (word(head) == "off" || (token + 1 < c_.sentence().last && d_.word(token + 1) == "off" && syntax_.lemma(head) == "be"))) return Status::cancelled;
        return std::nullopt;
    }

    /// "if the wages are not raised", "unless": under a condition; "whether".
    [[nodiscard]] bool conditional(std::uint32_t n) const {
        for (std::uint32_t const c : c_.children(n)) {
            if (syntax_.relation(c) == "mark" && (word(c) == "if" || word(c) == "unless" || word(c) == "whether")) return true;
            if (syntax_.relation(c) != "advcl") continue;
            for (std::uint32_t const x : c_.children(c))
                if (syntax_.relation(x) == "mark" && (word(x) == "if" || word(x) == "unless" || word(x) == "provided") && !c_.group(d_.nodes[n].token).modal.empty()) return true;
        }
        return false;
    }

    /// "Perhaps X will meet Y", "Will X meet Y?"
    [[nodiscard]] bool uncertain(std::uint32_t n) const {
        for (std::uint32_t const c : c_.children(n))
            if (syntax_.relation(c) == "advmod" && (word(c) == "perhaps" || word(c) == "maybe" || word(c) == "possibly")) return true;
        Range const s = c_.sentence();
        std::uint32_t last = s.last - 1;
        while (last > s.first && d_.has(last, TokenFlag::quote)) --last;
        bool const main = d_.nodes[n].head == Node::none;
        return main && d_.word(last) == "?";
    }

    /// A clause or noun of which the text says that it is not true.
    [[nodiscard]] bool is_lie(std::uint32_t n) const {
        std::uint32_t const head = d_.nodes[n].head;
        if (head == Node::none) return false;
        std::string_view const relation = syntax_.relation(n);
        bool const argument = relation.starts_with("nsubj") || relation.starts_with("csubj") || relation == "ccomp" || relation == "acl";
        if (!argument) return false;
        std::string_view const w = word(head);
        bool const untrue = w == "lie" || w == "untrue" || w == "false" || w == "untruth" || w == "fabrication" || w == "invention" || w == "denied" || w == "groundless" || w == "baseless";
        return (untrue && (w != "denied" || relation == "nsubj:pass")) || ((w == "true" || w == "correct" || w == "case") && negated(head));
    }

    [[nodiscard]] bool is_report(std::uint32_t n) const {
        std::string const lemma = syntax_.lemma(n);
        return lemma == "report" || lemma == "rumor" || lemma == "rumour" || lemma == "claim" || lemma == "allegation" || lemma == "story";
    }

    /// "instead of meeting X", "rather than visit X".
    [[nodiscard]] std::optional<Status> instead(std::uint32_t n) const {
        for (std::uint32_t const c : c_.children(n)) {
            bool const before = syntax_.relation(c) == "mark" || syntax_.relation(c) == "case" || syntax_.relation(c) == "cc" || syntax_.relation(c) == "advmod";
            if (before && (word(c) == "instead" || word(c) == "rather" || word(c) == "far")) return Status::cancelled;
        }
        return std::nullopt;
    }

    /// "has not been cancelled" goes on, "did not rule out" leaves it open.
    [[nodiscard]] Status reversed(std::uint32_t governor, Status status) const {
        if (!negated(governor)) return status;
        if (status != Status::cancelled) return Status::cancelled;
        std::string const lemma = syntax_.lemma(governor);
        return lemma == "rule" || lemma == "exclude" || lemma == "refuse" || lemma == "reject" ? Status::proposed : Status::planned;
    }

    [[nodiscard]] bool word_of_aux(std::uint32_t n, std::string_view wanted) const {
        for (std::uint32_t const c : c_.children(n))
            if (syntax_.relation(c) == "aux" && word(c) == wanted) return true;
        return false;
    }

    [[nodiscard]] std::string_view word(std::uint32_t node) const { return d_.word(d_.nodes[node].token); }
    [[nodiscard]] bool has(std::uint32_t node, std::string_view relation) const { return c_.child(node, relation) != Node::none; }
    [[nodiscard]] static bool is_past(VerbGroup const& verb) { return (verb.past || verb.perfect) && !verb.infinitive; }
    [[nodiscard]] bool negated(std::uint32_t node) const {
        for (std::uint32_t const c : c_.children(node)) {
            if (syntax_.relation(c) == "advmod" && d_.is(d_.nodes[c].token, WordClass::negation)) return true;
            if (syntax_.relation(c) == "det" && word(c) == "no") return true;
        }
        return false;
    }
    /// What a governing word ("plans to", "refused to", "called for") makes of what it governs.
    [[nodiscard]] std::optional<Status> governed(std::uint32_t node, std::string_view particle = {}) const {
        std::uint32_t const token = d_.nodes[node].token;
        if (std::uint32_t const child = c_.child(node, "compound:prt"); child != Node::none && particle.empty()) particle = word(child);
        std::string_view const next = token + 1 < c_.sentence().last ? d_.word(token + 1) : std::string_view();
        if (particle.empty() && c_.is_verb(token) && (next == "off" || next == "out" || next == "through" || next == "down")) particle = next;
        if (!particle.empty()) {  // "called off" is in the table as "call-off"
            auto const found = d_.knowledge->number(syntax_.lemma(node).append(1, '-').append(particle));
            if (found) return from_word<Status>(d_.knowledge->value(*found, WordClass::governor));
            if (c_.child(node, "compound:prt") != Node::none) return std::nullopt;
        }
        if (!d_.is(token, WordClass::governor)) return std::nullopt;
        return from_word<Status>(d_.knowledge->value(d_.tokens[token].word, WordClass::governor));
    }

    Document const& d_;
    Clauses const& c_;
    Syntax const& syntax_;
};

}  // namespace

Status status_of(Document const& d, Clauses const& c, VerbGroup const& verb) { return StatusReader(d, c).verb(verb); }
std::optional<Status> status_by(Document const& d, Clauses const& c, std::uint32_t verb) { return StatusReader(d, c).made_by(verb); }
Status status_of_noun(Document const& d, Clauses const& c, std::uint32_t node) { return StatusReader(d, c).noun(node); }

}  // namespace diplograph
