#include <algorithm>
#include <map>
#include <unordered_map>

#include "core/bytes.hpp"
#include "graph/resolve.hpp"

namespace diplograph {

namespace {

/// Decides blocks and writes their nodes.
class EntityResolver {
public:
    EntityResolver(Database& database, Pins const& pins) : d_(database), pins_(pins) {}

    std::vector<std::int64_t> run() {
        name_blocks();
        std::vector<std::set<std::string>> const together = touched();
        // Old nodes that are no more go first: one of them may have lent its key across blocks.
        for (std::set<std::string> const& blocks : together)
            if (has_nodes(blocks)) decide(blocks, [&](Cluster&, auto const&) {}, true);
        for (std::set<std::string> const& blocks : together) decide(blocks, [&](Cluster& c, auto const& reports) { write(c, reports); }, false);
        std::sort(changed_.begin(), changed_.end());
        return std::move(changed_);
    }

private:
    /// Reports of an older store have no block yet.
    void name_blocks() {
        std::vector<std::pair<std::int64_t, std::string>> named;
        Statement read = d_.prepare("SELECT id, kind, key, country FROM report_entities WHERE block IS NULL");
        while (read.step()) {
            EntityReport r;
            r.kind = read.text(1);
            r.key = read.text(2);
            r.country = read.text(3);
            named.emplace_back(read.integer(0), block_of(r));
        }
        Statement write = d_.prepare("UPDATE report_entities SET block = ? WHERE id = ?"), touch = d_.prepare("INSERT OR IGNORE INTO touched VALUES('block', ?)");
        for (auto const& [id, block] : named) {
            write.run(block, id);
            touch.run(block);
        }
    }

    /// Sets of blocks that are decided together: one each, or those that a judgement by hand ties.
    std::vector<std::set<std::string>> touched() {
        std::set<std::string> blocks;
        Statement read = d_.prepare("SELECT what FROM touched WHERE layer = 'block'");
        while (read.step()) blocks.insert(read.text(0));
        Statement lost = d_.prepare("SELECT what FROM touched WHERE layer = 'lost'");
        while (lost.step()) lost_.insert(lost.text(0));
        std::vector<std::set<std::string>> out;
        Statement block = d_.prepare("SELECT block FROM report_entities WHERE id = ?");
        std::vector<std::set<std::string>> tied;
        for (auto const& group : pins_.groups()) {
            std::set<std::string> together;
            for (std::int64_t const report : group)
                if (block.bind(report).step()) together.insert(block.text(0));
            for (std::size_t i = tied.size(); i-- > 0;) {  // groups may share blocks
                bool const meet = std::any_of(tied[i].begin(), tied[i].end(), [&](std::string const& b) { return together.count(b) > 0; });
                if (!meet) continue;
                together.insert(tied[i].begin(), tied[i].end());
                tied.erase(tied.begin() + static_cast<std::ptrdiff_t>(i));
            }
            tied.push_back(std::move(together));
        }
        for (std::set<std::string> const& together : tied) {
            if (std::none_of(together.begin(), together.end(), [&](std::string const& b) { return blocks.count(b) > 0; })) continue;
            for (std::string const& b : together) blocks.erase(b);
            out.push_back(together);
        }
        for (std::string const& b : blocks) out.push_back({b});
        return out;
    }

    bool has_nodes(std::set<std::string> const& blocks) {
        return std::any_of(blocks.begin(), blocks.end(), [&](std::string const& block) { return node_in_.bind(block).step(); });
    }

    /// How a report was judged until now.
    struct Before {
        std::string node, rule, reason;
        double score = 0;
    };

