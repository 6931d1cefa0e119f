#include "graph/ego.hpp"

#include <algorithm>
#include <map>

#include "graph/meetings.hpp"

namespace diplograph {

namespace {

constexpr std::size_t unseen = SIZE_MAX;

/// By actor: how many meetings away it is.
std::vector<std::size_t> distances(Meetings const& all, std::vector<std::vector<std::uint32_t>> const& meetings_of, std::uint32_t from, std::size_t hops) {
    std::vector<std::size_t> out(all.actors.size(), unseen);
    std::vector<bool> used(all.meetings.size(), false);
    std::vector<std::uint32_t> layer{from};
    out[from] = 0;
    for (std::size_t hop = 1; hop <= hops && !layer.empty(); ++hop) {
        std::vector<std::uint32_t> next;
        for (std::uint32_t const a : layer)
            for (std::uint32_t const m : meetings_of[a]) {
                if (used[m]) continue;
                used[m] = true;
                for (std::uint32_t const b : all.meetings[m].present) {
                    if (out[b] != unseen) continue;
                    out[b] = hop;
                    next.push_back(b);
                }
            }
        layer = std::move(next);
    }
    return out;
}

/// What joins an actor to those who are one meeting nearer.
struct Joint {
    std::uint32_t actor = 0;
    std::size_t distance = 0;
    std::int64_t events = 0;
    std::string first, last;
    std::map<std::uint32_t, std::size_t> nearer;  ///< and how often they met

    void add(Meeting const& m, std::vector<std::size_t> const& away) {
        bool any = false;
        for (std::uint32_t const b : m.present) {
            if (away[b] + 1 != distance) continue;
            any = true;
            ++nearer[b];
        }
        if (!any) return;
        ++events;
        if (m.date.empty()) return;
        first = first.empty() ? m.date : std::min(first, m.date);
        last = std::max(last, m.date);
    }
    [[nodiscard]] std::uint32_t through() const {
        return std::max_element(nearer.begin(), nearer.end(), [](auto const& a, auto const& b) { return a.second < b.second; })->first;
    }
};

}  // namespace

Table ego(Store& store, std::string const& actor, std::size_t hops, EventFilter const& filter) {
    Table table;
    table.columns = {"distance", "who", "country", "kind", "events", "first", "last", "through", "id"};
    Meetings const all = read_meetings(store, filter);
    auto const center = all.find(actor);
    if (!center) return table;
    auto const meetings_of = all.by_actor();
    std::vector<std::size_t> const away = distances(all, meetings_of, *center, hops);
    std::vector<Joint> joints;
    for (std::uint32_t a = 0; a < away.size(); ++a) {
        if (away[a] == unseen || away[a] == 0) continue;
        Joint joint{a, away[a], 0, {}, {}, {}};
        for (std::uint32_t const m : meetings_of[a]) joint.add(all.meetings[m], away);
        joints.push_back(std::move(joint));
    }
    std::stable_sort(joints.begin(), joints.end(), [](Joint const& a, Joint const& b) { return a.distance != b.distance ? a.distance < b.distance : a.events > b.events; });
    auto const cell = [](std::string const& text) { return text.empty() ? Value{} : Value{text}; };
    for (Joint const& j : joints) {
        Actor const& a = all.actors[j.actor];
        table.rows.push_back({static_cast<std::int64_t>(j.distance), a.name, cell(a.country), a.kind, j.events, cell(j.first), cell(j.last),
                              j.distance == 1 ? Value{} : Value{all.actors[j.through()].name}, a.key});
    }
    return table;
}

}  // namespace diplograph
