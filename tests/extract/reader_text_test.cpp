#include "extract/reader_text.hpp"

#include <catch2/catch.hpp>

#include "extract/reader_date.hpp"

using namespace diplograph;

TEST_CASE("date lines in the forms of agencies") {
    auto const day = make_date(2018, 1, 31);
    for (char const* line : {"January 31, 2018", "31 January 2018", "2018-01-31", "Wednesday, January 31, 2018", "2018-January-31 14:05",
                             "Wed Jan 31, 2018 02:05", "January, 31, 2018 - 14:05", "31 January 2018 - 10:25", "Published: 31st of January 2018",
                             "31.01.2018", "01/31/2018", "Last updated on Jan. 31, 2018 at 5:04 p.m. EST", "2018/01/31", "Sept news: 31 Jan 2018"})
        CHECK(date_of_line(line) == day);
    for (char const* line : {"The talks of January 31, 2018 brought no result", "31 February 2018", "1,600 delegates", "", "03/04/2018",
                             "In 2018 the 31 members met", "January 2018", "1-2-3"})
        CHECK_FALSE(date_of_line(line));
    CHECK(date_before_place("January 31, 2018 (KHARTOUM) - A letter came.") == day);
    CHECK_FALSE(date_before_place("January 31, 2018 was a day of rain."));
}

TEST_CASE("dates in paths") {
    CHECK(date_of_path("a/2018-01-31.txt") == make_date(2018, 1, 31));
    CHECK(date_of_path("2018/01/31/x.html") == make_date(2018, 1, 31));
    CHECK(date_of_path("x_20180131_1.txt") == make_date(2018, 1, 31));
    CHECK(date_of_path("x/2018_01_31") == make_date(2018, 1, 31));
    for (char const* path : {"x/2018-13-31", "5470fbfb907e6e9d.txt", "120180131", "201801312", "2018-01/31", "x"}) CHECK_FALSE(date_of_path(path));
    CHECK(date_of_meta(" 2018-01-31T10:00:00+01:00") == make_date(2018, 1, 31));
    CHECK(date_of_meta("20180131") == make_date(2018, 1, 31));
    CHECK_FALSE(date_of_meta("soon"));
}

TEST_CASE("navigation at the end is cut, sentences and lists are not") {
    std::string const text = "The ministers met in the capital.\n\nThey will meet again in May, a spokesman said.";
    for (char const* tail : {"\n\nMost Visited in Politics\nTop Politics stories\nTop Stories", "\n\nShare this", "\n\nTags: Iran, Syria, Sochi",
                             "\n\nRelated news\n\nAnother story of the day\nOne more", "\n\nRead more:\n\nA teaser. One more.", "\n\nYNG/ 4182551"})
        CHECK(cut_navigation(text + tail) == text);
    for (char const* tail : {"", "\n\n\"We are pleased,\" he said, \"with the day.\"", "\n\nMost visited the town. Others stayed."})
        CHECK(cut_navigation(text + tail) == text + tail);
    CHECK(cut_navigation("Anna Berg\nOmar Said\nLi Wei") == "Anna Berg\nOmar Said\nLi Wei");
}

TEST_CASE("a text without a title is all body") {
    CHECK(split_text("It rained.").title.empty());
    CHECK(split_text("It rained.").body == "It rained.");
    CHECK(split_text("").body.empty());
    std::string const lead = "The ministers of the two countries met in the capital on Tuesday for talks on the border and on the water of the river.";
    CHECK(split_text(lead + "\nThey will meet again.").body == lead + "\nThey will meet again.");
    TextParts const parts = split_text("2018-01-31\n\nMinisters meet\n\nThey met.");
    CHECK(parts.published == make_date(2018, 1, 31));
    CHECK(parts.title == "Ministers meet");
    CHECK(parts.body == "They met.");
}
