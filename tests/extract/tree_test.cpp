#include "extract/tree.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

using namespace diplograph;

namespace {

/// Scores that follow from a seed (splitmix64), between -8 and 8.
class Scores {
public:
    explicit Scores(std::uint64_t seed) : state_(seed) {}
    std::vector<float> of(std::size_t n) {
        std::vector<float> out(n * (n + 1));
        for (float& x : out) x = static_cast<float>(next() >> 40) / 1048576.0F - 8.0F;
        return out;
    }

private:
    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9E3779B97F4A7C15ULL;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ z >> 27) * 0x94D049BB133111EBULL;
        return z ^ z >> 31;
    }
    std::uint64_t state_;
};

bool reaches_root(std::vector<int> const& heads, std::size_t from) {
    std::size_t at = from, steps = 0;
    while (heads[at] != 0 && steps++ <= heads.size()) at = static_cast<std::size_t>(heads[at]) - 1;
    return heads[at] == 0;
}

bool is_tree(std::vector<int> const& heads) {
    std::size_t roots = 0;
    for (std::size_t d = 0; d < heads.size(); ++d) {
        if (heads[d] < 0 || heads[d] > static_cast<int>(heads.size()) || heads[d] == static_cast<int>(d + 1) || !reaches_root(heads, d)) return false;
        roots += heads[d] == 0;
    }
    return roots == 1;
}

double total(std::vector<float> const& scores, std::vector<int> const& heads) {
    double sum = 0;
    for (std::size_t d = 0; d < heads.size(); ++d) sum += static_cast<double>(scores[d * (heads.size() + 1) + static_cast<std::size_t>(heads[d])]);
    return sum;
}

/// The sum of the best of all trees: every choice of heads is tried.
double best_of_all(std::vector<float> const& scores, std::size_t n) {
    double best = -std::numeric_limits<double>::infinity();
    std::vector<int> heads(n, 0);
    while (true) {
        if (is_tree(heads)) best = std::max(best, total(scores, heads));
        std::size_t d = 0;
        while (d < n && heads[d] == static_cast<int>(n)) heads[d++] = 0;
        if (d == n) return best;
        ++heads[d];
    }
}

}  // namespace

TEST_CASE("no word has no tree, one word hangs on the root") {
    CHECK(best_tree({}, 0).empty());
    CHECK(best_tree({-3, 0}, 1) == std::vector<int>{0});
}

TEST_CASE("no tree is better") {
    Scores scores(1);
    for (std::size_t n = 1; n <= 5; ++n)
        for (int run = 0; run < (n < 5 ? 400 : 100); ++run) {
            std::vector<float> s = scores.of(n);
            for (std::size_t d = 0; d < n && run % 3 == 0; ++d) s[d * (n + 1)] += 10;  // all would be the root
            std::vector<int> const heads = best_tree(s, n);
            REQUIRE(heads.size() == n);
            REQUIRE(is_tree(heads));
            REQUIRE(total(s, heads) == Approx(best_of_all(s, n)).margin(1e-4));
        }
}

TEST_CASE("a tree has one root, however many words and cycles there are") {
    Scores scores(3);
    for (std::size_t const n : {6U, 17U, 60U, 200U})
        for (int run = 0; run < 10; ++run) REQUIRE(is_tree(best_tree(scores.of(n), n)));
    std::size_t const n = 200;  // pairs that want each other, pairs of pairs, and so on
    std::vector<float> nested(n * (n + 1));
    for (std::size_t d = 0; d < n; ++d)
        for (std::size_t h = 1; h <= n; ++h) nested[d * (n + 1) + h] = -static_cast<float>((d ^ (h - 1)));
    CHECK(is_tree(best_tree(nested, n)));
    CHECK(is_tree(best_tree(std::vector<float>(n * (n + 1), 0), n)));  // all alike
}

TEST_CASE("distances fall into classes by side") {
    CHECK(distance_bucket(3, 0) == 30);
    CHECK(distance_bucket(3, 2) == 0);
    CHECK(distance_bucket(3, 4) == 15);
    CHECK(distance_bucket(1, 500) == 29);
    CHECK(distance_bucket(500, 1) == 14);
    int last = -1;
    for (int h = 2; h < 60; ++h) {
        CHECK(distance_bucket(1, h) >= last);
        last = distance_bucket(1, h);
        CHECK(last < distance_buckets);
    }
}
