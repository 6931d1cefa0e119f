#include "graph/select.hpp"

#include <catch2/catch.hpp>

#include "graph/make_view.hpp"
#include "graph/topology.hpp"
#include "reports.hpp"

namespace diplograph {

namespace {

constexpr char const* ann = "person/ann-apple-usa";
constexpr char const* bob = "person/bob-berry-fra";

/// A meeting is planned, held, and Cyd turns out to have been there; nobody knows when the last article was published.
std::vector<Extraction> news() {
    Report plan("a1", "2018-01-01"), held("a2", "2018-01-06"), more("a3", "2018-02-01"), undated("a4", "");
    for (Report* r : {&plan, &held, &more}) {
        auto const a = r->person("Ann Apple", "USA"), b = r->person("Bob Berry", "FRA");
        std::vector<Index> who{a, b};
        if (r == &more) who.push_back(r->person("Cyd Cherry", "DEU"));
        r->event(EventType::meeting, who, "2018-01-05", r == &plan ? "" : "Paris", r == &plan ? Status::planned : Status::occurred);
    }
    auto const a = undated.person("Ann Apple", "USA"), b = undated.person("Bob Berry", "FRA");
    undated.event(EventType::conference, {a, b}, "2018-03-01").date->end = parse_date("2018-03-04");
    return {plan, held, more, undated};
}

EventFilter as_of(char const* day, char const* actor = ann) {
    EventFilter f;
    f.actor = actor;
    f.as_of = parse_date(day);
    return f;
}

}  // namespace

TEST_CASE("as of a day only what was reported by then is known") {
    Told told("as-of", news());
    CHECK(events(told.store, as_of("2017-12-31")).rows.empty());
    CHECK(cells(events(told.store, as_of("2018-01-05")), {"status", "who"}) == "planned|Ann Apple, Bob Berry\n");
    CHECK(cells(events(told.store, as_of("2018-01-31")), {"status", "who"}) == "occurred|Ann Apple, Bob Berry\n");
    CHECK(cells(events(told.store, as_of("2018-02-01")), {"status", "who"}) == "occurred|Ann Apple, Bob Berry, Cyd Cherry\n");
    CHECK(events(told.store, {}).rows.size() == 2);
    CHECK(met(told.store, as_of("2018-01-05")).rows.empty());  // it was a plan
    CHECK(cells(met(told.store, as_of("2018-01-06")), {"who"}) == "Bob Berry\n");
    CHECK(met(told.store, as_of("2018-01-06", "person/cyd-cherry-deu")).rows.empty());
    CHECK(met(told.store, as_of("2018-02-01")).rows.size() == 2);
    CHECK(cells(timeline(told.store, as_of("2018-01-05")), {"status", "what"}) == "planned|Ann Apple, Bob Berry\n");
    EventFilter planned = as_of("2018-01-05");
    planned.statuses = {"planned"};
    CHECK(events(told.store, planned).rows.size() == 1);
    planned.as_of.reset();
    CHECK(events(told.store, planned).rows.empty());
    EventFilter filter = as_of("2018-01-05", "");
    CHECK(path(told.store, ann, bob, 1, filter).rows.empty());
    filter.as_of = parse_date("2018-01-06");
    CHECK(path(told.store, ann, bob, 1, filter).rows.size() == 1);
    CHECK(search(told.store, "Apple", 10, as_of("2018-01-05")).rows.size() == 1);
}

TEST_CASE("a graph as of a day has the edges known then") {
    Told told("view-as-of", news());
    EventFilter filter = as_of("2018-01-05", "");
    CHECK(make_view(told.store, Shape::actors, filter).edges.empty());
    filter.as_of = parse_date("2018-01-06");
    View const then = make_view(told.store, Shape::actors, filter);
    REQUIRE(then.edges.size() == 1);
    CHECK(then.edges[0].sources == std::vector<std::string>{"a1", "a2"});
    filter.as_of = parse_date("2018-02-01");
    CHECK(make_view(told.store, Shape::actors, filter).edges.size() == 3);
}

TEST_CASE("what is shown as of a day is what was known then") {
    Told told("show-as-of", news());
    EventFilter filter = as_of("2018-01-05");
    std::string const event = cell(events(told.store, filter), 0, "event");
    auto const shown = show_event(told.store, event, filter.as_of);
    CHECK(cell(shown[0], 0, "status") == "planned");
    CHECK(shown[1].rows.size() == 2);
    CHECK(shown[3].rows.size() == 1);
    CHECK(shown[5].rows.size() == 1);
    CHECK(show_event(told.store, event, parse_date("2017-12-31"))[0].rows.empty());
    auto const actor = show_entity(told.store, ann, filter.as_of);
    CHECK(actor[3].rows.empty());
    CHECK(cells(actor[4], {"status"}) == "planned\n");
    CHECK(show_entity(told.store, ann, parse_date("2018-02-01"))[3].rows.size() == 2);
}

TEST_CASE("as of the last article all is as it is without a day") {
    std::vector<Extraction> reports = corpus();
    for (Status const status : {Status::occurred, Status::planned}) {  // of one day; what was counts more than what was to be
        Report r(status == Status::planned ? "z" : "y", "2018-02-01");
        r.event(EventType::meeting, {r.person("Ann Apple", "USA"), r.person("Bob Berry", "FRA")}, "2018-02-01", "Paris", status);
        reports.push_back(r);
    }
    Told told("as-of-last", reports);
    EventFilter filter;
    Table const all = events(told.store, filter);
    filter.as_of = parse_date("2018-02-01");
    CHECK(events(told.store, filter).rows == all.rows);
}

TEST_CASE("at a day are the events whose dates include it") {
    Told told("at", news());
    EventFilter filter;
    for (char const* day : {"2018-03-01", "2018-03-03", "2018-03-04"}) {
        filter.at = parse_date(day);
        CHECK(cells(events(told.store, filter), {"type"}) == "conference\n");
    }
    for (char const* day : {"2018-02-28", "2018-03-05"}) {
        filter.at = parse_date(day);
        CHECK(events(told.store, filter).rows.empty());
    }
}

TEST_CASE("search among the events that a filter leaves") {
    Told told("search", corpus());
    EventFilter filter;
    CHECK(search(told.store, "Xiaoyuan", 10, filter).rows.size() == 3);
    filter.actor = "person/hossein-jaberi-ansari-irn";
    filter.place = "Sochi";
    CHECK(search(told.store, "Xiaoyuan", 10, filter).rows.size() == 3);
    filter.types = {"call"};
    CHECK(search(told.store, "Xiaoyuan", 10, filter).rows.empty());
    filter = {};
    filter.from = parse_date("2018-01-31");
    CHECK(search(told.store, "Xiaoyuan", 10, filter).rows.empty());
}

}  // namespace diplograph
