#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/bytes.hpp"

namespace diplograph {

/// Dictionary forms: words that follow no rule, then the rule of the longest known ending.
class Lemmas {
public:
    static constexpr std::size_t longest_ending = 6;

    Lemmas() = default;
    /// \param rules "tag ending strip add": words of the tag with that ending lose `strip` bytes and gain `add`; an
    ///        empty ending or addition is "-". \param words "tag form lemma". \param tags the names of the tags by number.
    /// \throws std::runtime_error with a line that is not so.
    Lemmas(std::vector<std::string> const& rules, std::vector<std::string> const& words, std::vector<std::string> tags);
    [[nodiscard]] std::string operator()(std::string_view word, std::uint8_t tag) const;

private:
    struct Rule {
        std::size_t strip = 0;
        std::string add;
    };
    std::unordered_map<std::string, Rule, TextHash, std::equal_to<>> rules_;
    std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> words_;
    std::vector<std::string> tags_;
};

/// The form that lemmas are made from: in lower case but for proper nouns.
[[nodiscard]] std::string lemma_form(std::string_view word, std::string_view tag);

}  // namespace diplograph
