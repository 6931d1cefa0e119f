#pragma once

#include <string>
#include <vector>

#include "extract/train/sample.hpp"

namespace diplograph {

/// Lines of Lemmas learned from samples.
struct LemmaLines {
    std::vector<std::string> rules, words;
};
[[nodiscard]] LemmaLines learn_lemmas(std::vector<Sample> const& samples);

}  // namespace diplograph
