#include "extract/syntax.hpp"

#include <algorithm>
#include <array>

#include "extract/document.hpp"
#include "extract/model.hpp"

namespace diplograph {

namespace {

/// What stands before a hyphen without being a word of its own: "co-chair", "ex-president".
bool is_prefix(std::string_view word) {
    static constexpr auto prefixes = std::to_array<std::string_view>({
        "anti", "bi", "co", "counter", "de", "e", "ex", "inter", "intra", "mid", "mini", "multi", "neo", "non", "post", "pre", "pro", "proto", "pseudo",
        "quasi", "re", "semi", "sub", "super", "trans", "tri", "ultra", "un", "uni"});
    return std::find(prefixes.begin(), prefixes.end(), word) != prefixes.end();
}

bool is_word_byte(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 128; }

/// Cuts a token at its hyphens and slashes, and "cannot".
void cut(Document& d, std::uint32_t token) {
    Span const span = d.tokens[token].span;
    std::string_view const text = std::string_view(d.article.text).substr(span.begin, span.size());
    std::string_view const folded = d.word(token);
    auto const put = [&](std::uint32_t from, std::uint32_t to) { d.nodes.push_back({{span.begin + from, span.begin + to}, token}); };
    if (folded == "cannot") {
        put(0, 3);
        put(3, 6);
        return;
    }
    if (!d.has(token, TokenFlag::letters) || text.find("://") != std::string_view::npos || text.find('@') != std::string_view::npos || text.starts_with("www.")) {
        put(0, span.size());
        return;
    }
    std::uint32_t from = 0;
    for (std::uint32_t i = 1; i + 1 < text.size(); ++i) {
        if ((text[i] != '-' && text[i] != '/') || !is_word_byte(text[i - 1]) || !is_word_byte(text[i + 1])) continue;
        if (text[i] == '-' && is_prefix(folded.substr(from, std::min<std::size_t>(i - from, folded.size())))) continue;
        put(from, i);
        put(i, i + 1);
        from = i + 1;
    }
    put(from, span.size());
}

/// Whether a sentence has a word that may tell an event.
bool may_tell(Document const& d, Range sentence) {
    auto const& forms = d.knowledge->predicates.forms;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i)
        if (d.has(i, TokenFlag::letters) && forms.count(std::string(d.word(i))) > 0) return true;
    return false;
}

}  // namespace

void analyze_syntax(Document& d, bool all) {
    constexpr std::size_t longest = 200;  // nodes: arcs grow with the square
    Model const& model = *d.knowledge->model;
    d.nodes.reserve(d.tokens.size() + d.tokens.size() / 8);
    for (std::uint32_t t = 0; t < d.tokens.size(); ++t) {
        d.first_node.push_back(static_cast<std::uint32_t>(d.nodes.size()));
        cut(d, t);
    }
    d.first_node.push_back(static_cast<std::uint32_t>(d.nodes.size()));
    std::vector<std::string_view> words;
    for (Sentence& sentence : d.sentences) {
        std::uint32_t const first = d.first_node[sentence.range.first], last = d.first_node[sentence.range.last];
        words.clear();
        for (std::uint32_t n = first; n < last; ++n) words.push_back(std::string_view(d.article.text).substr(d.nodes[n].span.begin, d.nodes[n].span.size()));
        sentence.parsed = words.size() <= longest && (all || (!sentence.dateline && may_tell(d, sentence.range)));
        Analysis const found = model.analyze(words, sentence.parsed);
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
std::string Syntax::lemma(std::uint32_t n) const { return d_.knowledge->model->lemma(form(n), d_.nodes[n].xpos); }
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

std::string to_conllu(Document const& d) {
    Syntax const syntax(d);
    std::string out;
    auto const clean = [](std::string_view text) {
        std::string line(text);
        for (char& c : line)
            if (c == '\n' || c == '\t' || c == '\r') c = ' ';
        return line;
    };
    if (!d.article.id.empty()) out += "# newdoc id = " + clean(d.article.id) + '\n';
    for (std::size_t s = 0; s < d.sentences.size(); ++s) {
        Sentence const& sentence = d.sentences[s];
        std::uint32_t const first = d.first_node[sentence.range.first], last = d.first_node[sentence.range.last];
        out += "# sent_id = " + std::to_string(s + 1) + "\n# text = " + clean(d.text(sentence.range)) + '\n';
        for (std::uint32_t n = first; n < last; ++n) {
            Node const& node = d.nodes[n];
            std::uint32_t const head = node.head == Node::none ? 0 : node.head - first + 1;
            bool const joined = n + 1 < last && d.nodes[n + 1].span.begin == node.span.end;
            std::string misc = joined ? "SpaceAfter=No" : "";
            if (syntax.name(n) != "O") misc.append(misc.empty() ? "" : "|").append("Name=").append(syntax.name(n));
            out += std::to_string(n - first + 1) + '\t' + clean(syntax.form(n)) + '\t' + syntax.lemma(n) + '\t' + std::string(syntax.upos(n)) + '\t' + std::string(syntax.xpos(n)) + "\t_\t" +
                   (sentence.parsed ? std::to_string(head) : "_") + '\t' + (sentence.parsed ? std::string(syntax.relation(n)) : "_") + "\t_\t" + (misc.empty() ? "_" : misc) + '\n';
        }
        out += '\n';
    }
    return out;
}

std::string annotate_conllu(Model const& model, std::string_view conllu) {
    std::string out;
    std::vector<std::string_view> lines, words;
    auto const flush = [&] {
        Analysis const found = model.analyze(words, true);
        std::size_t i = 0;
        for (std::string_view const line : lines) {
            std::size_t const id_end = line.find('\t'), form_end = line.find('\t', id_end + 1);
            bool const word = line[0] != '#' && form_end != std::string_view::npos && line.substr(0, id_end).find_first_of("-.") == std::string_view::npos;
            if (!word) {
                out.append(line).append("\n");
                continue;
            }
            std::size_t const misc = line.rfind('\t');
            out.append(line.substr(0, form_end)).append("\t").append(model.lemma(words[i], found.xpos[i])).append("\t").append(model.upos()[found.upos[i]]);
            out.append("\t").append(model.xpos()[found.xpos[i]]).append("\t_\t").append(std::to_string(found.heads[i])).append("\t");
            out.append(model.relations()[found.relations[i]]).append("\t_").append(line.substr(misc)).append("\n");
            ++i;
        }
        out += '\n';
        lines.clear();
        words.clear();
    };
    while (!conllu.empty()) {
        std::size_t const end = std::min(conllu.find('\n'), conllu.size());
        std::string_view const line = conllu.substr(0, end);
        conllu.remove_prefix(std::min(end + 1, conllu.size()));
        if (line.empty() || line == "\r") {
            if (!lines.empty()) flush();
            continue;
        }
        lines.push_back(line);
        std::size_t const id_end = line.find('\t'), form_end = line.find('\t', id_end + 1);
        if (line[0] != '#' && form_end != std::string_view::npos && line.substr(0, id_end).find_first_of("-.") == std::string_view::npos)
            words.push_back(line.substr(id_end + 1, form_end - id_end - 1));
    }
    if (!lines.empty()) flush();
    return out;
}

}  // namespace diplograph
