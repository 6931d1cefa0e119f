#include "extract/score.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace diplograph;

namespace {

Record record(std::string const& members, std::string const& id = "a") {
    return read_record(R"({"schema":"diplograph.extraction/1","id":")" + id + '"' + (members.empty() ? "" : "," + members) + "}");
}

using Counts = std::vector<std::size_t>;

/// Right, predicted and gold; nothing where the measure has no row.
Counts counts(Score const& score, Measure measure, std::string const& type = "ALL") {
    for (Score::Row const& row : score.rows())
        if (row.measure == measure && row.type == type) return {row.tally.right, row.tally.predicted, row.tally.gold};
    return {};
}

Score graded(std::string const& gold, std::string const& predicted) {
    Score score;
    score.add(record(gold), record(predicted));
    return score;
}

std::string const gold =
    R"("entities":[{"id":"e1","kind":"person","name":"Ana Ruiz","country":"ESP"},{"id":"e2","kind":"person","name":"Omar Said","country":"EGY"},)"
    R"({"id":"e3","kind":"place","name":"Sochi","country":"RUS"}],"events":[)"
    R"({"id":"v1","type":"meeting","status":"occurred","participants":[{"entity":"e1","role":"host"},{"entity":"e2","role":"visitor"}],)"
    R"("place":{"entity":"e3","name":"Sochi"},"date":{"start":"2018-01-30","end":"2018-01-30"}},)"
    R"({"id":"v2","type":"call","status":"planned","participants":[{"entity":"e1","role":"participant"},{"entity":"e2","role":"participant"}],"place":null,"date":null},)"
    R"({"id":"v3","type":"casualty","status":"ongoing","participants":[],"place":null,"date":null,)"
    R"("figures":[{"kind":"killed","min":12,"max":12},{"kind":"injured","min":30,"max":null}]}])";

std::string const predicted =
    R"("entities":[{"id":"x","kind":"place","name":"Oslo"},{"id":"y","kind":"person","name":"Omar Saïd","country":"SDN"},)"
    R"({"id":"z","kind":"person","name":"Doña Ana","aliases":["ANA RUIZ"],"country":"ESP"}],"events":[)"
    R"({"id":"v1","type":"statement","participants":[{"entity":"z","role":"source"}]},)"
    R"({"id":"v2","type":"casualty","status":"occurred","figures":[{"kind":"killed","min":12,"max":12},{"kind":"injured","min":30,"max":40},{"kind":"missing","min":1,"max":1}]},)"
    R"({"id":"v3","type":"meeting","status":"occurred","participants":[{"entity":"y"},{"entity":"z","role":"host"}],)"
    R"("place":{"entity":"x","name":"Oslo"},"date":{"start":"2018-01-29","end":"2018-01-30"}}])";

/// A record of few names and days, so that much coincides; all keys are stated.
std::string random_record(std::mt19937& random) {
    auto const pick = [&](std::vector<std::string> const& from) { return from[random() % from.size()]; };
    auto const list = [](std::size_t size, auto const& make) {
        std::string out = "[";
        for (std::size_t i = 0; i < size; ++i) out.append(i > 0 ? "," : "").append(make(std::to_string(i)));
        return out.append("]");
    };
    std::size_t const people = 1 + random() % 5;
    std::string out = R"("entities":)";
    out += list(people, [&](std::string const& i) {
        return R"({"id":"e)" + i + R"(","kind":")" + pick({"person", "person", "country", "place"}) + R"(","name":")" + pick({"Ana", "Omar", "Kim", "Li"}) +
               R"(","aliases":[")" + pick({"Kim", "Said", "Li"}) + R"("],"country":)" + pick({"null", R"("ESP")", R"("EGY")"}) + "}";
    });
    auto const part = [&](std::string const&) { return R"({"entity":"e)" + std::to_string(random() % people) + R"(","role":")" + pick({"host", "visitor"}) + R"("})"; };
    auto const figure = [&](std::string const&) { return R"({"kind":")" + pick({"killed", "injured"}) + R"(","min":)" + pick({"1", "2"}) + R"(,"max":null})"; };
    out += R"(,"events":)";
    out += list(random() % 5, [&](std::string const& i) {
        return R"({"id":"v)" + i + R"(","type":")" + pick({"meeting", "meeting", "call", "casualty"}) + R"(","status":")" + pick({"occurred", "occurred", "planned"}) +
               R"(","participants":)" + list(random() % 4, part) + R"(,"place":)" + pick({"null", R"({"name":"Oslo"})", R"({"name":"Sochi"})"}) + R"(,"date":)" +
               pick({"null", R"({"start":"2018-01-29","end":"2018-01-30"})", R"({"start":"2018-01-30","end":"2018-01-30"})", R"({"start":null,"text":"soon"})"}) +
               R"(,"figures":)" + list(random() % 3, figure) + "}";
    });
    return out;
}

}  // namespace

