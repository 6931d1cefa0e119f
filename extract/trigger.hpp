#pragma once

#include <optional>
#include <vector>

#include "extract/absence.hpp"
#include "extract/clause.hpp"

namespace diplograph {

/// The mentions that fill a slot of a predicate.
struct Filled {
    std::size_t slot = 0;  ///< index of Predicate::slots
    Group group;
    std::optional<ParticipantRole> role = {};  ///< if it is not the slot's: "hosted by", "with Chad as mediator"
};

/// A word of the text that matches a line of predicates.tsv, with what fills its slots.
struct Trigger {
    std::uint32_t predicate = 0;
    std::uint32_t token = 0;
    bool noun = false;
    bool light = false;           ///< a noun carried by a verb: "held talks"
    bool anaphoric = false;       ///< "the meeting"
    bool named = false;           ///< the noun ends a name: "NATO Ministerial Meeting"
    bool verb_of_meeting = false; ///< the words join exactly these people, be they of one side
    bool joins = false;           ///< says who else takes part in what was told: "X attended the talks"
    std::optional<ParticipantRole> part;  ///< of the subject, by the verb that carries the noun: host, mediator, observer
    bool passive = false;
    bool between = false;         ///< "a meeting between A and B": two sides, whatever their country
    bool with_others = false;     ///< "met with a group of senators"
    Status status = Status::occurred;
    std::optional<std::uint32_t> echo;  ///< the verb whose line tells the act already: "offer" of "declined an offer"
    std::optional<Absence> absence;  ///< "boycotted the summit"
    std::vector<Filled> slots;
    std::vector<Phrase> phrases;  ///< all phrases behind it, for the place
};

/// Finds the predicates of a sentence and fills their slots.
class TriggerFinder {
public:
    TriggerFinder(Document const& document, Clauses const& clauses) : d_(document), c_(clauses) {}
    [[nodiscard]] std::vector<Trigger> find(Range sentence) const;

private:
    [[nodiscard]] bool told_by_verb(Trigger const& noun, Trigger const& verb) const;
    [[nodiscard]] static bool satisfied(Predicate const& p, Trigger const& t);
    [[nodiscard]] bool match(std::uint32_t token, PredicateForm form, Trigger& out) const;
    bool verb(std::uint32_t token, Trigger& out) const;
    bool noun(std::uint32_t token, PredicateForm form, Trigger& out) const;
    void fill(Trigger& t, std::string_view where, Group group) const;
    void fill_phrases(Trigger& t) const;
    [[nodiscard]] bool particles(Predicate const& p, std::uint32_t token, std::size_t words) const;
    [[nodiscard]] bool has_object(Predicate const& p, std::uint32_t node) const;
    [[nodiscard]] bool asks(std::uint32_t node) const;
    [[nodiscard]] bool inquires(std::uint32_t node) const;
    [[nodiscard]] bool tells(std::uint32_t node) const;
    [[nodiscard]] bool agreed(std::uint32_t node) const;
    [[nodiscard]] std::optional<ParticipantRole> part(std::string const& lemma) const;
    [[nodiscard]] std::optional<ParticipantRole> part_behind(Group const& group) const;
    void fill_part(Trigger& t, std::uint32_t node, Group group) const;
    [[nodiscard]] static bool is_light_only(Predicate const& p);
    [[nodiscard]] bool is_light(Predicate const& p, std::uint32_t node) const;
    [[nodiscard]] bool lacks_object(std::uint32_t clause) const;
    [[nodiscard]] std::uint32_t governing(Predicate const& p, std::uint32_t node) const;
    [[nodiscard]] std::uint32_t carrier(Predicate const& p, std::uint32_t node) const;

    Document const& d_;
    Clauses const& c_;
};

}  // namespace diplograph
