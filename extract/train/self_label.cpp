#include "extract/train/self_label.hpp"

#include <algorithm>
#include <map>

#include "extract/iob2.hpp"

namespace diplograph {

namespace {

constexpr float sure = 0.9F;      ///< of a name or of no name
constexpr int title_at_least = 3; ///< times that a word stood before a name as its title

bool is_capital(std::string const& word) { return word[0] >= 'A' && word[0] <= 'Z'; }
bool has_lower(std::string const& word) { return std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; }); }

/// A name in a sentence of an article.
struct Found {
    std::size_t sentence, first, last;
    std::string kind;
    bool certain;
};

}  // namespace

SelfLabeller::SelfLabeller(std::vector<Sample> const& samples) {
    std::map<std::string, int> counts;
    for (Sample const& s : samples)
        for (std::size_t i = 0; i + 1 < s.relations.size(); ++i)
            if (s.relations[i] == "nmod:desc" && s.heads[i] > static_cast<int>(i) + 1 && is_capital(s.forms[i]) && has_lower(s.forms[i])) ++counts[s.forms[i]];
    for (auto const& [word, count] : counts)
        if (count >= title_at_least) titles_.insert(word);
}

std::vector<Sample> SelfLabeller::operator()(Text const& text, std::vector<std::string> const& tags,
                                             std::function<Matrix(std::vector<std::string> const&)> const& probabilities) const {
    Iob2 const decode(tags);
    std::vector<Found> found;
    std::vector<std::vector<bool>> plain;  // by sentence and word: surely no part of a name
    auto const outside = static_cast<Eigen::Index>(std::find(tags.begin(), tags.end(), "O") - tags.begin());
    for (std::size_t s = 0; s < text.size(); ++s) {
        std::vector<std::string> const& words = text[s];
        Matrix const p = probabilities(words);
        Matrix const logs = p.array().max(1e-9F).log().matrix();
        std::vector<std::uint8_t> const best = decode(logs.data(), words.size());
        auto& none = plain.emplace_back();
        for (std::size_t t = 0; t < words.size(); ++t) none.push_back(p(static_cast<Eigen::Index>(t), outside) > sure);
        for (std::size_t t = 0; t < words.size(); ++t) {
            std::string const& tag = tags[best[t]];
            if (!tag.starts_with("B-")) continue;
            Found name{s, t, t + 1, tag.substr(2), true};
            while (name.last < words.size() && tags[best[name.last]] == "I-" + name.kind) ++name.last;
            for (std::size_t w = t; w < name.last; ++w) name.certain &= p(static_cast<Eigen::Index>(w), best[w]) > sure;
            name.certain |= t > 0 && titles_.count(words[t - 1]) > 0 && name.kind == "PER";
            found.push_back(std::move(name));
            t = found.back().last - 1;
        }
    }
    // What most of the sure ones with a last word say holds for all that end in it.
    std::map<std::string, std::map<std::string, int>> votes;
    auto const last_word = [&](Found const& name) -> std::string const& { return text[name.sentence][name.last - 1]; };
    for (Found const& name : found)
        if (name.certain) ++votes[last_word(name)][name.kind];
    std::vector<Sample> out(text.size());
    std::vector<bool> kept(text.size(), false);
    for (std::size_t s = 0; s < text.size(); ++s) {
        out[s].forms = text[s];
        for (std::size_t t = 0; t < text[s].size(); ++t) out[s].names.emplace_back(plain[s][t] ? "O" : "");
    }
    for (Found const& name : found) {
        auto const voted = votes.find(last_word(name));
        if (voted == votes.end() || voted->second.size() > 1) continue;
        std::string const& kind = voted->second.begin()->first;
        if (!name.certain && (kind != name.kind || name.last - name.first > 3)) continue;
        for (std::size_t t = name.first; t < name.last; ++t) out[name.sentence].names[t] = (t == name.first ? "B-" : "I-") + kind;
        kept[name.sentence] = true;
    }
    for (Sample& s : out)  // a known name that was overlooked, standing alone
        for (std::size_t t = 0; t < s.forms.size(); ++t) {
            auto const voted = votes.find(s.forms[t]);
            bool const alone = is_capital(s.forms[t]) && (t == 0 || !is_capital(s.forms[t - 1])) && (t + 1 == s.forms.size() || !is_capital(s.forms[t + 1]));
            if (voted == votes.end() || !alone || s.names[t].size() > 1) continue;
            s.names[t] = voted->second.size() == 1 ? "B-" + voted->second.begin()->first : "";
        }
    std::vector<Sample> labelled;
    for (std::size_t s = 0; s < text.size(); ++s)
        if (kept[s]) labelled.push_back(std::move(out[s]));
    return labelled;
}

}  // namespace diplograph
