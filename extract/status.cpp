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
        if (verb.modal == "planned") return Status::planned;
        if (verb.modal == "proposed") return Status::proposed;
        if (verb.infinitive && verb.to_be) return Status::planned;  // "is to meet"
        std::uint32_t const n = verb.node, head = d_.nodes[n].head;
        for (std::uint32_t const c : c_.children(n))
            if (syntax_.relation(c) == "mark" && (word(c) == "if" || word(c) == "unless")) return Status::proposed;
            else if (syntax_.relation(c) == "mark" && word(c) == "before" && syntax_.xpos(n) != "VBD") return Status::planned;
        if (head != Node::none && depth < deepest) {
            std::string_view const relation = syntax_.relation(n);
            bool const clausal = relation == "xcomp" || relation == "ccomp" || relation == "csubj" || relation == "advcl" || (relation.starts_with("acl") && relation != "acl:relcl");
            if (verb.infinitive && syntax_.lemma(head) == "be" && relation != "advcl") return negated(head) ? Status::cancelled : Status::planned;
            if (clausal) {
                bool const free = relation == "advcl" && !verb.infinitive;  // "after meeting X, he refused"
                if (auto const status = governed(head); status && !free && !(relation == "ccomp" && *status == Status::planned && is_past(verb)))
                    return negated(head) ? Status::cancelled : *status;
                bool const told = relation == "ccomp" && !verb.infinitive;
                if (told) return Status::occurred;
                if (verb.infinitive) {
                    if (syntax_.upos(head) == "VERB") {
                        Status const main = this->verb(c_.group(d_.nodes[head].token), depth + 1);
                        return main == Status::ongoing ? Status::planned : main;
                    }
                    if (relation != "advcl" && syntax_.upos(head) == "NOUN") return noun(head, depth + 1);
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
            for (std::uint32_t const c : c_.children(n))
                if (syntax_.relation(c) == "mark" || syntax_.relation(c) == "case") {
                    if (word(c) == "before" || word(c) == "for") return Status::planned;
                    if (word(c) == "without" || word(c) == "than") return Status::cancelled;
                }
            return Status::occurred;
        }
        if (verb.progressive) return verb.past ? Status::occurred : Status::ongoing;
        return Status::occurred;
    }

    Status noun(std::uint32_t n, unsigned depth = 0) const {
        for (std::uint32_t const c : c_.children(n)) {
            std::string_view const relation = syntax_.relation(c);
            if (relation == "det" && word(c) == "no") return Status::cancelled;
            if ((relation == "amod" || relation == "compound") && word(c) != "called")
                if (auto const status = governed(c)) return *status;
            if (relation == "acl" && syntax_.xpos(c) == "VBN")  // "planned for May", but not "aimed at"
                if (auto const status = governed(c); status && (*status != Status::proposed || word(c) == "proposed" || word(c) == "suggested")) return *status;
        }
        std::uint32_t const head = d_.nodes[n].head;
        if (head == Node::none || depth >= deepest) return Status::occurred;
        std::string_view const relation = syntax_.relation(n);
        std::string_view const with = c_.preposition(n);
        if (with == "before" || with == "until") return Status::planned;
        for (std::uint32_t const c : c_.children(n))
            if (syntax_.relation(c) == "case" && (word(c) == "ahead" || word(c) == "prior" || word(c) == "without")) return word(c) == "without" ? Status::cancelled : Status::planned;
        if (with == "after" || with == "during" || with == "following" || with == "since") return Status::occurred;
        if (relation == "conj" && syntax_.upos(head) == "NOUN") return noun(head, depth + 1);
        bool const argument = relation == "obj" || relation == "nsubj" || relation == "nsubj:pass" || relation == "xcomp" || relation.starts_with("obl") || relation.starts_with("nmod") || relation == "compound";
        if (!argument) return Status::occurred;
        if (syntax_.upos(head) == "VERB" || syntax_.upos(head) == "AUX") {
            if (with == "off")
                if (auto const status = governed(head, with)) return *status;
            if (relation != "nsubj")
                if (auto const status = governed(head)) {
                    bool const beside = relation.starts_with("obl") && (with == "in" || with == "at" || with == "on" || with == "by");
                    if (!beside) return negated(head) ? Status::cancelled : *status;
                }
            Status const main = verb(c_.group(d_.nodes[head].token), depth + 1);
            if (relation.starts_with("obl") && main == Status::cancelled) return Status::occurred;
            return main == Status::ongoing ? Status::occurred : main;
        }
        if (auto const status = governed(head); status && !with.empty()) return *status;
        if (with == "of" || with == "for" || with == "on" || with == "to") return noun(head, depth + 1);
        return Status::occurred;
    }

private:
    [[nodiscard]] std::string_view word(std::uint32_t node) const { return d_.word(d_.nodes[node].token); }
    [[nodiscard]] bool has(std::uint32_t node, std::string_view relation) const { return c_.child(node, relation) != Node::none; }
    [[nodiscard]] static bool is_past(VerbGroup const& verb) { return verb.past && !verb.infinitive; }
    [[nodiscard]] bool negated(std::uint32_t node) const {
        for (std::uint32_t const c : c_.children(node))
            if (syntax_.relation(c) == "advmod" && d_.is(d_.nodes[c].token, WordClass::negation)) return true;
        return false;
    }
    /// What a governing word ("plans to", "refused to", "called for") makes of what it governs.
    [[nodiscard]] std::optional<Status> governed(std::uint32_t node, std::string_view particle = {}) const {
        std::uint32_t const token = d_.nodes[node].token;
        if (std::uint32_t const child = c_.child(node, "compound:prt"); child != Node::none && particle.empty()) particle = word(child);
        if (!particle.empty()) {  // "called off" is in the table as "call-off"
            auto const found = d_.knowledge->number(syntax_.lemma(node).append(1, '-').append(particle));
            return !found ? std::nullopt : from_word<Status>(d_.knowledge->value(*found, WordClass::governor));
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
Status status_of_noun(Document const& d, Clauses const& c, std::uint32_t node) { return StatusReader(d, c).noun(node); }

}  // namespace diplograph
