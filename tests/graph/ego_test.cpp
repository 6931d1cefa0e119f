#include "graph/ego.hpp"

#include <catch2/catch.hpp>

#include "reports.hpp"

namespace diplograph {

namespace {

/// Ann met Bob twice, once with Cyd; Bob met Dan; Dan met Eve. Fay was invited and did not come.
std::vector<Extraction> acquaintances() {
    Report r("a1");
    auto const ann = r.person("Ann Apple", "USA"), bob = r.person("Bob Berry", "FRA"), cyd = r.person("Cyd Cherry", "DEU");
    auto const dan = r.person("Dan Date", "KEN"), eve = r.person("Eve Elder", "SDN"), fay = r.person("Fay Fig", "ITA");
    r.event(EventType::meeting, {ann, bob}, "2018-01-05", "Paris");
    r.event(EventType::call, {ann, bob, cyd}, "2018-03-05");
    r.event(EventType::meeting, {bob, dan}, "2018-02-01", "Nairobi");
    r.event(EventType::meeting, {dan, eve}, "");
    r.event(EventType::meeting, {ann, fay}, "2018-01-07").participants[1].attendance = Attendance::declined;
    r.event(EventType::meeting, {ann, eve}, "2018-01-08", "Rome", Status::planned);
    return {r};
}

}  // namespace

TEST_CASE("an actor's surroundings, the nearest first") {
    Told told("ego", acquaintances());
    Table const t = ego(told.store, "person/ann-apple-usa", 3, {});
    CHECK(cells(t, {"distance", "who", "events", "first", "last", "through"}) ==
          "1|Bob Berry|2|2018-01-05|2018-03-05|\n"
          "1|Cyd Cherry|1|2018-03-05|2018-03-05|\n"
          "2|Dan Date|1|2018-02-01|2018-02-01|Bob Berry\n"
          "3|Eve Elder|1|||Dan Date\n");
    CHECK(ego(told.store, "person/ann-apple-usa", 1, {}).rows.size() == 2);
    CHECK(ego(told.store, "person/fay-fig-ita", 3, {}).rows.empty());  // who declined met nobody
    CHECK(ego(told.store, "person/nobody", 3, {}).rows.empty());
}

TEST_CASE("surroundings by type, time and status") {
    Told told("ego-filter", acquaintances());
    EventFilter filter;
    filter.types = {"call"};
    CHECK(cells(ego(told.store, "person/ann-apple-usa", 3, filter), {"who"}) == "Bob Berry\nCyd Cherry\n");
    filter = {};
    filter.statuses = {"planned"};
    CHECK(cells(ego(told.store, "person/ann-apple-usa", 3, filter), {"who"}) == "Eve Elder\n");
    filter = {};
    filter.to = parse_date("2018-02-28");
    CHECK(cells(ego(told.store, "person/ann-apple-usa", 3, filter), {"who"}) == "Bob Berry\nDan Date\n");
}

}  // namespace diplograph
