#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace diplograph {

struct Knowledge;

/// A person's name as names are compared.
struct ComparedName {
    std::vector<std::string> words;  ///< given names in full ("Bill": william), then the family's; no particles or suffixes
    std::string family;              ///< the word that the person goes by alone
};

/// In which order a state, by its code, puts names: family_first, either, given_alone, two_families; empty for given names
/// before the family's.
[[nodiscard]] std::string_view name_order(Knowledge const& knowledge, std::string_view country);

/// Takes a name apart in the order that the person's country has: "Xi Jinping", CHN -> jinping xi. `country` may be empty.
[[nodiscard]] ComparedName compared_name(Knowledge const& knowledge, std::string_view name, std::string_view country);

}  // namespace diplograph
