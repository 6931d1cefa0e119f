#include "extract/record.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "core/date.hpp"
#include "extract/extract.hpp"
#include "extract/signature.hpp"

using namespace diplograph;
using Catch::Matchers::Contains;

namespace {

Extraction sample() {
    Extraction x;
    x.article.id = "a/\"1\"";
    x.article.url = "https://example.org/1";
    x.article.title = "Envoys meet \xE2\x80\x93 again";
    x.article.outlet = "The Example";
    x.article.published = make_date(2018, 1, 31);
    x.article.text = "Ana Ruiz met Omar Said in Sochi on Tuesday.\n\nOver 470,000 died.";
    Entity person{EntityKind::person, "Ana Ruiz", {"Ruiz"}, "ESP", "GOV", "United Nations", "Ana_Ruiz",
                  {{"envoy", "president", "ESP"}, {"judge", "", ""}}, {{0, 8}}, "", "", "", ""};
    Entity place{EntityKind::place, "Sochi", {}, "RUS", "", "", "", {}, {{26, 31}}, "", "", "", ""};
    x.entities = {person, place};
    for (Entity& one : x.entities) one.key = name_key(one.name);
    Event meeting;
    meeting.plover = "CONSULT";
    meeting.mode = "meet";
    meeting.cameo = "043";
    meeting.purpose = "talks";
    meeting.participants = {{0, ParticipantRole::visitor, "envoy", Resolved::office, Attendance::withdrew}};
    meeting.place = Place{Index{1}, "Sochi", "RUS", 43.60042, 39.7};
    meeting.date = DateInterval{make_date(2018, 1, 30), make_date(2018, 1, 30), Precision::day, "on Tuesday"};
    meeting.topics = {"Syria"};
    meeting.part_of = 1;
    meeting.attributed_to = 0;
    meeting.confidence = 0.1 + 0.2;
    meeting.evidence = {{{0, 43}, {9, 12}, "predicates.tsv:211", Status::denied, x.article.text.substr(0, 43)}};
    Event casualty;
    casualty.type = EventType::casualty;
    casualty.status = Status::ongoing;
    casualty.name = "x";
    casualty.edition = "15th";
    casualty.date = DateInterval{{}, {}, Precision::month, "one day"};
    Figure figure;
    figure.min = 470000;
    figure.qualifier = Qualifier::more_than;
    figure.text = "over 470,000";
    figure.unit = "people";
    figure.share = 0.5;
    figure.of = 23e6;
    figure.cumulative = true;
    figure.period = "2011";
    figure.place = "Syria";
    figure.attributed_to = 1;
    casualty.figures = {figure};
    x.events = {meeting, casualty};
    x.signature = text_signature(x.article.text);
    return x;
}

std::string with(std::string const& members) {
    return R"({"schema":"diplograph.extraction/1","id":"a","text":"It rained.")" + members + "}";
}

}  // namespace

TEST_CASE("a record is printed in the order of the schema") {
    Extraction x;
    x.article.id = "a";
    CHECK(to_record(x, false) == R"({"schema":"diplograph.extraction/1","id":"a","url":null,"title":null,)"
                                 R"("published":null,"language":"en","entities":[],"events":[]})");
    x.article.text = "t\n\x01";
    CHECK_THAT(to_record(x, true), Contains(R"("language":"en","text":"t\n\u0001","entities")"));
    std::string const full = to_record(sample(), false);
    CHECK_THAT(full, Contains(R"("min":470000,"max":null)"));
    CHECK_THAT(full, Contains(R"("of":23000000,"cumulative":true)"));
    CHECK_THAT(full, Contains(R"("lat":43.60042,"lon":39.7})"));
    CHECK_THAT(full, Contains(R"("confidence":0.30000000000000004)"));
    CHECK_THAT(full, Contains(R"("part_of":"v2","attributed_to":"e1")"));
    CHECK_THAT(full, Contains(R"("mentions":[[0,8]])"));
    CHECK_THAT(full, Contains(R"("evidence":[{"sentence":[0,43],"trigger":[9,12],"rule":"predicates.tsv:211","status":"denied"}])"));
    CHECK_THAT(full, Contains(R"("date":{"start":null,"end":null,"precision":"month","text":"one day"})"));
    CHECK_THAT(full, Contains("Envoys meet \xE2\x80\x93 again"));
}

TEST_CASE("a record read back is the same") {
    Extraction const x = sample();
    std::string const line = to_record(x, true);
    Extraction const y = from_record(line);
    CHECK(to_record(y, true) == line);
    CHECK(y.article.text == x.article.text);
    CHECK(y.article.outlet == "The Example");
    CHECK(y.article.published == x.article.published);
    CHECK(y.signature == x.signature);
    REQUIRE(y.entities.size() == 2);
    CHECK(y.entities[0].key == "ana ruiz");
    CHECK(y.entities[0].roles == x.entities[0].roles);
    REQUIRE(y.events.size() == 2);
    CHECK(y.events[0].confidence == x.events[0].confidence);
    CHECK(y.events[0].evidence[0].quote == "Ana Ruiz met Omar Said in Sochi on Tuesday.");
    CHECK(y.events[0].date == x.events[0].date);
    CHECK(y.events[1].figures[0].of == 23e6);
    CHECK(from_record(to_record(x, false)).events[0].evidence[0].quote.empty());
}

TEST_CASE("ids are any strings and unknown keys are passed over") {
    Extraction const x = from_record(with(
        R"(,"new":{"a":[1]},"entities":[{"id":"Q7","kind":"person","name":"B"},{"id":"e1","kind":"place","name":"C","x":1}],)"
        R"("events":[{"id":"z","type":"visit","part_of":"y","participants":[{"entity":"e1"}]},{"id":"y","type":"conference"}])"));
    CHECK(x.events[0].participants[0].entity == 1);
    CHECK(x.events[0].part_of == Index{1});
}

