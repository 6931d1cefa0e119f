// Names and articles of our own, written by people who had not seen how joining works: tests/corpus.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <string>
#include <unistd.h>

#include "extract/extract.hpp"
#include "extract/knowledge.hpp"
#include "extract/signature.hpp"
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

namespace {

/// Which event every article of clusters.tsv tells, and the node that it came to; empty where none of its type was found.
struct Told {
    std::string event, node, text;
};

/// Of the dead of an attack the attack: to the reader they are one event.
std::string whole(Store& store, std::string const& event) {
    Statement read = store.database().prepare("SELECT part_of FROM events WHERE key = ? AND type = 'casualty' AND part_of IN (SELECT key FROM events WHERE type = 'attack')");
    return read.bind(event).step() ? read.text(0) : event;
}

/// Calls `each` with every article of clusters.tsv, the label of its event and the event's type.
template <class Each>
void each_article(Each const& each) {
    std::size_t number = 1000;
    read_table("clusters.tsv", corpus("clusters.tsv"), {"story", "event", "type", "outlet", "published", "text"}, [&](Row const& row) {
        Article article;
        article.id = std::to_string(number++);
        article.outlet = row.cells[3];
        article.published = parse_date(row.cells[4]);
        article.text = row.cells[5];
        each(std::move(article), std::string(row.cells[0]) + "/" + std::string(row.cells[1]), std::string(row.cells[2]));
    });
}

template <class Read>
std::vector<Told> tell(Read const& read) {
    std::string const path = std::filesystem::temp_directory_path() / ("diplograph-clusters-" + std::to_string(::getpid()) + ".db");
    std::filesystem::remove(path);
    std::vector<Told> told;
    {
        Store store(path, Store::Mode::create);
        std::vector<std::string> types;
        each_article([&](Article article, std::string event, std::string type) {
            told.push_back({std::move(event), "", article.text});
            store.add(read(std::move(article), type, told.size() - 1));
            types.push_back(std::move(type));
        });
        store.commit();
        Statement node = store.database().prepare("SELECT j.node FROM report_events r JOIN articles a ON a.id = r.article JOIN judgements j ON j.layer = 'event' AND j.report = r.id WHERE a.key = ? AND r.type = ? ORDER BY r.local LIMIT 1");
        for (std::size_t i = 0; i < told.size(); ++i)
            if (node.bind(std::to_string(1000 + i), types[i]).step()) told[i].node = whole(store, node.text(0));
    }
    for (char const* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
    return told;
}

Measure compare(std::vector<Told> const& told, std::string& wrong) {
    Measure m;
    for (std::size_t i = 0; i < told.size(); ++i)
        for (std::size_t j = i + 1; j < told.size(); ++j) {
            bool const one = told[i].event == told[j].event, joined = told[i].node == told[j].node && !told[i].node.empty();
            m.wanted += one;
            m.made += joined;
            m.right += one && joined;
            if (one != joined && !told[i].node.empty() && !told[j].node.empty())
                wrong += std::string(joined ? "joined: " : "apart: ") + told[i].event + " | " + told[j].event + "\n    " + told[i].text + " [" + told[i].node + "]\n    " + told[j].text + " [" + told[j].node + "]\n";
        }
    return m;
}

void show(std::string const& wrong, Measure const& m) {
    if (std::getenv("DIPLOGRAPH_SHOW") != nullptr) std::fprintf(stderr, "%sprecision %.3f, recall %.3f, F1 %.3f\n", wrong.c_str(), m.precision(), m.recall(), m.f1());
}

/// The parts of a cell between signs.
std::vector<std::string> parts(std::string_view cell, std::string_view sign) {
    std::vector<std::string> out;
    while (!cell.empty()) {
        std::size_t const end = std::min(cell.find(sign), cell.size());
        out.emplace_back(cell.substr(0, end));
        cell.remove_prefix(std::min(cell.size(), end + sign.size()));
    }
    return out;
}

bool is_state(std::string const& name) {
    static auto const knowledge = load_knowledge({DIPLOGRAPH_SOURCE "/data", DIPLOGRAPH_BINARY "/data"});
    auto const senses = knowledge->senses_of(name);
    return std::any_of(senses.begin(), senses.end(), [](Sense const& s) { return s.kind == SenseKind::state; });
}

/// What a careful reader takes from the article, from a row of clusters_read.tsv.
Extraction careful(Article article, std::string const& type, std::vector<std::string> const& row) {
    Extraction x;
    x.article = std::move(article);
    x.signature = text_signature(x.article.text);
    auto const add = [&](EntityKind kind, std::string const& name, std::string const& country) {
        Entity e;
        e.kind = kind;
        e.name = name;
        e.country = country;
        x.entities.push_back(e);
        return static_cast<Index>(x.entities.size() - 1);
    };
    Event e;
    e.type = *from_word<EventType>(type);
    e.status = *from_word<Status>(row[4]);
    e.confidence = 0.8;
    if (auto const first = parse_date(row[5])) {
        DateInterval date{first, parse_date(row[6]), Precision::day, {}};
        auto const days = (*date.end - *date.start).count();
        date.precision = days > 10 ? Precision::month : days > 4 ? Precision::week : Precision::day;
        e.date = date;
    }
    if (auto const place = parts(row[7], "/"); !place.empty()) {
        Place p;
        p.name = place[0];
        p.country = place.size() > 1 ? place[1] : "";
        p.entity = add(is_state(place[0]) ? EntityKind::country : EntityKind::place, p.name, p.country);
        e.place = p;
    }
    for (std::string const& who : parts(row[8], " | ")) {
        auto const cells = parts(who, ":");
        e.participants.push_back({add(*from_word<EntityKind>(cells[0]), cells[1], cells.size() > 2 ? cells[2] : ""), ParticipantRole::participant, {}, Resolved::text, Attendance::present});
    }
    e.name = row[9];
    e.edition = row[10];
    e.evidence.push_back({{0, static_cast<std::uint32_t>(x.article.text.size())}, {0, 1}, "by hand", e.status, x.article.text});
    x.events.push_back(e);
    extractor().identify(x);
    return x;
}

}  // namespace

namespace {

std::vector<std::vector<std::string>> careful_rows() {
    std::vector<std::vector<std::string>> rows;
    std::string const table = corpus("clusters_read.tsv");
    read_table("clusters_read.tsv", table, {"story", "event", "outlet", "published", "status", "first", "last", "place", "participants", "name", "edition"}, [&](Row const& row) { rows.emplace_back(row.cells.begin(), row.cells.end()); });
    return rows;
}

/// Which reports are one node, as text: members by article and number.
std::string partition(Store& store) {
    std::string out;
    for (char const* text : {"SELECT j.node, a.key, r.local FROM judgements j JOIN report_events r ON r.id = j.report JOIN articles a ON a.id = r.article WHERE j.layer = 'event' ORDER BY 1, 2, 3",
                             "SELECT j.node, a.key, r.local FROM judgements j JOIN report_entities r ON r.id = j.report JOIN articles a ON a.id = r.article WHERE j.layer = 'entity' ORDER BY 1, 2, 3",
                             "SELECT key, status, first || ' ' || coalesce(part_of, ''), reports, sources FROM events ORDER BY key", "SELECT event, entity, role FROM participants ORDER BY 1, 2"}) {
        Statement read = store.database().prepare(text);
        while (read.step()) out += read.text(0) + ' ' + read.text(1) + ' ' + read.text(2) + '\n';
    }
    return out;
}

}  // namespace

TEST_CASE("events that a careful reader found in articles are joined where they are one") {
    std::vector<std::vector<std::string>> const rows = careful_rows();
    std::vector<Told> const told = tell([&](Article article, std::string const& type, std::size_t i) { return careful(std::move(article), type, rows.at(i)); });
    std::string wrong;
    Measure const m = compare(told, wrong);
    INFO(wrong << "precision " << m.precision() << ", recall " << m.recall() << ", F1 " << m.f1());
    show(wrong, m);
    CHECK(told.size() >= 400);
    CHECK(m.f1() >= 0.9);
}

TEST_CASE("no order of articles, and no forgetting in between, changes a node") {
    std::vector<std::vector<std::string>> const rows = careful_rows();
    std::vector<Extraction> articles;
    each_article([&](Article article, std::string const&, std::string const& type) { articles.push_back(careful(std::move(article), type, rows.at(articles.size()))); });
    std::string expected;
    std::mt19937 random(23);
    for (int round = 0; round < 10; ++round) {
        std::string const path = std::filesystem::temp_directory_path() / ("diplograph-order-" + std::to_string(::getpid()) + ".db");
        std::filesystem::remove(path);
        {
            Store store(path, Store::Mode::create);
            for (Extraction const& x : articles) {
                store.add(x);
                if (round > 0 && random() % 20 == 0) store.commit();
                if (round > 0 && random() % 40 == 0) {
                    Extraction const& gone = articles[random() % articles.size()];
                    if (store.forget(gone.article.id)) {
                        store.commit();
                        store.add(gone);
                    }
                }
            }
            store.commit();
            std::string const now = partition(store);
            if (round == 0) expected = now;
            REQUIRE((now == expected));
        }
        for (char const* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
        std::shuffle(articles.begin(), articles.end(), random);
    }
}

TEST_CASE("events that the program finds in these articles are joined") {
    std::vector<Told> const told = tell([&](Article article, std::string const&, std::size_t) { return extractor()(std::move(article)); });
    std::string wrong;
    Measure const m = compare(told, wrong);
    INFO(wrong << "precision " << m.precision() << ", recall " << m.recall() << ", F1 " << m.f1());
    show(wrong, m);
    CHECK(m.precision() >= 0.95);
    CHECK(m.f1() >= 0.3);
}
