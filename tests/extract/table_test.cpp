#include "extract/table.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <string>

#include <unistd.h>

#include "extract/almanac.hpp"
#include "extract/extract.hpp"
#include "extract/knowledge.hpp"

using namespace diplograph;
using Catch::Matchers::Message;

namespace {

/// A folder of tables that is gone with the test.
class Folder {
public:
    Folder() : path_(std::filesystem::temp_directory_path() / ("diplograph-table-test-" + std::to_string(getpid()))) {
        std::filesystem::create_directory(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    void write(std::string const& name, std::string const& text) const { std::ofstream(path_ / name, std::ios::binary) << text; }
    [[nodiscard]] std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

std::vector<std::string> rows(Folder const& folder) {
    std::vector<std::string> out;
    read_table("t.tsv", read_file(folder.path() / "t.tsv"), {"a", "b"}, [&](Row const& row) { out.push_back(row.where() + "=" + std::string(row.cells[0]) + "," + std::string(row.cells[1])); });
    return out;
}

std::shared_ptr<Knowledge const> with_overlay(Folder const& folder) { return load_knowledge({DIPLOGRAPH_SOURCE "/data", folder.path()}); }

}  // namespace

TEST_CASE("a table gives its rows with their lines") {
    Folder const folder;
    folder.write("t.tsv", "a\tb\n1\t2\n\n3\t\n");
    CHECK(rows(folder) == std::vector<std::string>{"t.tsv:2=1,2", "t.tsv:4=3,"});
    folder.write("t.tsv", "a\tb\r\n1\t2\r\n3\t4");
    CHECK(rows(folder) == std::vector<std::string>{"t.tsv:2=1,2", "t.tsv:3=3,4"});
    folder.write("t.tsv", "");
    CHECK(rows(folder).empty());
}

TEST_CASE("a broken table names file, line and text") {
    Folder const folder;
    folder.write("t.tsv", "a\tc\n");
    CHECK_THROWS_MATCHES(rows(folder), std::runtime_error, Message("t.tsv:1: unexpected header: \"a | c\""));
    folder.write("t.tsv", "a\tb\n1\t2\nonly\n");
    CHECK_THROWS_MATCHES(rows(folder), std::runtime_error, Message("t.tsv:3: expected 2 cells, found 1: \"only\""));
    std::string const missing = (folder.path() / "none.tsv").string();
    CHECK_THROWS_MATCHES(static_cast<void>(read_file(missing)), std::runtime_error, Message(missing + ": cannot be read"));
}

TEST_CASE("lists and numbers of a cell") {
    CHECK(items("a|b||c|") == std::vector<std::string_view>{"a", "b", "c"});
    CHECK(items("").empty());
    CHECK(items("x y", ' ').size() == 2);
    Row const row{"t.tsv", 7, {"1.5", "", "1x"}};
    CHECK(number(row, 0) == 1.5);
    CHECK(number(row, 1) == 0);
    CHECK_THROWS_MATCHES(number(row, 2), std::runtime_error, Message("t.tsv:7: not a number \"1x\": \"1.5 |  | 1x\""));
}

TEST_CASE("every table is sorted by its bytes, has no line twice, and its size stands in the README") {
    std::string const readme = read_file(DIPLOGRAPH_SOURCE "/data/README.md");
    for (auto const& entry : std::filesystem::directory_iterator(DIPLOGRAPH_SOURCE "/data")) {
        if (entry.path().extension() != ".tsv") continue;
        std::string const text = read_file(entry.path());
        std::vector<std::string_view> lines = items(text, '\n');
        INFO(entry.path().filename());
        REQUIRE(lines.size() > 1);
        CHECK(std::adjacent_find(lines.begin() + 1, lines.end(), std::greater_equal<>()) == lines.end());
        std::string const name = entry.path().filename().string(), stem = entry.path().stem().string();
        CHECK(readme.find("[" + name + "](#" + stem + "tsv) | " + std::to_string(lines.size() - 1) + " |") != std::string::npos);
    }
}

TEST_CASE("an overlay adds lines to the tables") {
    Folder const folder;
    auto const base = load_knowledge({DIPLOGRAPH_SOURCE "/data"});
    folder.write("tenures.tsv", "country\toffice\ttitle\tperson\tfrom\tto\nNOR\thead_of_government\t\tÅse Qvartz-Holm\t2031\t2032-02\n");
    auto const more = with_overlay(folder);
    REQUIRE(more->tenures.size() == base->tenures.size() + 1);
    auto const offices = offices_of(*more, "Qvartz-Holm", std::nullopt);
    REQUIRE(offices.size() == 1);
    CHECK(offices[0].owner == "NOR");
    CHECK(offices[0].title == "prime minister");
    CHECK(offices[0].from == make_date(2031, 1, 1));
    CHECK(offices[0].to == make_date(2032, 2, 29));
    CHECK(holders(*more, "prime minister", "NOR", make_date(2032, 2, 29)).back().person == "Åse Qvartz-Holm");
    CHECK(holders(*more, "prime minister", "NOR", make_date(2032, 3, 1)).back().person != "Åse Qvartz-Holm");
    CHECK(more->states.size() == base->states.size());
}

TEST_CASE("an overlay that is wrong stops the run and says where") {
    Folder const folder;
    std::string const header = "country\toffice\ttitle\tperson\tfrom\tto\n";
    folder.write("tenures.tsv", header + "NOR\thead_of_government\t\tAnn Roe\tsoon\t\n");
    CHECK_THROWS_MATCHES(with_overlay(folder), std::runtime_error, Message("tenures.tsv:2: not a date: \"NOR | head_of_government |  | Ann Roe | soon | \""));
    folder.write("tenures.tsv", header + "NOR\thead_of_government\t\t.\t\t\n");
    CHECK_THROWS_MATCHES(with_overlay(folder), std::runtime_error, Message("tenures.tsv:2: nobody's office: \"NOR | head_of_government |  | . |  | \""));
    folder.write("tenures.tsv", header);
    folder.write("grammar.tsv", "word\tclass\tvalue\nquux\tverbs\t\n");
    CHECK_THROWS_MATCHES(with_overlay(folder), std::runtime_error, Message("grammar.tsv:2: no class of words: \"quux | verbs | \""));
    std::string const nowhere = (folder.path() / "nowhere").string();
    CHECK_THROWS_MATCHES(load_knowledge({nowhere}), std::runtime_error, Message(nowhere + ": no folder of tables"));
    std::filesystem::remove(folder.path() / "grammar.tsv");
    CHECK_THROWS_MATCHES(load_knowledge({folder.path()}), std::runtime_error, Message("no predicates.tsv or model.bin in the folders of tables"));
    std::filesystem::create_symlink(DIPLOGRAPH_SOURCE "/data/model.bin", folder.path() / "model.bin");
    CHECK_THROWS_MATCHES(load_knowledge({folder.path()}), std::runtime_error, Message("no predicates.tsv in the folders of tables"));
    std::filesystem::remove(folder.path() / "model.bin");
    std::filesystem::create_symlink(DIPLOGRAPH_SOURCE "/data/predicates.tsv", folder.path() / "predicates.tsv");
    CHECK_THROWS_MATCHES(load_knowledge({folder.path()}), std::runtime_error, Message("no model.bin in the folders of tables"));
    folder.write("model.bin", "soon");
    CHECK_THROWS_MATCHES(load_knowledge({folder.path()}), std::runtime_error, Message((folder.path() / "model.bin").string() + ": it is no model"));
}
