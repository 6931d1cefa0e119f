#include "extract/tree.hpp"

#include <algorithm>
#include <limits>

namespace diplograph {

namespace {

using Scores = std::vector<std::vector<double>>;

constexpr double never = -std::numeric_limits<double>::infinity();

/// Follows heads from every word; fills `cycle` with the words of the first cycle found.
bool find_cycle(std::vector<int> const& heads, std::vector<int>& cycle) {
    std::vector<int> mark(heads.size(), 0);
    for (int start = 1; start < static_cast<int>(heads.size()); ++start) {
        int at = start;
        while (at != 0 && mark[static_cast<std::size_t>(at)] == 0) {
            mark[static_cast<std::size_t>(at)] = start;
            at = heads[static_cast<std::size_t>(at)];
        }
        if (at == 0 || mark[static_cast<std::size_t>(at)] != start) continue;
        cycle.clear();
        int const first = at;
        do {
            cycle.push_back(at);
            at = heads[static_cast<std::size_t>(at)];
        } while (at != first);
        return true;
    }
    return false;
}

/// Heads of the maximum arborescence over nodes 0..n, 0 the root. `score(d, h)` is matrix[d][h].
std::vector<int> arborescence(Scores matrix) {
    int const n = static_cast<int>(matrix.size());
    std::vector<int> heads(matrix.size(), 0);
    for (int d = 1; d < n; ++d) {
        auto const& row = matrix[static_cast<std::size_t>(d)];
        int best = 0;
        for (int h = 0; h < n; ++h)
            if (h != d && row[static_cast<std::size_t>(h)] > row[static_cast<std::size_t>(best)]) best = h;
        heads[static_cast<std::size_t>(d)] = best;
    }
    std::vector<int> cycle;
    if (!find_cycle(heads, cycle)) return heads;

    // The cycle becomes one node, the last of a smaller graph.
    std::vector<int> kept;
    std::vector<bool> inside(matrix.size(), false);
    for (int const c : cycle) inside[static_cast<std::size_t>(c)] = true;
    for (int i = 0; i < n; ++i)
        if (!inside[static_cast<std::size_t>(i)]) kept.push_back(i);
    std::size_t const whole = kept.size();
    Scores small(whole + 1, std::vector<double>(whole + 1, never));
    std::vector<int> leave(whole + 1, 0), enter(whole + 1, 0);  // by outer node: the word of the cycle that is used
    for (std::size_t a = 0; a < whole; ++a) {
        auto const x = static_cast<std::size_t>(kept[a]);
        for (std::size_t b = 0; b < whole; ++b)
            if (a != b) small[a][b] = matrix[x][static_cast<std::size_t>(kept[b])];
        for (int const c : cycle) {
            auto const y = static_cast<std::size_t>(c);
            if (matrix[x][y] > small[a][whole]) small[a][whole] = matrix[x][y], leave[a] = c;
            double const gain = matrix[y][x] - matrix[y][static_cast<std::size_t>(heads[y])];
            if (gain > small[whole][a]) small[whole][a] = gain, enter[a] = c;
        }
    }
    matrix = {};  // one matrix at a time: cycles may lie deep within each other
    std::vector<int> const inner = arborescence(std::move(small));
    std::vector<int> out = heads;
    for (std::size_t a = 1; a < whole; ++a) {
        int const h = inner[a];
        out[static_cast<std::size_t>(kept[a])] = h == static_cast<int>(whole) ? leave[a] : kept[static_cast<std::size_t>(h)];
    }
    int const from = inner[whole];
    out[static_cast<std::size_t>(enter[static_cast<std::size_t>(from)])] = kept[static_cast<std::size_t>(from)];
    return out;
}

}  // namespace

std::vector<int> best_tree(std::vector<float> const& scores, std::size_t n) {
    if (n == 0) return {};
    std::size_t const width = n + 1;
    std::vector<int> heads(n, 0);
    std::size_t roots = 0;
    for (std::size_t d = 0; d < n; ++d) {
        float best = -std::numeric_limits<float>::infinity();
        for (std::size_t h = 0; h < width; ++h)
            if (h != d + 1 && scores[d * width + h] > best) best = scores[d * width + h], heads[d] = static_cast<int>(h);
        roots += heads[d] == 0;
    }
    std::vector<int> with_root(width, 0), cycle;
    for (std::size_t d = 0; d < n; ++d) with_root[d + 1] = heads[d];
    if (roots == 1 && !find_cycle(with_root, cycle)) return heads;

    // An arc from the root costs more than all others can win, so that there is one.
    auto const [low, high] = std::minmax_element(scores.begin(), scores.end());
    double const toll = (static_cast<double>(*high) - static_cast<double>(*low)) * static_cast<double>(n) + 1;
    Scores matrix(width, std::vector<double>(width, never));
    for (std::size_t d = 0; d < n; ++d)
        for (std::size_t h = 0; h < width; ++h)
            if (h != d + 1) matrix[d + 1][h] = static_cast<double>(scores[d * width + h]) - (h == 0 ? toll : 0);
    std::vector<int> const tree = arborescence(std::move(matrix));
    for (std::size_t d = 0; d < n; ++d) heads[d] = tree[d + 1];
    return heads;
}

int distance_bucket(int d, int h) {
    if (h == 0) return 30;
    int const distance = h - d;
    int const size = distance < 0 ? -distance : distance;
    int const bucket = size <= 10 ? size - 1 : size <= 13 ? 10 : size <= 17 ? 11 : size <= 24 ? 12 : size <= 35 ? 13 : 14;
    return distance < 0 ? bucket : 15 + bucket;
}

}  // namespace diplograph
