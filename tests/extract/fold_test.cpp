#include "extract/fold.hpp"

#include <catch2/catch.hpp>

#include "extract/extract.hpp"

using namespace diplograph;

TEST_CASE("words are folded to lower case without diacritics") {
    CHECK(fold("Envoy") == "envoy");
    CHECK(fold("Öztürk") == "ozturk");
    CHECK(fold("Erdoğan") == "erdogan");
    CHECK(fold("Iñárritu") == "inarritu");
    CHECK(fold("Cafe\xCC\x81") == "cafe");
    CHECK(fold("Łódź") == "lodz");
    CHECK(fold("Đinđić") == "dindic");
    CHECK(fold("Weiß") == "weiss");
    CHECK(fold("Æsir") == "aesir");
    CHECK(fold("Əliyev") == "aliyev");
    CHECK(fold("İstanbul") == "istanbul");
    CHECK(fold("").empty());
}

TEST_CASE("apostrophes and hyphens of all kinds are folded to the plain ones, stops stay") {
    CHECK(fold("O\u2019Neil") == "o'neil");
    CHECK(fold("Sa\u02BBid") == "sa'id");
    CHECK(fold("vice\u2011chair") == "vice-chair");
    CHECK(fold("U.S.") == "u.s.");
}

TEST_CASE("keys of names drop what spellings differ in") {
    CHECK(name_key("Abdel Fattah al-Sisi") == "abdel fattah al sisi");
    CHECK(name_key("J. D. O\u2019Neil") == "j d oneil");
    CHECK(name_key("  Smith,\n\tAnn - Marie ") == "smith ann marie");
    CHECK(name_key("\u2019.").empty());
    CHECK(name_key(" - ").empty());
}

TEST_CASE("code points are read with their sizes, and not beyond the end") {
    CHECK(code_point("a", 0).value == 'a');
    CHECK(code_point("\u00E9", 0).value == 0xE9);
    CHECK(code_point("\u00E9", 0).size == 2);
    CHECK(code_point("x\u2019", 1).value == 0x2019);
    CHECK(code_point("\U0001F600", 0).value == 0x1F600);
    CHECK(code_point("\U0001F600", 0).size == 4);
    CHECK(code_point("\xE2", 0).size == 3);
}
