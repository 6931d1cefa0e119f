#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "graph/merge.hpp"
#include "graph/store.hpp"

namespace diplograph {

namespace {

std::optional<std::string> maybe(std::string const& text) { return text.empty() ? std::nullopt : std::optional(text); }

/// The most frequent of some words; of equally frequent ones the longest, then the first of the alphabet.
std::string best(std::map<std::string, std::size_t> const& counts) {
    std::string out;
    std::size_t most = 0;
    for (auto const& [text, count] : counts)
        if (!text.empty() && (count > most || (count == most && text.size() > out.size()))) {
            out = text;
            most = count;
        }
    return out;
}

/// Whether two names differ in nothing but capitals, as in headlines and datelines.
bool same_letters(std::string const& a, std::string const& b) {
    auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

/// Reads all reports, merges them and writes the graph.
class Resolver {
public:
    explicit Resolver(Database& database) : d_(database) {}

    void run() {
        d_.execute("DELETE FROM judgements; DELETE FROM participants; DELETE FROM aliases; DELETE FROM entities; DELETE FROM events");
        entities();
        events();
    }

private:
    void entities() {
        std::vector<EntityReport> reports;
        std::unordered_map<std::int64_t, std::size_t> row;
        struct Rest {
            std::string sector, organization, wikipedia;
        };
        std::vector<Rest> rest;
        Statement read = d_.prepare(
            "SELECT r.id, a.key, r.local, r.kind, r.name, r.key, r.country, r.sector, r.organization, r.wikipedia FROM report_entities r JOIN articles a ON a.id = r.article ORDER BY a.key, r.local");
        while (read.step()) {
            row[read.integer(0)] = reports.size();
            reports.push_back({read.integer(0), read.text(1), read.integer(2), read.text(3), read.text(4), read.text(5), read.text(6)});
            rest.push_back({read.text(7), read.text(8), read.text(9)});
        }
        std::vector<std::set<std::string>> aliases(reports.size());
        Statement alias = d_.prepare("SELECT report, alias FROM report_aliases");
        while (alias.step()) aliases[row[alias.integer(0)]].insert(alias.text(1));
        Statement place = d_.prepare("SELECT place, latitude, longitude FROM report_events WHERE place IS NOT NULL AND latitude IS NOT NULL ORDER BY id");
        std::map<std::int64_t, std::pair<double, double>> positions;
        while (place.step()) positions.try_emplace(place.integer(0), place.real(1), place.real(2));

        Statement write = d_.prepare("INSERT INTO entities VALUES(?,?,?,?,?,?,?,?,?,?)");
        Statement write_alias = d_.prepare("INSERT OR IGNORE INTO aliases VALUES(?,?,?)");
        Statement judge = d_.prepare("INSERT INTO judgements VALUES('entity',?,?,'same',?,?,?)");
        for (Cluster const& c : merge_entities(reports)) {
            std::map<std::string, std::size_t> names, countries, sectors, organizations, wikipedias;
            std::set<std::string> others;
            std::map<std::string, std::string> folded;
            std::optional<double> latitude, longitude;
            for (Cluster::Member const& m : c.members) {
                EntityReport const& r = reports[m.report];
                // A full name counts more than a short one, however frequent that is.
                names[r.name] += 1 + (r.kind == "person" && r.key.find(' ') != std::string::npos ? 1000000U : 0U);
                folded[r.name] = r.key;
                ++countries[r.country];
                ++sectors[rest[m.report].sector];
                ++organizations[rest[m.report].organization];
                ++wikipedias[rest[m.report].wikipedia];
                others.insert(r.name);
                others.insert(aliases[m.report].begin(), aliases[m.report].end());
                if (auto const found = positions.find(r.id); found != positions.end() && !latitude) {
                    latitude = found->second.first;
                    longitude = found->second.second;
                }
                judge.run(r.id, c.key, m.rule, m.score, m.reason);
                node_[r.id] = c.key;
                is_country_[r.id] = r.kind == "country";
            }
            std::string const name = best(names);
            EntityReport const& first = reports[c.members.front().report];
            write.run(c.key, first.kind, name, folded[name], maybe(best(countries)), maybe(best(sectors)), maybe(best(organizations)), maybe(best(wikipedias)), latitude, longitude);
            for (std::string const& other : others)
                if (!same_letters(name, other)) write_alias.run(c.key, other, folded.count(other) > 0 ? folded[other] : other);
        }
    }

    struct Detail {
        std::int64_t article = 0;
        std::string published, plover, mode, cameo, edition, precision;
        std::optional<double> latitude, longitude;
        std::optional<std::int64_t> part_of;
        double confidence = 0;
        std::uint64_t signature = 0;
    };

    void events() {
        std::vector<EventReport> reports;
        std::vector<Detail> details;
        std::unordered_map<std::int64_t, std::size_t> row;
        Statement read = d_.prepare(
            "SELECT r.id, a.key, r.local, r.type, r.status, r.name, r.place, r.place_name, r.place_country, r.first, r.last, r.precision, a.id, a.published, r.plover, r.mode, r.cameo, r.edition, "
            "r.latitude, r.longitude, r.part_of, r.confidence, a.signature FROM report_events r JOIN articles a ON a.id = r.article ORDER BY a.key, r.local");
        std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> local;  // article and local number -> report
        std::map<std::int64_t, std::string> place_name;
        while (read.step()) {
            EventReport r;
            r.id = read.integer(0);
            r.article = read.text(1);
            r.local = read.integer(2);
            r.type = read.text(3);
            r.status = read.text(4);
            r.name = read.text(5);
            if (!read.is_null(6)) {
                r.place = node_[read.integer(6)];
                r.place_is_country = is_country_[read.integer(6)];
            } else {
                r.place = read.text(7);
            }
            r.place_country = read.text(8);
            r.first = parse_date(read.text(9));
            r.last = parse_date(read.text(10));
            r.exact = read.text(11) == "day" && r.first && (!r.last || *r.last - *r.first <= std::chrono::days{3});
            Detail detail;
            detail.article = read.integer(12);
            detail.published = read.text(13);
            detail.plover = read.text(14);
            detail.mode = read.text(15);
            detail.cameo = read.text(16);
            detail.edition = read.text(17);
            detail.latitude = read.maybe_real(18);
            detail.longitude = read.maybe_real(19);
            if (!read.is_null(20)) detail.part_of = read.integer(20);
            detail.confidence = read.real(21);
            detail.signature = static_cast<std::uint64_t>(read.integer(22));
            detail.precision = read.text(11);
            place_name[r.id] = read.text(7);
            local[{detail.article, r.local}] = r.id;
            row[r.id] = reports.size();
            reports.push_back(std::move(r));
            details.push_back(std::move(detail));
        }
        struct Part {
            std::string entity, role, office, resolved, attendance;
        };
        std::vector<std::vector<Part>> parts(reports.size());
        Statement participant = d_.prepare("SELECT event, entity, role, office, resolved, attendance FROM report_participants ORDER BY rowid");
        while (participant.step()) {
            std::size_t const i = row[participant.integer(0)];
            std::string const entity = node_[participant.integer(1)];
            reports[i].participants.push_back(entity);
            parts[i].push_back({entity, participant.text(2), participant.text(3), participant.text(4), participant.text(5)});
        }
        for (EventReport& r : reports) {
            std::sort(r.participants.begin(), r.participants.end());
            r.participants.erase(std::unique(r.participants.begin(), r.participants.end()), r.participants.end());
        }
        std::vector<Cluster> const clusters = merge_events(reports);
        std::unordered_map<std::int64_t, std::string> event_of;
        for (Cluster const& c : clusters)
            for (Cluster::Member const& m : c.members) event_of[reports[m.report].id] = c.key;

        Statement write = d_.prepare("INSERT INTO events VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
        Statement write_part = d_.prepare("INSERT OR IGNORE INTO participants VALUES(?,?,?,?,?,?)");
        Statement judge = d_.prepare("INSERT INTO judgements VALUES('event',?,?,'same',?,?,?)");
        for (Cluster const& c : clusters) {
            // The latest report speaks for the status; the most exact one for place and date.
            std::size_t latest = c.members.front().report;
            std::optional<std::size_t> placed, dated;
            std::map<std::string, std::size_t> names;
            std::optional<std::string> part_of;
            double doubt = 1;
            std::set<std::uint64_t> signatures;
            for (Cluster::Member const& m : c.members) {
                std::size_t const i = m.report;
                judge.run(reports[i].id, c.key, m.rule, m.score, m.reason);
                if (details[i].published >= details[latest].published) latest = i;
                bool const better = !reports[i].place.empty() && (!placed || (reports[*placed].place_is_country && !reports[i].place_is_country));
                if (better) placed = i;
                if (reports[i].first && !dated) dated = i;
                ++names[reports[i].name];
                if (details[i].part_of && !part_of) {
                    auto const whole = local.find({details[i].article, *details[i].part_of});
                    if (whole != local.end() && event_of[whole->second] != c.key) part_of = event_of[whole->second];
                }
                doubt *= 1 - details[i].confidence;
                signatures.insert(details[i].signature);
                for (Part const& p : parts[i]) write_part.run(c.key, p.entity, p.role, maybe(p.office), p.resolved, p.attendance);
            }
            EventReport const& l = reports[latest];
            Detail const& detail = details[latest];
            auto const when = [&](auto member) { return dated ? (reports[*dated].*member ? std::optional(to_string(*(reports[*dated].*member))) : std::nullopt) : std::nullopt; };
            write.run(c.key, l.type, maybe(detail.plover), maybe(detail.mode), maybe(detail.cameo), l.status, maybe(best(names)), maybe(detail.edition),
                      placed ? maybe(reports[*placed].place) : std::nullopt, placed ? maybe(place_name[reports[*placed].id]) : std::nullopt,
                      placed ? maybe(reports[*placed].place_country) : std::nullopt, placed ? details[*placed].latitude : std::nullopt,
                      placed ? details[*placed].longitude : std::nullopt, when(&EventReport::first), when(&EventReport::last),
                      dated ? maybe(details[*dated].precision) : std::nullopt, part_of, std::round(std::min(1 - doubt, 0.99) * 1e4) / 1e4, c.members.size(), independent(signatures));
        }
    }

    /// How many texts are no copies of one another: similarity hashes of copies differ in a few bits.
    static std::size_t independent(std::set<std::uint64_t> const& signatures) {
        std::vector<std::uint64_t> kept;
        for (std::uint64_t const s : signatures) {
            bool const copy = s != 0 && std::any_of(kept.begin(), kept.end(), [&](std::uint64_t k) { return __builtin_popcountll(k ^ s) <= 6; });
            if (!copy) kept.push_back(s);
        }
        return std::max<std::size_t>(kept.size(), 1);
    }

    Database& d_;
    std::unordered_map<std::int64_t, std::string> node_;  ///< report of an entity -> its node
    std::unordered_map<std::int64_t, bool> is_country_;
};

}  // namespace

void resolve(Database& database) { Resolver(database).run(); }

}  // namespace diplograph
