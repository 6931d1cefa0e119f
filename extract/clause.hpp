#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.hpp"

namespace diplograph {

/// A verb with its auxiliaries.
struct VerbGroup {
    std::uint32_t node = Node::none;
    std::uint32_t verb = 0;   ///< token
    bool passive = false;
    bool progressive = false;
    bool infinitive = false;  ///< "to meet"
    bool to_be = false;       ///< "is to meet"
    bool gerund = false;      ///< without an auxiliary: "after meeting"
    bool past = false;        ///< "was meeting", "had met"
    bool perfect = false;     ///< "has met"
    bool being = false;       ///< "is being held"
    bool present = false;     ///< "is meeting"
    bool negated = false;
    std::string_view modal;   ///< "planned" or "proposed", as grammar.tsv says; empty if there is none
};

/// Mentions joined by commas and "and".
using Group = std::vector<std::uint32_t>;  ///< indexes of Document::mentions

/// A prepositional phrase, or the object where `preposition` is empty.
struct Phrase {
    std::string_view preposition;
    std::uint32_t at = 0;    ///< its first token
    Group group;
    std::uint32_t noun = 0;  ///< its head where that is no mention; 0 if there is none
    bool indirect = false;   ///< "gave Tanzania a grant"
    bool embedded = false;   ///< it hangs on an infinitive: "asked them to release X"
    bool of_noun = false;    ///< it hangs on a noun of the clause, not on the verb
};

/// The clauses of one sentence over its tree: who does what to whom, with subjects shared by coordination and control,
/// relative pronouns followed, participles and passives turned (after PredPatt, White et al. 2016).
class Clauses {
public:
    explicit Clauses(Document const& document) : d_(document), syntax_(document) {}
    void set_sentence(Range range);
    [[nodiscard]] Range sentence() const { return s_; }
    [[nodiscard]] Syntax const& syntax() const { return syntax_; }

    [[nodiscard]] bool is_verb(std::uint32_t token) const;
    [[nodiscard]] bool is_noun(std::uint32_t token) const;
    [[nodiscard]] VerbGroup group(std::uint32_t verb) const;
    /// The mentions that are a verb's subject, or its object if it is passive; empty if the subject is no mention.
    [[nodiscard]] Group subject(std::uint32_t node) const;
    /// The head of a verb's subject, its own or one that it shares; none if the tree knows no subject.
    [[nodiscard]] std::uint32_t subject_head(std::uint32_t node) const { return subject_node(node, 0); }
    /// Object and prepositional phrases of a verb, those of its object and of its infinitive included; of a noun, its own.
    [[nodiscard]] std::vector<Phrase> phrases(std::uint32_t node) const;
    /// The mentions that a word and the words coordinated with it head.
    [[nodiscard]] Group mentions(std::uint32_t node) const;
    /// Adds the persons that stand before a group in a list of which the tree saw the end alone.
    void add_listed(Group& subjects) const;
    /// Who stands behind "by" after a passive verb, whatever the tree hangs it on: "was greeted with a ceremony by X".
    [[nodiscard]] Group agent_behind(std::uint32_t verb) const;
    /// The verb whose object, subject or adjunct a noun is, directly or through "of": none if it has none.
    [[nodiscard]] std::uint32_t governor(std::uint32_t node) const;
    [[nodiscard]] std::vector<std::uint32_t> const& children(std::uint32_t node) const {
        return node >= first_ && node - first_ < children_.size() ? children_[node - first_] : childless_;
    }
    [[nodiscard]] std::uint32_t child(std::uint32_t node, std::string_view relation) const;
    [[nodiscard]] std::string_view preposition(std::uint32_t node) const;
    [[nodiscard]] bool is_clause(std::uint32_t node) const { return syntax_.upos(node) == "VERB" || syntax_.upos(node) == "AUX" || child(node, "cop") != Node::none; }

    /// The mention that begins or ends at a token and is no part of another; -1 if there is none.
    [[nodiscard]] std::int32_t begins(std::uint32_t token) const { return at(begin_, token); }
    [[nodiscard]] std::int32_t ends(std::uint32_t token) const { return at(end_, token); }
    /// The mention over a token; -1 if there is none.
    [[nodiscard]] std::int32_t over(std::uint32_t token) const { return at(over_, token); }
    [[nodiscard]] bool is_time(std::uint32_t token) const { return token >= s_.first && token < s_.last && time_[token - s_.first]; }
    /// A verb or auxiliary outside of names.
    [[nodiscard]] bool is_plain_verb(std::uint32_t token) const;

private:
    [[nodiscard]] std::int32_t at(std::vector<std::int32_t> const& map, std::uint32_t token) const {
        return token >= s_.first && token < s_.last ? map[token - s_.first] : -1;
    }
    [[nodiscard]] std::uint32_t subject_node(std::uint32_t node, unsigned depth) const;
    [[nodiscard]] bool counts(std::uint32_t node) const;
    [[nodiscard]] bool continues(std::uint32_t node, Mention const& mention) const;
    void add_mentions(std::uint32_t node, Group& out, unsigned depth) const;
    [[nodiscard]] Group subject_before(std::uint32_t node) const;
    void add_members(std::uint32_t node, Group& out) const;
    void add_companions(std::uint32_t node, std::vector<Phrase>& out) const;
    void add_stray_object(std::uint32_t node, std::vector<Phrase>& out) const;
    void add_stray(std::uint32_t node, std::vector<Phrase>& out) const;
    void add_phrases(std::uint32_t node, bool of_noun, std::vector<Phrase>& out, unsigned depth) const;

    Document const& d_;
    Syntax syntax_;
    Range s_;
    std::uint32_t first_ = 0;  ///< node
    bool finite_ = false;      ///< there is a finite verb; without one a participle is read as it
    std::vector<std::vector<std::uint32_t>> children_;
    std::vector<std::uint32_t> const childless_;
    std::vector<std::int32_t> begin_, end_, over_;
    std::vector<bool> time_;
};

}  // namespace diplograph
