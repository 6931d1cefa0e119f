#include "graph/store.hpp"

#include <sys/wait.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <random>

#include "graph/query.hpp"
#include "graph/schema.hpp"
#include "reports.hpp"

namespace diplograph {

namespace {

std::string dump_of(std::vector<Extraction> const& reports, std::string const& name) {
    Scratch const file(name);
    Store store(file.path(), Store::Mode::create);
    for (Extraction const& x : reports) store.add(x);
    store.commit();
    return dump(store);
}

template <class Do>
std::optional<StoreError::Kind> error_of(Do&& act) {
    try {
        act();
    } catch (StoreError const& e) {
        CHECK(std::string(e.what()).size() > 10);
        return e.kind();
    }
    return std::nullopt;
}

}  // namespace

TEST_CASE("the graph is the same in whatever order and batches the articles come") {
    std::vector<Extraction> reports = corpus();
    std::string const expected = dump_of(reports, "order");
    CHECK(expected.find("meeting-2018-01-30-") != std::string::npos);
    std::mt19937 random(3);
    for (int i = 0; i < 8; ++i) {
        std::shuffle(reports.begin(), reports.end(), random);
        Scratch const file("shuffled");
        Store store(file.path(), Store::Mode::create);
        for (Extraction const& x : reports) {
            store.add(x);
            if (random() % 2 == 0) store.commit();
        }
        store.commit();
        REQUIRE((dump(store) == expected));
    }
}

TEST_CASE("reading an article twice changes nothing") {
    Scratch const file("twice");
    Store store(file.path(), Store::Mode::create);
    for (Extraction const& x : corpus()) CHECK(store.add(x));
    store.commit();
    std::string const once = dump(store);
    for (Extraction const& x : corpus()) {
        CHECK(store.has(x.article));
        CHECK_FALSE(store.add(x));
    }
    store.commit();
    CHECK((dump(store) == once));
    Article other = corpus()[0].article;
    other.published = parse_date("2017-01-01");
    CHECK_FALSE(store.has(other));
    CHECK(store.verify().faults.empty());
    CHECK(store.verify().spans > 10);
}

TEST_CASE("an article that changed in anything takes the place of the old one") {
    std::vector<Extraction> reports = corpus();
    std::vector<Extraction> changed = reports;
    SECTION("date") { changed[0].events[0].date->start = changed[0].events[0].date->end = parse_date("2018-01-29"); }
    SECTION("place") { changed[0].events[0].place.reset(); }
    SECTION("figure") { changed[3].events[1].figures[0].min = 11; }
    SECTION("role") { changed[0].events[0].participants[0].role = ParticipantRole::host; }
    SECTION("confidence") { changed[0].events[0].confidence = 0.5; }
    Scratch const file("changed");
    Store store(file.path(), Store::Mode::create);
    for (Extraction const& x : reports) store.add(x);
    store.commit();
    for (Extraction const& x : changed) store.add(x);
    store.commit();
    CHECK((dump(store) == dump_of(changed, "fresh")));
}

TEST_CASE("a forgotten article was never read") {
    std::vector<Extraction> const reports = corpus();
    for (Extraction const& gone : reports) {
        Scratch const file("forget");
        Store store(file.path(), Store::Mode::create);
        std::vector<Extraction> rest;
        for (Extraction const& x : reports) {
            store.add(x);
            if (x.article.id != gone.article.id) rest.push_back(x);
        }
        store.commit();
        std::string const before = dump(store);
        CHECK(store.forget(gone.article.id));
        CHECK_FALSE(store.forget("no such article"));
        store.commit();
        CHECK((dump(store) == dump_of(rest, "rest")));
        CHECK(search(store, gone.article.id == "a5" ? "Petersburg" : "Nowhere", 10).rows.empty());
        store.add(gone);
        store.commit();
        CHECK((dump(store) == before));
    }
}

TEST_CASE("a run that is killed goes on where it was") {
    std::vector<Extraction> reports;
    for (int i = 0; i < 40; ++i)
        for (Extraction x : corpus()) {
            x.article.id.append(1, '-').append(std::to_string(i % 20));
            reports.push_back(std::move(x));
        }
    std::string const expected = dump_of(reports, "undisturbed");
    std::mt19937 random(11);
    for (int round = 0; round < 5; ++round) {
        Scratch const file("killed");
        for (int attempt = 0; attempt < 3; ++attempt) {
            std::size_t const stop = random() % reports.size();
            std::size_t const every = 1 + random() % 60;
            pid_t const child = ::fork();
            REQUIRE(child >= 0);
            if (child == 0) {
                Store store(file.path(), Store::Mode::create);
                for (std::size_t i = 0; i < stop; ++i) {
                    store.add(reports[i]);
                    if (i % every == 0) store.commit();
                }
                ::_exit(0);
            }
            int status = 0;
            ::waitpid(child, &status, 0);
            REQUIRE(WIFEXITED(status));
        }
        Store store(file.path(), Store::Mode::create);
        for (Extraction const& x : reports) store.add(x);
        store.commit();
        REQUIRE((dump(store) == expected));
        REQUIRE(store.verify().faults.empty());
    }
}

TEST_CASE("a store can be read while it is written, and written by one only") {
    Scratch const file("readers");
    Store writer(file.path(), Store::Mode::create);
    writer.add(corpus()[0]);
    writer.commit();
    Store reader(file.path(), Store::Mode::read);
    std::string const before = dump(reader);
    writer.add(corpus()[1]);
    CHECK((dump(reader) == before));
    Store second(file.path(), Store::Mode::write);
    second.database().execute("PRAGMA busy_timeout = 20");
    CHECK(error_of([&] { second.add(corpus()[2]); }) == StoreError::Kind::locked);
    writer.commit();
    CHECK((dump(reader) != before));
    CHECK(error_of([&] { reader.forget("a1"); }).has_value());
}

TEST_CASE("stores that cannot be used are told apart") {
    Scratch const file("bad");
    CHECK(error_of([&] { Store(file.path(), Store::Mode::read); }) == StoreError::Kind::missing);
    CHECK(error_of([&] { Store(file.path(), Store::Mode::write); }) == StoreError::Kind::missing);
    CHECK(error_of([&] { Store(file.path() + "/no/folder.db", Store::Mode::create); }) == StoreError::Kind::io);
    {
        std::ofstream out(file.path(), std::ios::binary);
        for (int i = 0; i < 200; ++i) out << "this is a text and no database. ";
    }
    CHECK(error_of([&] { Store(file.path(), Store::Mode::create); }) == StoreError::Kind::damaged);
    Scratch const foreign("foreign");
    Database(foreign.path(), Database::Mode::create).execute("CREATE TABLE t(x)");
    CHECK(error_of([&] { Store(foreign.path(), Store::Mode::write); }) == StoreError::Kind::damaged);
    Scratch const newer("newer");
    {
        Store store(newer.path(), Store::Mode::create);
        store.database().execute(("PRAGMA user_version = " + std::to_string(schema_version + 1)).c_str());
    }
    CHECK(error_of([&] { Store(newer.path(), Store::Mode::read); }) == StoreError::Kind::newer);
    CHECK(error_of([&] { Store(newer.path(), Store::Mode::create); }) == StoreError::Kind::newer);
}

TEST_CASE("a full disk is told and leaves a sound store") {
    Scratch const file("full");
    {
        Store store(file.path(), Store::Mode::create);
        store.add(corpus()[0]);
        store.commit();
        store.database().execute("PRAGMA max_page_count = 1");  // as many as there are
        auto const fill = [&] {
            Extraction x = corpus()[1];
            for (int i = 0; i < 500; ++i) {
                x.article.id = std::to_string(i);
                store.add(x);
            }
            store.commit();
        };
        CHECK(error_of(fill) == StoreError::Kind::io);
    }
    Store store(file.path(), Store::Mode::write);
    CHECK(store.verify().faults.empty());
    CHECK(articles(store).rows.size() >= 1);
    store.add(corpus()[0]);
    store.commit();
    CHECK(store.verify().faults.empty());
}

TEST_CASE("verify names a sentence that does not stand in its text") {
    Scratch const file("verify");
    Store store(file.path(), Store::Mode::create);
    for (Extraction const& x : corpus()) store.add(x);
    store.commit();
    store.database().execute("UPDATE articles SET text = replace(text, 'Xie', 'Xje') WHERE key = 'a1'");
    std::vector<std::string> const faults = store.verify().faults;
    REQUIRE_FALSE(faults.empty());
    CHECK(faults[0].rfind("a1: ", 0) == 0);
}

}  // namespace diplograph
