#include "extract/reader_page.hpp"

#include <catch2/catch.hpp>

#include "extract/charset.hpp"

using namespace diplograph;

namespace {

std::string const first = "The foreign ministers of the two countries met in the capital on Tuesday, a spokesman said, for talks on the border.";
std::string const second = "They agreed to meet again in May. A joint committee will prepare the text of the agreement before then.";
std::string const body = first + "\n\n" + second;
std::string const paragraphs = "<p>" + first + "</p><p>" + second + "</p>";

}  // namespace

TEST_CASE("a page with everything about itself") {
    Page const page = read_page(R"(<!DOCTYPE html><html><head><title>Ministers meet | The Example</title>
        <meta property="og:title" content="Ministers meet"><meta property="og:site_name" content="The Example">
        <link rel="canonical" href="https://example.org/a"><meta property="article:published_time" content="2018-02-01T00:00:00Z">
        <script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":"NewsArticle","headline":"X","datePublished":"2018-01-31T09:00:00+03:30"}]}</script>
        </head><body><nav><ul><li><a href="/">Home page of this site</a></ul></nav><article><header><h1>Ministers meet</h1>
        <time datetime="2017-01-01">1 Jan</time></header><figure><img><figcaption>The two ministers shake hands in the capital.</figcaption></figure>)" +
        paragraphs + R"(<div class="share-bar"><p>Share this article with your friends and colleagues now.</p></div>
        <aside><p>A long teaser of some other article, which has nothing to do with this one at all.</p></aside></article>
        <div id="comments"><p>I think that this is a very long comment by a reader who has much time to write.</p></div>
        <footer><p>All rights reserved, and other sentences of that kind.</p></footer></body></html>)");
    CHECK(page.title == "Ministers meet");
    CHECK(page.url == "https://example.org/a");
    CHECK(page.outlet == "The Example");
    CHECK(page.published == make_date(2018, 1, 31));
    CHECK(page.text == body);
}

TEST_CASE("a page without an article element: the densest block of paragraphs") {
    Page const page = read_page("<html><head><title>Ministers meet - The Example</title><meta name=\"DC.date\" content=\"20180131\"></head><body>"
                                "<div class=menu><p>A menu with a sentence that is long enough to be counted as text.</p></div>"
                                "<div class=wrap><div class=story>" + paragraphs + "<ul><li><a href=x>Another story of today that is linked</a><li>"
                                "<a href=y>One more story of today that is linked</a></ul></div>"
                                "<div class=relatedLinks><p>A teaser in the column beside the story, long enough to count.</p></div></div></body></html>");
    CHECK(page.title == "Ministers meet");
    CHECK(page.published == make_date(2018, 1, 31));
    CHECK(page.text == body);
}

TEST_CASE("old pages: breaks for paragraphs, tables for layout, a date line") {
    Page const page = read_page("<html><body><table><tr><td><a href=1>One</a><br><a href=2>Two</a></td><td><h1>Ministers meet</h1>"
                                "<i>31 January 2018 - 14:05</i><br><br>" + first + "<br><br>" + second + "</td></tr></table>");
    CHECK(page.title == "Ministers meet");
    CHECK(page.published == make_date(2018, 1, 31));
    CHECK(page.text == body);
}

TEST_CASE("links, breaks and marks within a paragraph stay in it") {
    Page const page = read_page("<article><p>The <b>foreign</b> ministers of <a href=x>Iran</a>&nbsp;and\n   <em>China</em> met &amp; talked"
                                " in Sochi on Tuesday,<br>a spokesman said.</p><p><a href=y>Read more about the congress here</a></p></article>");
    CHECK(page.text == "The foreign ministers of Iran and China met & talked in Sochi on Tuesday,\na spokesman said.");
}

TEST_CASE("headings within the text are paragraphs of their own, hidden text is none") {
    Page const page = read_page("<main><p>" + first + "</p><h2>The border</h2><p hidden>Never to be seen by anybody who reads it.</p>"
                                "<div style=\"display:none\"><p>Nor this one, which stands in a hidden block of text.</p></div><p>" + second + "</p></main>");
    CHECK(page.text == first + "\n\nThe border\n\n" + second);
}

TEST_CASE("hostile pages end well") {
    CHECK(read_page("").text.empty());
    CHECK(read_page("<html><body></body></html>").text.empty());
    CHECK(read_page("<p>").text.empty());
    std::string deep;
    for (int i = 0; i < 20000; ++i) deep += "<b><div>";
    CHECK_NOTHROW(read_page(deep.substr(0, 8 * 3000) + "text"));
    CHECK_NOTHROW(read_page("<script type=\"application/ld+json\">" + std::string(100000, '[') + "</script><p>" + first));
    CHECK(read_page("<script type=\"application/ld+json\">{broken</script><p>" + first).text == first);
}

TEST_CASE("charsets: declared, marked, detected") {
    CHECK(declared_charset("<html><head><meta charset=windows-1251>") == "windows-1251");
    CHECK(declared_charset("<META http-equiv=\"Content-Type\" content=\"text/html; charset=ISO-8859-1\">") == "iso-8859-1");
    CHECK(declared_charset("<?xml version=\"1.0\" encoding='utf-8'?>") == "utf-8");
    CHECK(declared_charset("<p>charset=x</p>").empty());
    CHECK(decode("\xCC\xEE\xF1\xEA\xE2\xE0", "windows-1251").text == "\u041C\u043E\u0441\u043A\u0432\u0430");
    CHECK(decode("Erdo\xF0" "an\x92s", "latin1").text == "Erdo\u00F0an\u2019s");
    CHECK(decode("caf\xC3\xA9", "iso-8859-1").text == "caf\u00E9");
    CHECK(decode(std::string("\xFF\xFE" "A\0\xE9\0", 6)).text == "A\u00E9");
    CHECK(decode(std::string("\xFE\xFF\0A\xD8\x3D\xDE\x00", 8)).text == "A\U0001F600");
    CHECK(decode("plain", "no-such-charset").text == "plain");
    CHECK(decode("bad \xFF byte", "utf-8").repaired);
    CHECK(decode("The caf\xE9 of the minister and the fa\xE7" "ade of the house, said the ministry \x96 again.").text ==
          "The caf\u00E9 of the minister and the fa\u00E7" "ade of the house, said the ministry \u2013 again.");
    CHECK(repair_utf8("a\xE2\x82z\xF0\x9F\x98") == "a\uFFFDz\uFFFD");
    CHECK_FALSE(valid_utf8("\xED\xA0\x80"));
    CHECK_FALSE(valid_utf8("\xC0\x80"));
    CHECK(clean_text("\xEF\xBB\xBF" "a\r\nb\rc\x01" "d\xC2\x85" "e") == "a\nb\nc d e");
    CHECK(excerpt(std::string(59, 'x') + "\u00E9\n") == std::string(59, 'x') + "...");
    CHECK(excerpt("a\nb") == "a b");
}
