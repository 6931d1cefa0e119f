#include "extract/align.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <random>

#include "extract/record.hpp"

using namespace diplograph;

namespace {

using Weights = std::vector<std::vector<std::int64_t>>;

Pairs assigned(Weights const& w, std::size_t columns) {
    return assign(w.size(), columns, [&](Index r, Index c) { return w[r][c]; });
}

std::int64_t sum(Weights const& w, Pairs const& pairs) {
    return std::accumulate(pairs.begin(), pairs.end(), std::int64_t{0}, [&](std::int64_t n, auto const& p) { return n + w[p.first][p.second]; });
}

std::int64_t shift(Pairs const& pairs) {
    return std::accumulate(pairs.begin(), pairs.end(), std::int64_t{0}, [](std::int64_t n, auto const& p) { return n + std::abs(std::int64_t{p.first} - std::int64_t{p.second}); });
}

/// The greatest sum of a square, and the least shift that it takes, by trying all orders.
std::pair<std::int64_t, std::int64_t> best(Weights const& w) {
    Pairs pairs(w.size());
    std::vector<Index> order(w.size());
    std::iota(order.begin(), order.end(), Index{0});
    std::pair<std::int64_t, std::int64_t> out{0, 0};
    do {
        for (std::size_t r = 0; r < w.size(); ++r) pairs[r] = {static_cast<Index>(r), order[r]};
        out = std::max(out, {sum(w, pairs), -shift(pairs)});
    } while (std::next_permutation(order.begin(), order.end()));
    return {out.first, -out.second};
}

Weights random_square(std::mt19937& random, std::int64_t least, std::int64_t most) {
    Weights w(1 + random() % 6);
    for (auto& row : w)
        for (std::size_t c = 0; c < w.size(); ++c) row.push_back(least + static_cast<std::int64_t>(random() % static_cast<std::size_t>(most - least + 1)));
    return w;
}

Extraction record(std::string const& entities, std::string const& events) {
    return from_record(R"({"schema":"diplograph.extraction/1","id":"a","entities":[)" + entities + R"(],"events":[)" + events + "]}");
}

std::string const two = R"({"id":"a","kind":"person","name":"Ana Ruiz"},{"id":"b","kind":"person","name":"Omar Said"})";

/// Whether two events of one meeting type are aligned.
bool aligned(std::string const& a, std::string const& b) {
    auto const with = [](std::string const& members) { return record(two, R"({"id":"v","type":"meeting")" + (members.empty() ? "" : "," + members) + "}"); };
    bool const found = !align(with(a), with(b)).events.empty();
    CHECK(!align(with(b), with(a)).events.empty() == found);
    return found;
}

}  // namespace

TEST_CASE("the pairs with the greatest sum are found") {
    CHECK(assigned({{5, 4}, {4, 0}}, 2) == Pairs{{0, 1}, {1, 0}});  // the greatest weight first would end with 5
    CHECK(assigned({{0, 0}, {0, 7}}, 2) == Pairs{{1, 1}});
    CHECK(assigned({{1, 2, 3}}, 3) == Pairs{{0, 2}});
    CHECK(assigned({{1}, {2}, {3}}, 1) == Pairs{{2, 0}});
    CHECK(assigned({{3, 3}, {3, 3}}, 2) == Pairs{{0, 0}, {1, 1}});
    CHECK(assigned({}, 0).empty());
    CHECK(assigned({{}, {}}, 0).empty());
    std::mt19937 random(7);
    for (int round = 0; round < 300; ++round) {
        Weights const w = random_square(random, 0, 4);
        REQUIRE(sum(w, assigned(w, w.size())) == best(w).first);
    }
}

TEST_CASE("of equal sums the one that keeps the order best is taken") {
    std::mt19937 random(9);
    for (int round = 0; round < 300; ++round) {
        Weights const w = random_square(random, 1, 2);
        Pairs const pairs = assigned(w, w.size());
        REQUIRE(std::pair(sum(w, pairs), shift(pairs)) == best(w));
    }
}

TEST_CASE("entities are the same by a name in common, countries by their code") {
    Extraction const a = record(R"({"id":"1","kind":"person","name":"Recep Tayyip Erdoğan","aliases":["Erdoğan"]},)"
                                R"({"id":"2","kind":"country","name":"Britain","country":"GBR"},)"
                                R"({"id":"3","kind":"country","name":"Congo","country":"COG"},)"
                                R"({"id":"4","kind":"organization","name":"al-Qaida"},{"id":"5","kind":"person","name":"Kim"})", "");
    Extraction const b = record(R"({"id":"1","kind":"country","name":"Congo","country":"COD"},)"
                                R"({"id":"2","kind":"group","name":"Al Qaida"},)"
                                R"({"id":"3","kind":"country","name":"United Kingdom","country":"GBR"},)"
                                R"({"id":"4","kind":"person","name":"ERDOGAN"},{"id":"5","kind":"person","name":"Kim Jong Un"})", "");
    CHECK(align(a, b).entities == Pairs{{0, 3}, {1, 2}, {3, 1}});
    CHECK(align(b, a).entities == Pairs{{1, 3}, {2, 1}, {3, 0}});
}

