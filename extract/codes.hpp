#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/event.hpp"
#include "extract/table.hpp"

namespace diplograph {

/// What a clause says about what is asked, promised, refused, given: evidence for the finer codes of CAMEO.
struct CodeEvidence {
    std::vector<std::string_view> acts;   ///< codes of the acts told in it, the nearest first
    std::vector<std::string_view> words;  ///< lemmas, the nearest first
};

/// The finer codes of CAMEO, composed: an appeal (020) for aid (023) of an economic kind (0231).
class CodeScheme {
public:
    /// Adds the rows of facets.tsv: by which acts and words a clause is about something. \throws as read_table.
    void read_facets(std::string_view file, std::string_view text);
    /// Adds the rows of cameo.tsv: base and facet -> code; after the facets. \throws as read_table, and for an unknown facet.
    void read_codes(std::string_view file, std::string_view text);
    /// The finest code that evidence gives to an act; the code itself if there is none.
    [[nodiscard]] std::string refine(std::string code, CodeEvidence const& evidence) const;
    [[nodiscard]] bool empty() const { return codes_.empty(); }

private:
    /// How far the evidence for a facet stands, acts before words; npos if there is none.
    [[nodiscard]] std::size_t distance(std::uint32_t facet, CodeEvidence const& evidence) const;

    std::vector<std::string> facets_;
    std::vector<std::vector<std::string>> acts_;                       ///< by facet: prefixes of codes
    std::unordered_map<std::string, std::vector<std::uint32_t>> words_;  ///< lemma -> facets
    std::unordered_map<std::string, std::vector<std::pair<std::uint32_t, std::string>>> codes_;  ///< base -> facet, code
};

/// Fits the codes of an act to what has become of it: an act to come is an agreement to it or a threat (PLOVER), an intent
/// or a threat (CAMEO); one that was cancelled or denied has none.
void recode(Event& event, CodeScheme const& scheme, CodeEvidence const& evidence);

}  // namespace diplograph
