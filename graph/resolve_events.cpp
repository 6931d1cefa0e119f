#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "graph/resolve.hpp"

namespace diplograph {

namespace {

/// How many of some reports tell on their own: no copies of one another, and one an outlet.
class Independent {
public:
    void add(std::uint64_t signature, std::string const& outlet) {
        bool const copy = std::any_of(texts_.begin(), texts_.end(), [&](std::uint64_t t) { return are_copies(t, signature); });
        bool const again = !outlet.empty() && !outlets_.insert(outlet).second;
        if (!copy) texts_.push_back(signature);
        if (!copy && !again) ++count_;
    }
    [[nodiscard]] std::size_t count() const { return std::max<std::size_t>(count_, 1); }

private:
    std::vector<std::uint64_t> texts_;
    std::set<std::string> outlets_;
    std::size_t count_ = 0;
};

/// Decides reports of events and writes their nodes.
class EventResolver {
public:
    EventResolver(Database& database, Pins const& pins) : d_(database), pins_(pins) {}

    void run(std::vector<std::int64_t> const& changed_entities) {
        for (std::int64_t const id : touched(changed_entities)) {
            if (done_.count(id) > 0) continue;
            if (cache_.size() > many) cache_.clear();
            decide(component(id));
        }
        for (std::string const& node : parts_) write_part(node);
    }

private:
    static constexpr std::size_t many = 200'000;  ///< reports kept in memory

    /// What is new, what lost a member, what has other participants now, and what that was or will be held against.
    std::vector<std::int64_t> touched(std::vector<std::int64_t> const& changed_entities) {
        std::set<std::int64_t> out;
        Statement fresh = d_.prepare("SELECT what FROM touched WHERE layer = 'event'");
        while (fresh.step()) out.insert(fresh.integer(0));
        std::vector<std::int64_t> moved(out.begin(), out.end());
        Statement taking_part = d_.prepare("SELECT event FROM report_participants WHERE entity = ?1 UNION SELECT e.id FROM report_entities r JOIN report_events e ON e.article = r.article WHERE r.id = ?1 AND e.place = ?1");
        for (std::int64_t const entity : changed_entities) {
            taking_part.bind(entity);
            while (taking_part.step())
                if (out.insert(taking_part.integer(0)).second) moved.push_back(taking_part.integer(0));
        }
        Statement former = d_.prepare("SELECT n.report FROM event_links l CROSS JOIN event_links n ON " + linked() + " WHERE l.report = ?");
        for (std::int64_t const id : moved) {
            former.bind(id);
            while (former.step()) out.insert(former.integer(0));
        }
        Statement unlink = d_.prepare("DELETE FROM event_links WHERE report = ?"), link = d_.prepare("INSERT OR IGNORE INTO event_links VALUES(?,?,?)");
        for (std::int64_t const id : moved) {
            unlink.run(id);
            if (cache_.size() > many) cache_.clear();
            for (EventLink const& l : links_of(report(id))) link.run(l.key, l.day, id);
        }
        return {out.begin(), out.end()};
    }

    /// Everything that a chain of judgements ties to a report, and whoever shares its present node.
    std::vector<std::int64_t> component(std::int64_t seed) {
        std::vector<std::int64_t> out{seed};
        std::unordered_set<std::int64_t> in{seed};
        auto const take = [&](std::int64_t id) {
            if (in.insert(id).second) out.push_back(id);
        };
        for (std::size_t next = 0; next < out.size(); ++next) {
            std::int64_t const id = out[next];
            mates_.bind(id);
            while (mates_.step()) take(mates_.integer(0));
            for (std::int64_t const other : with_pin(id)) take(other);
            EventReport const here = report(id);
            for (EventLink const& l : links_of(here)) {
                for (std::string const& key : {l.key, other_link(l.key)}) {
                    near_.bind(key, l.day - reach_of(l.key, key), l.day + reach_of(l.key, key));
                    while (near_.step())
                        if (std::int64_t const other = near_.integer(0); in.count(other) == 0 && judge_events(here, report(other), pins_).verdict == Verdict::same) take(other);
                }
            }
        }
        return out;
    }

    std::vector<std::int64_t> const& with_pin(std::int64_t id) {
        static std::vector<std::int64_t> const none;
        if (pins_.empty()) return none;
        if (pinned_.empty())
            for (auto const& group : pins_.groups())
                for (std::int64_t const member : group) pinned_[member] = group;
        auto const found = pinned_.find(id);
        return found == pinned_.end() ? none : found->second;
    }

    void decide(std::vector<std::int64_t> const& ids) {
        std::vector<EventReport> reports;
        for (std::int64_t const id : ids) {
            done_.insert(id);
            reports.push_back(report(id));
            node_.bind(id);
            while (node_.step()) {
                tolls_.bind(node_.text(0));
                while (tolls_.step()) parts_.insert(tolls_.text(0));
                drop_participants_.run(node_.text(0));
                drop_event_.run(node_.text(0));
            }
            drop_judgement_.run(id);
        }
        for (Cluster& c : join_events(reports, pins_)) write(c, reports);
    }