TEST_CASE("of namesakes the full name, the kind and the country decide") {
    Extraction const a = record(R"({"id":"1","kind":"person","name":"Wang Yi","aliases":["Wang"],"country":"CHN"},)"
                                R"({"id":"2","kind":"person","name":"Wang Hao","aliases":["Wang"]},)"
                                R"({"id":"3","kind":"place","name":"Geneva"})", "");
    Extraction const b = record(R"({"id":"1","kind":"place","name":"Geneva"},{"id":"2","kind":"organization","name":"Geneva"},)"
                                R"({"id":"3","kind":"person","name":"Wang"},{"id":"4","kind":"person","name":"Wang","country":"CHN"})", "");
    CHECK(align(a, b).entities == Pairs{{0, 3}, {1, 2}, {2, 0}});
}

TEST_CASE("events of one type are the same by what they share") {
    std::string const both = R"("participants":[{"entity":"a"},{"entity":"b"}])";
    std::string const tuesday = R"("date":{"start":"2021-06-15","end":"2021-06-15"})";
    std::string const june = R"("date":{"start":"2021-06-01","end":"2021-06-30"})";
    std::string const may = R"("date":{"start":"2021-05-04"})";
    std::string const geneva = R"("place":{"name":"Geneva"})";
    std::string const oslo = R"("place":{"name":"Oslo"})";
    CHECK(aligned(both, both));
    CHECK(aligned(both + "," + tuesday, both + "," + may));
    CHECK(aligned(tuesday, june));
    CHECK_FALSE(aligned(tuesday, may));
    CHECK(aligned(geneva, geneva));
    CHECK_FALSE(aligned(geneva, oslo));
    CHECK_FALSE(aligned(geneva, tuesday));
    // Nobody shared, the same day and place: -4 + 2 + 2.
    CHECK_FALSE(aligned(R"("participants":[{"entity":"a"}],)" + tuesday + "," + geneva, R"("participants":[{"entity":"b"}],)" + june + "," + geneva));
    CHECK(aligned("", both));
    CHECK(aligned("", ""));
    std::string const early = R"("evidence":[{"sentence":[0,40],"trigger":[4,9]}])";
    std::string const same_sentence = R"("evidence":[{"sentence":[0,40],"trigger":[20,25]}])";
    std::string const late = R"("evidence":[{"sentence":[50,90],"trigger":[60,65]}])";
    CHECK(aligned(early, same_sentence));
    CHECK_FALSE(aligned(early, late));
    CHECK(aligned(R"("participants":[{"entity":"a"}],)" + early, R"("participants":[{"entity":"b"}],)" + early));
    CHECK_FALSE(aligned(R"("participants":[{"entity":"a"}],)" + early, R"("participants":[{"entity":"b"}],)" + same_sentence));
    CHECK(align(record("", R"({"id":"v","type":"visit"})"), record("", R"({"id":"v","type":"call"})")).events.empty());
}

TEST_CASE("each event goes with the one it fits best") {
    std::string const at = R"({"id":"1","type":"meeting","participants":[{"entity":"a"},{"entity":"b"}],"place":{"name":"Geneva"}},)"
                           R"({"id":"2","type":"meeting","participants":[{"entity":"a"},{"entity":"b"}],"place":{"name":"Oslo"}})";
    std::string const other = R"({"id":"1","type":"meeting","participants":[{"entity":"a"}],"place":{"name":"Oslo"}},)"
                              R"({"id":"2","type":"casualty"},)"
                              R"({"id":"3","type":"meeting","participants":[{"entity":"a"},{"entity":"b"}]})";
    CHECK(align(record(two, at), record(two, other)).events == Pairs{{0, 2}, {1, 0}});
}

TEST_CASE("a place has the names of its entity, too") {
    Extraction const a = record(R"({"id":"e","kind":"country","name":"United States","aliases":["America"],"country":"USA"})", "");
    Extraction const b = record(R"({"id":"e","kind":"country","name":"US","country":"USA"})", "");
    CHECK(same_place(a, Place{Index{0}, "U.S.", "USA", {}, {}}, b, Place{Index{0}, "US", "USA", {}, {}}));
    CHECK(same_place(a, Place{Index{0}, "U.S.", "USA", {}, {}}, b, Place{{}, "America", "", {}, {}}));
    CHECK(same_place(a, Place{{}, "Sharm el-Sheikh", "", {}, {}}, b, Place{{}, "Sharm El Sheikh", "EGY", {}, {}}));
    CHECK_FALSE(same_place(a, Place{Index{0}, "U.S.", "USA", {}, {}}, b, Place{{}, "Geneva", "", {}, {}}));
}
