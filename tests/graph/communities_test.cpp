#include "graph/communities.hpp"

#include <catch2/catch.hpp>

#include "reports.hpp"

namespace diplograph {

namespace {

/// Two rings of four who all met one another, and one meeting between them; told in some order.
std::vector<Extraction> rings(bool backwards) {
    Report r("a1");
    std::vector<std::string> names{"Ann Apple", "Bob Berry", "Cyd Cherry", "Dan Date", "Eve Elder", "Fay Fig", "Gus Grape", "Hal Hazel"};
    std::vector<std::string> const countries{"USA", "FRA", "DEU", "KEN", "SDN", "ITA", "AUT", "CHN"};
    std::vector<Index> who(8);
    for (std::size_t i = 0; i < 8; ++i) {
        std::size_t const n = backwards ? 7 - i : i;
        who[n] = r.person(names[n], countries[n]);
    }
    int day = 10;
    for (std::size_t const ring : {backwards ? 4U : 0U, backwards ? 0U : 4U})
        for (std::size_t a = ring; a < ring + 4; ++a)
            for (std::size_t b = a + 1; b < ring + 4; ++b) r.event(EventType::meeting, {who[a], who[b]}, "2018-01-" + std::to_string(day++));
    r.event(EventType::meeting, {who[3], who[4]}, "2018-02-01");
    return {r};
}

}  // namespace

TEST_CASE("groups that meet among themselves, whatever order they are told in") {
    Told told("rings", rings(false)), again("rings-again", rings(true));
    Communities const found = communities(told.store, {});
    CHECK(cells(found.groups, {"group", "size", "inside", "outside", "central", "members"}) ==
          "1|4|6|1|Ann Apple|Ann Apple, Bob Berry, Cyd Cherry, Dan Date\n2|4|6|1|Eve Elder|Eve Elder, Fay Fig, Gus Grape, Hal Hazel\n");
    CHECK(found.modularity == Approx(12.0 / 13 - 0.5).margin(1e-4));
    CHECK(cell(found.members, 3, "outside") == "1");
    CHECK(found.members.rows.size() == 8);
    Communities const other = communities(again.store, {});
    CHECK(other.groups.rows == found.groups.rows);
    CHECK(other.members.rows == found.members.rows);
}

TEST_CASE("a store without meetings has no groups") {
    Told told("no-groups", {});
    CHECK(communities(told.store, {}).groups.rows.empty());
    CHECK(communities(told.store, {}).modularity == 0);
}

}  // namespace diplograph
