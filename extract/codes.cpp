#include "extract/codes.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace diplograph {

namespace {

template <std::size_t N>
bool among(std::array<std::string_view, N> const& list, std::string const& category) {
    return std::find(list.begin(), list.end(), category) != list.end();
}

}  // namespace

void CodeScheme::read_facets(std::string_view file, std::string_view text) {
    read_table(file, text, {"facet", "acts", "words"}, [&](Row const& row) {
        auto const facet = static_cast<std::uint32_t>(facets_.size());
        facets_.emplace_back(row.cells[0]);
        auto& acts = acts_.emplace_back();
        for (std::string_view const act : items(row.cells[1])) acts.emplace_back(act);
        for (std::string_view const word : items(row.cells[2])) words_[std::string(word)].push_back(facet);
    });
}

void CodeScheme::read_codes(std::string_view file, std::string_view text) {
    read_table(file, text, {"base", "facet", "code"}, [&](Row const& row) {
        auto const facet = std::find(facets_.begin(), facets_.end(), row.cells[1]);
        if (facet == facets_.end()) row.fail("no such facet");
        codes_[std::string(row.cells[0])].emplace_back(static_cast<std::uint32_t>(facet - facets_.begin()), std::string(row.cells[2]));
    });
}

std::size_t CodeScheme::distance(std::uint32_t facet, CodeEvidence const& evidence) const {
    for (std::size_t i = 0; i < evidence.acts.size(); ++i)
        for (std::string const& prefix : acts_[facet])
            if (evidence.acts[i].starts_with(prefix)) return i;
    for (std::size_t i = 0; i < evidence.words.size(); ++i) {
        auto const found = words_.find(std::string(evidence.words[i]));
        if (found != words_.end() && std::find(found->second.begin(), found->second.end(), facet) != found->second.end()) return evidence.acts.size() + i;
    }
    return std::string::npos;
}

std::string CodeScheme::refine(std::string code, CodeEvidence const& evidence) const {
    for (auto rows = codes_.find(code); rows != codes_.end(); rows = codes_.find(code)) {
        std::size_t nearest = std::string::npos;
        for (auto const& [facet, finer] : rows->second)
            if (std::size_t const at = distance(facet, evidence); at < nearest) {
                nearest = at;
                code = finer;
            }
        if (nearest == std::string::npos) break;
    }
    return code;
}

void recode(Event& e, CodeScheme const& scheme, CodeEvidence const& evidence) {
    static constexpr std::array<std::string_view, 6> friendly{"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"};
    static constexpr std::array<std::string_view, 5> hostile{"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"};
    e.cameo = scheme.refine(std::move(e.cameo), evidence);
    if (e.status == Status::occurred || e.status == Status::ongoing) return;
    CodeEvidence with_act = evidence;
    with_act.acts.insert(with_act.acts.begin(), e.cameo);
    if (e.status == Status::cancelled || e.status == Status::denied) {
        e.plover.clear();
        e.cameo.clear();
    } else if (among(friendly, e.plover)) {
        e.cameo = scheme.refine("030", with_act);
        e.plover = "AGREE";
    } else if (among(hostile, e.plover)) {
        e.cameo = scheme.refine("130", with_act);
        e.plover = "THREATEN";
    }
}

}  // namespace diplograph
