#include "extract/iob2.hpp"

#include <algorithm>

namespace diplograph {

Iob2::Iob2(std::vector<std::string> const& tags) : before_(tags.size()) {
    for (std::size_t tag = 0; tag < tags.size(); ++tag)
        if (tags[tag].starts_with("I-"))
            for (std::size_t other = 0; other < tags.size(); ++other)
                if (tags[other].size() > 1 && tags[other].substr(1) == tags[tag].substr(1)) before_[tag].push_back(static_cast<std::uint8_t>(other));
}

std::vector<std::uint8_t> Iob2::operator()(float const* scores, std::size_t words) const {
    std::size_t const n = before_.size();
    std::vector<float> best(n), next(n);
    std::vector<std::uint8_t> from(words * n);
    auto const top = [&](std::vector<float> const& row) { return static_cast<std::uint8_t>(std::max_element(row.begin(), row.end()) - row.begin()); };
    for (std::size_t t = 0; t < words; ++t) {
        std::uint8_t const any = top(best);
        for (std::size_t tag = 0; tag < n; ++tag) {
            std::uint8_t chosen = any;
            if (!before_[tag].empty()) chosen = *std::max_element(before_[tag].begin(), before_[tag].end(), [&](auto a, auto b) { return best[a] < best[b]; });
            bool const impossible = t == 0 && !before_[tag].empty();
            from[t * n + tag] = chosen;
            next[tag] = scores[t * n + tag] + (impossible ? -1e9F : best[chosen]);
        }
        best.swap(next);
    }
    std::vector<std::uint8_t> out(words);
    std::uint8_t at = top(best);
    for (std::size_t t = words; t-- > 0;) {
        out[t] = at;
        at = from[t * n + at];
    }
    return out;
}

}  // namespace diplograph
