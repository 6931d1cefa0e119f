#include "graph/communities.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "graph/meetings.hpp"

namespace diplograph {

namespace {

/// A graph whose nodes are groups of nodes of the one before.
struct Level {
    std::vector<std::vector<std::pair<std::uint32_t, std::int64_t>>> links;  ///< by node, to others
    std::vector<std::int64_t> strength;                                      ///< sum of weights, those within counted twice
};

/// Moves nodes to the group that gains most until none gains; the number of every node's group.
std::vector<std::uint32_t> move_nodes(Level const& g, std::int64_t twice) {
    std::size_t const n = g.links.size();
    std::vector<std::uint32_t> group(n);
    std::iota(group.begin(), group.end(), 0U);
    std::vector<std::int64_t> total = g.strength, toward(n, 0);
    std::vector<std::uint32_t> near;
    for (bool moved = true; moved;) {
        moved = false;
        for (std::size_t v = 0; v < n; ++v) {
            near.clear();
            for (auto const& [other, weight] : g.links[v]) {
                if (toward[group[other]] == 0) near.push_back(group[other]);
                toward[group[other]] += weight;
            }
            std::sort(near.begin(), near.end());
            total[group[v]] -= g.strength[v];
            auto const gain = [&](std::uint32_t c) { return twice * toward[c] - total[c] * g.strength[v]; };
            std::uint32_t best = group[v];
            for (std::uint32_t const c : near)
                if (gain(c) > gain(best)) best = c;
            moved = moved || best != group[v];
            group[v] = best;
            total[best] += g.strength[v];
            for (std::uint32_t const c : near) toward[c] = 0;
        }
    }
    return group;
}

/// Numbers the groups anew in the order of their first nodes; how many there are.
std::size_t renumber(std::vector<std::uint32_t>& group) {
    std::map<std::uint32_t, std::uint32_t> number;
    for (std::uint32_t& g : group) g = number.try_emplace(g, static_cast<std::uint32_t>(number.size())).first->second;
    return number.size();
}

Level gathered(Level const& g, std::vector<std::uint32_t> const& group, std::size_t groups) {
    std::vector<std::map<std::uint32_t, std::int64_t>> sums(groups);
    Level out;
    out.strength.assign(groups, 0);
    for (std::size_t v = 0; v < g.links.size(); ++v) {
        out.strength[group[v]] += g.strength[v];
        for (auto const& [other, weight] : g.links[v])
            if (group[other] != group[v]) sums[group[v]][group[other]] += weight;
    }
    for (auto const& s : sums) out.links.emplace_back(s.begin(), s.end());
    return out;
}

std::vector<std::uint32_t> louvain(Acquaintance const& g) {
    Level level;
    std::int64_t twice = 0;
    for (std::size_t v = 0; v < g.size(); ++v) {
        level.links.emplace_back();
        level.strength.push_back(0);
        for (std::size_t i = g.begin[v]; i < g.begin[v + 1]; ++i) {
            level.links[v].emplace_back(g.links[i].other, g.links[i].meetings);
            level.strength[v] += g.links[i].meetings;
        }
        twice += level.strength[v];
    }
    std::vector<std::uint32_t> out(g.size());
    std::iota(out.begin(), out.end(), 0U);
    while (true) {
        std::vector<std::uint32_t> group = move_nodes(level, twice);
        std::size_t const groups = renumber(group);
        if (groups == level.links.size()) return out;
        for (std::uint32_t& c : out) c = group[c];
        level = gathered(level, group, groups);
    }
}

struct Group {
    std::vector<std::uint32_t> members;  ///< the one most at home first
    std::int64_t inside = 0, outside = 0;
};

/// Meetings of a node within its group and beyond.
std::pair<std::int64_t, std::int64_t> sides(Acquaintance const& g, std::vector<std::uint32_t> const& group, std::uint32_t v) {
    std::int64_t inside = 0, outside = 0;
    for (std::size_t i = g.begin[v]; i < g.begin[v + 1]; ++i) (group[g.links[i].other] == group[v] ? inside : outside) += g.links[i].meetings;
    return {inside, outside};
}

std::vector<Group> sorted_groups(Acquaintance const& g, std::vector<std::uint32_t> const& group) {
    std::vector<Group> out(group.empty() ? 0 : *std::max_element(group.begin(), group.end()) + std::size_t{1});
    std::vector<std::int64_t> home(g.size());
    for (std::uint32_t v = 0; v < g.size(); ++v) {
        auto const [inside, outside] = sides(g, group, v);
        home[v] = inside;
        Group& own = out[group[v]];
        own.members.push_back(v);
        own.inside += inside;
        own.outside += outside;
    }
    for (Group& one : out) {
        one.inside /= 2;
        std::stable_sort(one.members.begin(), one.members.end(), [&](std::uint32_t a, std::uint32_t b) { return home[a] > home[b]; });
    }
    std::stable_sort(out.begin(), out.end(), [](Group const& a, Group const& b) { return std::pair(a.members.size(), a.inside) > std::pair(b.members.size(), b.inside); });
    return out;
}

}  // namespace

Communities communities(Store& store, EventFilter const& filter) {
    Meetings const all = read_meetings(store, filter);
    Acquaintance const g = acquaintance(all);
    std::vector<std::uint32_t> const group = louvain(g);
    Communities out;
    out.groups.columns = {"group", "size", "inside", "outside", "modularity", "central", "members"};
    out.members.columns = {"group", "who", "country", "inside", "outside", "id"};
    std::vector<Group> const groups = sorted_groups(g, group);
    std::int64_t whole = 0;
    for (Group const& one : groups) whole += 2 * one.inside + one.outside;
    std::int64_t number = 0;
    for (Group const& one : groups) {
        ++number;
        std::string names;
        for (std::uint32_t const v : one.members) {
            Actor const& a = all.actors[g.actors[v]];
            auto const [inside, outside] = sides(g, group, v);
            names += (names.empty() ? "" : ", ") + a.name;
            out.members.rows.push_back({number, a.name, a.country.empty() ? Value{} : Value{a.country}, inside, outside, a.key});
        }
        double const within = 2.0 * static_cast<double>(one.inside) / static_cast<double>(whole);
        double const share = within + static_cast<double>(one.outside) / static_cast<double>(whole);
        out.modularity += within - share * share;
        out.groups.rows.push_back({number, static_cast<std::int64_t>(one.members.size()), one.inside, one.outside, std::round((within - share * share) * 1e4) / 1e4,
                                   all.actors[g.actors[one.members.front()]].name, std::move(names)});
    }
    out.modularity = std::round(out.modularity * 1e4) / 1e4;
    return out;
}

}  // namespace diplograph
