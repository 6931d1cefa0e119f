#include "extract/knowledge.hpp"

#include <algorithm>

#include "core/bytes.hpp"
#include "extract/document.hpp"

namespace diplograph {

std::optional<WordId> Knowledge::number(std::string_view folded) const {
    std::size_t const mask = word_slots.size() - 1;
    for (std::size_t at = fnv1a(folded) & mask; word_slots[at] != 0; at = (at + 1) & mask)
        if (word(word_slots[at] - 1) == folded) return word_slots[at] - 1;
    return std::nullopt;
}

std::string_view Knowledge::value(WordId word, WordClass kind) const {
    auto const found = std::lower_bound(values.begin(), values.end(), std::pair(word, kind), [](WordValue const& v, auto const& key) { return std::pair(v.word, v.kind) < key; });
    return found == values.end() || found->word != word || found->kind != kind ? std::string_view{} : text(found->value);
}

std::uint32_t Knowledge::step(std::uint32_t node, WordId word) const {
    if (node == 0) return word < roots.size() ? roots[word] : 0;
    auto const first = edges.begin() + node_edges[node], last = edges.begin() + node_edges[node + 1];
    auto const found = std::lower_bound(first, last, word, [](Edge const& e, WordId w) { return e.word < w; });
    return found == last || found->word != word ? 0 : found->node;
}

std::span<Sense const> Knowledge::senses_of(std::string_view entry) const {
    std::uint32_t node = 0;
    for (std::string const& folded : entry_words(entry)) {
        auto const id = number(folded);
        node = id ? step(node, *id) : 0;
        if (node == 0) return {};
    }
    return node == 0 ? std::span<Sense const>() : senses_at(node);
}

StateFact const* Knowledge::state(std::string_view iso3) const {
    auto const found = std::lower_bound(by_code.begin(), by_code.end(), iso3, [&](std::uint32_t row, std::string_view code) { return text(states[row].iso3) < code; });
    return found == by_code.end() || text(states[*found].iso3) != iso3 ? nullptr : &states[*found];
}

std::span<std::uint32_t const> Knowledge::tenures_of(std::string_view owner) const {
    auto const first = std::lower_bound(by_owner.begin(), by_owner.end(), owner, [&](std::uint32_t row, std::string_view o) { return text(tenures[row].owner) < o; });
    auto const last = std::upper_bound(first, by_owner.end(), owner, [&](std::string_view o, std::uint32_t row) { return o < text(tenures[row].owner); });
    return {first, last};
}

std::vector<std::uint32_t> Knowledge::persons_called(std::string_view word) const {
    std::vector<std::uint32_t> out;
    auto const hash = static_cast<std::uint32_t>(fnv1a(word));
    auto const found = std::lower_bound(person_words.begin(), person_words.end(), hash, [](PersonWord const& p, std::uint32_t h) { return p.hash < h; });
    for (auto at = found; at != person_words.end() && at->hash == hash; ++at) out.push_back(at->person);
    return out;
}

}  // namespace diplograph
