#pragma once

#include <cstddef>
#include <vector>

namespace diplograph {

/// The tree with one root that has the highest sum of scores (Chu and Liu 1965, Edmonds 1967).
/// \param scores row-major, `n` rows of `n` + 1: of word d (from 1) taking h for its head is scores[(d - 1) * (n + 1) + h];
///        h 0 is the root.
/// \return heads of the n words, 0 for the root's only child.
[[nodiscard]] std::vector<int> best_tree(std::vector<float> const& scores, std::size_t n);

/// Classes of the distance between a word at `d` and a head at `h`, both from 1; h 0 is the root. 0 to 30.
[[nodiscard]] int distance_bucket(int d, int h);
constexpr int distance_buckets = 31;

}  // namespace diplograph
