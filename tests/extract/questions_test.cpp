// Questions to the tables, with answers from independent knowledge: tests/corpus/questions.tsv.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "extract/almanac.hpp"
#include "extract/extract.hpp"
#include "extract/knowledge.hpp"
#include "extract/table.hpp"

using namespace diplograph;

namespace {

Knowledge const& tables() {
    static auto const loaded = load_knowledge({DIPLOGRAPH_SOURCE "/data", DIPLOGRAPH_BINARY "/data"});
    return *loaded;
}

/// Whether a told name means a person of the tables: each has the other's words, or the tables know it for a variant.
bool same_person(std::string const& held, std::string_view told) {
    auto const called = offices_of(tables(), told, std::nullopt);
    return name_key(held) == name_key(told) || std::any_of(called.begin(), called.end(), [&](Holding const& h) { return h.person == held; });
}

enum class Outcome { right, wrong, silent };

template <class Answers, class Fits>
Outcome judge(Answers const& answers, Fits fits) {
    if (answers.empty()) return Outcome::silent;
    return std::any_of(answers.begin(), answers.end(), fits) ? Outcome::right : Outcome::wrong;
}

/// kind, question, of, day, answer: several answers apart by '|' are all right.
Outcome ask(Row const& row) {
    auto const& c = row.cells;
    auto const day = parse_date(c[3]);
    auto const wanted = items(c[4]);
    auto const any = [&](auto const& fits) { return std::any_of(wanted.begin(), wanted.end(), fits); };
    if (c[0] == "holder")
        return judge(holders(tables(), c[1], owner_called(tables(), c[2]), day), [&](Holding const& h) { return any([&](std::string_view w) { return same_person(h.person, w); }); });
    if (c[0] == "office")
        return judge(offices_of(tables(), c[1], day), [&](Holding const& h) {
            return h.owner == owner_called(tables(), c[2]) && any([&](std::string_view title) {
                auto const held = holders(tables(), title, h.owner, day);
                return std::any_of(held.begin(), held.end(), [&](Holding const& x) { return x.person == h.person; });
            });
        });
    if (c[0] == "place") return judge(places_called(tables(), c[1]), [&](PlaceAnswer const& p) { return p.country == c[2]; });
    if (c[0] == "organization")
        return judge(meanings(tables(), c[1]), [&](Meaning const& m) {
            return any([&](std::string_view w) {
                auto const named = meanings(tables(), w);
                return name_key(m.name) == name_key(w) || std::any_of(named.begin(), named.end(), [&](Meaning const& n) { return n.name == m.name; });
            });
        });
    if (c[0] == "state") return judge(meanings(tables(), c[1]), [&](Meaning const& m) { return any([&](std::string_view w) { return m.country == w; }); });
    row.fail("no kind of question");
}

}  // namespace

TEST_CASE("the tables answer questions of world politics") {
    std::size_t asked = 0, silent = 0;
    read_table("questions.tsv", read_file(DIPLOGRAPH_SOURCE "/tests/corpus/questions.tsv"), {"kind", "question", "of", "day", "answer"}, [&](Row const& row) {
        ++asked;
        Outcome const outcome = ask(row);
        INFO(row.where() << ": " << row.cells[0] << " " << row.cells[1] << " of " << row.cells[2] << " on " << row.cells[3] << ": " << row.cells[4]);
        CHECK(outcome != Outcome::wrong);
        if (outcome == Outcome::silent) {
            ++silent;
            WARN("no answer: " << row.where() << ": " << row.cells[1] << ", " << row.cells[2] << ", " << row.cells[3]);
        }
    });
    CHECK(asked >= 400);
    CHECK(silent * 100 <= asked);
}

TEST_CASE("what the build compiled is what the tables say") {
    CHECK(tables().persons.size() > 4000);
    for (Finding const& finding : check_tables(tables())) {
        INFO(finding.what);
        CHECK_FALSE(finding.fault);
    }
}
