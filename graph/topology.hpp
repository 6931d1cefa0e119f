#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graph/store.hpp"
#include "graph/table.hpp"

namespace diplograph {

/// The graph of actors and the events that join them, in memory: Boost.Graph behind a door, since its headers are slow to compile.
class Topology {
public:
    /// Loads the events of some types and statuses with their acting participants.
    Topology(Store& store, std::vector<std::string> const& types, std::vector<std::string> const& statuses, double min_confidence = 0);
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

/// The ways between two actors as a table: one row a step.
[[nodiscard]] Table path(Store& store, std::string const& from, std::string const& to, std::size_t count, double min_confidence = 0);

}  // namespace diplograph
