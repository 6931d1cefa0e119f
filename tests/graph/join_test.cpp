#include "graph/join_entities.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "graph/join_events.hpp"

namespace diplograph {

namespace {

EntityReport person(std::string const& article, std::string const& key, std::string const& country) {
    EntityReport r;
    r.article = article;
    r.kind = "person";
    r.name = r.key = key;
    r.country = country;
    return r;
}

EventReport meeting(std::string const& article, std::vector<std::string> who, std::string const& day, std::string const& place = {}) {
    EventReport r;
    r.article = article;
    r.type = "meeting";
    r.status = "occurred";
    r.place = r.place_name = place;
    r.first = r.last = parse_date(day);
    r.exact = true;
    std::sort(who.begin(), who.end());
    for (std::string const& w : who) r.sides.push_back({w, w, true, "participant"});
    return r;
}

/// Cluster keys by article.
template <class Reports>
std::map<std::string, std::string> keys(Reports const& reports, std::vector<Cluster> const& clusters) {
    std::map<std::string, std::string> out;
    for (Cluster const& c : clusters)
        for (Cluster::Member const& m : c.members) out[reports[m.report].article] = c.key;
    return out;
}

std::map<std::string, std::string> keys(std::vector<EntityReport> const& reports) { return keys(reports, join_entities(reports)); }
std::map<std::string, std::string> keys(std::vector<EventReport> const& reports) { return keys(reports, join_events(reports)); }

}  // namespace

TEST_CASE("a name with its country is one person in all articles") {
    auto const k = keys({person("a", "sergei lavrov", "RUS"), person("b", "sergei lavrov", "RUS"), person("c", "sergei lavrov", "")});
    CHECK(k.at("a") == "person/sergei-lavrov-rus");
    CHECK(k.at("b") == k.at("a"));
    CHECK(k.at("c") == k.at("a"));
}

TEST_CASE("spellings, initials and bare surnames join the only name that fits") {
    auto const k = keys({person("a", "sergei lavrov", "RUS"), person("b", "sergey lavrov", "RUS"), person("c", "s lavrov", "RUS"), person("d", "lavrov", "RUS"),
                         person("e", "lavrov", "UKR")});
    CHECK(k.at("b") == k.at("a"));
    CHECK(k.at("c") == k.at("a"));
    CHECK(k.at("d") == k.at("a"));
    CHECK(k.at("e") != k.at("a"));
}

TEST_CASE("two given names never become one person, whatever stands between them") {
    auto const k = keys({person("a", "alan smith", "USA"), person("b", "adam smith", "USA"), person("c", "a smith", "USA"), person("d", "smith", "USA")});
    CHECK(k.at("a") != k.at("b"));
    CHECK(k.at("c") != k.at("a"));
    CHECK(k.at("c") != k.at("b"));
    CHECK(k.at("d") != k.at("a"));
    auto const middle = keys({person("a", "john paul smith", "USA"), person("b", "john mark smith", "USA"), person("c", "john smith", "USA")});
    CHECK(middle.at("a") != middle.at("b"));
}

TEST_CASE("people of two countries stay two") {
    auto const k = keys({person("a", "juan perez", "MEX"), person("b", "juan perez", "ESP"), person("c", "juan perez", "")});
    CHECK(k.at("a") != k.at("b"));
    CHECK(k.at("c") != k.at("a"));
    CHECK(k.at("c") != k.at("b"));
}

TEST_CASE("a name without a country is the one that nearly all of that name are") {
    std::vector<EntityReport> reports{person("a", "wendy sherman", "USA"), person("b", "wendy sherman", "BEL"), person("c", "wendy sherman", "")};
    CHECK(keys(reports).at("c") == "person/wendy-sherman");
    reports.push_back(person("d", "wendy sherman", "USA"));
    auto const k = keys(reports);
    CHECK(k.at("c") == "person/wendy-sherman-usa");
    CHECK(k.at("a") == k.at("c"));
    CHECK(k.at("b") == "person/wendy-sherman-bel");
}

TEST_CASE("reports of one meeting become one event") {
    auto const k = keys({meeting("a", {"x", "y"}, "2018-01-30", "sochi"), meeting("b", {"y", "x"}, "2018-01-30"), meeting("c", {"x", "y", "z"}, "2018-01-30", "sochi"),
                         meeting("d", {"x", "y"}, "2018-01-31"), meeting("e", {"x", "z"}, "2018-01-29"), meeting("f", {"x", "y"}, "2018-01-30", "paris")});
    CHECK(k.at("a") == k.at("b"));
    CHECK(k.at("a") == k.at("c"));
    CHECK(k.at("d") != k.at("a"));
    CHECK(k.at("e") != k.at("a"));
    CHECK(k.at("f") != k.at("a"));
    CHECK(k.at("a").rfind("meeting-2018-01-30-", 0) == 0);
}

TEST_CASE("merging does not look at the order of the reports") {
    std::vector<EntityReport> people;
    std::vector<EventReport> meetings;
    std::mt19937 random(7);
    std::vector<std::string> const given{"ivan", "i", "igor", "ivan petr", "iwan", "ivan p"}, family{"petrov", "orlov"}, countries{"RUS", "", "BGR"};
    std::vector<std::string> const who{"u", "v", "w", "x"}, places{"", "sochi", "paris"};
    for (int i = 0; i < 60; ++i) {
        people.push_back(person(std::to_string(i), given[random() % 6] + " " + family[random() % 2], countries[random() % 3]));
        std::vector<std::string> group;
        for (std::string const& w : who)
            if (random() % 2 == 0) group.push_back(w);
        meetings.push_back(meeting(std::to_string(i), group, "2018-01-0" + std::to_string(1 + random() % 3), places[random() % 3]));
    }
    auto const people_once = keys(people);
    auto const meetings_once = keys(meetings);
    for (int i = 0; i < 20; ++i) {
        std::shuffle(people.begin(), people.end(), random);
        std::shuffle(meetings.begin(), meetings.end(), random);
        REQUIRE(keys(people) == people_once);
        REQUIRE(keys(meetings) == meetings_once);
    }
}

}  // namespace diplograph
