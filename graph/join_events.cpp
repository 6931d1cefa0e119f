#include "graph/join_events.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "core/bytes.hpp"

namespace diplograph {

std::string stable_hash(std::string_view bytes) {
    std::uint64_t hash = fnv1a(bytes);
    hash ^= hash >> 32;  // the last bytes reach all digits
    hash *= 0x9e3779b97f4a7c15ULL;
    hash ^= hash >> 29;
    return hexadecimal(hash);
}

namespace {

/// Reports that may belong together, on their way to be events.
class Joiner {
public:
    Joiner(std::vector<EventReport> const& reports, Pins const& pins) : reports_(reports), pins_(pins) {}

    std::vector<Cluster> run() {
        std::vector<std::size_t> order(reports_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rank(reports_[a]) < rank(reports_[b]); });
        pinned(order);
        for (std::size_t const i : order) place(i);
        join_put_off();
        for (Cluster& c : clusters_) name(c);
        std::sort(clusters_.begin(), clusters_.end(), [](Cluster const& a, Cluster const& b) { return a.key < b.key; });
        return std::move(clusters_);
    }

private:
    /// What tells most comes first: with days before without, realised before planned, more participants before fewer.
    static std::tuple<bool, bool, bool, std::ptrdiff_t, std::string, std::int64_t> rank(EventReport const& r) {
        bool const realised = r.status == "occurred" || r.status == "ongoing";
        return {!(r.first && r.exact), !r.first, !realised, -static_cast<std::ptrdiff_t>(r.sides.size()), r.article, r.local};
    }

    /// Judgements by hand found the first events; the reports that bear a pin are taken out of the order.
    void pinned(std::vector<std::size_t>& order) {
        std::map<int, std::size_t> of_pin;
        std::vector<std::size_t> rest;
        for (std::size_t const i : order) {
            auto const pin = pins_.of(reports_[i].id);
            if (!pin) {
                rest.push_back(i);
                continue;
            }
            auto const [at, fresh] = of_pin.try_emplace(*pin, clusters_.size());
            if (fresh) clusters_.emplace_back();
            clusters_[at->second].members.push_back({i, "judged by hand", 1, "judged by hand"});
        }
        order = std::move(rest);
    }

    void place(std::size_t i) {
        struct Fit {
            double score;
            std::size_t cluster;
            std::string reason;
        };
        std::vector<Fit> fits;
        for (std::size_t c = 0; c < clusters_.size(); ++c) {
            Fit fit{0, c, {}};
            bool clash = false;
            for (Cluster::Member const& m : clusters_[c].members) {
                Judgement const j = judge_events(reports_[m.report], reports_[i], pins_);
                clash = j.verdict == Verdict::different;
                if (clash) break;
                if (j.verdict == Verdict::same && j.score > fit.score) fit.score = j.score, fit.reason = j.reason;
            }
            if (!clash && fit.score > 0) fits.push_back(std::move(fit));
        }
        std::stable_sort(fits.begin(), fits.end(), [](Fit const& a, Fit const& b) { return a.score > b.score; });
        bool const clear = fits.size() == 1 || (fits.size() > 1 && fits[0].score > fits[1].score);
        if (clear) {
            clusters_[fits[0].cluster].members.push_back({i, "same event", fits[0].score, fits[0].reason});
            return;
        }
        clusters_.emplace_back();
        clusters_.back().members.push_back({i, "alone", 1, fits.empty() ? "first report" : "fits several events"});
    }

    /// What was called off for one day and came on another has grown two events by now: they are one, if nothing speaks against it.
    void join_put_off() {
        for (std::size_t a = 0; a < clusters_.size(); ++a)
            for (std::size_t b = a + 1; b < clusters_.size(); ++b) {
                Judgement tie;
                bool clash = false;
                for (Cluster::Member const& m : clusters_[a].members)
                    for (Cluster::Member const& n : clusters_[b].members) {
                        Judgement const j = judge_events(reports_[m.report], reports_[n.report], pins_);
                        clash = clash || j.verdict == Verdict::different;
                        if (j.put_off) tie = j;
                    }
                if (clash || !tie.put_off) continue;
                for (Cluster::Member& n : clusters_[b].members) {
                    if (n.rule == "alone") n.rule = "same event", n.score = tie.score, n.reason = tie.reason;
                    clusters_[a].members.push_back(std::move(n));
                }
                clusters_.erase(clusters_.begin() + static_cast<std::ptrdiff_t>(b));
                b = a;  // it may tie in more
            }
    }

    /// The key of an event: type, day and a digest of its first report.
    void name(Cluster& c) const {
        std::sort(c.members.begin(), c.members.end(), [&](auto const& a, auto const& b) {
            return std::tie(reports_[a.report].article, reports_[a.report].local) < std::tie(reports_[b.report].article, reports_[b.report].local);
        });
        EventReport const& first = reports_[c.members.front().report];
        std::string const hash = stable_hash(first.article + "#" + std::to_string(first.local));
        std::string date = "undated";
        for (Cluster::Member const& m : c.members)
            if (reports_[m.report].first) {
                date = to_string(*reports_[m.report].first);
                break;
            }
        c.key = first.type + "-" + date + "-" + hash.substr(0, 8);
    }

    std::vector<EventReport> const& reports_;
    Pins const& pins_;
    std::vector<Cluster> clusters_;
};

}  // namespace

std::vector<Cluster> join_events(std::vector<EventReport> const& reports, Pins const& pins) { return Joiner(reports, pins).run(); }

}  // namespace diplograph
