#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/date.hpp"
#include "core/entity.hpp"
#include "core/words.hpp"
#include "extract/predicate.hpp"

namespace diplograph {

class Model;

/// A word interned to a number. Words of the tables have the numbers below Knowledge::words.size().
using WordId = std::uint32_t;

/// What a word can be. Most come from grammar.tsv, where they have these names; the rest from the other tables.
enum class WordClass : std::uint8_t {
    determiner, possessive, preposition, conjunction, subordinator, auxiliary, modal, negation, pronoun, adverb, month,
    weekday, number, scale, vague_number, ordinal, abbreviation, title, rank, portfolio, honorific, name_particle,
    name_suffix, group_noun, organization_head, event_head, place_head,
    governor, given_name, surname, common, noun, verb, adjective
};
template <>
struct Words<WordClass> {
    static constexpr std::array<std::string_view, 34> words{
        "determiner", "possessive", "preposition", "conjunction", "subordinator", "auxiliary", "modal", "negation",
        "pronoun", "adverb", "month", "weekday", "number", "scale", "vague_number", "ordinal", "abbreviation", "title",
        "rank", "portfolio", "honorific", "name_particle", "name_suffix", "group_noun", "organization_head",
        "event_head", "place_head", "governor", "given_name", "surname", "common", "noun", "verb", "adjective"};
};

/// What a sequence of words stands for; `row` indexes the table of its kind.
enum class SenseKind : std::uint8_t { state, adjective, demonym, metonym, capital, organization, place, phrase, person };
struct Sense {
    SenseKind kind = SenseKind::state;
    bool capital = true;   ///< the first word must be written with a capital
    bool acronym = false;  ///< the word must be written in capitals
    bool weak = false;     ///< also an ordinary word or a person's name: wants a preposition of place before it
    std::uint32_t row = 0;
};

/// Sequences of words and what they stand for.
class Trie {
public:
    Trie() : nodes_(1) {}
    void add(std::vector<WordId> const& words, Sense sense);
    /// The node below `node` by `word`; 0 if there is none. The root is 0.
    [[nodiscard]] std::uint32_t step(std::uint32_t node, WordId word) const {
        if (node == 0) return word < roots_.size() ? roots_[word] : 0;
        auto const found = edges_.find(key(node, word));
        return found == edges_.end() ? 0 : found->second;
    }
    [[nodiscard]] std::vector<Sense> const& senses(std::uint32_t node) const { return nodes_[node]; }

private:
    static std::uint64_t key(std::uint32_t node, WordId word) { return static_cast<std::uint64_t>(node) << 32 | word; }

    std::vector<std::uint32_t> roots_;  ///< by word: most sequences are one word long, and most words begin none
    std::unordered_map<std::uint64_t, std::uint32_t> edges_;
    std::vector<std::vector<Sense>> nodes_;
};

struct StateFact {
    std::string iso3, name, capital;
    std::vector<std::string> names;
    double latitude = 0, longitude = 0;
};
struct OrganizationFact {
    std::string name, sector, country, wikipedia;
    EntityKind kind = EntityKind::organization;
};
struct PlaceFact {
    std::string name, country, kind;
    double latitude = 0, longitude = 0;
    double weight = 0;  ///< greater is better known: inhabitants, or what places.tsv says
};
/// Somebody in an office from a day to another; both may be open.
struct OfficeFact {
    std::string country;  ///< ISO code, or the name of an organization
    std::string office;
    std::vector<std::string> titles;
    std::string person;
    std::vector<std::string> name;  ///< of the person: the words of its name_key
    std::optional<Date> from, to;
};
/// A row of grammar.tsv.
struct GrammarFact {
    WordClass kind = WordClass::title;
    std::string value;
};

/// All tables of data/ compiled for look-up. Immutable after loading.
struct Knowledge {
    std::deque<std::string> spellings;    ///< folded; what the views of `words` and `numbers` look at
    std::vector<std::string_view> words;  ///< by number
    std::vector<std::uint64_t> classes;
    std::unordered_map<std::string_view, WordId> numbers;
    std::unordered_map<std::uint64_t, std::string> values;  ///< of single words: word << 8 | class
    Trie trie;
    std::vector<StateFact> states;
    std::unordered_map<std::string, std::uint32_t> state_of_iso;
    std::vector<OrganizationFact> organizations;
    std::vector<PlaceFact> places;
    std::vector<OfficeFact> offices;
    std::vector<GrammarFact> grammar;
    std::unordered_map<WordId, char> genders;  ///< of given names: m, f, u
    Predicates predicates;
    std::shared_ptr<Model const> model;  ///< never null after loading

    Knowledge() = default;
    Knowledge(Knowledge const&) = delete;
    Knowledge& operator=(Knowledge const&) = delete;

    [[nodiscard]] WordId intern(std::string_view folded);
    [[nodiscard]] bool is(WordId word, WordClass kind) const {
        return word < classes.size() && (classes[word] >> static_cast<unsigned>(kind) & 1U) != 0;
    }
    /// The value of a word in a class of grammar.tsv; empty if there is none.
    [[nodiscard]] std::string_view value(WordId word, WordClass kind) const;
    /// The words of an entry, cut as the tokenizer cuts a text.
    [[nodiscard]] std::vector<WordId> sequence(std::string_view entry);
};

}  // namespace diplograph
