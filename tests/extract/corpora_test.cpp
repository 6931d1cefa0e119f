// Sentences of our own, written by people who had not seen how the reader works: tests/corpus.
#include <catch2/catch.hpp>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extract/extract.hpp"
#include "extract/knowledge.hpp"
#include "extract/table.hpp"

using namespace diplograph;

namespace {

Extraction read(std::string_view text) {
    static Extractor const extract(load_knowledge({DIPLOGRAPH_SOURCE "/data", DIPLOGRAPH_BINARY "/data"}));
    Article article;
    article.text = std::string(text);
    article.published = parse_date("2025-11-12");
    return extract(std::move(article));
}

/// How many of a corpus' rows are right, and a line for each that is not.
struct Tally {
    std::size_t right = 0, all = 0;
    std::string wrong;

    void count(bool fits, Row const& row, std::string const& got) {
        ++all;
        right += fits;
        if (!fits) wrong.append(row.where()).append(": ").append(got).append(1, '\n');
    }
    [[nodiscard]] double share() const { return static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(all, 1)); }
};

template <class Each>
Tally tally(std::string const& name, std::vector<std::string_view> const& columns, Each const& each) {
    Tally out;
    std::string const text = read_file(std::string(DIPLOGRAPH_SOURCE "/tests/corpus/") + name);
    read_table(name, text, columns, [&](Row const& row) { each(row, out); });
    return out;
}

using Bounds = std::pair<std::optional<double>, std::optional<double>>;

/// "12", "12+", "-12", "10-12".
Bounds bounds(std::string_view cell) {
    auto const value = [](std::string_view digits) {
        double v = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), v);
        return v;
    };
    if (cell.ends_with('+')) return {value(cell.substr(0, cell.size() - 1)), {}};
    if (cell.starts_with('-')) return {{}, value(cell.substr(1))};
    if (auto const dash = cell.find('-'); dash != std::string_view::npos) return {value(cell.substr(0, dash)), value(cell.substr(dash + 1))};
    return {value(cell), value(cell)};
}

bool realised(Event const& e) { return e.status == Status::occurred || e.status == Status::ongoing; }

std::vector<Bounds> counted(Extraction const& x, FigureKind kind) {
    std::vector<Bounds> out;
    for (Event const& event : x.events)
        for (Figure const& f : event.figures)
            if (f.kind == kind && realised(event)) out.emplace_back(f.min, f.max);
    return out;
}

}  // namespace

TEST_CASE("casualty reports: who was killed and injured, and who was not") {
    for (auto const& [column, kind, floor] : {std::tuple{std::size_t{0}, FigureKind::killed, 0.80}, std::tuple{std::size_t{1}, FigureKind::injured, 0.76}}) {
        Tally none;
        Tally const some = tally("casualties.tsv", {"killed", "injured", "other", "report"}, [&](Row const& row, Tally& t) {
            std::vector<Bounds> const got = counted(read(row.cells[3]), kind);
            std::string const text = got.empty() ? "nothing" : std::to_string(got[0].first.value_or(0));
            if (row.cells[column].empty() || row.cells[column] == "0") return none.count(got.empty(), row, text);
            Bounds sum{0.0, 0.0};
            for (Bounds const& b : got) sum = {*sum.first + b.first.value_or(0), *sum.second + b.second.value_or(0)};
            Bounds const want = bounds(row.cells[column]);
            t.count(std::find(got.begin(), got.end(), want) != got.end() || (!got.empty() && sum == want), row, text);
        });
        INFO(word(kind) << ": " << some.right << " of " << some.all << "\n" << some.wrong << none.wrong);
        CHECK(some.share() >= floor);
        CHECK(none.share() >= 0.98);
    }
}

TEST_CASE("sport, business, the stage, the weather: no meetings, conferences or casualties") {
    Tally const t = tally("everyday.tsv", {"field", "sentence"}, [](Row const& row, Tally& out) {
        Extraction const x = read(row.cells[1]);
        auto const alarm = std::find_if(x.events.begin(), x.events.end(), [](Event const& e) { return e.type == EventType::meeting || e.type == EventType::conference || e.type == EventType::casualty; });
        out.count(alarm == x.events.end(), row, alarm == x.events.end() ? std::string() : std::string(word(alarm->type)) + ": " + std::string(row.cells[1]));
    });
    INFO(t.wrong);
    CHECK(t.all >= 300);
    CHECK(t.share() >= 0.98);
}

TEST_CASE("sentences in the manner of the CAMEO codebook: root and exact code") {
    Tally exact;
    Tally const root = tally("cameo.tsv", {"code", "sentence"}, [&](Row const& row, Tally& out) {
        std::string best;  // comments give way to acts
        for (Event const& e : read(row.cells[1]).events)
            if (!e.cameo.empty() && (best.empty() || (best.starts_with("01") && !e.cameo.starts_with("01")))) best = e.cameo;
        std::string const got = best + ": " + std::string(row.cells[1]);
        exact.count(best == row.cells[0], row, got);
        out.count(best.substr(0, 2) == row.cells[0].substr(0, 2), row, got);
    });
    INFO(exact.right << " exact, " << root.right << " roots of " << root.all << "\n" << root.wrong);
    CHECK(exact.share() >= 0.72);
    CHECK(root.share() >= 0.83);
}

TEST_CASE("sentences about what became of an event: its status") {
    auto const near = [](std::string_view told, EventType type) {  // one reader's meeting is another's conference
        return word(type) == told || (told == "meeting" && (type == EventType::conference || type == EventType::mediation)) || (told == "conference" && type == EventType::meeting) ||
               (told == "mediation" && type == EventType::meeting);
    };
    std::size_t all = 0;
    Tally const t = tally("status.tsv", {"construction", "sentence", "type", "status"}, [&](Row const& row, Tally& out) {
        ++all;
        Extraction const x = read(row.cells[1]);
        std::vector<Event> told;
        for (bool const exact : {true, false})
            for (Event const& e : x.events)
                if (told.empty() || exact)
                    if (exact ? word(e.type) == row.cells[2] : near(row.cells[2], e.type)) told.push_back(e);
        if (told.empty()) return;
        bool const right = word(told.front().status) == row.cells[3] || word(told.back().status) == row.cells[3];
        out.count(right, row, std::string(word(told.front().status)) + ", not " + std::string(row.cells[3]) + ": " + std::string(row.cells[1]));
    });
    INFO(t.all << " of " << all << " found, " << t.right << " right\n" << t.wrong);
    CHECK(t.share() >= 0.91);
    CHECK(static_cast<double>(t.all) >= 0.67 * static_cast<double>(all));
}
