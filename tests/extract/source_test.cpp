#include "extract/source.hpp"

#include <catch2/catch.hpp>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "extract/record.hpp"

using namespace diplograph;
namespace fs = std::filesystem;

namespace {

/// A folder of its own for each test, gone at the end.
class Desk {
public:
    Desk() : root_(fs::path(DIPLOGRAPH_BINARY) / ("desk" + std::to_string(::getpid()))) {
        fs::remove_all(root_);
        fs::create_directories(root_);
    }
    ~Desk() { fs::remove_all(root_); }

    std::string put(std::string const& name, std::string const& bytes) const {
        fs::create_directories((root_ / name).parent_path());
        std::ofstream(root_ / name, std::ios::binary) << bytes;
        return path(name);
    }
    [[nodiscard]] std::string path(std::string const& name = {}) const {
        return name.empty() ? root_.string() : (root_ / name).string();
    }

private:
    fs::path root_;
};

std::string gzip(std::string const& bytes) {
    z_stream z{};
    REQUIRE(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string out(bytes.size() + 1000, '\0');
    std::string in = bytes;
    z.next_in = reinterpret_cast<Bytef*>(in.data());
    z.avail_in = static_cast<uInt>(in.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    REQUIRE(deflate(&z, Z_FINISH) == Z_STREAM_END);
    out.resize(z.total_out);
    deflateEnd(&z);
    return out;
}

struct Result {
    std::vector<SourceItem> items;
    std::vector<Diagnostic> talk;
    SourceCounts counts;
};

Result read(std::vector<std::string> paths, SourceOptions options = {}) {
    Result out;
    Source source(std::move(paths), std::move(options), [&](Diagnostic const& d) { out.talk.push_back(d); });
    while (auto item = source.next()) out.items.push_back(std::move(*item));
    out.counts = source.counts();
    return out;
}

std::string const rain = "It rained in the north on Monday, and the minister said that the roads were closed.";

std::string row(std::string const& id) { return R"({"id":")" + id + R"(","text":")" + rain + "\"}\n"; }

}  // namespace

TEST_CASE("plain text: title, date line, body, navigation") {
    Desk const desk;
    Result const r = read({desk.put("a.txt", "Rain in the North\r\n\r\nRain in the North\r\n\r\nWednesday, January 31, 2018\r\n\r\n"
                                             "TOWN (Agency) - " + rain + "\r\n\r\nMore rain is due.\r\n\r\nMost Visited in Politics\r\n"
                                             "Top Politics stories\r\nTop Stories\r\n")});
    REQUIRE(r.items.size() == 1);
    Article const& a = r.items[0].article;
    CHECK(a.id == desk.path("a.txt"));
    CHECK(a.title == "Rain in the North");
    CHECK(a.published == make_date(2018, 1, 31));
    CHECK(a.text == "TOWN (Agency) - " + rain + "\n\nMore rain is due.");
    CHECK(r.talk.empty());
}

TEST_CASE("the date: option, article, path") {
    Desk const desk;
    std::string const dated = desk.put("2019-05-06/a.txt", "Title\n2018-01-31\n\n" + rain);
    std::string const bare = desk.put("2019/05/07/b.txt", "Title\n\n" + rain);
    CHECK(read({dated}).items.at(0).article.published == make_date(2018, 1, 31));
    CHECK(read({bare}).items.at(0).article.published == make_date(2019, 5, 7));
    SourceOptions options;
    options.date = make_date(2000, 1, 1);
    CHECK(read({dated}, options).items.at(0).article.published == make_date(2000, 1, 1));
}

TEST_CASE("JSON lines: fields, faults with their lines, repairs") {
    Desk const desk;
    std::string const path = desk.put("a.jsonl",
        R"({"id":"x","url":"u","title":"T","published":"2018-01-31T10:00:00Z","outlet":"O","extra":[1],"text":")" + rain + "\"}\n\n" +
        R"({"published":null,"text":"A\u0007B\tC\r\n"})" "\n" +
        R"({"id":"d","published":"soon","text":"A"})" "\n" + R"({"id":"e","text":7})" "\n" + "[1]\n{\"id\":\n" +
        R"({"id":"f"})" "\n" + "{\"id\":\"g\",\"text\":\"caf\xE9 is open\"}\n" + R"({"id":"h","text":"  "})" "\n" +
        R"({"schema":"diplograph.extraction/1","id":"r"})");
    Result const r = read({path});
    REQUIRE(r.items.size() == 3);
    CHECK(r.items[0].article.id == "x");
    CHECK(r.items[0].article.url == "u");
    CHECK(r.items[0].article.title == "T");
    CHECK(r.items[0].article.outlet == "O");
    CHECK(r.items[0].article.published == make_date(2018, 1, 31));
    CHECK(r.items[1].article.id == path + ":3");
    CHECK(r.items[1].article.text == "A B\tC \n");
    CHECK(r.items[2].article.text == "caf\xEF\xBF\xBD is open");
    CHECK(r.counts.articles == 3);
    CHECK(r.counts.failed == 7);
    REQUIRE(r.talk.size() == 8);
    CHECK(r.talk[0].where == path + ":4");
    CHECK(r.talk[0].what == R"("published" is not a date: "soon")");
    CHECK(r.talk[1].what == R"("text" is not a string: 7)");
    CHECK(r.talk[2].what == "not a JSON object: [1]");
    CHECK(r.talk[3].what.find("broken JSON") == 0);
    CHECK(r.talk[4].what == R"("text" is missing: {"id":"f"})");
    CHECK_FALSE(r.talk[5].failed);
    CHECK(r.talk[7].where == path + ":11");
}

