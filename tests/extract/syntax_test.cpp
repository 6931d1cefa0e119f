#include "extract/syntax.hpp"

#include <catch2/catch.hpp>

#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.hpp"
#include "extract/extract.hpp"
#include "extract/model.hpp"

using namespace diplograph;

namespace {

Knowledge const& knowledge() {
    static std::shared_ptr<Knowledge const> const tables = load_knowledge({DIPLOGRAPH_SOURCE "/data"});
    return *tables;
}

Document analyzed(std::string const& text, bool all = true) {
    Document d;
    d.article.text = text;
    d.knowledge = &knowledge();
    tokenize(d);
    analyze_syntax(d, all);
    return d;
}

/// The forms of the nodes with blanks between them.
std::string forms(std::string const& text) {
    Document const d = analyzed(text);
    std::string out;
    for (std::uint32_t n = 0; n < d.nodes.size(); ++n) out.append(n > 0 ? " " : "").append(Syntax(d).form(n));
    return out;
}

bool is_border(std::string_view text, std::uint32_t at) { return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U; }

/// Nodes fill their tokens from end to end, and heads stay in their sentence.
void check_nodes(Document const& d) {
    REQUIRE(d.first_node.size() == d.tokens.size() + 1);
    REQUIRE(d.first_node.back() == d.nodes.size());
    for (std::uint32_t t = 0; t < d.tokens.size(); ++t) {
        std::uint32_t at = d.tokens[t].span.begin;
        for (std::uint32_t n = d.first_node[t]; n < d.first_node[t + 1]; ++n) {
            Span const span = d.nodes[n].span;
            REQUIRE(d.nodes[n].token == t);
            REQUIRE(span.begin == at);
            REQUIRE(span.begin < span.end);
            REQUIRE(is_border(d.article.text, span.end));
            at = span.end;
        }
        REQUIRE(at == d.tokens[t].span.end);
    }
    for (Sentence const& sentence : d.sentences) {
        std::uint32_t const first = d.first_node[sentence.range.first], last = d.first_node[sentence.range.last];
        unsigned roots = 0;
        for (std::uint32_t n = first; n < last; ++n) {
            std::uint32_t const head = d.nodes[n].head;
            roots += head == Node::none;
            REQUIRE((head == Node::none || (head >= first && head < last && head != n)));
            REQUIRE(d.nodes[n].upos < d.knowledge->model->upos().size());
            REQUIRE(d.nodes[n].xpos < d.knowledge->model->xpos().size());
            REQUIRE(d.nodes[n].name < d.knowledge->model->names().size());
            REQUIRE(d.nodes[n].relation < d.knowledge->model->relations().size());
        }
        REQUIRE(roots == (sentence.parsed ? 1U : last - first));
    }
}

std::string many_words(std::size_t count) {
    std::string out = "They met";
    for (std::size_t i = 2; i < count; ++i) out += i % 3 == 0 ? " and" : " talks";
    return out;
}

std::vector<std::vector<std::string>> rows(std::string const& conllu) {
    std::vector<std::vector<std::string>> out;
    std::istringstream lines(conllu);
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream cells(line);
        auto& row = out.emplace_back();
        for (std::string cell; std::getline(cells, cell, '\t');) row.push_back(cell);
    }
    return out;
}

std::string article(std::string const& text) { return to_conllu(analyzed(text)); }

}  // namespace

TEST_CASE("words are cut where Universal Dependencies cut them") {
    CHECK(forms("A peace-keeping mission cannot fail.") == "A peace - keeping mission can not fail .");
    CHECK(forms("The ex-president is a co-chair of non-EU states.") == "The ex-president is a co-chair of non-EU states .");
    CHECK(forms("Kerry/Lavrov at 10am on 3.5km in 2013-2014, not the 21st.") == "Kerry / Lavrov at 10 am on 3.5 km in 2013 - 2014 , not the 21st .");
    CHECK(forms("Call 555-1234 or see http://a-b.org/c-d now.") == "Call 555-1234 or see http://a-b.org/c-d now .");
    CHECK(forms("He's told them they don't.") == "He 's told them they do n't .");
}

TEST_CASE("nodes fill their tokens, whatever the text is") {
    for (std::string const& text : std::vector<std::string>{
             "", " ", "-", "--- - -", "a-b-c/d//e--f", "cánnot ca\xCC\x81nnot CANNOT cannot", "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9-\xC3\xA9-\xC3\xA9 met",
             "\xD0\xB0\xD0\xB1-\xD0\xB2/\xD0\xB3 \xE4\xB8\xAD-\xE6\x96\x87 met the \xF0\x9F\x98\x80-\xF0\x9F\x98\x80 team", "10\xC2\xA0" "am 10am 1,000,000km \xD9\xA1\xD9\xA2km 3m-4m 1-2 1-2-3 2021-05-20 -5",
             "He''s 's s' n't don't' can\xE2\x80\x99t I\xE2\x80\x99ve O'Neill's", "\xE2\x80\x8B\xE2\x80\x8B-\xE2\x80\x8B", "www.a-b.c x@y-z.org e-mail", std::string(300, '-'), std::string(3000, 'x') + "-" + std::string(3000, 'y')}) {
        INFO(text);
        check_nodes(analyzed(text));
        check_nodes(analyzed(text, false));
    }
}

