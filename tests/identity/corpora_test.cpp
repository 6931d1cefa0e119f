// Names and articles of our own, written by people who had not seen how joining works: tests/corpus.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <unistd.h>

#include "extract/extract.hpp"
#include "extract/table.hpp"
#include "graph/join_entities.hpp"
#include "graph/query.hpp"
#include "graph/store.hpp"

using namespace diplograph;

namespace {

Extractor const& extractor() {
    static Extractor const extract(load_knowledge({DIPLOGRAPH_SOURCE "/data", DIPLOGRAPH_BINARY "/data"}));
    return extract;
}

std::string corpus(std::string const& name) { return read_file(std::string(DIPLOGRAPH_SOURCE "/tests/corpus/") + name); }

/// One name of a pair as an article reports it.
EntityReport report(std::string const& article, Row const& row, std::size_t first) {
    Extraction x;
    x.article.published = parse_date(row.cells[first + 3]);
    Entity e;
    e.kind = *from_word<EntityKind>(row.cells[1]);
    e.name = row.cells[first];
    e.country = row.cells[first + 1];
    if (!row.cells[first + 2].empty()) e.roles.push_back({std::string(row.cells[first + 2]), {}, e.country, {}, Phase::holding});
    x.entities.push_back(e);
    extractor().identify(x);
    Entity const& known = x.entities.front();
    EntityReport out;
    out.article = article;
    out.kind = row.cells[1];
    out.name = known.name;
    out.key = known.key;
    out.country = known.country;
    out.compared = known.compared;
    out.family = known.family;
    out.known = known.known;
    out.published = x.article.published;
    for (Role const& r : known.roles)
        if (r.phase != Phase::former) out.offices.push_back(r.office + "|" + r.country);
    return out;
}

struct Measure {
    double right = 0, made = 0, wanted = 0;
    [[nodiscard]] double precision() const { return right / std::max(1.0, made); }
    [[nodiscard]] double recall() const { return right / std::max(1.0, wanted); }
    [[nodiscard]] double f1() const { return 2 * right / std::max(1.0, made + wanted); }
};

}  // namespace

TEST_CASE("hard pairs of names are joined where they are one thing") {
    Measure m;
    std::string wrong;
    read_table("identity.tsv", corpus("identity.tsv"), {"verdict", "kind", "name_a", "country_a", "office_a", "date_a", "name_b", "country_b", "office_b", "date_b", "trap"}, [&](Row const& row) {
        std::vector<EntityReport> const pair{report("a", row, 2), report("b", row, 6)};
        bool const joined = join_entities(pair).size() == 1, wanted = row.cells[0] == "same";
        m.made += joined;
        m.wanted += wanted;
        m.right += joined && wanted;
        if (joined != wanted)
            wrong += row.where() + ": " + std::string(joined ? "joined" : "apart") + ": " + pair[0].name + " [" + pair[0].known + "] " + pair[1].name + " [" + pair[1].known + "] " + std::string(row.cells[10]) + '\n';
    });
    INFO(wrong << "precision " << m.precision() << ", recall " << m.recall());
    CHECK(m.wanted >= 200);
    CHECK(m.precision() >= 0.99);
    CHECK(m.recall() >= 0.95);
    if (std::getenv("DIPLOGRAPH_SHOW") != nullptr) std::fprintf(stderr, "%sprecision %.3f, recall %.3f\n", wrong.c_str(), m.precision(), m.recall());
}

TEST_CASE("articles that tell one event are joined, others are not") {
    std::string const path = std::filesystem::temp_directory_path() / ("diplograph-clusters-" + std::to_string(::getpid()) + ".db");
    std::filesystem::remove(path);
    struct Told {
        std::string event, node, text;
    };
    std::map<std::string, std::pair<std::string, std::string>> label;  // article -> event, type
    std::map<std::string, std::string> story, text;
    std::vector<Told> told;
    {
        Store store(path, Store::Mode::create);
        std::size_t number = 0;
        read_table("clusters.tsv", corpus("clusters.tsv"), {"story", "event", "type", "outlet", "published", "text"}, [&](Row const& row) {
            Article article;
            article.id = "a" + std::to_string(1000 + number++);
            article.outlet = row.cells[3];
            article.published = parse_date(row.cells[4]);
            article.text = row.cells[5];
            label[article.id] = {std::string(row.cells[0]) + "/" + std::string(row.cells[1]), std::string(row.cells[2])};
            text[article.id] = article.text;
            store.add(extractor()(std::move(article)));
        });
        store.commit();
        std::map<std::string, std::string> node;
        Statement read = store.database().prepare("SELECT a.key, r.type, j.node FROM report_events r JOIN articles a ON a.id = r.article JOIN judgements j ON j.layer = 'event' AND j.report = r.id ORDER BY a.key, r.local");
        while (read.step())
            if (label[read.text(0)].second == read.text(1)) node.try_emplace(read.text(0), read.text(2));
        for (auto const& [article, what] : label) told.push_back({what.first, node.count(article) > 0 ? node[article] : "", text[article]});
    }
    for (char const* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
    Measure m;
    std::string wrong;
    std::size_t missing = 0;
    for (std::size_t i = 0; i < told.size(); ++i) {
        missing += told[i].node.empty();
        if (told[i].node.empty()) wrong += "not found: " + told[i].event + ": " + told[i].text + '\n';
        for (std::size_t j = i + 1; j < told.size(); ++j) {
            bool const one = told[i].event == told[j].event, joined = told[i].node == told[j].node && !told[i].node.empty();
            m.wanted += one;
            m.made += joined;
            m.right += one && joined;
            if (one != joined && !told[i].node.empty() && !told[j].node.empty())
                wrong += std::string(joined ? "joined: " : "apart: ") + told[i].event + " | " + told[j].event + "\n    " + told[i].text + " [" + told[i].node + "]\n    " + told[j].text + " [" + told[j].node + "]\n";
        }
    }
    INFO(wrong << "precision " << m.precision() << ", recall " << m.recall() << ", F1 " << m.f1() << ", not found " << missing);
    if (std::getenv("DIPLOGRAPH_SHOW") != nullptr) std::fprintf(stderr, "%sprecision %.3f, recall %.3f, F1 %.3f, not found %zu of %zu\n", wrong.c_str(), m.precision(), m.recall(), m.f1(), missing, told.size());
    CHECK(m.f1() >= 0.5);
}