TEST_CASE("records come back as records") {
    Extraction x;
    x.article.id = "r1";
    x.article.text = rain;
    Desk const desk;
    Result const r = read({desk.put("r.jsonl", row("a") + to_record(x, true) + "\n")});
    REQUIRE(r.items.size() == 2);
    CHECK_FALSE(r.items[0].record);
    REQUIRE(r.items[1].record);
    CHECK(r.items[1].record->article.text == rain);
}

TEST_CASE("a line of 50 MB is passed over, the next one read") {
    Desk const desk;
    std::string const path = desk.put("a.jsonl", "{\"text\":\"" + std::string(50U << 20, 'x') + "\"}\n" + row("b"));
    Result const r = read({path});
    REQUIRE(r.items.size() == 1);
    CHECK(r.items[0].article.id == "b");
    REQUIRE(r.talk.size() == 1);
    CHECK(r.talk[0].where == path + ":1");
    CHECK(r.talk[0].what.size() < 120);
}

TEST_CASE("gzip: whole, in members, cut off, broken") {
    Desk const desk;
    CHECK(read({desk.put("a.jsonl.gz", gzip(row("a")) + gzip(row("b")))}).items.size() == 2);
    CHECK(read({desk.put("plain.txt", gzip("Title\n\n" + rain))}).items.at(0).article.text == rain);
    std::string many;
    for (int i = 0; i < 20000; ++i) many += row(std::to_string(i * 7919));
    std::string const packed = gzip(many);
    Result const cut = read({desk.put("cut.jsonl.gz", packed.substr(0, packed.size() - 20))});
    CHECK(cut.items.size() > 1000);
    CHECK(cut.counts.failed == 1);
    REQUIRE(cut.talk.size() == 1);
    CHECK(cut.talk[0].what == "gzip data ends too early");
    std::string broken = packed;
    for (std::size_t i = broken.size() / 2; i < broken.size() / 2 + 40; ++i) broken[i] = '\x55';
    Result const damaged = read({desk.put("broken.jsonl.gz", broken)});
    CHECK(damaged.items.size() > 1000);
    CHECK(damaged.counts.failed >= 1);
    std::string const text = gzip("Title\n\n" + rain);
    Result const dropped = read({desk.put("cut.txt.gz", text.substr(0, text.size() - 9))});
    CHECK(dropped.items.empty());
    CHECK(dropped.counts.failed == 1);
}

