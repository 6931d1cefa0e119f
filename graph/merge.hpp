#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/date.hpp"

namespace diplograph {

/// An entity as one article reports it: what merging looks at. `id` is the row of the report.
struct EntityReport {
    std::int64_t id = 0;
    std::string article;  ///< text key; with `local` the order of reports
    std::int64_t local = 0;
    std::string kind, name, key, country;
};

/// An event as one article reports it. Participants and place are keys of merged entities.
struct EventReport {
    std::int64_t id = 0;
    std::string article;
    std::int64_t local = 0;
    std::string type, status, name, place, place_country;
    bool place_is_country = false;
    std::optional<Date> first, last;
    bool exact = false;                     ///< a day, not a week or month
    std::vector<std::string> participants;  ///< sorted
};

/// Reports that stand for one thing, and why each is among them.
struct Cluster {
    struct Member {
        std::size_t report;  ///< index of the input
        std::string rule;
        double score;
        std::string reason;
    };
    std::string key;
    std::vector<Member> members;  ///< in the order of article and local number
};

/// Joins reports to entities and to events. Pure functions of the set of reports: their order does not matter.
[[nodiscard]] std::vector<Cluster> merge_entities(std::vector<EntityReport> const& reports);
[[nodiscard]] std::vector<Cluster> merge_events(std::vector<EventReport> const& reports);

/// A stable hash (FNV-1a of 64 bits, stirred once more) of bytes, in hexadecimal digits.
[[nodiscard]] std::string stable_hash(std::string_view bytes);

}  // namespace diplograph