TEST_CASE("each measure counts what is right, predicted and in gold") {
    Score const score = graded(gold, predicted);
    CHECK(counts(score, Measure::events) == Counts{2, 3, 3});
    CHECK(counts(score, Measure::events, "meeting") == Counts{1, 1, 1});
    CHECK(counts(score, Measure::events, "call") == Counts{0, 0, 1});
    CHECK(counts(score, Measure::events, "statement") == Counts{0, 1, 0});
    CHECK(counts(score, Measure::statuses) == Counts{1, 3, 3});
    CHECK(counts(score, Measure::statuses, "casualty") == Counts{0, 1, 1});
    CHECK(counts(score, Measure::participants) == Counts{2, 3, 4});
    CHECK(counts(score, Measure::roles) == Counts{1, 3, 4});
    CHECK(counts(score, Measure::met) == Counts{1, 1, 1});
    CHECK(counts(score, Measure::places) == Counts{0, 1, 1});
    CHECK(counts(score, Measure::exact_dates) == Counts{0, 1, 1});
    CHECK(counts(score, Measure::compatible_dates) == Counts{1, 1, 1});
    CHECK(counts(score, Measure::figures) == Counts{1, 3, 2});
    CHECK(counts(score, Measure::entities) == Counts{2, 3, 3});
    CHECK(counts(score, Measure::entities, "person") == Counts{2, 2, 2});
    CHECK(counts(score, Measure::entities, "place") == Counts{0, 1, 1});
    CHECK(counts(score, Measure::countries) == Counts{1, 2, 2});
}

TEST_CASE("precision, recall and F1 are shares, absent where there is nothing") {
    Tally const tally{2, 3, 4};
    CHECK(*tally.precision() == Approx(2.0 / 3));
    CHECK(*tally.recall() == Approx(0.5));
    CHECK(*tally.f1() == Approx(4.0 / 7));
    CHECK_FALSE(Tally{0, 0, 4}.precision());
    CHECK(Tally{0, 0, 4}.recall() == 0.0);
    CHECK(Tally{0, 0, 4}.f1() == 0.0);
    CHECK_FALSE(Tally{}.f1());
}

TEST_CASE("mistakes are noted with both texts, and none that follows from another") {
    std::vector<std::string> lines;
    for (Mistake const& one : graded(gold, predicted).mistakes()) {
        CHECK(one.article == "a");
        lines.push_back(std::string(word(one.measure)) + " | " + one.gold + " | " + one.predicted);
    }
    CHECK(lines == std::vector<std::string>{
        "participants and role | Omar Said, visitor | Omar Saïd, participant",
        "places | Sochi | Oslo",
        "exact dates | 2018-01-30 | 2018-01-29/2018-01-30",
        "events | planned call: Ana Ruiz, Omar Said | ",
        "events and status | ongoing | occurred",
        "figures | 30.. injured | ",
        "figures |  | 30..40 injured",
        "figures |  | 1 missing",
        "events |  | occurred statement: Doña Ana",
        "countries of entities | Omar Said, EGY | Omar Saïd, SDN",
        "entities | Sochi, place | ",
        "entities |  | Oslo, place"});
    CHECK(graded(gold, predicted).mistakes()[0].event == "occurred meeting, 2018-01-30, Sochi: Ana Ruiz, Omar Said");
}

TEST_CASE("what gold leaves out is not graded, null and an empty list are") {
    std::string const some = R"("entities":[{"id":"e1","kind":"person","name":"Ana Ruiz","country":"ESP"},{"id":"e2","kind":"person","name":"Omar Said"}],)";
    std::string const full = some + R"("events":[{"id":"v","type":"casualty","status":"planned","participants":[{"entity":"e1","role":"host"}],"place":{"name":"Oslo"},)"
                                    R"("date":{"start":"2018-01-30"},"figures":[{"kind":"killed","min":1,"max":2}]},)"
                                    R"({"id":"w","type":"visit","status":"occurred","participants":[{"entity":"e1","role":"visitor"},{"entity":"e2","role":"host"}]}])";
    SECTION("keys of an event") {
        Score const score = graded(R"("events":[{"id":"v","type":"casualty"}])", full);
        CHECK(counts(score, Measure::events) == Counts{1, 2, 1});
        for (Measure const one : {Measure::statuses, Measure::participants, Measure::roles, Measure::places, Measure::exact_dates,
                                  Measure::compatible_dates, Measure::figures, Measure::entities, Measure::countries})
            CHECK(counts(score, one).empty());
        CHECK(score.mistakes().size() == 2);  // the visit, and who met on it
    }
    SECTION("null and empty lists") {
        Score const score = graded(R"("entities":[],"events":[{"id":"v","type":"casualty","participants":[],"place":null,"date":null,"figures":[]}])", full);
        CHECK(counts(score, Measure::participants) == Counts{0, 3, 0});
        CHECK(counts(score, Measure::places) == Counts{0, 1, 0});
        CHECK(counts(score, Measure::exact_dates) == Counts{0, 1, 0});
        CHECK(counts(score, Measure::compatible_dates) == Counts{0, 1, 0});
        CHECK(counts(score, Measure::figures) == Counts{0, 1, 0});
        CHECK(counts(score, Measure::entities) == Counts{0, 2, 0});
    }
    SECTION("lists of the record") {
        CHECK(counts(graded(some.substr(0, some.size() - 1), full), Measure::events).empty());
        CHECK(counts(graded(some.substr(0, some.size() - 1), full), Measure::entities) == Counts{2, 2, 2});
        CHECK(counts(graded(some.substr(0, some.size() - 1), full), Measure::countries) == Counts{1, 1, 1});
        CHECK(graded("", full).rows().empty());
        CHECK(counts(graded(R"("events":[])", full), Measure::events) == Counts{0, 2, 0});
        CHECK(counts(graded(R"("events":[])", full), Measure::roles) == Counts{0, 3, 0});
        CHECK(counts(graded(R"("events":[])", full), Measure::met) == Counts{0, 1, 0});
    }
    SECTION("role, bounds of a figure, participants of one event") {
        Score const score = graded(some + R"("events":[{"id":"v","type":"casualty","participants":[{"entity":"e1"}],"figures":[{"kind":"killed","max":2}]},)"
                                          R"({"id":"w","type":"visit","status":"occurred","date":null}])", full);
        CHECK(counts(score, Measure::participants) == Counts{1, 1, 1});
        CHECK(counts(score, Measure::roles).empty());
        CHECK(counts(score, Measure::figures) == Counts{1, 1, 1});
        CHECK(counts(score, Measure::statuses) == Counts{1, 1, 1});
        CHECK(counts(score, Measure::met).empty());
    }
    SECTION("of one event what another states") {
        Score const score = graded(some + R"("events":[{"id":"v","type":"casualty","participants":[{"entity":"e1"}]},)"
                                          R"({"id":"w","type":"visit","status":"occurred"},{"id":"x","type":"call","status":"occurred","participants":[{"entity":"e1","role":"host"}]}])", full);
        CHECK(counts(score, Measure::participants) == Counts{1, 1, 2});
        CHECK(counts(score, Measure::roles) == Counts{0, 0, 1});
        CHECK(counts(score, Measure::met).empty());
    }
}

