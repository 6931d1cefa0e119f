#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/entity.hpp"
#include "core/words.hpp"
#include "extract/codes.hpp"
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
    governor, part, attendance, harm, person_noun, uncounted, pastime, nickname, name_order, given_name, surname, common, noun, verb, adjective
};
template <>
struct Words<WordClass> {
    static constexpr std::array<std::string_view, 42> words{
        "determiner", "possessive", "preposition", "conjunction", "subordinator", "auxiliary", "modal", "negation",
        "pronoun", "adverb", "month", "weekday", "number", "scale", "vague_number", "ordinal", "abbreviation", "title",
        "rank", "portfolio", "honorific", "name_particle", "name_suffix", "group_noun", "organization_head",
        "event_head", "place_head", "governor", "part", "attendance", "harm", "person_noun", "uncounted", "pastime", "nickname", "name_order", "given_name", "surname", "common", "noun", "verb", "adjective"};
};

/// What a sequence of words stands for; `row` indexes the table of its kind.
enum class SenseKind : std::uint8_t { state, adjective, demonym, metonym, capital, organization, place, phrase, person, gathering };
struct Sense {
    SenseKind kind = SenseKind::state;
    bool capital = true;   ///< the first word must be written with a capital
    bool acronym = false;  ///< the word must be written in capitals
    bool weak = false;     ///< also an ordinary word or a person's name: wants a preposition of place before it
    std::uint32_t row = 0;
};

/// A piece of the pool of texts; Knowledge::text gives its characters. Lists are joined by '|'.
struct Text {
    std::uint32_t begin = 0, size = 0;
    [[nodiscard]] bool empty() const { return size == 0; }
};

/// Days, both included; open ends are the lowest and the highest number.
struct Days {
    std::int32_t from = std::numeric_limits<std::int32_t>::min(), to = std::numeric_limits<std::int32_t>::max();

    static std::int32_t number(Date date) { return static_cast<std::int32_t>(date.time_since_epoch().count()); }
    /// A last day moved back, but for an open end.
    static std::int32_t later(std::int32_t day, std::int32_t by) { return day == Days().to ? day : day + by; }
    [[nodiscard]] bool contains(Date date) const { return from <= number(date) && number(date) <= to; }
    [[nodiscard]] std::optional<Date> first() const { return from == Days().from ? std::nullopt : std::optional(Date(std::chrono::days(from))); }
    [[nodiscard]] std::optional<Date> last() const { return to == Days().to ? std::nullopt : std::optional(Date(std::chrono::days(to))); }
};

/// A place on the earth, in hundred thousandths of a degree: to a metre.
struct Point {
    std::int32_t north = 0, east = 0;

    static Point of(double latitude, double longitude) { return {static_cast<std::int32_t>(std::lround(latitude * 1e5)), static_cast<std::int32_t>(std::lround(longitude * 1e5))}; }
    [[nodiscard]] double latitude() const { return north / 1e5; }
    [[nodiscard]] double longitude() const { return east / 1e5; }
};

struct StateFact {
    Text iso3, name, capital;
    Point point;
};
struct OrganizationFact {
    Text name, sector, country, seat, wikipedia;
    EntityKind kind = EntityKind::organization;
};
/// Since when and until when a state belongs to an organization.
struct MembershipFact {
    std::uint32_t organization = 0;
    Text state;
    Days days;
};
struct PlaceFact {
    Text name, country, kind, province;
    Point point;
    float weight = 0;  ///< greater is better known: inhabitants, or what places.tsv says
};
/// Somebody who holds or held an office; the tenures are [first_tenure, last_tenure).
struct PersonFact {
    Text name;
    Text family;  ///< what the person is called alone, if not by the last word; may be several
    std::uint32_t first_tenure = 0, last_tenure = 0;
    char gender = 'u';  ///< m, f or u
    std::array<char, 3> unused{};
};
/// Somebody in an office from a day to another.
struct TenureFact {
    Text owner;                ///< ISO code, or the name of an organization
    std::uint32_t office = 0;  ///< row of offices
    std::uint32_t person = 0;
    Days days;
};
/// Under which titles an office goes: somebody's, all in one state or, with no owner, everywhere.
struct OfficeFact {
    Text office, owner, titles;
};
/// A conference, format, treaty: a row of gatherings.tsv.
struct GatheringFact {
    Text name, kind, organizers, members;
    Days days;
};
/// A row of grammar.tsv of several words.
struct GrammarFact {
    Text value;
    WordClass kind = WordClass::title;
    std::array<char, 3> unused{};
};
/// The value of a single word in a class of grammar.tsv.
struct WordValue {
    WordId word = 0;
    WordClass kind = WordClass::title;
    std::array<char, 3> unused{};
    Text value;
};
/// A word by which a person can be called.
struct PersonWord {
    std::uint32_t hash = 0;
    std::uint32_t person = 0;
};

