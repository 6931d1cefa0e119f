#include "extract/lemma.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include "extract/model.hpp"

using namespace diplograph;
using Catch::Matchers::Message;

namespace {

std::vector<std::string> const tags{"VBD", "NN", "NNP", "XX"};

Lemmas lemmas() {
    return Lemmas({"VBD ed 2 -", "VBD ied 3 y", "VBD - 0 -", "NN - 0 -", "NN s 1 -", "NNP - 0 -"}, {"VBD met meet", "NN media medium"}, tags);
}

}  // namespace

TEST_CASE("a word that is known by itself comes before every rule") {
    CHECK(lemmas()("met", 0) == "meet");
    CHECK(lemmas()("MET", 0) == "meet");
    CHECK(lemmas()("media", 1) == "medium");
    CHECK(lemmas()("media", 2) == "media");
}

TEST_CASE("the rule of the longest ending counts") {
    CHECK(lemmas()("walked", 0) == "walk");
    CHECK(lemmas()("Carried", 0) == "carry");
    CHECK(lemmas()("talks", 1) == "talk");
    CHECK(lemmas()("put", 0) == "put");
}

TEST_CASE("a rule does not cut a character in two") {
    CHECK(Lemmas({"VBD m 2 -"}, {}, tags)("´m", 0) == "´m");
    CHECK(Lemmas({"VBD m 3 be"}, {}, tags)("´m", 0) == "be");
}

TEST_CASE("proper nouns keep their capitals; words without a rule stay as they are") {
    CHECK(lemmas()("Geneva", 2) == "Geneva");
    CHECK(lemmas()("Geneva", 1) == "geneva");
    CHECK(lemmas()("Geneva", 3) == "geneva");
    CHECK(lemmas()("", 0).empty());
    CHECK(lemmas()("s", 1) == "s");  // nothing would be left
    CHECK(lemmas()("éed", 0) == "é");
    CHECK(Lemmas({"VBD nt 5 go", "VBD - 0 -"}, {}, tags)("ent", 0) == "ent");  // the rule is made for longer words
    CHECK(Lemmas({"VBD nt 4 go", "VBD - 0 -"}, {}, tags)("went", 0) == "go");
}

TEST_CASE("broken lines are told with their text") {
    CHECK_THROWS_MATCHES(Lemmas({"VBD ed two -"}, {}, tags), std::runtime_error, Message("a rule for lemmas is broken: VBD ed two -"));
    CHECK_THROWS_MATCHES(Lemmas({"VBD ed 2"}, {}, tags), std::runtime_error, Message("a rule for lemmas is broken: VBD ed 2"));
    CHECK_THROWS_MATCHES(Lemmas({}, {"VBD met"}, tags), std::runtime_error, Message("a lemma is broken: VBD met"));
}

TEST_CASE("the model's lemmas") {
    Model const model(DIPLOGRAPH_SOURCE "/data/model.bin");
    auto const lemma = [&](std::string const& word, std::string const& tag) {
        auto const found = std::find(model.xpos().begin(), model.xpos().end(), tag);
        REQUIRE(found != model.xpos().end());
        return model.lemma(word, static_cast<std::uint8_t>(found - model.xpos().begin()));
    };
    CHECK(lemma("met", "VBD") == "meet");
    CHECK(lemma("talks", "NNS") == "talk");
    CHECK(lemma("countries", "NNS") == "country");
    CHECK(lemma("killed", "VBN") == "kill");
    CHECK(lemma("visiting", "VBG") == "visit");
    CHECK(lemma("said", "VBD") == "say");
    CHECK(lemma("worse", "JJR") == "bad");
    CHECK(lemma("Lavrov", "NNP") == "Lavrov");
}
