#include "extract/background.hpp"

#include <algorithm>
#include <array>

namespace diplograph {

bool Background::asks(EventType type) {
    return type == EventType::request || type == EventType::rejection || type == EventType::threat || type == EventType::accusation;
}

bool Background::holds(Trigger const& trigger, std::vector<Trigger> const& all) const {
    std::uint32_t n = c_.syntax().of_token(trigger.token);
    for (std::uint32_t head = d_.nodes[n].head; head != Node::none; n = head, head = d_.nodes[n].head) {
        if (aside(n)) return true;
        bool const subject = c_.syntax().relation(n).starts_with("nsubj") || c_.syntax().relation(n) == "conj" || c_.syntax().relation(n) == "parataxis";
        if (!subject && frames(head, trigger, all)) return true;
    }
    return false;
}

/// "after the battles", "because he attacked them", "in the wake of the arrests", "soldiers who fired".
bool Background::aside(std::uint32_t node) const {
    static constexpr std::array<std::string_view, 8> causes{"wake", "aftermath", "response", "retaliation", "reaction", "result", "revenge", "anniversary"};
    std::string_view const relation = c_.syntax().relation(node);
    if (relation == "acl:relcl") return true;
    bool const clause = relation == "advcl" || relation == "acl", phrase = relation.starts_with("obl") || relation.starts_with("nmod");
    if (!clause && !phrase) return false;
    if (phrase && d_.nodes[node].head != Node::none && d_.nodes[node].head < node && c_.preposition(d_.nodes[node].head) == "in" &&
        std::find(causes.begin(), causes.end(), d_.word(d_.nodes[d_.nodes[node].head].token)) != causes.end())
        return true;
    for (std::uint32_t const c : c_.children(node)) {
        std::string_view const with = c_.syntax().relation(c);
        if (with != "mark" && with != "case" && with != "advmod") continue;
        std::uint32_t const token = d_.nodes[c].token;
        bool const told = (d_.is(token, WordClass::preposition) && d_.knowledge->value(d_.tokens[token].word, WordClass::preposition) == "background") ||
                          (d_.is(token, WordClass::subordinator) && d_.knowledge->value(d_.tokens[token].word, WordClass::subordinator) == "background");
        if (told && c < node) return true;
    }
    return false;
}

/// Whether a word is that of another trigger whose content is no act: "accused them of violating the truce".
bool Background::frames(std::uint32_t head, Trigger const& trigger, std::vector<Trigger> const& all) const {
    return std::any_of(all.begin(), all.end(), [&](Trigger const& other) {
        return other.token != trigger.token && c_.syntax().of_token(other.token) == head && asks(d_.knowledge->predicates.rows[other.predicate].type);
    });
}

}  // namespace diplograph
