#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace diplograph {

/// The words that the model knows by themselves, as sorted hashes; the others it knows by their letters.
class Vocabulary {
public:
    Vocabulary() = default;
    explicit Vocabulary(std::vector<std::uint64_t> hashes) : hashes_(std::move(hashes)) {}
    /// 1 and up for a known word, 0 for an unknown one.
    [[nodiscard]] std::uint32_t number(std::uint64_t hash) const;
    [[nodiscard]] std::vector<std::uint64_t> const& hashes() const { return hashes_; }

private:
    std::vector<std::uint64_t> hashes_;
};

/// Hash of a word in lower case with all digits alike (FNV-1a, 64 bits).
[[nodiscard]] std::uint64_t word_hash(std::string_view word);

/// Rows of the tables that a word is looked up in: two of whole words, then its ends of 2, 3 and 4 letters, its first
/// 3, and its shape.
struct Features {
    static constexpr std::size_t tables = 7;
    std::array<std::uint32_t, tables> rows{};
};

/// Sizes of the hashed tables: suffixes of 2, 3 and 4, prefix, shape.
constexpr std::array<std::uint32_t, 5> hashed_rows{1024, 3072, 4096, 3072, 512};

/// \param frequent words that have a vector of their own in the treebanks; `seen` those of raw text.
[[nodiscard]] Features features_of(std::string_view word, Vocabulary const& seen, Vocabulary const& frequent);

}  // namespace diplograph
