#pragma once

#include <optional>

#include "extract/clause.hpp"

namespace diplograph {

/// Who was not at a gathering, or only invited to it.
struct Absence {
    Group group;
    Attendance attendance = Attendance::declined;
    Status status = Status::occurred;  ///< of the gathering: it takes place without them
};

/// What the verb over a noun for a gathering says of somebody's absence: "boycotted the summit", "did not attend the talks",
/// "walked out of the meeting", "was not invited to the conference"; nothing if it says none.
[[nodiscard]] std::optional<Absence> absence_from(Document const& document, Clauses const& clauses, std::uint32_t noun);

}  // namespace diplograph
