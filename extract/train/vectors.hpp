#pragma once

#include <string>
#include <vector>

#include "extract/features.hpp"
#include "extract/train/network.hpp"

namespace diplograph {

/// The words of a running text, cut roughly as the treebanks cut them, sentence by sentence.
[[nodiscard]] std::vector<std::vector<std::string>> cut_text(std::string_view text);

/// Vectors of words by the company they keep: skip-gram with negative sampling (Mikolov et al. 2013), window 3.
/// \return one row a word of `vocabulary` behind a first row of zeros, scaled to a standard deviation of 0.15.
[[nodiscard]] Matrix learn_vectors(std::vector<std::vector<std::string>> const& sentences, Vocabulary const& vocabulary, int width, int epochs, Random& random);

}  // namespace diplograph
