#include <algorithm>
#include <unordered_map>

#include "extract/document.hpp"
#include "extract/fold.hpp"
#include "extract/scan.hpp"

namespace diplograph {

std::string_view Document::word(std::uint32_t token) const {
    if (token >= tokens.size()) return {};
    WordId const id = tokens[token].word;
    return id < knowledge->words.size() ? knowledge->word(id) : local_words[id - knowledge->words.size()];
}

Span Document::span(Range range) const {
    if (range.empty()) return {};
    return {tokens[range.first].span.begin, tokens[range.last - 1].span.end};
}

std::string_view Document::text(Range range) const {
    Span const s = span(range);
    return std::string_view(article.text).substr(s.begin, s.size());
}

std::vector<std::string> entry_words(std::string_view entry) {
    Scanner scanner(entry, [](void const*, std::string_view) { return true; }, nullptr);  // an entry is no sentence: its stops abbreviate
    std::vector<std::string> words;
    Piece piece;
    while (scanner.next(piece)) words.push_back(fold(entry.substr(piece.span.begin, piece.span.size())));
    return words;
}

namespace {

bool is_sentence_end(std::string_view sign) { return sign == "." || sign == "!" || sign == "?" || sign == ".." || sign == "..." || sign == "…"; }

/// Cuts sentences: `next` is the first token of the text behind.
class Splitter {
public:
    explicit Splitter(Document& document) : d_(document) {}

    void run() {
        wrapped_ = is_wrapped();
        auto const count = static_cast<std::uint32_t>(d_.tokens.size());
        std::uint32_t first = 0;
        for (std::uint32_t i = 1; i <= count; ++i) {
            if (i < count && !breaks_before(i)) continue;
            add({first, i});
            first = i;
        }
        cut_datelines();
    }

private:
    /// Whether lines are cut at a fixed width, so that a line's end says nothing: many lines begin in lower case.
    [[nodiscard]] bool is_wrapped() const {
        unsigned lines = 0, lower = 0;
        for (std::uint32_t i = 1; i < d_.tokens.size(); ++i) {
            if (!d_.has(i, TokenFlag::line_start) || d_.has(i, TokenFlag::block_start)) continue;
            ++lines;
            lower += d_.has(i, TokenFlag::letters) && !d_.has(i, TokenFlag::capital);
        }
        return lines >= 3 && lower * 10 > lines * 3;
    }

    [[nodiscard]] bool breaks_before(std::uint32_t i) const {
        if (d_.has(i, TokenFlag::block_start)) return true;
        if (d_.has(i, TokenFlag::line_start) && !wrapped_) {
            bool const lower = d_.has(i, TokenFlag::letters) && !d_.has(i, TokenFlag::capital);
            if (!lower) return true;
        }
        std::uint32_t end = i - 1;  // closing quotes and brackets stand after the stop
        while (end > 0 && closes(end)) --end;
        if (closes(i) && !d_.has(i, TokenFlag::space_before)) return false;
        std::string_view const sign = d_.word(end);
        bool const starts = d_.has(i, TokenFlag::capital) || d_.has(i, TokenFlag::digits) || opens(i);
        if (is_sentence_end(sign)) return starts;
        if (end == i - 1 && sign.size() > 1 && sign.back() == '.' && starts) return ends_as_abbreviation(end, i);
        return false;
    }

    /// An abbreviation with a stop, then a word that could begin a sentence: does it?
    [[nodiscard]] bool ends_as_abbreviation(std::uint32_t end, std::uint32_t next) const {
        std::string_view const word = d_.word(end);
        std::string_view const kind = d_.knowledge->value(d_.tokens[end].word, WordClass::abbreviation);
        if (kind == "title" || (kind == "number" && d_.has(next, TokenFlag::digits))) return false;
        if (word.size() == 2) return false;  // an initial
        bool const opener = d_.is(next, WordClass::determiner) || d_.is(next, WordClass::pronoun) ||
                            d_.is(next, WordClass::preposition) || d_.is(next, WordClass::possessive) ||
                            d_.is(next, WordClass::subordinator) || d_.is(next, WordClass::adverb);
        bool const late = word == "d.c." || word == "a.m." || word == "p.m." || word == "etc." || word == "inc." || word == "ltd.";
        return opener || (kind == "number" && opens(next)) || (late && d_.has(next, TokenFlag::capital));
    }

    [[nodiscard]] bool closes(std::uint32_t i) const {
        std::string_view const w = d_.word(i);
        bool const before_word = d_.has(i, TokenFlag::space_before) && i + 1 < d_.tokens.size() && !d_.has(i + 1, TokenFlag::space_before);
        if (before_word && (w == "\"" || w == "'")) return false;
        return w == ")" || w == "]" || w == "\"" || w == "”" || w == "»" || w == "'";
    }
    [[nodiscard]] bool opens(std::uint32_t i) const {
        std::string_view const w = d_.word(i);
        return w == "(" || w == "[" || w == "\"" || w == "“" || w == "«" || w == "'" || w == "—" || w == "–";
    }

    void add(Range range) {
        Sentence sentence{range, false, false};
        std::uint32_t last = range.last - 1;
        while (last > range.first && closes(last)) --last;
        sentence.heading = !is_sentence_end(d_.word(last)) && !d_.word(last).ends_with(".");
        d_.sentences.push_back(sentence);
    }

