#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace diplograph {

/// Finds the best sequence of IOB2 tags in which every "I-X" stands behind a "B-X" or "I-X" (Viterbi over sums of scores).
class Iob2 {
public:
    Iob2() = default;
    explicit Iob2(std::vector<std::string> const& tags);
    /// \param scores row-major, one row a word with a score for each tag.
    /// \return numbers of tags, one a word.
    [[nodiscard]] std::vector<std::uint8_t> operator()(float const* scores, std::size_t words) const;

private:
    std::vector<std::vector<std::uint8_t>> before_;  ///< by tag: what may stand before it; empty if anything may
};

}  // namespace diplograph
