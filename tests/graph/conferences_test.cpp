#include "graph/conferences.hpp"

#include <catch2/catch.hpp>

#include "reports.hpp"

namespace diplograph {

TEST_CASE("conferences with hosts, delegates and what was part of them") {
    Report r("a1");
    auto const ann = r.person("Ann Apple", "USA"), bob = r.person("Bob Berry", "FRA");
    Event& summit = r.event(EventType::conference, {ann, bob}, "2018-01-05", "Sochi");
    summit.name = "Forest Summit";
    summit.edition = "3rd";
    summit.participants[0].role = ParticipantRole::host;
    summit.figures = {Report::figure(FigureKind::delegates, 300)};
    r.event(EventType::meeting, {ann, bob}, "2018-01-05", "Sochi").part_of = 0;
    r.event(EventType::conference, {bob}, "", "", Status::planned).name = "Lake Forum";
    Told told("conferences", {r});
    CHECK(cells(conferences(told.store, {}), {"name", "edition", "date", "status", "place", "host", "participants", "delegates", "parts"}) ==
          "Forest Summit|3rd|2018-01-05|occurred|Sochi|Ann Apple|2|300|1\nLake Forum|||planned|||1||0\n");
    auto const shown = show_conferences(told.store, "3rd forest", {});
    REQUIRE(shown.size() == 3);
    CHECK(shown[0].rows.size() == 1);
    CHECK(cells(shown[1], {"name", "role"}) == "Ann Apple|host\nBob Berry|participant\n");
    CHECK(cells(shown[2], {"type", "what"}) == "meeting|Ann Apple, Bob Berry\n");
    CHECK(show_conferences(told.store, cell(shown[0], 0, "event"), {})[0].rows.size() == 1);
    CHECK(show_conferences(told.store, "sea", {})[0].rows.empty());
    EventFilter filter;
    filter.statuses = {"planned"};
    CHECK(conferences(told.store, filter).rows.size() == 1);
}

}  // namespace diplograph
