#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.hpp"
#include "core/entity.hpp"
#include "core/event.hpp"
#include "extract/knowledge.hpp"
#include "extract/syntax.hpp"

namespace diplograph {

/// A word or sign of the text.
struct Token {
    Span span;
    WordId word = 0;           ///< of the folded form
    std::uint32_t flags = 0;   ///< TokenFlag, or-ed
};
struct TokenFlag {
    enum Value : std::uint16_t {
        capital = 1, all_capitals = 2, digits = 4, punctuation = 8, line_start = 16, block_start = 32,
        space_before = 64, possessive = 128, quote = 256, letters = 512
    };
};

/// Tokens [first, last).
struct Range {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    [[nodiscard]] bool contains(std::uint32_t i) const { return first <= i && i < last; }
    [[nodiscard]] bool empty() const { return last <= first; }
    friend bool operator==(Range const&, Range const&) = default;
};

/// A role phrase: "Iranian foreign minister's special assistant for political affairs".
struct RolePhrase {
    Range range;
    std::string title;         ///< without country: "special assistant for political affairs"
    std::string of;            ///< whose
    std::string country;       ///< ISO code
    std::string organization;  ///< "United Nations"
    std::string sector;
    bool plural = false;
    bool counterpart = false;  ///< "his counterpart": the office is that of the other side
    std::vector<std::string> countries;  ///< of a plural: "the presidents of Iran, Russia and Turkey"
};

/// How a mention names its referent.
enum class MentionForm : std::uint8_t { name, office, pronoun, collective, adjective };

/// A phrase that stands for somebody or something.
struct Mention {
    Range range;  ///< the whole phrase with titles
    Range name;   ///< the name itself; empty for offices and pronouns
    EntityKind kind = EntityKind::person;
    MentionForm form = MentionForm::name;
    std::string country, sector, organization;
    std::vector<RolePhrase> roles;
    char gender = 'u';
    bool plural = false;
    bool possessive = false;  ///< followed by 's
    bool nested = false;      ///< inside another phrase: named, but no actor of its own
    bool weak = false;        ///< kind is a guess
    std::int32_t fact = -1;   ///< row of states, organizations or places by kind; -1 if it is in no table
    bool metonym = false;     ///< capital or seat that can stand for its state
    std::optional<Index> entity;   ///< after coreference
    std::vector<Index> entities;   ///< of a collective
};

/// A date expression.
struct TimeMention {
    Range range;
    DateInterval date;                   ///< read backwards: the last such day
    std::optional<DateInterval> future;  ///< read forwards, where the words allow both: "on Tuesday", "in May"
    bool relative = false;               ///< counted from the day of publication
};

struct Sentence {
    Range range;
    bool dateline = false;  ///< place and date in front of an article: "GENEVA (Reuters) –"
    bool heading = false;   ///< a line without a full stop
    bool parsed = false;
    bool roster = false;    ///< a line of a list of participants
    bool shouted = false;   ///< all in capitals, as old teletype
};

/// The layers of analysis over an article; each stage adds its own.
struct Document {
    Article article;
    Knowledge const* knowledge = nullptr;
    std::vector<Token> tokens;
    std::vector<std::string> local_words;  ///< words that no table knows, numbered from Knowledge::words.size()
    std::vector<Sentence> sentences;
    std::vector<Node> nodes;                  ///< syntactic words of all sentences
    std::vector<std::uint32_t> first_node;    ///< by token, and one behind the last
    std::vector<Mention> mentions;  ///< in the order of range.first
    std::vector<TimeMention> times;
    std::optional<Date> reference;  ///< the day that "today" means: of publication, else of the dateline
    std::vector<Entity> entities;
    std::vector<Event> events;

    [[nodiscard]] bool is(std::uint32_t token, WordClass kind) const {
        return token < tokens.size() && knowledge->is(tokens[token].word, kind);
    }
    [[nodiscard]] bool has(std::uint32_t token, TokenFlag::Value flag) const {
        return token < tokens.size() && (tokens[token].flags & flag) != 0;
    }
    /// The folded form of a token; empty past the end.
    [[nodiscard]] std::string_view word(std::uint32_t token) const;
    /// The bytes of the text behind a range.
    [[nodiscard]] std::string_view text(Range range) const;
    [[nodiscard]] Span span(Range range) const;
};

class Memo;

/// The stages in their order: extract.cpp runs them. Each reads what the former wrote.
void tokenize(Document& document);
/// Cuts syntactic words and tags them; parses the sentences with a word of predicates.tsv, or all.
/// \param memo of words that the model has read, or null.
void analyze_syntax(Document& document, bool all, Memo* memo = nullptr);
void find_times(Document& document);
void find_mentions(Document& document);
void link_entities(Document& document);
void find_events(Document& document);
/// Where meetings were of which the article says so elsewhere: by the visit that they belong to, by the dateline.
void infer_places(Document& document);
/// Papers leave out the country of their own officials: who receives a foreigner in a city is of that country, and so is
/// an official without a country in an article sent from there.
void infer_countries(Document& document);

/// Joins events once more, now that more is known of who was where.
void join_events(Document& document);

/// Marks the lines below "Participants" as a roster: each names somebody who was there.
void mark_rosters(Document& document);

/// Cuts a table's entry as tokenize cuts a text: folded words.
[[nodiscard]] std::vector<std::string> entry_words(std::string_view entry);

}  // namespace diplograph
