// How many tokens a second the compiled tables look up: word to number, then the longest entry of the trie at each.
// usage: lookup_bench TEXT..., run in one thread.
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "extract/document.hpp"
#include "extract/extract.hpp"
#include "extract/knowledge.hpp"
#include "extract/table.hpp"

using namespace diplograph;

int main(int argc, char** argv) {
    auto const begin = std::chrono::steady_clock::now();
    auto const knowledge = load_knowledge({DIPLOGRAPH_SOURCE "/data", DIPLOGRAPH_BINARY "/data"});
    auto const seconds = [](auto from) { return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count(); };
    std::printf("tables and model loaded in %.0f ms\n", 1000 * seconds(begin));
    std::vector<std::string> words;
    for (int i = 1; i < argc; ++i)
        for (std::string& word : entry_words(read_file(argv[i]))) words.push_back(std::move(word));
    if (words.empty()) return 2;
    auto const start = std::chrono::steady_clock::now();
    std::size_t found = 0, rounds = 0;
    std::vector<WordId> numbers(words.size());
    for (; seconds(start) < 2; ++rounds) {
        for (std::size_t i = 0; i < words.size(); ++i) numbers[i] = knowledge->number(words[i]).value_or(~WordId{0});
        for (std::size_t i = 0; i < words.size(); ++i)
            for (std::uint32_t node = 0, at = static_cast<std::uint32_t>(i); at < words.size(); ++at) {
                node = knowledge->step(node, numbers[at]);
                if (node == 0) break;
                found += !knowledge->senses_at(node).empty();
            }
    }
    std::printf("%.1f million tokens a second; %.3f entries a token\n", static_cast<double>(words.size() * rounds) / seconds(start) / 1e6, static_cast<double>(found) / static_cast<double>(words.size() * rounds));
}
