#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "extract/cast.hpp"
#include "extract/codes.hpp"
#include "extract/trigger.hpp"

namespace diplograph {

/// Acts of one side towards another: whom they come from and go to where the slots say too little, and what statements ask,
/// promise or refuse.
class ActReader {
public:
    ActReader(Document const& document, Clauses const& clauses, Cast& cast) : d_(document), k_(*document.knowledge), clauses_(clauses), cast_(cast) {}

    /// Whether a type is such an act; a gathering has sides of its own.
    [[nodiscard]] static bool is_directed(EventType type) { return type >= EventType::request && type != EventType::casualty; }
    /// What the clause of a trigger is about: the acts told in it and its words, the nearest first.
    [[nodiscard]] CodeEvidence code_evidence(Trigger const& t, std::vector<Trigger> const& all) const;
    /// "will not accept": what is refused for the time to come is a rejection. A gathering that will not be keeps its type.
    void refuse(Event& e, Trigger const& t) const;
    /// "said that Iran must cooperate", "insisted that Iran cooperate" ask something of Iran.
    void demand(Event& e, Trigger const& t);
    /// "said that it would release them": the speaker means to do something; nothing else tells it.
    void intend(Event& e, Trigger const& t, std::vector<Trigger> const& all) const;
    /// Who acts and on whom, where the slots say too little: the nearest actor before the verb, and the country that what
    /// follows is about ("demolished Palestinian homes", "sanctions on", "calls by Annan").
    void direct(Event& e, Trigger const& t, Predicate const& p, std::set<std::string_view>& filled);

private:
    bool own_people(Event& e, ParticipantRole source);
    [[nodiscard]] bool obliges(std::uint32_t clause) const;
    [[nodiscard]] bool subjunctive(std::uint32_t clause) const;
    [[nodiscard]] Mention const* actor_of(Trigger const& t) const;
    [[nodiscard]] Mention const* speaker() const;
    [[nodiscard]] bool is_subjectless(std::uint32_t verb) const;
    [[nodiscard]] bool is_owner(Mention const& m, Trigger const& t) const;
    [[nodiscard]] bool hangs_elsewhere(Mention const& m) const;
    [[nodiscard]] bool is_people(std::uint32_t token) const;
    [[nodiscard]] bool lacks_object(Trigger const& t) const;
    [[nodiscard]] bool names_people(Trigger const& t) const;
    [[nodiscard]] std::vector<std::uint32_t> near(std::uint32_t token) const;
    [[nodiscard]] std::vector<std::uint32_t> dependents(Trigger const& t, bool clauses, bool content) const;
    void direct_at(Event& e, Trigger const& t, Predicate const& p, ParticipantRole target, std::set<std::string_view>& filled);

    Document const& d_;
    Knowledge const& k_;
    Clauses const& clauses_;
    Cast& cast_;
};

}  // namespace diplograph
