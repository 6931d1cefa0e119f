#include "graph/central.hpp"

#include <catch2/catch.hpp>

#include "reports.hpp"

namespace diplograph {

namespace {

/// A star of five states around Hub, and a triangle beyond Ann.
std::vector<Extraction> star() {
    Report r("a1");
    auto const hub = r.person("Hub Hazel", "AUT");
    std::vector<Index> others;
    for (auto const& [name, country] : {std::pair("Ann Apple", "USA"), std::pair("Bob Berry", "FRA"), std::pair("Cyd Cherry", "DEU"), std::pair("Dan Date", "KEN")}) others.push_back(r.person(name, country));
    for (Index const one : others) r.event(EventType::meeting, {hub, one}, "2018-01-05");
    auto const eve = r.person("Eve Elder", "SDN"), fay = r.person("Fay Fig", "ITA");
    r.event(EventType::call, {others[0], eve}, "2018-05-01");
    r.event(EventType::call, {others[0], fay}, "2018-05-02");
    r.event(EventType::call, {eve, fay}, "2018-05-03");
    return {r};
}

Ranking by(Prominence measure) {
    Ranking r;
    r.by = measure;
    return r;
}

}  // namespace

TEST_CASE("degree, betweenness and PageRank of a small graph") {
    Told told("central", star());
    CHECK(cells(central(told.store, {}, by(Prominence::degree)).table, {"who", "met", "meetings"}) ==
          "Hub Hazel|4|4\nAnn Apple|3|3\nEve Elder|2|2\nFay Fig|2|2\nBob Berry|1|1\nCyd Cherry|1|1\nDan Date|1|1\n");
    Centrality const brokers = central(told.store, {}, by(Prominence::betweenness));
    // Of 15 pairs of others: the hub joins 3 leaves with one another, and each with Ann, Eve and Fay; Ann joins Eve and Fay with 4.
    CHECK(cells(brokers.table, {"who", "betweenness"}) == "Hub Hazel|0.8\nAnn Apple|0.533333\n");
    CHECK(brokers.actors == 7);
    CHECK(brokers.pivots == 7);
    Table const ranks = central(told.store, {}, by(Prominence::pagerank)).table;
    CHECK(ranks.rows.size() == 7);
    double sum = 0;
    for (auto const& row : ranks.rows) sum += std::get<double>(row[4]);
    CHECK(sum == Approx(1).margin(1e-5));
    CHECK(cell(ranks, 0, "who") == "Hub Hazel");
    Ranking first = by(Prominence::degree);
    first.count = 1;
    CHECK(central(told.store, {}, first).table.rows.size() == 1);
}

TEST_CASE("brokers by window of time") {
    Told told("windows", star());
    Ranking r = by(Prominence::degree);
    r.count = 1;
    r.window = parse_window("1m");
    CHECK(cells(central(told.store, {}, r).table, {"from", "to", "who", "met"}) == "2018-01-01|2018-01-31|Hub Hazel|4\n2018-05-01|2018-05-31|Ann Apple|2\n");
    r.window = parse_window("90d");
    CHECK(cells(central(told.store, {}, r).table, {"from", "to", "who"}) == "2018-01-05|2018-04-04|Hub Hazel\n2018-04-05|2018-07-03|Ann Apple\n");
    r.window = parse_window("1y");
    CHECK(cells(central(told.store, {}, r).table, {"from", "to", "who"}) == "2018-01-01|2018-12-31|Hub Hazel\n");
    EventFilter filter;
    filter.from = parse_date("2018-05-01");
    r.window = parse_window("1w");
    CHECK(cells(central(told.store, filter, r).table, {"from", "to", "who"}) == "2018-05-01|2018-05-07|Ann Apple\n");
    for (char const* text : {"", "d", "0d", "90", "9x", "-1d", "999999999d"}) CHECK_FALSE(parse_window(text));
}

TEST_CASE("a delegation does not meet itself, nor a state its own people") {
    Report r("a1");
    auto const ann = r.person("Ann Apple", "USA"), bob = r.person("Bob Berry", "USA"), cyd = r.person("Cyd Cherry", "DEU");
    auto const usa = r.country("United States", "USA");
    r.event(EventType::meeting, {ann, bob, cyd, usa}, "2018-01-05");
    Told told("delegation", {r});
    CHECK(cells(central(told.store, {}, by(Prominence::degree)).table, {"who", "met"}) == "Cyd Cherry|2\nAnn Apple|1\nBob Berry|1\n");
}

}  // namespace diplograph
