#include "extract/lemma.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <stdexcept>

#include "core/bytes.hpp"

namespace diplograph {

namespace {

std::string key(std::string_view tag, std::string_view rest) {
    std::string out(tag);
    out += ' ';
    out += rest;
    return out;
}

}  // namespace

std::string lemma_form(std::string_view word, std::string_view tag) {
    return tag.starts_with("NNP") ? std::string(word) : lower_ascii(word);
}

Lemmas::Lemmas(std::vector<std::string> const& rules, std::vector<std::string> const& words, std::vector<std::string> tags) : tags_(std::move(tags)) {
    for (std::string const& line : rules) {
        std::istringstream in(line);
        std::string tag, ending, add;
        Rule rule;
        if (!(in >> tag >> ending >> rule.strip >> add)) throw std::runtime_error("a rule for lemmas is broken: " + line);
        if (add != "-") rule.add = add;
        rules_[key(tag, ending == "-" ? "" : ending)] = rule;
    }
    for (std::string const& line : words) {
        std::istringstream in(line);
        std::string tag, form, lemma;
        if (!(in >> tag >> form >> lemma)) throw std::runtime_error("a lemma is broken: " + line);
        words_[key(tag, form)] = lemma;
    }
}

std::string Lemmas::operator()(std::string_view word, std::uint8_t tag) const {
    std::string const& name = tags_[tag];
    std::string form = lemma_form(word, name);
    std::string asked = key(name, form);
    if (auto const found = words_.find(asked); found != words_.end()) return found->second;
    for (std::size_t length = std::min(form.size(), longest_ending) + 1; length-- > 0;) {
        asked.resize(name.size() + 1);
        asked.append(form, form.size() - length);
        auto const found = rules_.find(asked);
        if (found == rules_.end()) continue;
        Rule const& rule = found->second;
        if (rule.strip > form.size()) continue;
        if (rule.strip >= form.size() && rule.add.empty()) return form;
        std::size_t const kept = form.size() - rule.strip;
        if (kept < form.size() && is_continuation(form[kept])) return form;
        return form.substr(0, kept) + rule.add;
    }
    return form;
}

}  // namespace diplograph
