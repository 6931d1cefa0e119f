#include "graph/query.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "graph/make_view.hpp"
#include "graph/topology.hpp"
#include "reports.hpp"

namespace diplograph {

namespace {

/// A store with the whole corpus.
struct Filled {
    Filled() : file("query"), store(file.path(), Store::Mode::create) {
        for (Extraction const& x : corpus()) store.add(x);
        store.commit();
    }
    Scratch file;
    Store store;
};

constexpr char const* jaberi = "person/hossein-jaberi-ansari-irn";
constexpr char const* xie = "person/xie-xiaoyuan-chn";
constexpr char const* lavrov = "person/sergei-lavrov-rus";

}  // namespace

TEST_CASE("three articles tell one meeting; the latest says that it took place") {
    Filled f;
    EventFilter filter;
    filter.actor = jaberi;
    filter.with = xie;
    Table const t = met(f.store, filter);
    REQUIRE(t.rows.size() == 1);
    CHECK(cell(t, 0, "who") == "Xie Xiaoyuan");
    CHECK(cell(t, 0, "date") == "2018-01-30");
    CHECK(cell(t, 0, "status") == "occurred");
    CHECK(cell(t, 0, "place") == "Sochi");
    std::string const event = cell(t, 0, "event");
    REQUIRE(is_event(f.store, event));
    auto const explained = explain(f.store, event, {});
    CHECK(explained[0].rows.size() == 3);
    CHECK(explained[1].rows.size() == 3);
    CHECK(explain(f.store, event, xie)[2].rows.size() == 3);
    CHECK(show_event(f.store, event).size() == 7);
    filter.with.clear();
    CHECK(met(f.store, filter).rows.size() == 2);
    filter.from = parse_date("2018-01-29");
    CHECK(met(f.store, filter).rows.size() == 1);
    filter.place = "paris";
    CHECK(met(f.store, filter).rows.empty());
}

TEST_CASE("names are found by key, name, surname and similarity") {
    Filled f;
    CHECK(find(f.store, jaberi, jaberi).front().rank == 0);
    CHECK(find(f.store, "Xie Xiaoyuan", "xie xiaoyuan").front().key == xie);
    auto const surname = find(f.store, "Lavrov", "lavrov");
    REQUIRE(surname.size() == 1);
    CHECK(surname[0].key == lavrov);
    CHECK(surname[0].rank == 3);
    auto const misspelled = find(f.store, "Xie Xiaoyan", "xie xiaoyan");
    REQUIRE(misspelled.size() == 1);
    CHECK(misspelled[0].rank == 4);
    CHECK(find(f.store, "Lvarov", "lvarov").front().key == lavrov);
    CHECK(find(f.store, "Lvarvo", "lvarvo").empty());
    CHECK(find(f.store, "Nobody Known", "nobody known").empty());
    CHECK(find(f.store, "IRN", "irn").front().key == "country/IRN");
}

TEST_CASE("listings, search and timeline answer") {
    Filled f;
    CHECK(articles(f.store).rows.size() == 5);
    CHECK(actors(f.store, "country", "").rows.size() == 2);
    CHECK(cell(places(f.store), 0, "place") == "Sochi");
    CHECK(stats(f.store).rows.size() > 5);
    CHECK(show_entity(f.store, jaberi).size() == 5);
    Table const hits = search(f.store, "Xiaoyuan", 10);
    CHECK(hits.rows.size() == 3);
    CHECK(cell(hits, 0, "sentence").find("[Xiaoyuan]") != std::string::npos);
    CHECK(search(f.store, "\"unbalanced AND (", 10).rows.empty());
    EventFilter filter;
    filter.actor = lavrov;
    CHECK(timeline(f.store, filter).rows.size() == 2);
    filter.type = "call";
    CHECK(events(f.store, filter).rows.size() == 1);
    filter.min_confidence = 0.95;
    CHECK(events(f.store, filter).rows.empty());
}

TEST_CASE("a toll told twice is counted once, as the latest report has it") {
    Filled f;
    Table const t = casualties(f.store, false, false, "");
    REQUIRE(t.rows.size() == 1);
    CHECK(cell(t, 0, "min") == "14");
    CHECK(cell(t, 0, "article") == "a5");
    Table const by = casualties(f.store, true, true, "killed");
    REQUIRE(by.rows.size() == 1);
    CHECK(cell(by, 0, "month") == "2018-01");
    CHECK(cell(by, 0, "least") == "14");
}

TEST_CASE("sql reads and does nothing else") {
    Filled f;
    CHECK(sql(f.store, "SELECT count(*) AS n FROM v_events").columns == std::vector<std::string>{"n"});
    for (char const* text : {"DELETE FROM articles", "SELECT 1; DELETE FROM articles", "", "SELEC 1", "PRAGMA user_version = 7", "ATTACH '/nowhere/x.db' AS x", "BEGIN"})
        CHECK_THROWS_AS(sql(f.store, text), StoreError);
    CHECK(sql(f.store, " SELECT 1 ; ").rows.size() == 1);
    CHECK(articles(f.store).rows.size() == 5);
}

TEST_CASE("ways between two people go over the events they share") {
    Filled f;
    Table const t = path(f.store, xie, lavrov, 3);
    REQUIRE(t.rows.size() == 3);
    CHECK(cell(t, 0, "who") == "Xie Xiaoyuan");
    CHECK(cell(t, 0, "with") == "Hossein Jaberi Ansari");
    CHECK(cell(t, 1, "with") == "Javad Zarif");
    CHECK(cell(t, 2, "with") == "Sergei Lavrov");
    CHECK(path(f.store, xie, "person/nobody", 1).rows.empty());
}

TEST_CASE("the four shapes") {
    Filled f;
    View const events = make_view(f.store, Shape::events, {});
    CHECK(events.directed);
    CHECK(std::is_sorted(events.nodes.begin(), events.nodes.end(), [](auto const& a, auto const& b) { return a.id < b.id; }));
    CHECK(std::any_of(events.edges.begin(), events.edges.end(), [](auto const& e) { return e.relation == "located_in"; }));
    View const actors = make_view(f.store, Shape::actors, {});
    CHECK_FALSE(actors.directed);
    bool found = false;
    for (ViewEdge const& e : actors.edges) {
        CHECK(e.weight > 0);
        CHECK(e.source < e.target);
        if (actors.nodes[e.source].id == jaberi && actors.nodes[e.target].id == xie) {
            found = true;
            CHECK(e.weight == 1);
            CHECK(e.events.size() == 1);
            CHECK(e.sources.size() == 3);
        }
    }
    CHECK(found);
    View const countries = make_view(f.store, Shape::countries, {});
    for (ViewNode const& n : countries.nodes) CHECK(n.kind == "country");
    CHECK(countries.edges.size() == 2);  // CHN-IRN, IRN-RUS
    View const places = make_view(f.store, Shape::places, {});
    CHECK(std::all_of(places.edges.begin(), places.edges.end(), [](auto const& e) { return e.relation == "located_in"; }));
    EventFilter filter;
    filter.type = "call";
    CHECK(make_view(f.store, Shape::actors, filter).edges.size() == 1);
}

TEST_CASE("spells never overlap, and events carry their sentences") {
    Scratch const file("spells");
    Store store(file.path(), Store::Mode::create);
    Report r("a1");
    auto const a = r.person("Ann Apple", "USA"), b = r.person("Bob Berry", "FRA");
    for (char const* day : {"2018-01-05", "2018-01-20", "2018-03-01"}) r.event(EventType::meeting, {a, b}, day, "Paris");
    r.event(EventType::agreement, {a, b}, "2018-01-10").date = month_of(2018, 1);
    Event& backwards = r.event(EventType::call, {a, b}, "2018-06-10");
    backwards.date->end = parse_date("2018-06-01");
    store.add(r);
    store.commit();
    std::vector<Spell> const expected{{*parse_date("2018-01-01"), *parse_date("2018-01-31")}, {*parse_date("2018-03-01"), *parse_date("2018-03-01")},
                                      {*parse_date("2018-06-10"), *parse_date("2018-06-10")}};
    View const actors = make_view(store, Shape::actors, {});
    REQUIRE(actors.edges.size() == 1);
    CHECK(actors.edges[0].spells == expected);
    CHECK(actors.nodes[0].spells == expected);
    for (ViewNode const& n : make_view(store, Shape::events, {}).nodes) {
        CHECK(n.quotes.size() == (n.is_event ? 1 : 0));
        if (n.kind == "agreement") CHECK(n.label == "agreement, 2018-01");
        if (n.kind == "meeting") CHECK(n.label.rfind("meeting, Paris, 2018-0", 0) == 0);
    }
}

TEST_CASE("dates are as fine as they are known, and undated events come last") {
    Scratch const file("dates");
    Store store(file.path(), Store::Mode::create);
    Report r("a1");
    auto const a = r.person("Ann Apple", "USA"), b = r.person("Bob Berry", "FRA");
    r.event(EventType::call, {a, b}, "");
    r.event(EventType::meeting, {a, b}, "2018-05-01").date = month_of(2018, 5);
    r.event(EventType::agreement, {a, b}, "2017-01-01").date = year_of(2017);
    r.event(EventType::visit, {a, b}, "2018-04-30");
    store.add(r);
    store.commit();
    Table const t = events(store, {});
    REQUIRE(t.rows.size() == 4);
    CHECK(cell(t, 0, "date") == "2017");
    CHECK(cell(t, 1, "date") == "2018-04-30");
    CHECK(cell(t, 2, "date") == "2018-05");
    CHECK(cell(t, 3, "date").empty());
    Table const who = actors(store, "", "");
    CHECK(cell(who, 0, "first") == "2017");
    CHECK(cell(who, 0, "last") == "2018-05");
}

TEST_CASE("a place shows its events; countries are places by name and code") {
    Filled f;
    auto const shown = show_entity(f.store, "place/sochi-rus");
    REQUIRE(shown.size() == 5);
    CHECK(shown[4].rows.size() == 2);
    for (char const* where : {"Sochi", "RUS", "russia"}) {
        EventFilter filter;
        filter.place = where;
        filter.type = "meeting";
        CHECK(events(f.store, filter).rows.size() == 1);
    }
}

}  // namespace diplograph
