#include "extract/tree.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

namespace diplograph {

namespace {

constexpr double never = -std::numeric_limits<double>::infinity();

/// matrix[d][h]: how well h suits as the head of d. It shrinks in its place: cycles may lie deep within each other.
class Scores {
public:
    explicit Scores(std::size_t n) : width_(n), values_(n * n, never) {}
    double* operator[](std::size_t d) { return values_.data() + d * width_; }

private:
    std::size_t width_;
    std::vector<double> values_;
};

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

/// The first of the best.
int best_in(double const* row, std::size_t count) { return static_cast<int>(std::max_element(row, row + count) - row); }

/// Heads of the maximum arborescence over nodes 0..n-1, 0 the root.
/// \param heads the best head of each node, the first of equals; the root's is 0.
std::vector<int> arborescence(Scores& matrix, std::vector<int> heads) {
    std::size_t const n = heads.size();
    std::vector<int> cycle;
    if (!find_cycle(heads, cycle)) return heads;

    // The cycle becomes one node, the last of a smaller graph.
    std::vector<int> kept, place(n, -1);
    std::vector<bool> inside(n, false);
    for (int const c : cycle) inside[static_cast<std::size_t>(c)] = true;
    for (std::size_t i = 0; i < n; ++i) {
        if (inside[i]) continue;
        place[i] = static_cast<int>(kept.size());
        kept.push_back(static_cast<int>(i));
    }
    std::size_t const whole = kept.size();
    std::vector<double> into(whole, never), gains(whole, never);
    std::vector<int> leave(whole, 0), enter(whole, 0);  // by outer node: the word of the cycle that is used
    for (int const c : cycle) {
        auto const y = static_cast<std::size_t>(c);
        double const* const row = matrix[y];
        double const own = row[heads[y]];
        for (std::size_t a = 0; a < whole; ++a) {
            auto const x = static_cast<std::size_t>(kept[a]);
            if (double const score = matrix[x][y]; score > into[a]) into[a] = score, leave[a] = c;
            if (double const gain = row[x] - own; gain > gains[a]) gains[a] = gain, enter[a] = c;
        }
    }
    std::sort(cycle.begin(), cycle.end());
    std::vector<int> inner(whole + 1, 0);
    for (std::size_t a = 0; a < whole; ++a) {
        auto const x = static_cast<std::size_t>(kept[a]);
        double const* const from = matrix[x];
        double* const to = matrix[a];
        double* end = to;
        std::size_t begin = 0;
        for (int const c : cycle) {  // row and place may be the same: the words before the cycle stay
            std::size_t const until = static_cast<std::size_t>(c);
            std::memmove(end, from + begin, (until - begin) * sizeof(double));
            end += until - begin;
            begin = until + 1;
        }
        std::memmove(end, from + begin, (n - begin) * sizeof(double));
        to[whole] = into[a];
        if (a == 0) continue;
        int const head = heads[x];  // it stays the best unless it is in the cycle; then a word outside may be as good
        inner[a] = inside[static_cast<std::size_t>(head)] ? best_in(to, whole + 1) : place[static_cast<std::size_t>(head)];
    }
    std::copy(gains.begin(), gains.end(), matrix[whole]);
    matrix[whole][whole] = never;
    inner[whole] = best_in(matrix[whole], whole);
    inner = arborescence(matrix, std::move(inner));
    std::vector<int> out = std::move(heads);
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
    Scores matrix(width);
    std::vector<int> best(width, 0);
    for (std::size_t d = 0; d < n; ++d) {
        double* const row = matrix[d + 1];
        for (std::size_t h = 0; h < width; ++h)
            if (h != d + 1) row[h] = static_cast<double>(scores[d * width + h]) - (h == 0 ? toll : 0);
        best[d + 1] = best_in(row, width);
    }
    std::vector<int> const tree = arborescence(matrix, std::move(best));
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
