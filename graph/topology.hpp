#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graph/query.hpp"

namespace diplograph {

/// The graph of actors and the events that join them, in memory: Boost.Graph behind a door, since its headers are slow to compile.
class Topology {
public:
    /// Loads the meetings that a filter leaves with those who were present.
    Topology(Store& store, EventFilter const& filter);
    ~Topology();

    /// A way from one actor to another: actor, event, actor, ... keys.
    using Path = std::vector<std::string>;
    /// Up to `count` shortest ways that share no event, the shortest first. Of equally short ones the first by key.
    [[nodiscard]] std::vector<Path> paths(std::string const& from, std::string const& to, std::size_t count) const;
    [[nodiscard]] std::size_t actors() const;
    [[nodiscard]] std::size_t events() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The shortest ways between two actors over the meetings that a filter leaves.
[[nodiscard]] Table path(Store& store, std::string const& from, std::string const& to, std::size_t count, EventFilter const& filter = {});

/// Ways as a table: one row a step.
[[nodiscard]] Table steps(Store& store, std::vector<Topology::Path> const& ways);

}  // namespace diplograph
