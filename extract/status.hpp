#pragma once

#include "extract/clause.hpp"

namespace diplograph {

/// Whether what a verb tells has happened: by its auxiliaries, its negation and the words that govern it.
[[nodiscard]] Status status_of(Document const& document, Clauses const& clauses, VerbGroup const& verb);

/// The same for a noun without a verb that carries it: by its adjectives and the words that govern it.
[[nodiscard]] Status status_of_noun(Document const& document, Clauses const& clauses, std::uint32_t node);

}  // namespace diplograph
