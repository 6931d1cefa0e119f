#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace diplograph {

/// Reports that stand for one thing, and why each is among them.
struct Cluster {
    struct Member {
        std::size_t report;  ///< index of the input
        std::string rule;
        double score;
        std::string reason;
    };
    std::string key;
    std::vector<Member> members;  ///< in the order of article and local number
};

/// The most frequent of some texts that are not empty; of equally frequent ones the longest, then the first of the alphabet.
[[nodiscard]] std::string most_frequent(std::map<std::string, std::size_t> const& counts);

enum class Verdict { same, unsure, different };

/// What two reports or names, held against each other, are.
struct Judgement {
    Verdict verdict = Verdict::different;
    double score = 0;     ///< 0 to 1: how sure it is that they are the same
    std::string reason;
    bool by_name = false;  ///< different, but for the name alone
    bool put_off = false;  ///< the same, but on another day than it was to be
};

}  // namespace diplograph
