#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/words.hpp"

namespace diplograph {

/// The four pictures of the graph that can be exported.
enum class Shape { events, actors, countries, places };
template <>
struct Words<Shape> {
    static constexpr std::array<std::string_view, 4> words{"events", "actors", "countries", "places"};
};

/// A stretch of time in which a node or edge exists; both days included.
struct Spell {
    Date start;
    Date end;
    friend auto operator<=>(Spell const&, Spell const&) = default;
};

/// A node as an exporter sees it. Absent strings are empty.
struct ViewNode {
    std::string id;     ///< stable text key of the store, any bytes
    std::string label;  ///< what a reader sees
    std::string kind;   ///< person country organization place group event_name, or an event's type
    std::string country;   ///< ISO 3166 alpha-3
    std::string status;    ///< of an event
    std::string detail;    ///< office of a person, name of a conference
    std::vector<std::string> aliases;
    std::vector<std::string> sources;  ///< articles that report it
    std::vector<std::string> quotes;   ///< the sentences behind it
    std::optional<double> latitude;    ///< degrees, WGS 84
    std::optional<double> longitude;
    std::vector<Spell> spells;         ///< in order, none overlaps another; empty: no time known
    double size = 1;                   ///< 1 and up, grows with the number of events
    bool is_event = false;
};

/// An edge as an exporter sees it. Endpoints are indexes into View::nodes.
struct ViewEdge {
    std::string id;
    std::uint32_t source = 0;
    std::uint32_t target = 0;
    std::string relation;  ///< role, "met", "located_in", "part_of"
    std::string label;
    double weight = 1;     ///< above 0
    std::vector<Spell> spells;
    std::vector<std::string> events;   ///< keys of the events behind a projected edge
    std::vector<std::string> sources;  ///< articles
    std::optional<double> confidence;
};

/// What an exporter writes: nodes and edges in their final order. No two edges share endpoints and relation.
struct View {
    Shape shape = Shape::events;
    bool directed = true;
    std::vector<ViewNode> nodes;
    std::vector<ViewEdge> edges;
};

}  // namespace diplograph
