#pragma once

#include <optional>
#include <vector>

#include "extract/clause.hpp"
#include "extract/trigger.hpp"

namespace diplograph {

/// A mention of a place or country as the place of an event; nothing if it names no entity.
[[nodiscard]] std::optional<Place> to_place(Document const& document, Mention const& mention);

/// When and where the events of a sentence are.
class Setting {
public:
    Setting(Document const& document, Clauses const& clauses) : d_(document), k_(*document.knowledge), clauses_(clauses) {}

    /// The date nearest behind the trigger in its sentence, else before it; read forwards for what is to come.
    [[nodiscard]] std::optional<DateInterval> when(std::uint32_t trigger, Status status, std::vector<Trigger> const& all) const;
    /// A place behind a preposition of place: a city before its country.
    [[nodiscard]] std::optional<Place> where(std::vector<Phrase> const& phrases, bool moves, Range name, std::uint32_t trigger) const;
    /// "In Sochi, ..." in front of a sentence; "Russia's Sochi"; a place anywhere behind "in" near the trigger.
    [[nodiscard]] std::optional<Place> sentence_place(std::uint32_t trigger, Range name = {}) const;
    /// The first place of a sentence behind a preposition.
    [[nodiscard]] std::optional<Place> any_place(Range sentence) const;

private:
    [[nodiscard]] std::uint32_t apart(std::uint32_t trigger, TimeMention const& time, std::vector<Trigger> const& all) const;
    [[nodiscard]] std::uint32_t units(std::uint32_t first, std::uint32_t last) const;
    [[nodiscard]] std::optional<Place> capital(std::uint32_t noun) const;
    [[nodiscard]] bool of_a_noun(std::uint32_t preposition, std::uint32_t trigger) const;

    Document const& d_;
    Knowledge const& k_;
    Clauses const& clauses_;
};

}  // namespace diplograph
