#pragma once

#include <optional>

#include "extract/clause.hpp"

namespace diplograph {

/// Who else was there.
struct Presence {
    Group group;
    std::optional<ParticipantRole> role = {};  ///< "as an observer"
    bool list = false;   ///< the group is all there were: "The six are A, B and C"
    std::uint32_t at = 0;  ///< token that says so
};

/// Reads sentences that only name participants of what the text told before: "They were A and B", "Among them was C",
/// "D was there as facilitator".
class PresenceReader {
public:
    PresenceReader(Document const& document, Clauses const& clauses) : d_(document), c_(clauses) {}
    [[nodiscard]] std::optional<Presence> read() const;

private:
    [[nodiscard]] std::optional<Presence> list() const;
    [[nodiscard]] std::optional<Presence> presence() const;
    [[nodiscard]] Group persons(std::uint32_t first) const;
    [[nodiscard]] Group persons_before(std::uint32_t verb) const;
    [[nodiscard]] bool means_people(Range subject) const;

    Document const& d_;
    Clauses const& c_;
};

}  // namespace diplograph
