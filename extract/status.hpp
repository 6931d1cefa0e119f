#pragma once

#include <optional>

#include "extract/clause.hpp"

namespace diplograph {

/// Whether what a verb tells has happened: by its auxiliaries, its negation and the words that govern it.
[[nodiscard]] Status status_of(Document const& document, Clauses const& clauses, VerbGroup const& verb);

/// The same for a noun without a verb that carries it: by its adjectives and the words that govern it.
[[nodiscard]] Status status_of_noun(Document const& document, Clauses const& clauses, std::uint32_t node);

/// What a verb makes of the noun that it governs: "cancelled", "called off", "planned"; nothing if it is no such word.
[[nodiscard]] std::optional<Status> status_by(Document const& document, Clauses const& clauses, std::uint32_t verb);

}  // namespace diplograph
