#include <catch2/catch.hpp>

#include <fstream>

#include "extract/extract.hpp"
#include "extract/predicate.hpp"

using namespace diplograph;

namespace {

std::shared_ptr<Knowledge const> knowledge() {
    static auto const loaded = load_knowledge({DIPLOGRAPH_SOURCE "/data", DIPLOGRAPH_BINARY "/data"});
    return loaded;
}

bool fires(Extraction const& extraction, std::string const& rule) {
    for (Event const& event : extraction.events)
        for (Evidence const& evidence : event.evidence)
            if (evidence.rule == rule) return true;
    return false;
}

}  // namespace

TEST_CASE("the example beside every predicate fires its line") {
    Extractor const extract(knowledge());
    std::size_t rows = 0;
    read_table("predicates.tsv", read_file(DIPLOGRAPH_SOURCE "/data/predicates.tsv"), {"lemma", "pos", "light", "type", "plover", "mode", "cameo", "slots", "status", "example"}, [&](Row const& row) {
        ++rows;
        Article article;
        article.published = make_date(2022, 5, 10);
        article.text = std::string(row.cells[9]);
        INFO(row.where() << " " << row.cells[0] << ": " << row.cells[9]);
        CHECK(fires(extract(article), row.where()));
    });
    CHECK(rows > 600);
}
