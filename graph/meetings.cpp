#include "graph/meetings.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "graph/select.hpp"

namespace diplograph {

namespace {

/// Leaves the actors who were present somewhere.
void drop_absent(Meetings& all) {
    std::uint32_t const none = static_cast<std::uint32_t>(all.actors.size());
    std::vector<std::uint32_t> place(all.actors.size(), none);
    for (Meeting const& m : all.meetings)
        for (std::uint32_t const a : m.present) place[a] = 0;
    std::vector<Actor> kept;
    for (std::size_t i = 0; i < place.size(); ++i) {
        if (place[i] == none) continue;
        place[i] = static_cast<std::uint32_t>(kept.size());
        kept.push_back(std::move(all.actors[i]));
    }
    all.actors = std::move(kept);
    for (Meeting& m : all.meetings)
        for (std::uint32_t& a : m.present) a = place[a];
}

Meeting read_meeting(Statement const& s) {
    Meeting m{s.text(0), s.text(1), s.text(2), s.text(3), s.text(4), s.text(5), parse_date(s.text(6)), parse_date(s.text(7)), {}};
    if (m.first) m.last = std::max(*m.first, m.last.value_or(*m.first));
    else m.last.reset();
    return m;
}

}  // namespace

std::optional<std::uint32_t> Meetings::find(std::string const& key) const {
    auto const at = std::lower_bound(actors.begin(), actors.end(), key, [](Actor const& a, std::string const& k) { return a.key < k; });
    if (at == actors.end() || at->key != key) return std::nullopt;
    return static_cast<std::uint32_t>(at - actors.begin());
}

std::vector<std::vector<std::uint32_t>> Meetings::by_actor() const {
    std::vector<std::vector<std::uint32_t>> out(actors.size());
    for (std::uint32_t i = 0; i < meetings.size(); ++i)
        for (std::uint32_t const a : meetings[i].present) out[a].push_back(i);
    return out;
}

Meetings read_meetings(Store& store, EventFilter const& filter) {
    Meetings out;
    EventFilter const f = who_met(filter);
    std::unordered_map<std::string, std::uint32_t> index;
    Statement entity = store.database().prepare("SELECT key, name, kind, country FROM entities ORDER BY key");
    while (entity.step()) {
        index[entity.text(0)] = static_cast<std::uint32_t>(out.actors.size());
        out.actors.push_back({entity.text(0), entity.text(1), entity.text(2), entity.text(3)});
    }
    Statement s = store.database().prepare("SELECT e.key, e.type, e.place_name, " + from_day() + ", " + to_day() + ", e.precision, e.first, e.last, p.entity FROM events e JOIN participants p ON p.event = e.key" +
                                           where(f) + named_by(f.as_of, "p") + " AND p.attendance = 'present' ORDER BY e.key, p.entity");
    while (s.step()) {
        auto const actor = index.find(s.text(8));
        if (actor == index.end()) continue;
        if (out.meetings.empty() || out.meetings.back().key != s.text(0)) out.meetings.push_back(read_meeting(s));
        out.meetings.back().present.push_back(actor->second);
    }
    drop_absent(out);
    return out;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> who_met_whom(std::vector<Attendee> const& present) {
    std::vector<std::uint32_t> sides;
    for (std::uint32_t i = 0; i < present.size(); ++i) {
        Attendee const& s = present[i];
        bool const covered = s.kind != "person" && !s.country.empty() &&
                             std::any_of(present.begin(), present.end(), [&](Attendee const& other) { return other.kind == "person" && other.country == s.country; });
        if (!covered && s.kind != "place" && s.kind != "event_name") sides.push_back(i);
    }
    bool const one_side = std::all_of(sides.begin(), sides.end(), [&](std::uint32_t i) { return present[i].country == present[sides.front()].country; });
    std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
    for (std::size_t a = 0; a < sides.size(); ++a)
        for (std::size_t b = a + 1; b < sides.size(); ++b) {
            std::string_view const country = present[sides[a]].country;
            bool const delegation = !one_side && !country.empty() && country == present[sides[b]].country;
            if (!delegation) out.emplace_back(sides[a], sides[b]);
        }
    return out;
}

Acquaintance acquaintance(Meetings const& all, std::vector<std::uint32_t> const& chosen) {
    Acquaintance out;
    std::vector<std::uint64_t> pairs;  // both ways, one after the other in 64 bits
    std::vector<std::uint32_t> met(all.actors.size(), 0);
    for (std::uint32_t const i : chosen) {
        Meeting const& m = all.meetings[i];
        std::vector<Attendee> sides;
        for (std::uint32_t const a : m.present) sides.push_back({all.actors[a].kind, all.actors[a].country});
        std::vector<bool> counted(sides.size(), false);
        for (auto const& [a, b] : who_met_whom(sides)) {
            pairs.push_back(std::uint64_t{m.present[a]} << 32 | m.present[b]);
            pairs.push_back(std::uint64_t{m.present[b]} << 32 | m.present[a]);
            counted[a] = counted[b] = true;
        }
        for (std::size_t a = 0; a < sides.size(); ++a) met[m.present[a]] += counted[a];
    }
    std::sort(pairs.begin(), pairs.end());
    std::vector<std::uint32_t> node(all.actors.size(), 0);
    for (std::uint32_t a = 0; a < met.size(); ++a) {
        if (met[a] == 0) continue;
        node[a] = static_cast<std::uint32_t>(out.actors.size());
        out.actors.push_back(a);
        out.meetings.push_back(met[a]);
    }
    std::uint64_t const low = 0xffffffffU;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        while (out.begin.size() <= node[pairs[i] >> 32]) out.begin.push_back(out.links.size());
        if (i > 0 && pairs[i] == pairs[i - 1]) ++out.links.back().meetings;
        else out.links.push_back({node[pairs[i] & low], 1});
    }
    out.begin.resize(out.size() + 1, out.links.size());
    return out;
}

Acquaintance acquaintance(Meetings const& all) {
    std::vector<std::uint32_t> every(all.meetings.size());
    std::iota(every.begin(), every.end(), 0U);
    return acquaintance(all, every);
}

}  // namespace diplograph