    EventReport const& report(std::int64_t id) {
        if (auto const found = cache_.find(id); found != cache_.end()) return found->second;
        return cache_.emplace(id, reader_.read(id)).first->second;
    }

    /// What of a report goes into the node and does not matter for joining.
    struct Detail {
        std::string plover, mode, cameo, precision, outlet, place_name;
        std::optional<double> latitude, longitude;
        double confidence = 0;
    };
    Detail detail(std::int64_t id) {
        Detail out;
        if (!detail_.bind(id).step()) return out;
        out = {detail_.text(0), detail_.text(1), detail_.text(2), detail_.text(3), detail_.text(4), detail_.text(5), detail_.maybe_real(6), detail_.maybe_real(7), detail_.real(8)};
        return out;
    }

    void write(Cluster& c, std::vector<EventReport> const& reports) {
        c.key = free_key(taken_, c.key);
        // The latest report speaks for the status, of one day the one that says that it was; the most exact one for place and date.
        std::size_t latest = c.members.front().report;
        std::optional<std::size_t> placed, dated;
        std::map<std::string, std::size_t> names;
        double doubt = 1;
        Independent sources;
        auto const realised = [&](std::size_t i) { return reports[i].status == "occurred" || reports[i].status == "ongoing"; };
        for (Cluster::Member const& m : c.members) {
            std::size_t const i = m.report;
            EventReport const& r = reports[i];
            Detail const more = detail(r.id);
            judge_.run(r.id, c.key, m.rule, m.score, m.reason);
            auto const& newest = reports[latest].published;
            if (r.published > newest || (r.published == newest && (realised(i) || !realised(latest)))) latest = i;
            if (!(r.place.empty() && r.place_name.empty()) && (!placed || (reports[*placed].place_is_country && !r.place_is_country))) placed = i;
            if (r.first && (!dated || (r.exact && !reports[*dated].exact))) dated = i;
            ++names[r.name];
            doubt *= 1 - more.confidence;
            sources.add(r.signature, more.outlet);
            copy_participants_.run(c.key, r.id);
            part_.bind(r.id);
            while (part_.step()) parts_.insert(part_.text(0));
        }
        parts_.insert(c.key);
        EventReport const& l = reports[latest];
        Detail const more = detail(l.id), where = placed ? detail(reports[*placed].id) : Detail{}, day = dated ? detail(reports[*dated].id) : Detail{};
        auto const when = [&](auto member) { return dated && (reports[*dated].*member) ? std::optional(to_string(*(reports[*dated].*member))) : std::nullopt; };
        event_.run(c.key, l.type, maybe(more.plover), maybe(more.mode), maybe(more.cameo), l.status, maybe(most_frequent(names)), maybe(l.edition), placed ? maybe(reports[*placed].place.empty() ? reports[*placed].place_name : reports[*placed].place) : std::nullopt,
                   maybe(where.place_name), placed ? maybe(reports[*placed].place_country) : std::nullopt, where.latitude, where.longitude, when(&EventReport::first), when(&EventReport::last),
                   maybe(day.precision), std::round(std::min(1 - doubt, 0.99) * 1e4) / 1e4, c.members.size(), sources.count());
        if (reports[c.members.front().report].type == "attack") {
            tolls_.bind(c.key);
            while (tolls_.step()) parts_.insert(tolls_.text(0));
        }
    }

    /// The whole of which an event is a part, by the first report that says so; of a toll the only attack that was there then.
    void write_part(std::string const& node) {
        whole_.run(node);
        toll_.run(node);
    }

