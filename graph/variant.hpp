#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "graph/cluster.hpp"
#include "graph/join_entities.hpp"

namespace diplograph {

/// Reports that nothing tells apart: one name, country, place in the tables and judgement by hand, without long silence.
struct Variant {
    std::string kind, key, country, known;
    std::vector<std::string> words;  ///< as names are compared
    std::string family;
    std::string name;  ///< as written in the first report
    std::optional<int> pin;
    std::set<std::string> offices;
    std::optional<Date> first, last;   ///< days of the articles
    std::vector<std::size_t> reports;
    std::string rule = "same name";
    double score = 1;

    [[nodiscard]] bool is_full() const { return words.size() > 1; }
};

/// Gathers the reports of a block by what they have in common.
[[nodiscard]] std::vector<Variant> variants_of(std::vector<EntityReport> const& reports, Pins const& pins);

/// Whether two names could be one thing's, whatever else is known.
[[nodiscard]] bool names_fit(Variant const& a, Variant const& b);

/// Whether two variants of a block are one person; of the names alone, then of country, offices and time.
[[nodiscard]] Judgement judge_persons(Variant const& a, Variant const& b);
/// The same of organizations and groups.
[[nodiscard]] Judgement judge_bodies(Variant const& a, Variant const& b);
/// The same of places.
[[nodiscard]] Judgement judge_places(Variant const& a, Variant const& b);

}  // namespace diplograph
