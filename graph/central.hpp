#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/words.hpp"
#include "graph/query.hpp"

namespace diplograph {

/// How central somebody is in the graph of who met whom.
enum class Prominence {
    degree,       ///< how many others somebody met
    betweenness,  ///< share of the pairs of others whose shortest ways lead over somebody; Freeman 1977
    pagerank      ///< where somebody is found who goes from meeting to meeting; Brin and Page 1998, damping 0.85, weighted
};
template <>
struct Words<Prominence> {
    static constexpr std::array<std::string_view, 3> words{"degree", "betweenness", "pagerank"};
};

/// A length of time: 90d, 4w, 6m, 1y.
struct Window {
    int count = 0;
    char unit = 'd';  ///< d, w, m, y
};
/// Nothing if the text is no length of time.
[[nodiscard]] std::optional<Window> parse_window(std::string const& text);

/// Which of the actors, and how many.
struct Ranking {
    Prominence by = Prominence::degree;
    std::size_t count = 10;        ///< at most so many, or so many in every window
    std::optional<Window> window;  ///< one ranking for every window of time; months and years begin with the calendar's
    bool exact = false;            ///< betweenness from all actors, however long that takes
};

struct Centrality {
    Table table;
    std::size_t actors = 0;  ///< in the graph of all meetings, or in the largest window
    std::size_t pivots = 0;  ///< from so many of them betweenness was reckoned; fewer than all: an estimate
};
/// The most central actors among those who met. Who stands between nobody is not listed by betweenness.
[[nodiscard]] Centrality central(Store& store, EventFilter const& filter, Ranking const& ranking);

}  // namespace diplograph