    /// Joins the reports of some blocks and hands on the clusters that are not what their node was; with `drop` the nodes
    /// that are not what they were are taken away.
    template <class Each>
    void decide(std::set<std::string> const& blocks, Each const& each, bool drop) {
        std::unordered_map<std::int64_t, Before> before;
        std::unordered_map<std::string, std::size_t> size;
        for (std::string const& block : blocks) {
            old_.bind(block);
            while (old_.step()) {
                before[old_.integer(0)] = {old_.text(1), old_.text(2), old_.text(4), old_.real(3)};
                ++size[old_.text(1)];
            }
        }
        std::vector<EntityReport> const reports = entity_reports(d_, blocks);
        std::set<std::string> kept;
        // A node that lost a report has its names and offices no longer from all.
        bool const lost = std::any_of(blocks.begin(), blocks.end(), [&](std::string const& block) { return lost_.count(block) > 0; });
        for (Cluster& c : join_entities(reports, pins_)) {
            bool const same = !lost && size[c.key] == c.members.size() && std::all_of(c.members.begin(), c.members.end(), [&](Cluster::Member const& m) {
                auto const found = before.find(reports[m.report].id);
                return found != before.end() && found->second.node == c.key && found->second.rule == m.rule && found->second.reason == m.reason && found->second.score == m.score;
            });
            if (same && node_.bind(c.key).step()) {
                kept.insert(c.key);
                continue;
            }
            if (drop) continue;
            each(c, reports);
            for (Cluster::Member const& m : c.members)
                // The events of a new report are new themselves.
                if (auto const found = before.find(reports[m.report].id); found != before.end() && found->second.node != c.key) changed_.push_back(reports[m.report].id);
        }
        if (!drop) return;
        std::vector<std::string> gone;
        for (std::string const& block : blocks) {
            node_in_.bind(block);
            while (node_in_.step())
                if (kept.count(node_in_.text(0)) == 0) gone.push_back(node_in_.text(0));
        }
        for (std::string const& key : gone) {
            drop_aliases_.run(key);
            drop_offices_.run(key);
            drop_entity_.run(key);
        }
    }

    void write(Cluster& c, std::vector<EntityReport> const& reports) {
        c.key = free_key(taken_, c.key);  // another block may have an entity of the same name
        std::map<std::string, std::size_t> names, countries, sectors, organizations, wikipedias;
        std::set<std::string> others;
        std::map<std::string, std::string> folded;
        std::optional<double> latitude, longitude;
        std::string known;
        for (Cluster::Member const& m : c.members) {
            EntityReport const& r = reports[m.report];
            // A full name counts more than a short one, however frequent that is.
            names[r.name] += 1 + (r.kind == "person" && r.key.find(' ') != std::string::npos ? 1000000U : 0U);
            folded[r.name] = r.key;
            ++countries[r.country];
            others.insert(r.name);
            if (known.empty()) known = r.known;
            if (rest_.bind(r.id).step()) {
                ++sectors[rest_.text(0)];
                ++organizations[rest_.text(1)];
                ++wikipedias[rest_.text(2)];
            }
            alias_.bind(r.id);
            while (alias_.step()) others.insert(alias_.text(0));
            if (!latitude && r.kind == "place" && position_.bind(r.id).step()) {
                latitude = position_.maybe_real(0);
                longitude = position_.maybe_real(1);
            }
            judge_.run(r.id, c.key, m.rule, m.score, m.reason);
        }
        std::string const name = most_frequent(names);
        EntityReport const& first = reports[c.members.front().report];
        entity_.run(c.key, c.key.substr(0, c.key.find('/')), name, folded[name], maybe(most_frequent(countries)), maybe(most_frequent(sectors)), maybe(most_frequent(organizations)), maybe(most_frequent(wikipedias)), latitude, longitude,
                    block_of(first));
        for (std::string const& other : others)  // capitals tell nothing, as in headlines and datelines
            if (lower_ascii(name) != lower_ascii(other)) write_alias_.run(c.key, other, folded.count(other) > 0 ? folded[other] : other);
        if (first.kind == "person") offices(c.key, known);
    }

    void offices(std::string const& key, std::string const& known) {
        learned_.run(key);
        if (!known.empty()) by_tables_.run(key, known);
    }

