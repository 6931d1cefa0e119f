#include "extract/syntax.hpp"

#include <algorithm>
#include <array>
#include <deque>

#include "core/bytes.hpp"
#include "extract/document.hpp"
#include "extract/memo.hpp"
#include "extract/mend.hpp"
#include "extract/model.hpp"

namespace diplograph {

namespace {

bool contains(auto const& words, std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); }

/// What stands before a hyphen without being a word of its own: "co-chair", "ex-president".
constexpr auto prefixes = std::to_array<std::string_view>({
    "anti", "bi", "co", "counter", "cross", "de", "e", "ex", "extra", "inter", "intra", "micro", "mid", "mini", "multi", "neo", "non", "over", "post",
    "pre", "pro", "proto", "pseudo", "psycho", "re", "semi", "socio", "sub", "super", "trans", "tri", "uh", "ultra", "un", "uni", "wi"});

/// Two words written as one, cut behind the third letter.
constexpr auto joined = std::to_array<std::string_view>({"cannot", "gonna", "gotta", "wanna"});

/// What follows a number without a space and is a word of its own: "10am", "16bn".
constexpr auto units = std::to_array<std::string_view>({
    "am", "b", "bn", "cm", "ft", "gb", "ha", "hrs", "hz", "k", "kb", "kg", "km", "kph", "kw", "lb", "lbs", "m", "mb", "mins", "mm", "mmbtu", "mn", "mph", "mw", "p",
    "pm", "sq", "tn", "x"});

bool is_separator(std::string_view form) { return form == "-" || form == "/"; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// How many bytes before a unit are its number; 0 if there is none.
std::uint32_t number_before_unit(std::string_view lower) {
    std::size_t end = lower.size();
    while (end > 0 && lower[end - 1] >= 'a' && lower[end - 1] <= 'z') --end;
    if (end == 0 || !is_digit(lower[end - 1]) || lower.find_first_not_of("0123456789.,") != end || !contains(units, lower.substr(end))) return 0;
    return static_cast<std::uint32_t>(end);
}

/// Where the hyphen of a range of numbers stands: "2013-2014", but no telephone number or date; 0 if there is none.
std::uint32_t range_hyphen(std::string_view text) {
    std::size_t const hyphen = text.find('-');
    if (hyphen == std::string_view::npos || hyphen == 0 || hyphen > 4 || text.find_first_not_of("0123456789-") != std::string_view::npos) return 0;
    std::size_t const behind = text.size() - hyphen - 1;
    bool const telephone = hyphen == 3 && behind == 4;
    return text.find('-', hyphen + 1) == std::string_view::npos && behind > 0 && behind <= 4 && !telephone ? static_cast<std::uint32_t>(hyphen) : 0;
}

bool is_word_byte(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 128; }

/// Where a token is cut: at its hyphens and slashes, between number and unit, within "cannot".
std::vector<std::uint32_t> cuts(std::string_view text, bool letters) {
    std::string const lower = lower_ascii(text);
    if (contains(joined, lower)) return {3};
    if (std::uint32_t const number = number_before_unit(lower)) return {number};
    if (std::uint32_t const hyphen = range_hyphen(text)) return {hyphen, hyphen + 1};
    if (!letters || text.find("://") != std::string_view::npos || text.find('@') != std::string_view::npos || text.starts_with("www.")) return {};
    std::vector<std::uint32_t> out;
    std::uint32_t from = 0;
    for (std::uint32_t i = 1; i + 1 < text.size(); ++i) {
        if (!is_separator(text.substr(i, 1)) || !is_word_byte(text[i - 1]) || !is_word_byte(text[i + 1])) continue;
        if (text[i] == '-' && contains(prefixes, std::string_view(lower).substr(from, i - from))) continue;
        out.insert(out.end(), {i, i + 1});
        from = i + 1;
    }
    return out;
}

void cut(Document& d, std::uint32_t token) {
    Span const span = d.tokens[token].span;
    std::uint32_t from = span.begin;
    for (std::uint32_t const at : cuts(std::string_view(d.article.text).substr(span.begin, span.size()), d.has(token, TokenFlag::letters))) {
        d.nodes.push_back({{from, span.begin + at}, token});
        from = span.begin + at;
    }
    d.nodes.push_back({{from, span.end}, token});
}

/// Nodes of a sentence that are parsed: arcs grow with the square.
constexpr std::size_t longest = 200;

/// What the model says of a sentence; one that is too long to be parsed is tagged piece by piece.
Analysis analyze_sentence(Model const& model, std::vector<std::string_view> const& words, bool parse, Memo* memo) {
    Analysis out;
    if (words.size() <= longest) {
        out = model.analyze(words, parse, memo);
        if (parse) mend_clause(model, words, out);
        return out;
    }
    for (std::size_t from = 0; from < words.size(); from += longest) {
        auto const begin = words.begin() + static_cast<std::ptrdiff_t>(from);
        Analysis const piece = model.analyze({begin, begin + static_cast<std::ptrdiff_t>(std::min(longest, words.size() - from))}, false, memo);
        out.upos.insert(out.upos.end(), piece.upos.begin(), piece.upos.end());
        out.xpos.insert(out.xpos.end(), piece.xpos.begin(), piece.xpos.end());
        out.names.insert(out.names.end(), piece.names.begin(), piece.names.end());
    }
    return out;
}

/// Whether a sentence has a word that may tell an event.
bool may_tell(Document const& d, Range sentence) {
    auto const& forms = d.knowledge->predicates.forms;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
        if (d.has(i, TokenFlag::letters) && (d.is(i, WordClass::harm) || forms.contains(d.word(i)))) return true;
    return false;
}

}  // namespace

void analyze_syntax(Document& d, bool all, Memo* memo) {
    Model const& model = *d.knowledge->model;
    d.nodes.reserve(d.tokens.size() + d.tokens.size() / 8);
    for (std::uint32_t t = 0; t < d.tokens.size(); ++t) {
        d.first_node.push_back(static_cast<std::uint32_t>(d.nodes.size()));
        cut(d, t);
    }
    d.first_node.push_back(static_cast<std::uint32_t>(d.nodes.size()));
    std::vector<std::string_view> words;
    std::deque<std::string> hushed;
    for (Sentence& sentence : d.sentences) {
        std::uint32_t const first = d.first_node[sentence.range.first], last = d.first_node[sentence.range.last];
        words.clear();
        hushed.clear();
        for (std::uint32_t n = first; n < last; ++n) {
            words.push_back(std::string_view(d.article.text).substr(d.nodes[n].span.begin, d.nodes[n].span.size()));
            if (!sentence.shouted) continue;
            std::string& word = hushed.emplace_back(lower_ascii(words.back()));
            if (d.has(d.nodes[n].token, TokenFlag::capital)) word[0] = words.back()[0];
            words.back() = word;
        }
        sentence.parsed = words.size() <= longest && (all || (!sentence.dateline && may_tell(d, sentence.range)));
        Analysis const found = analyze_sentence(model, words, sentence.parsed, memo);
        for (std::uint32_t n = first; n < last; ++n) {
            std::size_t const i = n - first;
            d.nodes[n].upos = found.upos[i];
            d.nodes[n].xpos = found.xpos[i];
            d.nodes[n].name = found.names[i];
            if (!sentence.parsed) continue;
            d.nodes[n].relation = found.relations[i];
            if (found.heads[i] > 0) d.nodes[n].head = first + static_cast<std::uint32_t>(found.heads[i]) - 1;
        }
    }
}

std::string_view Syntax::upos(std::uint32_t n) const { return d_.knowledge->model->upos()[d_.nodes[n].upos]; }
std::string_view Syntax::xpos(std::uint32_t n) const { return d_.knowledge->model->xpos()[d_.nodes[n].xpos]; }
std::string_view Syntax::relation(std::uint32_t n) const { return d_.knowledge->model->relations()[d_.nodes[n].relation]; }
std::string_view Syntax::name(std::uint32_t n) const { return d_.knowledge->model->names()[d_.nodes[n].name]; }
std::string Syntax::lemma(std::uint32_t n) const {
    std::string found = d_.knowledge->model->lemma(form(n), d_.nodes[n].xpos);
    if (!xpos(n).starts_with("VB")) return found;
    return d_.knowledge->predicates.lemma(found);  // irregular forms that the treebanks lack
}
std::string_view Syntax::form(std::uint32_t n) const { return std::string_view(d_.article.text).substr(d_.nodes[n].span.begin, d_.nodes[n].span.size()); }

std::pair<std::uint32_t, std::uint32_t> Syntax::sentence(std::uint32_t n) const {
    auto const at = std::upper_bound(d_.sentences.begin(), d_.sentences.end(), d_.nodes[n].token, [](std::uint32_t token, Sentence const& s) { return token < s.range.first; }) - 1;
    return {d_.first_node[at->range.first], d_.first_node[at->range.last]};
}

std::vector<std::uint32_t> Syntax::children(std::uint32_t n) const {
    std::vector<std::uint32_t> out;
    auto const [first, last] = sentence(n);
    for (std::uint32_t i = first; i < last; ++i)
        if (d_.nodes[i].head == n) out.push_back(i);
    return out;
}

std::uint32_t Syntax::top(std::uint32_t first, std::uint32_t last) const {
    std::uint32_t const from = d_.first_node[first], to = d_.first_node[last];
    for (std::uint32_t n = from; n < to; ++n) {
        std::uint32_t const head = d_.nodes[n].head;
        if ((head < from || head >= to) && upos(n) != "PUNCT") return n;
    }
    return from;
}

std::uint32_t Syntax::of_token(std::uint32_t token) const { return top(token, token + 1); }

namespace {

/// The columns of a word behind its number and form. Words that were not parsed hang on the first.
struct Columns {
    std::string lemma;
    std::string_view upos, xpos;
    std::size_t head = 0;
    std::string_view relation;
    std::string misc;
};

void put(std::string& out, std::size_t id, std::string_view form, Columns const& c) {
    out.append(std::to_string(id)).append("\t").append(form).append("\t").append(c.lemma).append("\t").append(c.upos).append("\t").append(c.xpos).append("\t_\t");
    out.append(std::to_string(c.head)).append("\t").append(c.relation).append("\t_\t").append(c.misc.empty() ? "_" : c.misc).append("\n");
}

std::string clean(std::string_view text) {
    std::string line(text);
    for (char& c : line)
        if (c == '\n' || c == '\t' || c == '\r') c = ' ';
    return line;
}

void add_name(std::string& misc, std::string_view name) {
    if (name != "O") misc.append(misc.empty() ? "" : "|").append("Name=").append(name);
}

/// "n't", "'s", "not" of "cannot": one written word with the node before it.
bool is_joined(Document const& d, std::uint32_t n) {
    if (n == 0 || d.nodes[n].span.begin != d.nodes[n - 1].span.end) return false;
    Syntax const syntax(d);
    std::string_view const form = syntax.form(n);
    if (d.nodes[n].token == d.nodes[n - 1].token) return !is_separator(form) && !is_separator(syntax.form(n - 1)) && !is_digit(syntax.form(n - 1)[0]);
    if (syntax.xpos(n) == "POS") return true;
    for (std::string_view const sign : {"'", "\xE2\x80\x99", "n'", "n\xE2\x80\x99"})
        if (form.starts_with(sign) && form.size() > sign.size()) return true;
    return false;
}

}  // namespace

std::string to_conllu(Document const& d) {
    Syntax const syntax(d);
    std::string out;
    if (!d.article.id.empty()) out += "# newdoc id = " + clean(d.article.id) + '\n';
    for (std::size_t s = 0; s < d.sentences.size(); ++s) {
        Sentence const& sentence = d.sentences[s];
        std::uint32_t const first = d.first_node[sentence.range.first], last = d.first_node[sentence.range.last];
        out += "# sent_id = " + std::to_string(s + 1) + "\n# text = " + clean(d.text(sentence.range)) + '\n';
        std::uint32_t whole = first;  // end of the written word that n is in
        for (std::uint32_t n = first; n < last; ++n) {
            Node const& node = d.nodes[n];
            auto const spaced = [&](std::uint32_t end) { return end >= last || d.nodes[end].span.begin != d.nodes[end - 1].span.end; };
            if (n >= whole) {
                whole = n + 1;
                while (whole < last && is_joined(d, whole)) ++whole;
                if (whole > n + 1) {
                    Span const span{node.span.begin, d.nodes[whole - 1].span.end};
                    out += std::to_string(n - first + 1) + '-' + std::to_string(whole - first) + '\t' + clean(std::string_view(d.article.text).substr(span.begin, span.size())) + "\t_\t_\t_\t_\t_\t_\t_\t" + (spaced(whole) ? "_" : "SpaceAfter=No") + '\n';
                }
            }
            Columns c{syntax.lemma(n), syntax.upos(n), syntax.xpos(n), n == first ? 0U : 1U, n == first ? "root" : "dep", ""};
            if (sentence.parsed) c.head = node.head == Node::none ? 0 : node.head - first + 1, c.relation = syntax.relation(n);
            if (!spaced(n + 1) && n + 1 >= whole) c.misc = "SpaceAfter=No";
            add_name(c.misc, syntax.name(n));
            put(out, n - first + 1, clean(syntax.form(n)), c);
        }
        out += '\n';
    }
    return out;
}

namespace {

/// The cells of a line that is a word; none for comments, ranges, empty words and what is no CoNLL-U.
std::vector<std::string_view> word_cells(std::string_view line) {
    std::vector<std::string_view> cells;
    if (line.starts_with('#')) return cells;
    while (true) {
        std::size_t const end = line.find('\t');
        cells.push_back(line.substr(0, end));
        if (end == std::string_view::npos) break;
        line.remove_prefix(end + 1);
    }
    if (cells.size() < 2 || cells[0].find_first_of("-.") != std::string_view::npos) cells.clear();
    return cells;
}

/// What stands in the last column, without a name.
std::string misc_of(std::vector<std::string_view> const& cells) {
    std::string out;
    std::string_view left = cells.size() < 10 || cells[9] == "_" ? std::string_view{} : cells[9];
    while (!left.empty()) {
        std::size_t const end = std::min(left.find('|'), left.size());
        if (!left.starts_with("Name=")) out.append(out.empty() ? "" : "|").append(left.substr(0, end));
        left.remove_prefix(std::min(end + 1, left.size()));
    }
    return out;
}

}  // namespace

std::string annotate_conllu(Model const& model, std::string_view conllu, bool keep_tags) {
    std::string out;
    Memo memo;
    std::vector<std::string_view> lines;
    auto const flush = [&] {
        if (lines.empty()) return;
        std::vector<std::vector<std::string_view>> cells;
        std::vector<std::string_view> words;
        for (std::string_view const line : lines) {
            cells.push_back(word_cells(line));
            if (!cells.back().empty()) words.push_back(cells.back()[1]);
        }
        Analysis const found = analyze_sentence(model, words, true, &memo);
        std::size_t i = 0;
        for (std::size_t k = 0; k < lines.size(); ++k) {
            if (cells[k].empty()) {
                out.append(lines[k]).append("\n");
                continue;
            }
            std::uint8_t xpos = found.xpos[i];
            Columns c{"", model.upos()[found.upos[i]], model.xpos()[xpos], i == 0 ? 0U : 1U, i == 0 ? "root" : "dep", misc_of(cells[k])};
            if (keep_tags && cells[k].size() > 4) {
                c.upos = cells[k][3];
                c.xpos = cells[k][4];
                auto const known = std::find(model.xpos().begin(), model.xpos().end(), c.xpos);
                if (known != model.xpos().end()) xpos = static_cast<std::uint8_t>(known - model.xpos().begin());
            }
            c.lemma = model.lemma(words[i], xpos);
            if (!found.heads.empty()) c.head = static_cast<std::size_t>(found.heads[i]), c.relation = model.relations()[found.relations[i]];
            add_name(c.misc, model.names()[found.names[i]]);
            put(out, i + 1, words[i], c);
            ++i;
        }
        out += '\n';
        lines.clear();
    };
    while (!conllu.empty()) {
        std::size_t const end = std::min(conllu.find('\n'), conllu.size());
        std::string_view line = conllu.substr(0, end);
        conllu.remove_prefix(std::min(end + 1, conllu.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) flush();
        else lines.push_back(line);
    }
    flush();
    return out;
}

}  // namespace diplograph
