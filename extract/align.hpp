#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/extraction.hpp"

namespace diplograph {

/// Pairs of indices into a first and a second list, one to one, ascending.
using Pairs = std::vector<std::pair<Index, Index>>;

/// What two records of one article have in common.
struct Alignment {
    Pairs entities;
    Pairs events;
};

/// Pairs the entities and the events of two records, each with the best sum of scores; what scores 0 stays alone.
/// Who is first makes no difference.
///
/// Entities are the same if they share a name or alias (name_key), countries if they have the same code. Score: 4, and 2
/// for the same full name, 2 for the same kind, 1 for the same country.
///
/// Events are the same only if they have one type. Of what both have, score: participants 8 by Dice's measure, -4 if none
/// is shared; place 2 or -2; dates 2 if they overlap, -2 if not; the same name 4; one figure shared 4, none -1; triggers
/// that overlap 6, or else sentences 3. An event of which nothing of this is told, evidence apart, goes with any event of
/// its type, unless both have evidence.
[[nodiscard]] Alignment align(Extraction const& first, Extraction const& second);

/// The pairs with the greatest sum of weights; weights are 0, which no pair has, or more. Of equal sums the one that keeps
/// the order best. \param weight of a row and a column.
/// The Hungarian method with shortest augmenting paths (Kuhn 1955; Jonker and Volgenant 1987), cubic in the longer list.
[[nodiscard]] Pairs assign(std::size_t rows, std::size_t columns, std::function<std::int64_t(Index, Index)> const& weight);

/// Whether two places, each of its record, have a name in common.
[[nodiscard]] bool same_place(Extraction const& first, Place const& a, Extraction const& second, Place const& b);

/// Whether two intervals share a day; both have a start.
[[nodiscard]] bool overlap(DateInterval const& a, DateInterval const& b);

/// Whether an event has a date whose words could be resolved.
[[nodiscard]] bool is_dated(Event const& event);

}  // namespace diplograph
