#pragma once

#include "extract/cast.hpp"
#include "extract/draft.hpp"

namespace diplograph {

/// The casualty report of the present sentence of `clauses`, with its figures and who says so; nothing if it counts nobody.
[[nodiscard]] std::optional<Draft> read_casualties(Document const& document, Clauses const& clauses, Setting const& setting, Cast& cast);

}  // namespace diplograph
