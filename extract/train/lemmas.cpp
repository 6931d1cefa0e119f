#include "extract/train/lemmas.hpp"

#include <algorithm>
#include <map>

#include "core/bytes.hpp"
#include "extract/lemma.hpp"

namespace diplograph {

namespace {

/// What turns a form into its lemma: bytes to take from its end, and letters to add.
std::string edit_of(std::string const& form, std::string const& lemma) {
    std::size_t same = 0;
    while (same < form.size() && same < lemma.size() && form[same] == lemma[same]) ++same;
    while (same > 0 && ((same < form.size() && is_continuation(form[same])) || (same < lemma.size() && is_continuation(lemma[same])))) --same;
    std::string const add = lemma.substr(same);
    return std::to_string(form.size() - same) + ' ' + (add.empty() ? "-" : add);
}

bool has_blank(std::string const& text) { return text.empty() || text.find_first_of(" \t\xC2") != std::string::npos; }

}  // namespace

LemmaLines learn_lemmas(std::vector<Sample> const& samples) {
    std::map<std::pair<std::string, std::string>, std::map<std::string, int>> seen;  // tag, form -> lemmas
    for (Sample const& s : samples)
        for (std::size_t i = 0; i < s.lemmas.size(); ++i)
            if (!has_blank(s.forms[i]) && !has_blank(s.lemmas[i]) && s.xpos[i] != "_") ++seen[{s.xpos[i], lemma_form(s.forms[i], s.xpos[i])}][s.lemmas[i]];
    struct Type {
        std::string tag, form, lemma;
        int count;
    };
    std::vector<Type> types;
    for (auto const& [key, lemmas] : seen) {
        auto const best = std::max_element(lemmas.begin(), lemmas.end(), [](auto const& a, auto const& b) { return a.second < b.second; });
        types.push_back({key.first, key.second, best->first, best->second});
    }
    std::map<std::string, std::string> rules;  // "tag ending" -> edit; the shorter endings first
    for (std::size_t length = 0; length <= Lemmas::longest_ending; ++length) {
        std::map<std::string, std::map<std::string, int>> edits;
        for (Type const& t : types)
            if (t.form.size() >= length + (length > 0 ? 1 : 0)) ++edits[t.tag + ' ' + t.form.substr(t.form.size() - length)][edit_of(t.form, t.lemma)];
        for (auto const& [key, counts] : edits) {
            auto const best = std::max_element(counts.begin(), counts.end(), [](auto const& a, auto const& b) { return a.second < b.second; });
            if (best->second < (length == 0 ? 1 : 2)) continue;
            std::string inherited;
            std::size_t const blank = key.find(' ');
            for (std::size_t from = blank + 2; from <= key.size() && inherited.empty(); ++from)
                if (auto const found = rules.find(key.substr(0, blank + 1) + key.substr(from)); found != rules.end()) inherited = found->second;
            if (length == 0 || inherited != best->first) rules[key] = best->first;
        }
    }
    LemmaLines out;
    std::vector<std::string> tags;
    for (auto const& [key, edit] : rules) {
        std::size_t const blank = key.find(' ');
        std::string const ending = key.substr(blank + 1);
        out.rules.push_back(key.substr(0, blank) + ' ' + (ending.empty() ? "-" : ending) + ' ' + edit);
        if (tags.empty() || tags.back() != key.substr(0, blank)) tags.push_back(key.substr(0, blank));
    }
    Lemmas const by_rule(out.rules, {}, tags);
    for (Type const& t : types) {
        auto const tag = static_cast<std::uint8_t>(std::find(tags.begin(), tags.end(), t.tag) - tags.begin());
        bool const regular = tag < tags.size() && by_rule(t.form, tag) == t.lemma;
        if (!regular && (t.count > 1 || t.form.size() <= 8)) out.words.push_back(t.tag + ' ' + t.form + ' ' + t.lemma);
    }
    return out;
}

}  // namespace diplograph
