#include "extract/memo.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace diplograph;

namespace {

std::vector<float> numbers_of(std::string const& word) { return {static_cast<float>(word.size()), static_cast<float>(word.back())}; }

bool is_right(Memo const& memo, std::string const& word) {
    float const* const found = memo.find(word);
    return found == nullptr || (found[0] == numbers_of(word)[0] && found[1] == numbers_of(word)[1]);
}

}  // namespace

TEST_CASE("a memo gives back what was kept for a word, and nothing for others") {
    Memo memo(64);
    CHECK(memo.find("talks") == nullptr);
    memo.keep("talks", numbers_of("talks").data(), 2);
    REQUIRE(memo.find("talks") != nullptr);
    CHECK(is_right(memo, "talks"));
    CHECK(memo.find("Talks") == nullptr);
    float const* const first = memo.find("talks");
    memo.keep("talks", numbers_of("talks").data(), 2);
    CHECK(memo.find("talks") == first);
}

TEST_CASE("a full memo keeps what it has and takes no more") {
    Memo memo(3);
    std::vector<std::string> words;
    for (int i = 0; i < 20; ++i) words.push_back("word" + std::to_string(i));
    for (std::string const& word : words) memo.keep(word, numbers_of(word).data(), 2);
    CHECK(std::count_if(words.begin(), words.end(), [&](std::string const& word) { return memo.find(word) != nullptr; }) == 3);
    CHECK(std::all_of(words.begin(), words.end(), [&](std::string const& word) { return is_right(memo, word); }));
}