    Database& d_;
    Pins const& pins_;
    std::vector<std::int64_t> changed_;
    std::set<std::string> lost_;  ///< blocks that lost a report
    // Whoever starts with the judgements of a layer reads them all: the reports come first.
    Statement old_ = d_.prepare("SELECT j.report, j.node, j.rule, j.score, j.reason FROM report_entities r CROSS JOIN judgements j ON j.layer = 'entity' AND j.report = r.id WHERE r.block = ?");
    Statement node_in_ = d_.prepare("SELECT key FROM entities WHERE block = ?");
    Statement node_ = d_.prepare("SELECT 1 FROM entities WHERE key = ?");
    Statement drop_aliases_ = d_.prepare("DELETE FROM aliases WHERE entity = ?");
    Statement drop_offices_ = d_.prepare("DELETE FROM offices WHERE entity = ?");
    Statement drop_entity_ = d_.prepare("DELETE FROM entities WHERE key = ?");
    Statement taken_ = d_.prepare("SELECT 1 FROM entities WHERE key = ?");
    Statement rest_ = d_.prepare("SELECT sector, organization, wikipedia FROM report_entities WHERE id = ?");
    Statement alias_ = d_.prepare("SELECT alias FROM report_aliases WHERE report = ?");
    Statement position_ = d_.prepare("SELECT e.latitude, e.longitude FROM report_entities r JOIN report_events e ON e.article = r.article AND e.place = r.id WHERE r.id = ? AND e.latitude IS NOT NULL ORDER BY e.local LIMIT 1");
    Statement judge_ = d_.prepare("INSERT OR REPLACE INTO judgements VALUES('entity',?,?,'same',?,?,?)");
    Statement entity_ = d_.prepare("INSERT INTO entities VALUES(?,?,?,?,?,?,?,?,?,?,?)");
    Statement write_alias_ = d_.prepare("INSERT OR IGNORE INTO aliases VALUES(?,?,?)");
    Statement learned_ = d_.prepare(
        "INSERT OR IGNORE INTO offices SELECT ?1, title, owner, phase, coalesce(min(published), ''), max(published), 'articles', count(DISTINCT article), min(sentence) FROM ("
        "SELECT coalesce(o.office, o.title) AS title, coalesce(o.country, o.owner, '') AS owner, o.phase, a.published, a.id AS article, (SELECT x.quote FROM report_participants p "
        "JOIN report_evidence x ON x.event = p.event WHERE p.entity = r.id ORDER BY x.id LIMIT 1) AS sentence "
        "FROM judgements j JOIN report_entities r ON r.id = j.report JOIN report_roles o ON o.report = r.id JOIN articles a ON a.id = r.article WHERE j.layer = 'entity' AND j.node = ?1) "
        "GROUP BY title, owner, phase");
    Statement by_tables_ = d_.prepare("INSERT OR IGNORE INTO offices SELECT ?1, title, owner, 'holding', first, nullif(last, ''), 'tables', 0, NULL FROM known_tenures WHERE known = ?2");
};

}  // namespace

std::vector<std::int64_t> resolve_entities(Database& database, Pins const& pins) { return EntityResolver(database, pins).run(); }

std::vector<EntityReport> entity_reports(Database& d, std::set<std::string> const& blocks) {
    std::vector<EntityReport> out;
    std::unordered_map<std::int64_t, std::size_t> row;
    Statement read = d.prepare(
        "SELECT r.id, a.key, r.local, r.kind, r.name, r.key, r.country, r.compared, r.family, r.known, a.published FROM report_entities r JOIN articles a ON a.id = r.article WHERE r.block = ? ORDER BY a.key, r.local");
    Statement office = d.prepare(
        "SELECT o.report, o.office || '|' || coalesce(o.country, o.owner, '') FROM report_entities r JOIN report_roles o ON o.report = r.id WHERE r.block = ? AND o.office IS NOT NULL AND o.phase <> 'former'");
    for (std::string const& block : blocks) {
        read.bind(block);
        while (read.step()) {
            row[read.integer(0)] = out.size();
            out.push_back({read.integer(0), read.text(1), read.integer(2), read.text(3), read.text(4), read.text(5), read.text(6), read.text(7), read.text(8), read.text(9), {}, parse_date(read.text(10))});
        }
        office.bind(block);
        while (office.step()) out[row[office.integer(0)]].offices.push_back(office.text(1));
    }
    return out;
}

}  // namespace diplograph
