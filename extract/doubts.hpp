#pragma once

#include "extract/draft.hpp"
#include "extract/trigger.hpp"

namespace diplograph {

/// What speaks against a draft: too little said, one side alone, nobody in public life, sport, the weather.
class Doubts {
public:
    Doubts(Document const& document, Clauses const& clauses, EventMerger const& merger) : d_(document), c_(clauses), merger_(merger) {}

    /// Whether a draft says enough to be an event; takes out who is no part of it.
    [[nodiscard]] bool complete(Draft& draft, Trigger const& t) const;

private:
    [[nodiscard]] bool is_pastime() const;
    [[nodiscard]] bool official_takes_part(Event const& e) const;
    [[nodiscard]] bool of_officials(Event const& e) const;
    [[nodiscard]] bool only_states(Event const& e) const;
    [[nodiscard]] bool received(Trigger const& t) const;
    [[nodiscard]] bool is_public(Event const& e) const;
    [[nodiscard]] bool one_side(Event const& e) const;
    [[nodiscard]] bool several(Trigger const& t) const;
    [[nodiscard]] bool is_nature(std::uint32_t token) const;
    [[nodiscard]] bool tells_attack(std::uint32_t token) const;
    [[nodiscard]] bool accident(Event const& e, Trigger const& t) const;
    [[nodiscard]] bool natural(Trigger const& t) const;

    Document const& d_;
    Clauses const& c_;
    EventMerger const& merger_;
};

}  // namespace diplograph
