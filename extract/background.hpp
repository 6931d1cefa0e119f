#pragma once

#include <vector>

#include "extract/trigger.hpp"

namespace diplograph {

/// What a sentence tells beside its point: what came before it or caused it, what a condition hangs on, what somebody who
/// is named did otherwise, what is demanded, refused, threatened or charged.
class Background {
public:
    Background(Document const& document, Clauses const& clauses) : d_(document), c_(clauses) {}

    /// Whether a trigger stands in the background of another clause of its sentence, or is the content of another trigger.
    [[nodiscard]] bool holds(Trigger const& trigger, std::vector<Trigger> const& all) const;
    /// A demand, a refusal, a threat or a charge: what it is about is no act of its own.
    [[nodiscard]] static bool asks(EventType type);

private:
    [[nodiscard]] bool aside(std::uint32_t node) const;
    [[nodiscard]] bool frames(std::uint32_t head, Trigger const& trigger, std::vector<Trigger> const& all) const;

    Document const& d_;
    Clauses const& c_;
};

}  // namespace diplograph
