#include "graph/in_order.hpp"

#include <algorithm>

#include "graph/meetings.hpp"
#include "graph/topology.hpp"

namespace diplograph {

namespace {

/// An actor reached through a meeting.
struct Arrival {
    std::uint32_t actor = 0, meeting = 0;
    std::size_t before = 0;  ///< index of the arrival that it came from; the first one is the start
    Date day;
};

/// Looks for earliest arrivals, meeting after meeting.
class Journey {
public:
    explicit Journey(Meetings const& all) : all_(all), meetings_of_(all.by_actor()), gone_(all.meetings.size(), false) {
        for (std::size_t m = 0; m < gone_.size(); ++m) gone_[m] = !all.meetings[m].first;
    }

    /// The first arrival at the goal: actor, event, actor, ... Its meetings are used up. Empty if there is none.
    Topology::Path run(std::uint32_t from, std::uint32_t to) {
        std::vector<bool> used = gone_;  // a meeting brings nobody there earlier the second time
        std::vector<Date> best(all_.actors.size(), Date::max());
        std::vector<Arrival> arrivals{{from, 0, 0, Date::min()}};
        best[from] = Date::min();
        for (std::size_t i = 0; i < arrivals.size(); ++i) {  // in the order of the number of meetings
            Arrival const now = arrivals[i];
            for (std::uint32_t const m : meetings_of_[now.actor]) {
                Meeting const& meeting = all_.meetings[m];
                if (used[m] || *meeting.first < now.day) continue;
                used[m] = true;
                for (std::uint32_t const actor : meeting.present) {
                    if (*meeting.last >= best[actor]) continue;
                    best[actor] = *meeting.last;
                    arrivals.push_back({actor, m, i, *meeting.last});
                }
            }
        }
        return way(arrivals, to, best[to]);
    }

private:
    Topology::Path way(std::vector<Arrival> const& arrivals, std::uint32_t to, Date day) {
        Topology::Path out;
        std::size_t i = 1;
        while (i < arrivals.size() && (arrivals[i].actor != to || arrivals[i].day != day)) ++i;
        if (i == arrivals.size()) return out;
        for (; i != 0; i = arrivals[i].before) {
            out.push_back(all_.actors[arrivals[i].actor].key);
            out.push_back(all_.meetings[arrivals[i].meeting].key);
            gone_[arrivals[i].meeting] = true;
        }
        out.push_back(all_.actors[arrivals.front().actor].key);
        std::reverse(out.begin(), out.end());
        return out;
    }

    Meetings const& all_;
    std::vector<std::vector<std::uint32_t>> meetings_of_;
    std::vector<bool> gone_;
};

}  // namespace

Table path_in_order(Store& store, std::string const& from, std::string const& to, std::size_t count, EventFilter const& filter) {
    Meetings const all = read_meetings(store, filter);
    auto const start = all.find(from), goal = all.find(to);
    std::vector<Topology::Path> ways;
    if (start && goal && start != goal) {
        Journey journey(all);
        while (ways.size() < count) {
            Topology::Path way = journey.run(*start, *goal);
            if (way.empty()) break;
            ways.push_back(std::move(way));
        }
    }
    return steps(store, ways);
}

}  // namespace diplograph
