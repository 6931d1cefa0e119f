#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/query.hpp"

namespace diplograph {

/// Somebody who took part in a meeting.
struct Actor {
    std::string key, name, kind, country;
};

/// An event in which people met, with those who were present.
struct Meeting {
    std::string key, type, place;
    std::string date, until;          ///< first and last day as far as they are known; may be empty
    std::string precision;            ///< day, week, month, year; may be empty
    std::optional<Date> first, last;  ///< both or none
    std::vector<std::uint32_t> present;  ///< indexes into Meetings::actors, in their order
};

/// The meetings that a filter leaves, of any event in which people meet and that took place unless the filter asks for others.
struct Meetings {
    std::vector<Actor> actors;      ///< who was present at any, in the order of their keys
    std::vector<Meeting> meetings;  ///< in the order of their keys
    /// Index of an actor by its key; nothing if it was present nowhere.
    [[nodiscard]] std::optional<std::uint32_t> find(std::string const& key) const;
    /// For every actor the indexes of its meetings, in their order.
    [[nodiscard]] std::vector<std::vector<std::uint32_t>> by_actor() const;
};

[[nodiscard]] Meetings read_meetings(Store& store, EventFilter const& filter);

/// What decides of two who were present whether they met.
struct Attendee {
    std::string_view kind, country;
};
/// The pairs that met, as indexes with the lower one first: a state or body does not meet beside its own people, and
/// members of one delegation do not meet one another where others are present.
[[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> who_met_whom(std::vector<Attendee> const& present);

/// The graph of who met whom: undirected, weighted by meetings, without loops and isolated actors.
struct Acquaintance {
    struct Link {
        std::uint32_t other = 0;     ///< index of a node
        std::uint32_t meetings = 0;  ///< 1 and up
    };
    std::vector<std::uint32_t> actors;     ///< by node: index into Meetings::actors, ascending
    std::vector<std::uint32_t> meetings;   ///< by node: in how many it met anybody
    std::vector<std::size_t> begin;        ///< by node: its first link; one more at the end
    std::vector<Link> links;               ///< both ways, of every node in the order of the others
    [[nodiscard]] std::size_t size() const { return actors.size(); }
};

/// Of some of the meetings, given as indexes.
[[nodiscard]] Acquaintance acquaintance(Meetings const& all, std::vector<std::uint32_t> const& chosen);
/// Of all of them.
[[nodiscard]] Acquaintance acquaintance(Meetings const& all);

}  // namespace diplograph