/// From a node of the trie to another by a word.
struct Edge {
    WordId word = 0;
    std::uint32_t node = 0;
};

/// The arrays that the tables are compiled to, in `Array`s of one's own or views of a file.
template <template <class> class Array>
struct Tables {
    Array<char> pool;
    Array<Text> words;                ///< by number, folded
    Array<std::uint32_t> word_slots;  ///< hash table with open addressing: numbers of words, plus one; 0 is empty
    Array<std::uint64_t> classes;     ///< by word
    Array<char> genders;              ///< by word: m, f, u of given names, else 0
    Array<WordValue> values;          ///< sorted by word and class
    Array<std::uint32_t> roots;       ///< by word: the node of the trie that it begins, or 0
    Array<std::uint32_t> node_edges;  ///< by node: where its edges begin; the last one ends them all
    Array<Edge> edges;                ///< of a node sorted by word
    Array<std::uint32_t> node_senses; ///< by node: where its senses begin; the last one ends them all
    Array<Sense> senses;
    Array<StateFact> states;
    Array<std::uint32_t> by_code;     ///< states sorted by ISO code
    Array<OrganizationFact> organizations;
    Array<MembershipFact> memberships;  ///< sorted by organization
    Array<PlaceFact> places;
    Array<PersonFact> persons;
    Array<PersonWord> person_words;     ///< sorted by hash
    Array<TenureFact> tenures;          ///< sorted by person
    Array<std::uint32_t> by_owner;      ///< tenures sorted by owner, then by their first day
    Array<OfficeFact> offices;
    Array<GatheringFact> gatherings;
    Array<GrammarFact> grammar;

    /// Calls `each` for every array.
    template <class Each>
    void each(Each&& call) {
        call(pool), call(words), call(word_slots), call(classes), call(genders), call(values), call(roots), call(node_edges), call(edges), call(node_senses);
        call(senses), call(states), call(by_code), call(organizations), call(memberships), call(places), call(persons), call(person_words), call(tenures), call(by_owner), call(offices);
        call(gatherings), call(grammar);
    }
};
template <class Value>
using View = std::span<Value const>;
template <class Value>
using Rows = std::vector<Value>;

/// All tables of data/ compiled for look-up. Immutable after loading.
struct Knowledge : Tables<View> {
    std::shared_ptr<void const> storage;  ///< what the views look at
    Predicates predicates;
    CodeScheme codes;
    std::shared_ptr<Model const> model;  ///< never null after loading

    [[nodiscard]] std::string_view text(Text t) const { return {pool.data() + t.begin, t.size}; }
    [[nodiscard]] std::string_view word(WordId id) const { return text(words[id]); }
    /// The number of a folded word.
    [[nodiscard]] std::optional<WordId> number(std::string_view folded) const;
    [[nodiscard]] bool is(WordId word, WordClass kind) const {
        return word < classes.size() && (classes[word] >> static_cast<unsigned>(kind) & 1U) != 0;
    }
    [[nodiscard]] char gender(WordId word) const { return word < genders.size() ? genders[word] : '\0'; }
    /// The value of a word in a class of grammar.tsv; empty if there is none.
    [[nodiscard]] std::string_view value(WordId word, WordClass kind) const;
    /// The node of the trie below `node` by `word`; 0 if there is none. The root is 0.
    [[nodiscard]] std::uint32_t step(std::uint32_t node, WordId word) const;
    [[nodiscard]] std::span<Sense const> senses_at(std::uint32_t node) const { return senses.subspan(node_senses[node], node_senses[node + 1] - node_senses[node]); }
    /// The senses of a whole entry: "Foreign Ministry".
    [[nodiscard]] std::span<Sense const> senses_of(std::string_view entry) const;
    /// The state of an ISO code; null if there is none.
    [[nodiscard]] StateFact const* state(std::string_view iso3) const;
    /// Tenures at a state (ISO code) or organization, by their first day.
    [[nodiscard]] std::span<std::uint32_t const> tenures_of(std::string_view owner) const;
    /// Persons whose first, last or family name is a word of a name_key.
    [[nodiscard]] std::vector<std::uint32_t> persons_called(std::string_view word) const;
    /// The titles of a tenure: "prime minister|premier".
    [[nodiscard]] std::string_view titles(TenureFact const& tenure) const { return text(offices[tenure.office].titles); }
    [[nodiscard]] std::span<TenureFact const> tenures_of(PersonFact const& person) const { return tenures.subspan(person.first_tenure, person.last_tenure - person.first_tenure); }
};

/// What a class of grammar.tsv says of a word or of words with hyphens between, read as an enumeration; nothing if it says none.
template <class Enum>
[[nodiscard]] std::optional<Enum> told_by(Knowledge const& knowledge, std::string_view folded, WordClass kind) {
    auto const id = knowledge.number(folded);
    return id && knowledge.is(*id, kind) ? from_word<Enum>(knowledge.value(*id, kind)) : std::nullopt;
}

}  // namespace diplograph
