#include "extract/gazetteer.hpp"

#include <catch2/catch.hpp>

#include <string>

#include "extract/extract.hpp"

using namespace diplograph;

namespace {

/// A document with what the tables say about it.
struct Lookup {
    explicit Lookup(std::string text) {
        static auto const knowledge = load_knowledge({DIPLOGRAPH_SOURCE "/data", DIPLOGRAPH_BINARY "/data"});
        document.article.text = std::move(text);
        document.knowledge = knowledge.get();
        tokenize(document);
    }
    Document document;
};

std::string kind_of(std::string text) {
    Lookup const lookup(std::move(text));
    auto const hit = Gazetteer(lookup.document).name(0);
    if (!hit) return "none";
    std::string const words(lookup.document.text(hit->range));
    switch (hit->sense.kind) {
        case SenseKind::state: return "state " + words;
        case SenseKind::adjective: return "adjective " + words;
        case SenseKind::demonym: return "demonym " + words;
        case SenseKind::metonym: return "metonym " + words;
        case SenseKind::capital: return "capital " + words;
        case SenseKind::organization: return "organization " + words;
        case SenseKind::place: return "place " + words;
        default: return "other " + words;
    }
}

}  // namespace

TEST_CASE("the longest entry counts") {
    CHECK(kind_of("South Korea said") == "state South Korea");
    CHECK(kind_of("United Nations Security Council members") == "organization United Nations Security Council");
    CHECK(kind_of("New York is far") == "place New York");
    CHECK(kind_of("Turkish envoys") == "adjective Turkish");
    CHECK(kind_of("Qwzx said") == "none");
}

TEST_CASE("capitals and diacritics are looked at as the tables want") {
    CHECK(kind_of("turkey is a bird") == "none");
    CHECK(kind_of("Turkey is a state") == "state Turkey");
    CHECK(kind_of("Bogotá fell silent") == "capital Bogotá");
    CHECK(kind_of("Bogota fell silent") == "capital Bogota");
    CHECK(kind_of("NATO met") == "organization NATO");
    CHECK(kind_of("nato met") == "none");
}

TEST_CASE("of places with one name the greatest is meant") {
    Lookup const lookup("Tripoli fell silent.");
    auto const hit = Gazetteer(lookup.document).name(0);
    REQUIRE(hit);
    REQUIRE(hit->place >= 0);
    Knowledge const& k = *lookup.document.knowledge;
    CHECK(k.text(k.places[static_cast<std::size_t>(hit->place)].country) == "LBY");
}

TEST_CASE("entries of several words in the grammar have a length and a value") {
    Lookup const lookup("The prime ministers and the foreign minister met.");
    Gazetteer const gazetteer(lookup.document);
    CHECK(gazetteer.length(1, WordClass::title) == 2);
    CHECK(gazetteer.value(1, WordClass::title).ends_with('*'));
    CHECK(gazetteer.length(0, WordClass::title) == 0);
    CHECK(gazetteer.length(0, WordClass::determiner) == 1);
}

TEST_CASE("holders of offices are known by their full names") {
    Lookup const lookup("Yesterday Sergei Lavrov spoke; Lavrov left.");
    Gazetteer const gazetteer(lookup.document);
    auto const person = gazetteer.person(1);
    REQUIRE(person);
    CHECK(lookup.document.text(person->range) == "Sergei Lavrov");
    CHECK_FALSE(gazetteer.person(5));
}

TEST_CASE("entries do not cross the border of a sentence") {
    Lookup const lookup("He left South.\n\nKorea said nothing.");
    Gazetteer const gazetteer(lookup.document);
    auto const hit = gazetteer.name(2);
    CHECK((!hit || hit->range.last == 3));
}
