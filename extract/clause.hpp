#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.hpp"

namespace diplograph {

/// Auxiliaries, modals and the verb they belong to.
struct VerbGroup {
    Range range;              ///< from the first auxiliary to the verb
    std::uint32_t verb = 0;
    bool passive = false;
    bool perfect = false;
    bool progressive = false;
    bool infinitive = false;  ///< "to meet": what governs it stands before range
    bool gerund = false;
    bool present = false;
    bool negated = false;
    std::string_view modal;   ///< "planned" or "proposed", as grammar.tsv says; empty if there is none
};

/// Mentions joined by commas and "and".
using Group = std::vector<std::uint32_t>;  ///< indexes of Document::mentions

/// A prepositional phrase, or the object where `preposition` is empty.
struct Phrase {
    std::string_view preposition;
    std::uint32_t at = 0;  ///< its first token
    Group group;
    std::uint32_t noun = 0;  ///< its head where that is no mention; 0 if there is none
};

/// The shallow syntax of one sentence: what stands left and right of a word, by rules over mentions and word classes.
class Clauses {
public:
    explicit Clauses(Document const& document) : d_(document) {}
    void set_sentence(Range range);
    [[nodiscard]] Range sentence() const { return s_; }

    [[nodiscard]] bool is_verb(std::uint32_t token, Form form) const;
    [[nodiscard]] bool is_noun(std::uint32_t token) const;
    [[nodiscard]] VerbGroup group(std::uint32_t verb, Form form) const;
    /// The mentions that a verb group has for its subject; empty if the subject is no mention or unknown.
    [[nodiscard]] Group subject(VerbGroup const& verb) const;
    /// Object and prepositional phrases behind a token, up to the end of the clause.
    [[nodiscard]] std::vector<Phrase> phrases(std::uint32_t after, bool object) const;
    /// The mention that begins or ends at a token and is no part of another; -1 if there is none.
    [[nodiscard]] std::int32_t begins(std::uint32_t token) const { return at(begin_, token); }
    [[nodiscard]] std::int32_t ends(std::uint32_t token) const { return at(end_, token); }
    /// The mention over a token; -1 if there is none.
    [[nodiscard]] std::int32_t over(std::uint32_t token) const { return at(over_, token); }
    [[nodiscard]] bool is_time(std::uint32_t token) const { return token >= s_.first && token < s_.last && time_[token - s_.first]; }
    /// A verb that can be nothing else, an auxiliary or a modal.
    [[nodiscard]] bool is_plain_verb(std::uint32_t token) const;

    /// Whether a name only says more about the noun behind it: "the Syria congress".
    [[nodiscard]] bool modifies(Mention const& mention) const;

private:
    [[nodiscard]] std::int32_t at(std::vector<std::int32_t> const& map, std::uint32_t token) const {
        return token >= s_.first && token < s_.last ? map[token - s_.first] : -1;
    }
    [[nodiscard]] Group group_ending(std::uint32_t last) const;
    [[nodiscard]] std::uint32_t group_from(std::uint32_t first, Group& out) const;
    [[nodiscard]] std::uint32_t previous_comma(std::uint32_t token) const;

    Document const& d_;
    Range s_;
    std::vector<std::int32_t> begin_, end_, over_;
    std::vector<bool> time_;
};

}  // namespace diplograph
