#pragma once

#include "extract/cast.hpp"
#include "extract/draft.hpp"

namespace diplograph {

/// The sentences [first, last) of a list of participants that begins at `first`.
[[nodiscard]] std::size_t roster_end(Document const& document, std::size_t first);

/// A list of participants is a meeting; place and date stand in the headings before it. Nothing for fewer than two people.
[[nodiscard]] std::optional<Draft> read_roster(Document& document, std::size_t first, std::size_t last, Cast& cast);

}  // namespace diplograph
