#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "extract/document.hpp"
#include "extract/extract.hpp"

using namespace diplograph;

namespace {

Document read(std::string text) {
    static auto const knowledge = load_knowledge({DIPLOGRAPH_SOURCE "/data"});
    Document d;
    d.article.text = std::move(text);
    d.knowledge = knowledge.get();
    tokenize(d);
    return d;
}

std::vector<std::string> tokens(std::string text) {
    Document const d = read(std::move(text));
    std::vector<std::string> out;
    for (std::uint32_t i = 0; i < d.tokens.size(); ++i) out.emplace_back(d.text({i, i + 1}));
    return out;
}

std::vector<std::string> sentences(std::string text) {
    Document const d = read(std::move(text));
    std::vector<std::string> out;
    for (Sentence const& s : d.sentences) out.emplace_back(d.text(s.range));
    return out;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("tokens: clitics and possessives stand alone") {
    CHECK(tokens("Iran's envoy") == Strings{"Iran", "'s", "envoy"});
    CHECK(tokens("the envoys\u2019 day") == Strings{"the", "envoys", "\u2019", "day"});
    CHECK(tokens("They don't; we\u2019ll see.") == Strings{"They", "do", "n't", ";", "we", "\u2019ll", "see", "."});
    CHECK(tokens("O'Neil and al-Ja'fari") == Strings{"O'Neil", "and", "al-Ja'fari"});
    CHECK(tokens("I\u2019m sure he'd go") == Strings{"I", "\u2019m", "sure", "he", "'d", "go"});
    CHECK(tokens("'s n't") == Strings{"'", "s", "n't"});
}

TEST_CASE("tokens: hyphens join, dashes part") {
    CHECK(tokens("vice-chair of the Al-Qaim crossing") == Strings{"vice-chair", "of", "the", "Al-Qaim", "crossing"});
    CHECK(tokens("talks\u2014the first") == Strings{"talks", "\u2014", "the", "first"});
    CHECK(tokens("talks -- the first") == Strings{"talks", "--", "the", "first"});
}

TEST_CASE("tokens: numbers, times and money") {
    CHECK(tokens("1,200 of 3.5 million at 10:30") == Strings{"1,200", "of", "3.5", "million", "at", "10:30"});
    CHECK(tokens("in 2018, 40 died.") == Strings{"in", "2018", ",", "40", "died", "."});
    CHECK(tokens("$5 (10%)") == Strings{"$", "5", "(", "10", "%", ")"});
}

TEST_CASE("tokens: addresses are one word without the sign behind them") {
    CHECK(tokens("See https://example.org/a?b=c.") == Strings{"See", "https://example.org/a?b=c", "."});
    CHECK(tokens("(www.example.org), or ana@example.org.") == Strings{"(", "www.example.org", ")", ",", "or", "ana@example.org", "."});
    CHECK(tokens("He told Example.org so.") == Strings{"He", "told", "Example.org", "so", "."});
}

TEST_CASE("tokens: a missing space does not glue sentences, a dotted abbreviation stays whole") {
    CHECK(tokens("the end.The next") == Strings{"the", "end", ".", "The", "next"});
    CHECK(tokens("the U.S. envoy, J. Smith") == Strings{"the", "U.S.", "envoy", ",", "J.", "Smith"});
    CHECK(tokens("Gen. Roe") == Strings{"Gen.", "Roe"});
}

TEST_CASE("tokens: spans are bytes, flags say how a word is written") {
    Document const d = read("Café USA 12 x\n\nNext");
    REQUIRE(d.tokens.size() == 5);
    CHECK(d.tokens[0].span == Span{0, 5});
    CHECK(d.tokens[1].span == Span{6, 9});
    CHECK(d.word(0) == "cafe");
    CHECK(d.word(5).empty());
    CHECK(d.has(0, TokenFlag::capital));
    CHECK_FALSE(d.has(0, TokenFlag::all_capitals));
    CHECK(d.has(1, TokenFlag::all_capitals));
    CHECK(d.has(2, TokenFlag::digits));
    CHECK_FALSE(d.has(3, TokenFlag::capital));
    CHECK(d.has(4, TokenFlag::block_start));
    CHECK_FALSE(d.has(3, TokenFlag::line_start));
}

TEST_CASE("the same unknown word has the same number within a document") {
    Document const d = read("Qwzx met qwzx and Zxqw.");
    CHECK(d.tokens[0].word == d.tokens[2].word);
    CHECK(d.tokens[0].word != d.tokens[4].word);
    CHECK(d.word(4) == "zxqw");
}

TEST_CASE("sentences end at stops, not at abbreviations and initials") {
    CHECK(sentences("Gen. Roe met Mr. J. F. Poe. They left.") == Strings{"Gen. Roe met Mr. J. F. Poe.", "They left."});
    CHECK(sentences("Capt. Roe and Sen. Poe met Prof. Coe. They left.") == Strings{"Capt. Roe and Sen. Poe met Prof. Coe.", "They left."});
    CHECK(sentences("It began in Sept. The talks go on.") == Strings{"It began in Sept.", "The talks go on."});
    CHECK(sentences("He loves art. Smith does not.") == Strings{"He loves art.", "Smith does not."});
    CHECK(sentences("The U.S. Senate met. It rose.") == Strings{"The U.S. Senate met.", "It rose."});
    CHECK(sentences("He flew to the U.S. The talks begin today.") == Strings{"He flew to the U.S.", "The talks begin today."});
    CHECK(sentences("They met at 5 p.m. Smith spoke.") == Strings{"They met at 5 p.m.", "Smith spoke."});
    CHECK(sentences("Did they meet? Yes! They did.") == Strings{"Did they meet?", "Yes!", "They did."});
    CHECK(sentences("It is No. 10 in the list, of Jan. 5, I think.").size() == 1);
    CHECK(sentences("He said nothing... and left.").size() == 1);
}

TEST_CASE("quotes belong to the sentence that they open or close") {
    CHECK(sentences("They met. \"We agree,\" he said. \"It is done.\" She nodded.") ==
          Strings{"They met.", "\"We agree,\" he said.", "\"It is done.\"", "She nodded."});
    CHECK(sentences("They met. 'We agree,' he said.") == Strings{"They met.", "'We agree,' he said."});
    CHECK(sentences("They met. \u201CWe agree.\u201D She nodded.") == Strings{"They met.", "\u201CWe agree.\u201D", "She nodded."});
    CHECK(sentences("They met (in Rome.) She nodded.") == Strings{"They met (in Rome.)", "She nodded."});
    CHECK(sentences("They met. (She did not.) He left.") == Strings{"They met.", "(She did not.)", "He left."});
}

TEST_CASE("headings and blocks stand alone, wrapped lines do not") {
    Document const d = read("Envoys meet in Oslo\n\nThe envoys met.\nTalks go on");
    REQUIRE(d.sentences.size() == 3);
    CHECK(d.sentences[0].heading);
    CHECK_FALSE(d.sentences[1].heading);
    CHECK(d.text(d.sentences[2].range) == "Talks go on");
    CHECK(sentences("The minister of the\nsmall island flew to\nthe capital of its\nNeighbour and left.").size() == 1);
}

TEST_CASE("a dateline is a sentence of its own") {
    auto const dateline = [](std::string text) {
        Document const d = read(std::move(text));
        return !d.sentences.empty() && d.sentences[0].dateline ? std::string(d.text(d.sentences[0].range)) : std::string();
    };
    CHECK(dateline("GENEVA (Northern Wire) \u2013 The envoys met.") == "GENEVA (Northern Wire) \u2013");
    CHECK(dateline("TEHRAN, Aug. 31 (NW) - The envoys met.") == "TEHRAN, Aug. 31 (NW) -");
    CHECK(dateline("OSLO -- The envoys met.") == "OSLO --");
    CHECK(dateline("The talks \u2013 the first in years \u2013 ended.").empty());
    CHECK(dateline("He came, she went \u2013 and they met.").empty());
}

TEST_CASE("nothing comes of nothing") {
    CHECK(sentences("").empty());
    CHECK(sentences(" \n\n ").empty());
    CHECK(sentences(".").size() == 1);
}