    /// "TEHRAN, Aug. 31 (MNA) – Mohammad ..." becomes two sentences.
    void cut_datelines() {
        std::vector<Sentence> out;
        for (std::size_t s = 0; s < d_.sentences.size(); ++s) {
            Sentence const sentence = d_.sentences[s];
            std::uint32_t const dash = s < 12 ? dateline_end(sentence.range) : 0;
            if (dash != 0) {
                out.push_back({{sentence.range.first, dash + 1}, true, false});
                out.push_back({{dash + 1, sentence.range.last}, false, sentence.heading});
            } else {
                out.push_back(sentence);
            }
        }
        d_.sentences = std::move(out);
    }

    /// The dash that ends a dateline; 0 if the sentence has none.
    [[nodiscard]] std::uint32_t dateline_end(Range range) const {
        bool shouted = false, bracket = false, slash = false;
        unsigned words = 0;
        for (std::uint32_t i = range.first; i + 1 < range.last && i < range.first + 22; ++i) {
            std::string_view const w = d_.word(i);
            bool const dash = w == "–" || w == "—" || w == "--" || (w == "-" && (d_.has(i, TokenFlag::space_before) || d_.word(i - 1) == ")")) || (w == ":" && bracket);
            if (dash && words > 0) {
                bool const ok = shouted || bracket || slash;
                return ok ? i : 0;
            }
            if (w == "(") bracket = true;
            if (w == "/" ) slash = true;
            if (d_.has(i, TokenFlag::punctuation)) {
                if (w == ";" || w == "?" || w == "!" || d_.has(i, TokenFlag::quote)) return 0;
                continue;
            }
            if (i == range.first && d_.has(i, TokenFlag::all_capitals) && d_.word(i).size() > 2) shouted = true;
            bool const fits = d_.has(i, TokenFlag::capital) || d_.has(i, TokenFlag::digits) || bracket ||
                              d_.is(i, WordClass::name_particle) || w == "and" || w == "of";
            if (!fits) return 0;
            ++words;
        }
        return 0;
    }

    Document& d_;
    bool wrapped_ = false;
};

/// In a sentence all in capitals the capitals say nothing: they stay with words that are no common ones.
void hush(Document& d) {
    constexpr unsigned fewest = 6;
    for (Sentence& s : d.sentences) {
        unsigned words = 0, capitals = 0;
        for (std::uint32_t i = s.range.first; i < s.range.last; ++i) {
            if (!d.has(i, TokenFlag::letters)) continue;
            ++words;
            capitals += d.has(i, TokenFlag::all_capitals) || (d.word(i).size() == 1 && d.has(i, TokenFlag::capital));
        }
        s.shouted = words >= fewest && capitals * 10 >= words * 9;
        if (!s.shouted) continue;
        for (std::uint32_t i = s.range.first; i < s.range.last; ++i) {
            bool const unknown = !d.is(i, WordClass::common), brief = d.word(i).size() <= 4;
            bool const name = unknown || (!brief && (d.is(i, WordClass::given_name) || d.is(i, WordClass::surname))) || d.is(i, WordClass::month) || d.is(i, WordClass::weekday);
            bool const acronym = unknown && brief && !d.is(i, WordClass::given_name) && !d.is(i, WordClass::surname);
            std::uint32_t lost = 0;
            if (!acronym) lost |= TokenFlag::all_capitals;
            if (!name) lost |= TokenFlag::capital;
            d.tokens[i].flags &= ~lost;
        }
    }
}

}  // namespace

void tokenize(Document& d) {
    Knowledge const& k = *d.knowledge;
    auto const known = [](void const* context, std::string_view word) {
        auto const& knowledge = *static_cast<Knowledge const*>(context);
        std::string const folded = fold(word);
        auto const found = knowledge.number(folded);
        if (!found || !knowledge.is(*found, WordClass::abbreviation)) return false;
        if (word.front() != folded.front()) return true;
        auto const plain = knowledge.number(std::string_view(folded).substr(0, folded.size() - 1));  // "art.", "ill.": a word with a stop
        return !plain || !(knowledge.is(*plain, WordClass::noun) || knowledge.is(*plain, WordClass::adjective) || knowledge.is(*plain, WordClass::pronoun));
    };
    Scanner scanner(d.article.text, known, &k);
    std::unordered_map<std::string, WordId> local;
    d.tokens.reserve(d.article.text.size() / 5);  // of English text
    Piece piece;
    while (scanner.next(piece)) {
        std::string const folded = fold(std::string_view(d.article.text).substr(piece.span.begin, piece.span.size()));
        Token token{piece.span, 0, piece.flags};
        if (auto const found = k.number(folded)) {
            token.word = *found;
        } else {
            auto const [entry, fresh] = local.try_emplace(folded, static_cast<WordId>(k.words.size() + d.local_words.size()));
            if (fresh) d.local_words.push_back(folded);
            token.word = entry->second;
        }
        auto const set = [&](TokenFlag::Value flag) { token.flags |= flag; };
        if (piece.newlines > 0) set(TokenFlag::line_start);
        if (piece.newlines > 1) set(TokenFlag::block_start);
        d.tokens.push_back(token);
    }
    if (!d.tokens.empty()) Splitter(d).run();
    hush(d);
}

}  // namespace diplograph
