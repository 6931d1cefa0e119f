#include "graph/streaks.hpp"

#include <catch2/catch.hpp>

#include "reports.hpp"

namespace diplograph {

TEST_CASE("contacts of two actors: streaks and silences") {
    Report r("a1", "2018-12-31");
    auto const a = r.person("Ann Apple", "USA"), b = r.person("Bob Berry", "FRA"), c = r.person("Cyd Cherry", "DEU");
    for (char const* day : {"2018-01-31", "2018-02-01", "2018-03-15", "2018-09-01", "2018-10-02"}) r.event(EventType::meeting, {a, b}, day, "Paris");
    r.event(EventType::call, {a, b}, "");
    r.event(EventType::meeting, {a, c}, "2018-06-01");  // not with Bob
    r.event(EventType::meeting, {a, b}, "2018-06-02").participants[1].attendance = Attendance::declined;
    r.event(EventType::meeting, {a, b}, "2018-06-03", "", Status::cancelled);
    Told told("streaks", {r});
    auto const parts = streaks(told.store, "person/ann-apple-usa", "person/bob-berry-fra", {});
    REQUIRE(parts.size() == 2);
    CHECK(cells(parts[0], parts[0].columns) == "6|1|2018-01-31|2018-10-02|3|2018-01|2018-03|169|2018-03-16|2018-08-31|90|2018-12-31\n");
    CHECK(cells(parts[1], {"end", "date", "place", "sentence"}) == "before|2018-03-15|Paris|Ann Apple, Bob Berry, meeting in Paris.\nafter|2018-09-01|Paris|Ann Apple, Bob Berry, meeting in Paris.\n");
    CHECK(streaks(told.store, "person/bob-berry-fra", "person/cyd-cherry-deu", {})[0].rows.empty());
}

TEST_CASE("one contact, or only undated ones, make no silence") {
    Report r("a1", "2018-12-31");
    auto const a = r.person("Ann Apple", "USA"), b = r.person("Bob Berry", "FRA"), c = r.person("Cyd Cherry", "DEU");
    r.event(EventType::meeting, {a, b}, "2019-02-01");  // after the last article
    r.event(EventType::call, {a, c}, "");
    r.event(EventType::agreement, {b, c}, "2017-01-01").date = year_of(2017);
    Told told("one-contact", {r});
    auto const one = streaks(told.store, "person/ann-apple-usa", "person/bob-berry-fra", {});
    CHECK(cells(one[0], {"meetings", "streak_months", "silence_days", "silent_days"}) == "1|1|0|0\n");
    CHECK(one[1].rows.empty());
    auto const undated = streaks(told.store, "person/ann-apple-usa", "person/cyd-cherry-deu", {});
    CHECK(cells(undated[0], {"meetings", "undated", "first", "silent_days"}) == "1|1||\n");
    auto const year = streaks(told.store, "person/bob-berry-fra", "person/cyd-cherry-deu", {});
    CHECK(cells(year[0], {"first", "last", "streak_months", "silent_days"}) == "2017|2017|0|365\n");
}

}  // namespace diplograph
