#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "graph/cluster.hpp"
#include "graph/pins.hpp"

namespace diplograph {

/// Somebody in an event, as a node of the graph.
struct EventSide {
    std::string node;     ///< key of the entity
    std::string country;  ///< ISO code; empty if there is none
    bool person = false;
    std::string role;
};

/// An event as one article reports it: what joining looks at. Participants and place are joined entities.
struct EventReport {
    std::int64_t id = 0;  ///< row of the store
    std::string article;  ///< text key; with `local` the order of reports
    std::int64_t local = 0;
    std::string type, status, name, edition;
    int number = 0;  ///< of the edition
    std::string place, place_name, place_country;  ///< place: the node, empty where the article has a name alone
    bool place_is_country = false;
    std::optional<Date> first, last, published;
    bool exact = false;           ///< days, not a week or month
    std::vector<EventSide> sides; ///< sorted by node, no doubles
    std::uint64_t signature = 0;  ///< of the article's text
};

/// Where a report is looked for: those that share a key within some days may be held against each other. A key ends in n
/// for what was on certain days or is told soon after, in f for plans, editions and what is dated by month or year: these
/// may be met far away.
struct EventLink {
    std::string key;
    std::int64_t day = 0;  ///< since 1970
};
constexpr std::int64_t link_days = 100, near_days = 20;
[[nodiscard]] std::vector<EventLink> links_of(EventReport const& report);
/// How far from a report on a key of one's own those on a key can be that it may be held against.
[[nodiscard]] std::int64_t reach_of(std::string const& own, std::string const& key);
/// The same key with the other ending.
[[nodiscard]] std::string other_link(std::string key);

/// Whether two reports tell one event.
[[nodiscard]] Judgement judge_events(EventReport const& a, EventReport const& b, Pins const& pins = {});

/// Joins reports to events. A pure function of the set of reports: their order does not matter.
/// A report joins an event if it agrees with every report of it, and with no other event as well.
[[nodiscard]] std::vector<Cluster> join_events(std::vector<EventReport> const& reports, Pins const& pins = {});

/// Whether two texts are copies of one another: their similarity hashes differ in few bits.
[[nodiscard]] bool are_copies(std::uint64_t a, std::uint64_t b);

/// A stable hash (FNV-1a of 64 bits, stirred once more) of bytes, in hexadecimal digits.
[[nodiscard]] std::string stable_hash(std::string_view bytes);

}  // namespace diplograph