TEST_CASE("a record tells which keys it states, be it with null") {
    Record const x = read_record(with(
        R"(,"entities":[{"id":"a","kind":"place","name":"A"},{"id":"b","kind":"person","name":"B","country":null}],)"
        R"("events":[{"id":"v","type":"casualty","status":"planned","participants":[{"entity":"a"},{"entity":"b","role":"host"}],"place":null,)"
        R"("figures":[{"kind":"killed","min":1},{"kind":"killed","max":null}]},{"id":"w","type":"visit","date":null}])"));
    CHECK(x.extraction.entities.size() == 2);
    CHECK(x.entities);
    CHECK(x.events);
    CHECK(x.countries == std::vector<bool>{false, true});
    REQUIRE(x.stated.size() == 2);
    StatedEvent const& v = x.stated[0];
    CHECK((v.status && v.participants && v.place && !v.date && v.figures));
    CHECK(v.roles == std::vector<bool>{false, true});
    REQUIRE(v.bounds.size() == 2);
    CHECK((v.bounds[0].min && !v.bounds[0].max && !v.bounds[1].min && v.bounds[1].max));
    CHECK((!x.stated[1].status && !x.stated[1].participants && !x.stated[1].place && x.stated[1].date && !x.stated[1].figures));
    CHECK_FALSE(read_record(with("")).entities);
    CHECK_FALSE(read_record(with("")).events);
    CHECK(read_record(with(R"(,"events":null)")).events);
}

TEST_CASE("a faulty record names the key and quotes the text") {
    auto const fault = [](std::string const& members) {
        try {
            (void)from_record(with(members));
        } catch (std::runtime_error const& error) {
            return std::string(error.what());
        }
        return std::string("no fault");
    };
    CHECK(fault(R"(,"published":"soon")") == R"("published" is not a date: "soon")");
    CHECK(fault(R"(,"url":7)") == R"("url" is not a string: 7)");
    CHECK(fault(R"(,"events":{})") == R"("events" is not a list: {})");
    CHECK(fault(R"(,"events":[{"id":"v1","type":"party"}])") == R"("type" is not a word of the schema: "party")");
    CHECK(fault(R"(,"events":[{"id":"v1"}])") == R"("type" is missing: {"id":"v1"})");
    CHECK(fault(R"(,"events":[{"id":"v1","type":"visit","part_of":"v9"}])") == R"("part_of" is not an id of this record: "v9")");
    CHECK(fault(R"(,"entities":[{"id":"e1","kind":"person","name":"A","mentions":[[4,99]]}])") ==
          R"("mentions" is not a span of the text: [4,99])");
    CHECK(fault(R"(,"entities":[{"id":"e1","kind":"person","name":"A","mentions":[[4,-1]]}])") ==
          R"("mentions" is not a span: [4,-1])");
    CHECK(fault(R"(,"entities":[{"id":"e1","kind":"person","name":"A"},{"id":"e1","kind":"person","name":"B"}])") ==
          R"("id" is not used once: "e1")");
    CHECK_THROWS_AS(from_record("{"), std::runtime_error);
    CHECK_THROWS_AS(from_record("[1]"), std::runtime_error);
    CHECK_THROWS_AS(from_record(""), std::runtime_error);
    CHECK_THROWS_AS(from_record(R"({"schema":"diplograph.extraction/2","id":"a"})"), std::runtime_error);
    CHECK_THROWS_AS(from_record("{\"schema\":\"\xFF\"}"), std::runtime_error);
    CHECK_THROWS_AS(from_record(std::string(1000000, '[')), std::runtime_error);
}

TEST_CASE("copies of a text have near signatures, other texts far ones") {
    std::string const one =
        "The foreign ministers of Iran and China met in Sochi on Tuesday to talk about the peace congress on Syria. They "
        "agreed to go on with their talks in Geneva next month and thanked the government of Russia for its invitation. "
        "The congress, which some 1,600 delegates joined, is to set up a committee for the writing of a constitution.";
    std::string copy = one;
    copy.replace(copy.find("Tuesday"), 7, "Monday");
    copy += " (AFP)";
    std::string const other =
        "Heavy rain fell on the northern provinces during the night and closed three roads, the weather service said. "
        "Farmers in the valley had hoped for sun before the harvest, which begins in the second half of September in most "
        "villages. No one was hurt, but two bridges will have to be rebuilt before the winter, said the mayor.";
    auto const distance = [](std::string const& a, std::string const& b) {
        std::uint64_t bits = text_signature(a) ^ text_signature(b);
        int count = 0;
        for (; bits != 0; bits &= bits - 1) ++count;
        return count;
    };
    CHECK(distance(one, copy) <= 12);
    CHECK(distance(one, other) >= 18);
    CHECK(text_signature("A B c") == text_signature("a, b C!"));
    CHECK(text_signature("one") != text_signature("two"));
    CHECK(text_signature(" .") == 0);
}

TEST_CASE("the schema of the record lists the words that the program knows") {
    std::ifstream file(DIPLOGRAPH_SOURCE "/data/record.schema.json");
    std::string const schema{std::istreambuf_iterator<char>(file), {}};
    auto const holds = [&](auto const& words) {
        for (std::string_view const one : words) CHECK_THAT(schema, Contains('"' + std::string(one) + '"'));
    };
    holds(Words<EntityKind>::words);
    holds(Words<EventType>::words);
    holds(Words<Status>::words);
    holds(Words<ParticipantRole>::words);
    holds(Words<Resolved>::words);
    holds(Words<Attendance>::words);
    holds(Words<Precision>::words);
    holds(Words<FigureKind>::words);
    holds(Words<Qualifier>::words);
}