TEST_CASE("who met whom is asked of persons and countries present where they met") {
    std::string const all = R"("entities":[{"id":"a","kind":"person","name":"Ana"},{"id":"b","kind":"country","name":"Chad","country":"TCD"},)"
                            R"({"id":"c","kind":"organization","name":"ECOWAS"},{"id":"d","kind":"person","name":"Omar"}],"events":[)";
    std::string const parts = R"("participants":[{"entity":"a"},{"entity":"b"},{"entity":"c"},{"entity":"d","attendance":"declined"}]})";
    auto const pairs = [&](std::string const& event) { return counts(graded(all + event + parts + "]", R"("events":[])"), Measure::met); };
    CHECK(pairs(R"({"id":"v","type":"meeting","status":"occurred",)") == Counts{0, 0, 1});
    CHECK(pairs(R"({"id":"v","type":"visit","status":"ongoing",)") == Counts{0, 0, 1});
    CHECK(pairs(R"({"id":"v","type":"call","status":"planned",)").empty());
    CHECK(pairs(R"({"id":"v","type":"agreement","status":"occurred",)").empty());
}

TEST_CASE("only the chosen types and kinds are graded") {
    Score score({EventType::meeting}, {EntityKind::person});
    score.add(record(gold), record(predicted));
    CHECK(counts(score, Measure::events) == Counts{1, 1, 1});
    CHECK(counts(score, Measure::participants) == Counts{2, 2, 2});
    CHECK(counts(score, Measure::figures).empty());
    CHECK(counts(score, Measure::entities) == Counts{2, 2, 2});
    CHECK(counts(score, Measure::countries) == Counts{1, 2, 2});
    Score calls({EventType::call});
    calls.add(record(gold), record(predicted));
    CHECK(counts(calls, Measure::met).empty());
}

TEST_CASE("a record against itself is right in all") {
    std::mt19937 random(3);
    Score score;
    for (int round = 0; round < 300; ++round) {
        Record const one = record(random_record(random));
        score.add(one, one);
    }
    score.add(record(gold), record(gold));
    CHECK(score.mistakes().empty());
    std::set<Measure> measures;
    for (Score::Row const& row : score.rows()) {
        measures.insert(row.measure);
        CHECK(row.tally.precision() == 1.0);
        CHECK(row.tally.recall() == 1.0);
        CHECK(row.tally.f1() == 1.0);
    }
    CHECK(measures.size() == Words<Measure>::words.size());
}

TEST_CASE("two coders who change places change precision for recall") {
    std::mt19937 random(5);
    for (int round = 0; round < 2000; ++round) {
        Record const one = record(random_record(random));
        Record const other = record(random_record(random));
        Score there, back;
        there.add(one, other);
        back.add(other, one);
        auto const a = there.rows();
        auto const b = back.rows();
        REQUIRE(a.size() == b.size());
        REQUIRE(there.mistakes().size() == back.mistakes().size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            REQUIRE(a[i].type == b[i].type);
            REQUIRE(a[i].tally.right == b[i].tally.right);
            REQUIRE(a[i].tally.precision() == b[i].tally.recall());
            REQUIRE(a[i].tally.recall() == b[i].tally.precision());
            REQUIRE(a[i].tally.f1() == b[i].tally.f1());
        }
    }
}
