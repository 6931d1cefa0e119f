#include "graph/compare.hpp"

#include <catch2/catch.hpp>

#include "reports.hpp"

namespace diplograph {

namespace {

Extraction from(std::string const& outlet, std::string const& url, Extraction x) {
    x.article.outlet = outlet;
    x.article.url = url;
    return x;
}

/// A plan that one outlet saw fulfilled, a blast with two tolls, and a call that only one tells.
std::vector<Extraction> quarrel() {
    Report a1("a1", "2018-01-04"), a2("a2", "2018-01-06"), b1("b1", "2018-01-07");
    {
        auto const ann = a1.person("Ann Apple", "USA"), bob = a1.person("Bob Berry", "FRA");
        a1.event(EventType::meeting, {ann, bob}, "2018-01-05", "", Status::planned);
        a1.event(EventType::call, {ann, bob}, "2018-01-03");
    }
    a2.event(EventType::casualty, {}, "2018-01-06", "Kabul").figures = {Report::figure(FigureKind::killed, 10)};
    {
        auto const ann = b1.person("Ann Apple", "USA"), bob = b1.person("Bob Berry", "FRA"), cyd = b1.person("Cyd Cherry", "DEU");
        b1.event(EventType::meeting, {ann, bob, cyd}, "2018-01-05", "Paris");
        Figure more = Report::figure(FigureKind::killed, 14);
        more.qualifier = Qualifier::at_least;
        b1.event(EventType::casualty, {}, "2018-01-06", "Kabul").figures = {more};
    }
    return {from("Daily", "", a1), from("Daily", "https://other.org/x", a2), from("", "https://www.Wire.org:80/b1", b1)};
}

}  // namespace

TEST_CASE("an article without an outlet is from the host of its address") {
    CHECK(outlet_of("Daily", "https://www.wire.org/a") == "Daily");
    CHECK(outlet_of("", "https://www.wire.org/a") == "wire.org");
    CHECK(outlet_of("", "http://WIRE.org:8080?x") == "wire.org");
    CHECK(outlet_of("", "no address").empty());
    Told told("outlets", quarrel());
    CHECK(cells(outlets(told.store), {"outlet", "articles", "events"}) == "Daily|2|3\nwire.org|1|2\n");
}

TEST_CASE("two outlets side by side") {
    Told told("compare", quarrel());
    auto const parts = compare(told.store, "Daily", "wire.org", {});
    REQUIRE(parts.size() == 3);
    CHECK(cells(parts[0], {"outlet", "articles", "events", "only here", "both"}) == "Daily|2|3|1|2\nwire.org|1|2|0|2\n");
    CHECK(cells(parts[1], {"field", "Daily", "wire.org"}) == "killed|10|at least 14\nstatus|planned|occurred\nonly named here||Cyd Cherry\n");
    CHECK(parts[2].rows.size() == 4);
    CHECK(cell(parts[2], 3, "sentence") == "Ann Apple, Bob Berry, Cyd Cherry, meeting in Paris.");
    EventFilter filter;
    filter.as_of = parse_date("2018-01-06");
    CHECK(cells(compare(told.store, "Daily", "wire.org", filter)[0], {"events", "both"}) == "3|0\n0|0\n");
}

TEST_CASE("reports of an event differ in the fields of which they state different things") {
    Told told("contradictions", quarrel());
    for (auto const& row : events(told.store, {}).rows) {
        auto const& type = std::get<std::string>(row[1]);
        Table const t = contradictions(told.store, std::get<std::string>(row.back()));
        if (type == "casualty") CHECK(cells(t, {"article", "outlet", "killed"}) == "a2|Daily|10\nb1|wire.org|at least 14\n");
        if (type == "meeting") CHECK(t.columns == std::vector<std::string>{"published", "article", "outlet", "status"});
        if (type == "call") CHECK(t.rows.empty());
        CHECK(contradictions(told.store, std::get<std::string>(row.back()), parse_date("2018-01-06")).rows.empty());
    }
}

}  // namespace diplograph
