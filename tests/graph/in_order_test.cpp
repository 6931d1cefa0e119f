#include "graph/in_order.hpp"

#include <catch2/catch.hpp>

#include "reports.hpp"

namespace diplograph {

namespace {

constexpr char const* ann = "person/ann-apple-usa";
constexpr char const* dan = "person/dan-date-ken";
std::vector<std::string> const shown{"way", "step", "who", "date", "with"};

std::vector<Extraction> chain() {
    Report r("a1");
    auto const a = r.person("Ann Apple", "USA"), b = r.person("Bob Berry", "FRA"), c = r.person("Cyd Cherry", "DEU"), d = r.person("Dan Date", "KEN");
    r.event(EventType::meeting, {a, b}, "2018-03-01");
    r.event(EventType::meeting, {b, d}, "2018-02-01");  // before Bob met Ann
    r.event(EventType::meeting, {b, c}, "2018-03-01");  // on the same day
    r.event(EventType::meeting, {c, d}, "2018-03-05");
    r.event(EventType::call, {a, d}, "2018-04-01");
    r.event(EventType::call, {a, d}, "");
    return {r};
}

}  // namespace

TEST_CASE("news travels forward in time and takes the way that arrives first") {
    Told told("in-order", chain());
    CHECK(cells(path_in_order(told.store, ann, dan, 5, {}), shown) ==
          "1|1|Ann Apple|2018-03-01|Bob Berry\n1|2|Bob Berry|2018-03-01|Cyd Cherry\n1|3|Cyd Cherry|2018-03-05|Dan Date\n"
          "2|1|Ann Apple|2018-04-01|Dan Date\n");
    CHECK(cells(path_in_order(told.store, dan, ann, 1, {}), shown) == "1|1|Dan Date|2018-02-01|Bob Berry\n1|2|Bob Berry|2018-03-01|Ann Apple\n");
    EventFilter filter;
    filter.from = parse_date("2018-03-02");
    CHECK(cells(path_in_order(told.store, ann, dan, 5, filter), shown) == "1|1|Ann Apple|2018-04-01|Dan Date\n");
    filter.to = parse_date("2018-03-31");
    CHECK(path_in_order(told.store, ann, dan, 5, filter).rows.empty());
    CHECK(path_in_order(told.store, ann, ann, 5, {}).rows.empty());
    CHECK(path_in_order(told.store, ann, "person/nobody", 5, {}).rows.empty());
}

TEST_CASE("of ways that arrive on one day the one with fewest meetings; a long meeting is over on its last day") {
    Report r("a1");
    auto const a = r.person("Ann Apple", "USA"), b = r.person("Bob Berry", "FRA"), c = r.person("Cyd Cherry", "DEU"), d = r.person("Dan Date", "KEN");
    r.event(EventType::meeting, {a, b}, "2018-01-01");
    r.event(EventType::meeting, {b, c}, "2018-01-02");
    r.event(EventType::meeting, {c, d}, "2018-01-09");
    r.event(EventType::meeting, {b, d}, "2018-01-09");
    auto const e = r.person("Eve Elder", "SDN"), f = r.person("Fay Fig", "ITA");
    r.event(EventType::conference, {d, e}, "2018-01-20").date->end = parse_date("2018-01-25");
    r.event(EventType::meeting, {e, f}, "2018-01-22");
    Told told("fewest", {r});
    CHECK(cells(path_in_order(told.store, ann, dan, 1, {}), shown) == "1|1|Ann Apple|2018-01-01|Bob Berry\n1|2|Bob Berry|2018-01-09|Dan Date\n");
    CHECK(path_in_order(told.store, dan, "person/fay-fig-ita", 1, {}).rows.empty());
}

}  // namespace diplograph