TEST_CASE("a sentence of a thousand words is tagged, and not parsed") {
    Document const longest = analyzed(many_words(200));
    REQUIRE(longest.sentences.size() == 1);
    CHECK(longest.sentences[0].parsed);
    check_nodes(longest);
    for (std::size_t const count : {201U, 1000U}) {
        Document const d = analyzed(many_words(count));
        REQUIRE(d.sentences.size() == 1);
        CHECK_FALSE(d.sentences[0].parsed);
        check_nodes(d);
        CHECK(Syntax(d).upos(1) == "VERB");
        CHECK(Syntax(d).upos(static_cast<std::uint32_t>(count) - 2) == Syntax(d).upos(static_cast<std::uint32_t>(count) - 5));
        auto const words = rows(to_conllu(d));
        REQUIRE(words.size() == count);
        CHECK(words[0][6] == "0");
        CHECK(words[count - 1][6] == "1");
    }
}

TEST_CASE("sentences without any word that may tell an event are tagged only, unless all are wanted") {
    std::string const text = "The sky over the lake was blue. Lavrov met Kerry in Geneva.";
    Document const gated = analyzed(text, false), all = analyzed(text);
    REQUIRE(gated.sentences.size() == 2);
    CHECK_FALSE(gated.sentences[0].parsed);
    CHECK(gated.sentences[1].parsed);
    CHECK(all.sentences[0].parsed);
    for (std::size_t n = 0; n < all.nodes.size(); ++n) CHECK(gated.nodes[n].xpos == all.nodes[n].xpos);
}

TEST_CASE("the tree over a document is read by nodes and tokens") {
    Document const d = analyzed("On Monday the ministers met. Sergei Lavrov had met the Anglo-American envoy in Geneva.");
    REQUIRE(d.sentences.size() == 2);
    Syntax const syntax(d);
    std::uint32_t const first = d.first_node[d.sentences[1].range.first];
    std::uint32_t const met = first + 3;
    REQUIRE(syntax.form(met) == "met");
    CHECK(syntax.lemma(met) == "meet");
    CHECK(d.nodes[met].head == Node::none);
    CHECK(syntax.sentence(met) == std::pair{first, static_cast<std::uint32_t>(d.nodes.size())});
    CHECK(syntax.sentence(0).second == first);
    std::vector<std::string> below;
    for (std::uint32_t const child : syntax.children(met)) below.emplace_back(syntax.relation(child));
    CHECK(below == std::vector<std::string>{"nsubj", "aux", "obj", "obl", "punct"});
    std::uint32_t const compound = d.nodes[first + 5].token;
    REQUIRE(d.first_node[compound + 1] - d.first_node[compound] == 3);
    CHECK(syntax.form(syntax.of_token(compound)) == "American");
    CHECK(syntax.top(d.nodes[first].token, d.nodes[first].token + 2) == first);
}

TEST_CASE("CoNLL-U has ten columns, ranges for clitics, and names") {
    auto const words = rows(article("Sergei Lavrov didn't meet\na minister's envoy in New York."));
    std::vector<std::string> ids, all;
    for (auto const& row : words) {
        REQUIRE(row.size() == 10);
        ids.push_back(row[0]);
        all.push_back(row[1]);
    }
    CHECK(ids == std::vector<std::string>{"1", "2", "3-4", "3", "4", "5", "6", "7-8", "7", "8", "9", "10", "11", "12", "13"});
    CHECK(all == std::vector<std::string>{"Sergei", "Lavrov", "didn't", "did", "n't", "meet", "a", "minister's", "minister", "'s", "envoy", "in", "New", "York", "."});
    CHECK(words[0][9] == "Name=B-PER");
    CHECK(words[12][9] == "Name=B-LOC");
    CHECK(words[13][9] == "SpaceAfter=No|Name=I-LOC");
    CHECK(article("").empty());
}

TEST_CASE("given words are annotated anew; comments, ranges and empty words stay") {
    Model const& model = *knowledge().model;
    std::string const given = "# sent_id = 1\r\n1-2\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\r\n1\tdid\tx\tX\tNN\tA=B\t9\tdep\t_\tName=B-ORG|SpaceAfter=No|Gloss=a\r\n2\tn't\t_\t_\t_\t_\t_\t_\t_\t_\r\n"
                              "2.1\tgo\t_\t_\t_\t_\t_\t_\t_\t_\r\n\r\n\r\n1\tGo\n";
    CHECK(annotate_conllu(model, given) ==
          "# sent_id = 1\n1-2\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdid\tdo\tAUX\tVBD\t_\t0\troot\t_\tSpaceAfter=No|Gloss=a\n2\tn't\tnot\tPART\tRB\t_\t1\tadvmod\t_\t_\n"
          "2.1\tgo\t_\t_\t_\t_\t_\t_\t_\t_\n\n1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n\n");
    CHECK(rows(annotate_conllu(model, given, true))[1][4] == "NN");
    CHECK(rows(annotate_conllu(model, given, true))[1][3] == "X");
    CHECK(rows(annotate_conllu(model, "1\tmeeting\t_\t_\tVBG\n", true))[0][2] == "meet");
    CHECK(rows(annotate_conllu(model, "1\tmeeting\t_\t_\tNN\n", true))[0][2] == "meeting");
}

TEST_CASE("what is no CoNLL-U does no harm") {
    Model const& model = *knowledge().model;
    CHECK(annotate_conllu(model, "").empty());
    CHECK(annotate_conllu(model, "\n\n \n") == " \n\n");
    CHECK(annotate_conllu(model, "no tabs at all") == "no tabs at all\n\n");
    CHECK(annotate_conllu(model, std::string("\0\t\0\t\t", 5)).size() > 5);
    CHECK(rows(annotate_conllu(model, "1\t\n2\t\t\t\t\t\t\t\t\t\n"))[1].size() == 10);
    std::string many;
    for (int i = 1; i <= 5000; ++i) many += std::to_string(i) + "\tword\n";
    auto const words = rows(annotate_conllu(model, many));
    REQUIRE(words.size() == 5000);
    CHECK(words[4999][6] == "1");
    CHECK(words[4999][7] == "dep");
}
