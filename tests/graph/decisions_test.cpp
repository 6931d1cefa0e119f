#include "graph/decisions.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "graph/query.hpp"
#include "reports.hpp"

namespace diplograph {

namespace {

/// People of few names, so that much can be joined and told apart, and their meetings.
std::vector<Extraction> crowd(unsigned seed, int articles) {
    std::mt19937 random(seed);
    std::vector<std::string> const given{"Ivan", "Iwan", "Igor", "I.", "Ivan Petrovich", "Pavel"}, family{"Petrov", "Petrow", "Orlov", "Abbas"}, countries{"RUS", "", "BGR"};
    std::vector<Extraction> out;
    for (int i = 0; i < articles; ++i) {
        Report r("a" + std::to_string(i), "2018-02-0" + std::to_string(1 + i % 9));
        std::vector<Index> who;
        for (int p = 0; p < 3; ++p) who.push_back(r.person(given[random() % 6] + " " + family[random() % 4], countries[random() % 3]));
        r.event(EventType::meeting, {who[0], who[1]}, "2018-01-3" + std::to_string(random() % 2), random() % 2 == 0 ? "Sochi" : "");
        r.event(EventType::call, {who[1], who[2]}, "2018-01-3" + std::to_string(random() % 2));
        out.push_back(r);
    }
    return out;
}

std::vector<std::string> keys(Store& store, char const* table) {
    std::vector<std::string> out;
    Statement read = store.database().prepare(std::string("SELECT key FROM ") + table + " ORDER BY key");
    while (read.step()) out.push_back(read.text(0));
    return out;
}

std::string node_of(Store& store, std::string const& article, std::string const& name) {
    Statement read = store.database().prepare("SELECT entity FROM v_names WHERE article = ? AND name = ?");
    return read.bind(article, name).step() ? read.text(0) : "";
}

void fill(Store& store, std::vector<Extraction> const& reports) {
    for (Extraction const& x : reports) store.add(x);
    store.commit();
}

}  // namespace

TEST_CASE("two actors that are judged one are one node, until that is undone") {
    Scratch const file("merge");
    Store store(file.path(), Store::Mode::create);
    fill(store, corpus());
    std::string const before = dump(store);
    std::string const xie = node_of(store, "a1", "Xie Xiaoyuan"), zarif = node_of(store, "a2", "Javad Zarif");
    REQUIRE(xie != zarif);
    merge(store, xie, zarif, "today", "a test");
    CHECK(node_of(store, "a1", "Xie Xiaoyuan") == node_of(store, "a2", "Javad Zarif"));
    CHECK(node_of(store, "a3", "Xie Xiaoyuan") == node_of(store, "a1", "Xie Xiaoyuan"));
    CHECK(history(store).rows.size() == 1);
    CHECK(undo(store).rows.size() == 1);
    CHECK((dump(store) == before));
    CHECK(undo(store).rows.empty());
    CHECK(store.verify().faults.empty());
}

TEST_CASE("what is split or told apart stays so when more articles come") {
    Scratch const file("split");
    Store store(file.path(), Store::Mode::create);
    std::vector<Extraction> const reports = corpus();
    for (std::size_t i = 0; i < 2; ++i) store.add(reports[i]);
    store.commit();
    std::string const lavrov = node_of(store, "a1", "Sergei Lavrov");
    REQUIRE(lavrov == node_of(store, "a2", "Sergey Lavrov"));
    split(store, lavrov, {"a2"}, {}, "today");
    CHECK(node_of(store, "a1", "Sergei Lavrov") != node_of(store, "a2", "Sergey Lavrov"));
    fill(store, reports);
    CHECK(node_of(store, "a1", "Sergei Lavrov") != node_of(store, "a2", "Sergey Lavrov"));
    CHECK_THROWS_AS(split(store, node_of(store, "a1", "Sergei Lavrov"), {"a1"}, {}, "today"), StoreError);
    merge(store, node_of(store, "a1", "Sergei Lavrov"), node_of(store, "a2", "Sergey Lavrov"), "today");
    CHECK(node_of(store, "a1", "Sergei Lavrov") == node_of(store, "a2", "Sergey Lavrov"));
    CHECK_THROWS_AS(merge(store, "nobody", lavrov, "today"), StoreError);
}

TEST_CASE("a judgement that rests on a forgotten article alone waits for it") {
    Scratch const file("suspended");
    Store store(file.path(), Store::Mode::create);
    fill(store, corpus());
    std::string const before = dump(store);
    merge(store, node_of(store, "a1", "Sergei Lavrov"), node_of(store, "a2", "Javad Zarif"), "today");
    std::string const merged = dump(store);
    CHECK(suspended(store).empty());
    Extraction const a1 = corpus()[0], a2 = corpus()[1];
    store.forget("a1");
    store.commit();
    CHECK(suspended(store).empty());  // a2 speaks of Lavrov, too
    store.forget("a2");
    store.commit();
    CHECK(suspended(store).size() == 1);
    store.add(a2);
    store.add(a1);
    store.commit();
    CHECK(suspended(store).empty());
    CHECK((dump(store) == merged));
    static_cast<void>(undo(store));
    CHECK((dump(store) == before));
}

TEST_CASE("the text of the judgements makes the same graph of the same articles") {
    std::vector<Extraction> const reports = crowd(5, 12);
    Scratch const file("judged"), fresh("replayed");
    Store store(file.path(), Store::Mode::create), other(fresh.path(), Store::Mode::create);
    fill(store, reports);
    std::string const plain = dump(store);
    std::mt19937 random(17);
    std::size_t judged = 0;
    for (int step = 0; step < 1000; ++step) {
        std::vector<std::string> const entities = keys(store, "entities"), events = keys(store, "events");
        std::vector<std::string> const& nodes = random() % 3 == 0 ? events : entities;
        std::string const a = nodes[random() % nodes.size()], b = nodes[random() % nodes.size()];
        std::string const time = "step " + std::to_string(step);
        try {
            switch (random() % 6) {
                case 0: merge(store, a, b, time); break;
                case 1: distinct(store, a, b, time); break;
                case 2: split(store, a, {"a" + std::to_string(random() % 12), "a" + std::to_string(random() % 12)}, {}, time); break;
                case 3: leave_open(store, a, b, time); break;
                default: judged += undo(store).rows.size(); break;
            }
        } catch (StoreError const& error) {  // one node, or nothing to split off
            REQUIRE(error.kind() == StoreError::Kind::usage);
        }
        if (step % 50 != 49) continue;
        Scratch const again("again");
        Store replay(again.path(), Store::Mode::create);
        import_decisions(replay, export_decisions(store));  // before its articles: they wait
        fill(replay, reports);
        REQUIRE((dump(replay) == dump(store)));
        REQUIRE((export_decisions(replay) == export_decisions(store)));
    }
    CHECK(judged > 100);
    fill(other, reports);
    import_decisions(other, export_decisions(store));
    CHECK((dump(other) == dump(store)));
    CHECK(import_decisions(other, export_decisions(store)) == 0);
    while (!undo(store).rows.empty()) {}
    CHECK((dump(store) == plain));
}

TEST_CASE("a text of judgements that is none is refused with its line") {
    Scratch const file("refused");
    Store store(file.path(), Store::Mode::create);
    CHECK_THROWS_WITH(import_decisions(store, "same\tentity\t\t\n"), Catch::Contains("line 1") && Catch::Contains("same"));
    CHECK_THROWS_WITH(import_decisions(store, "# diplograph decisions 1\nperhaps\tentity\t\t\n"), Catch::Contains("line 2") && Catch::Contains("perhaps"));
    CHECK_THROWS_WITH(import_decisions(store, "# diplograph decisions 1\nsame\tentity\t\t\n\tx\ta1\tperson:X\n"), Catch::Contains("line 3"));
    CHECK(history(store).rows.empty());
}

TEST_CASE("pairs that may be one are proposed until somebody judges them") {
    Scratch const file("proposed");
    Store store(file.path(), Store::Mode::create);
    Report a("a1"), b("a2");
    a.person("Sergei Lavrov", "RUS");
    b.person("Sergei Lavrof", "");
    fill(store, {a, b});
    std::vector<Proposal> const proposals = propose(store, 10);
    REQUIRE(proposals.size() == 1);
    CHECK(side_of(store, proposals[0].a, 3).size() >= 1);
    leave_open(store, proposals[0].a, proposals[0].b, "today");
    CHECK(propose(store, 10).empty());
}

}  // namespace diplograph