TEST_CASE("what is no article is said and counted") {
    Desk const desk;
    Result const r = read({desk.put("empty.txt", ""), desk.put("nul.txt", std::string("a\0b", 3)), desk.path("missing.txt"),
                           desk.put("noise.txt", "\x01\x02\x03\x04 text"), desk.put("blank.txt", " \n \n"), desk.put("blank.jsonl", "\n")});
    CHECK(r.items.empty());
    CHECK(r.counts.failed == 6);
    REQUIRE(r.talk.size() == 6);
    CHECK(r.talk[0].what == "empty");
    CHECK(r.talk[1].what == "not text");
    CHECK(r.talk[2].what == "cannot be opened: No such file or directory");
    CHECK(r.talk[3].what == "not text");
    SourceOptions options;
    options.format = "doc";
    CHECK_THROWS_AS(read({}, options), std::invalid_argument);
}

TEST_CASE("folders: in the order of names, hidden files and those of saved pages aside") {
    Desk const desk;
    for (char const* name : {"in/b.txt", "in/a/z.txt", "in/a.txt", "in/.hidden.txt", "in/.git/c.txt", "in/Page_files/ad.html",
                             "in/picture.dat", "in/n.jsonl"})
        desk.put(name, std::string(name).find("jsonl") != std::string::npos ? row("j") : "Title\n\n" + rain);
    Result const r = read({desk.path("in")});
    std::vector<std::string> ids;
    for (SourceItem const& item : r.items) ids.push_back(item.article.id);
    CHECK(ids == std::vector<std::string>{desk.path("in/a.txt"), desk.path("in/a/z.txt"), desk.path("in/b.txt"), "j"});
    CHECK(r.talk.empty());
}

TEST_CASE("a folder without rights is said") {
    if (::geteuid() == 0) {
        WARN("skipped: root may read every folder");
        return;
    }
    Desk const desk;
    desk.put("in/shut/a.txt", rain);
    fs::permissions(desk.path("in/shut"), fs::perms::none);
    Result const r = read({desk.path("in")});
    fs::permissions(desk.path("in/shut"), fs::perms::owner_all);
    CHECK(r.counts.failed == 1);
}

TEST_CASE("content tells the format where the name does not") {
    Desk const desk;
    CHECK(read({desk.put("a", row("x"))}).items.at(0).article.id == "x");
    CHECK(read({desk.put("b", "<!DOCTYPE html><title>T</title><p>" + rain + "</p>")}).items.at(0).article.text == rain);
    CHECK(read({desk.put("c", "T\n\n" + rain)}).items.at(0).article.title == "T");
}

TEST_CASE("articles in other languages are counted, not read") {
    Desk const desk;
    Result const r = read({desk.put("a.txt", "Titre\n\nLe ministre a dit lundi que les pourparlers avec la Russie sont dans une phase difficile pour nous.")});
    CHECK(r.items.empty());
    CHECK(r.counts.foreign == std::map<std::string, std::size_t>{{"fr", 1}});
    CHECK(r.counts.failed == 0);
}

TEST_CASE("the sets of articles beside the source are read to the last line") {
    fs::path const sets = fs::path(DIPLOGRAPH_SOURCE) / "../shared/eval";
    if (!fs::exists(sets)) {
        WARN("skipped: no ../shared/eval");
        return;
    }
    for (auto const& entry : fs::directory_iterator(sets)) {
        fs::path const path = entry.path() / "articles.jsonl";
        if (!fs::exists(path)) continue;
        std::size_t lines = 0;
        std::ifstream file(path);
        for (std::string line; std::getline(file, line);) ++lines;
        Result const r = read({path.string()});
        INFO(path.string());
        std::size_t foreign = 0;
        for (auto const& [code, count] : r.counts.foreign) foreign += count;
        CHECK(r.items.size() + foreign == lines);
        CHECK(foreign * 500 <= lines);
        CHECK(r.talk.empty());
    }
}
