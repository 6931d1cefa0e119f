#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "core/entity.hpp"
#include "graph/cluster.hpp"
#include "graph/pins.hpp"

namespace diplograph {

/// An entity as one article reports it: what joining looks at.
struct EntityReport {
    std::int64_t id = 0;  ///< row of the store
    std::string article;  ///< text key; with `local` the order of reports
    std::int64_t local = 0;
    std::string kind, name, key, country;
    std::string compared, family, known;  ///< see Entity
    std::vector<std::string> offices;     ///< "foreign minister|RUS"
    std::optional<Date> published;
};

/// What reports of one thing surely share: only within a block they are held against each other.
[[nodiscard]] std::string block_of(EntityReport const& report);
[[nodiscard]] std::string block_of(Entity const& entity);

/// Joins the reports of whole blocks to entities. A pure function of the set of reports: their order does not matter.
/// A report joins an entity if it contradicts no other report of it, and no other entity fits as well.
[[nodiscard]] std::vector<Cluster> join_entities(std::vector<EntityReport> const& reports, Pins const& pins = {});

/// Pairs that could be one thing, but for which too little speaks; indices of reports, the first of each name.
struct Doubt {
    std::size_t a, b;
    double score;
    std::string reason;
};
[[nodiscard]] std::vector<Doubt> doubtful_entities(std::vector<EntityReport> const& reports, Pins const& pins = {});

}  // namespace diplograph