    Database& d_;
    Pins const& pins_;
    std::unordered_map<std::int64_t, EventReport> cache_;
    std::unordered_set<std::int64_t> done_;
    std::unordered_map<std::int64_t, std::vector<std::int64_t>> pinned_;
    std::set<std::string> parts_;  ///< nodes whose whole may be another one now
    ReportReader reader_{d_};
    // A toll without a day may be told for some days.
    Statement tolls_ = d_.prepare(
        "SELECT t.key FROM events a CROSS JOIN events t ON t.place = a.place AND t.type = 'casualty' AND t.first = a.first WHERE a.key = ?1 AND a.type = 'attack' UNION ALL "
        "SELECT t.key FROM events a CROSS JOIN events t ON t.place = a.place AND t.type = 'casualty' AND t.first IS NULL WHERE a.key = ?1 AND a.type = 'attack' AND a.first IS NOT NULL");
    Statement toll_ = d_.prepare(
        "UPDATE events SET part_of = (SELECT CASE count(*) WHEN 1 THEN min(a.key) END FROM events a WHERE a.type = 'attack' AND a.place = events.place AND a.first BETWEEN "
        "coalesce(events.first, (SELECT date(min(published), '-10 days') FROM v_reports WHERE event = events.key)) AND coalesce(events.first, (SELECT max(published) FROM v_reports WHERE event = events.key))) "
        "WHERE key = ?1 AND type = 'casualty' AND part_of IS NULL AND place IS NOT NULL AND place NOT LIKE 'country/%'");
    Statement detail_ = d_.prepare("SELECT r.plover, r.mode, r.cameo, r.precision, a.outlet, r.place_name, r.latitude, r.longitude, r.confidence FROM report_events r JOIN articles a ON a.id = r.article WHERE r.id = ?");
    Statement near_ = d_.prepare("SELECT report FROM event_links WHERE key = ? AND day BETWEEN ? AND ?");
    Statement mates_ = d_.prepare("SELECT o.report FROM judgements j JOIN judgements o ON o.node = j.node AND o.layer = 'event' WHERE j.layer = 'event' AND j.report = ?");
    Statement node_ = d_.prepare("SELECT node FROM judgements WHERE layer = 'event' AND report = ?");
    Statement drop_participants_ = d_.prepare("DELETE FROM participants WHERE event = ?");
    Statement drop_event_ = d_.prepare("DELETE FROM events WHERE key = ?");
    Statement drop_judgement_ = d_.prepare("DELETE FROM judgements WHERE layer = 'event' AND report = ?");
    Statement taken_ = d_.prepare("SELECT 1 FROM events WHERE key = ?");
    Statement judge_ = d_.prepare("INSERT INTO judgements VALUES('event',?,?,'same',?,?,?)");
    Statement copy_participants_ = d_.prepare(
        "INSERT OR IGNORE INTO participants SELECT ?1, j.node, p.role, p.office, p.resolved, p.attendance FROM report_participants p JOIN judgements j ON j.layer = 'entity' AND j.report = p.entity WHERE p.event = ?2 ORDER BY p.rowid");
    Statement event_ = d_.prepare("INSERT INTO events VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,NULL,?,?,?)");
    /// Nodes of the events that name this report as their whole.
    Statement part_ = d_.prepare(
        "SELECT j.node FROM report_events w JOIN report_events p ON p.article = w.article AND p.part_of = w.local JOIN judgements j ON j.layer = 'event' AND j.report = p.id WHERE w.id = ?");
    Statement whole_ = d_.prepare(
        "UPDATE events SET part_of = (SELECT w.node FROM judgements j JOIN report_events p ON p.id = j.report JOIN articles a ON a.id = p.article JOIN report_events q ON q.article = p.article AND q.local = p.part_of "
        "JOIN judgements w ON w.layer = 'event' AND w.report = q.id WHERE j.layer = 'event' AND j.node = ?1 AND w.node <> ?1 ORDER BY a.key, p.local LIMIT 1) WHERE key = ?1");
};

}  // namespace

ReportReader::ReportReader(Database& d)
    : read_(d.prepare(
          "SELECT a.key, r.local, r.type, r.status, r.name, r.edition, n.key, r.place_name, n.kind, r.place_country, r.first, r.last, r.precision, a.published, a.signature, r.number FROM report_events r "
        "JOIN articles a ON a.id = r.article LEFT JOIN judgements j ON j.layer = 'entity' AND j.report = r.place LEFT JOIN entities n ON n.key = j.node WHERE r.id = ?")),
      sides_(d.prepare(
          "SELECT n.key, n.kind, n.country, p.role FROM report_participants p JOIN judgements j ON j.layer = 'entity' AND j.report = p.entity JOIN entities n ON n.key = j.node WHERE p.event = ? ORDER BY n.key, p.rowid")) {}

EventReport ReportReader::read(std::int64_t id) {
    EventReport r;
    r.id = id;
    if (!read_.bind(id).step()) return r;
    r.article = read_.text(0);
    r.local = read_.integer(1);
    r.type = read_.text(2);
    r.status = read_.text(3);
    r.name = read_.text(4);
    r.edition = read_.text(5);
    r.place = read_.text(6);
    r.place_name = read_.text(7);
    r.place_is_country = read_.text(8) == "country";
    r.place_country = read_.text(9);
    r.first = parse_date(read_.text(10));
    r.last = parse_date(read_.text(11));
    r.exact = read_.text(12) == "day" && r.first && (!r.last || *r.last - *r.first <= std::chrono::days{4});
    r.published = parse_date(read_.text(13));
    r.signature = static_cast<std::uint64_t>(read_.integer(14));
    r.number = static_cast<int>(read_.integer(15));
    sides_.bind(id);
    while (sides_.step())
        if (r.sides.empty() || r.sides.back().node != sides_.text(0)) r.sides.push_back({sides_.text(0), sides_.text(2), sides_.text(1) == "person", sides_.text(3)});
    return r;
}

void resolve_events(Database& database, Pins const& pins, std::vector<std::int64_t> const& changed_entities) { EventResolver(database, pins).run(changed_entities); }

}  // namespace diplograph
