#include "extract/compared_name.hpp"

#include <algorithm>

#include "core/bytes.hpp"
#include "extract/extract.hpp"
#include "extract/knowledge.hpp"
#include "extract/table.hpp"

namespace diplograph {

namespace {

/// The words of one name, folded, and where a hyphen stood.
class NameOrder {
public:
    NameOrder(Knowledge const& k, std::string_view name, std::string_view country) : k_(k), order_(name_order(k, country)) {
        std::string elided;  // "Massimo d Alema"
        for (std::string_view part : items(name, ' ')) {
            // "ElBaradei": an article that has grown on.
            bool const article = part.size() > 5 && (part.starts_with("El") || part.starts_with("Al")) && part[2] >= 'A' && part[2] <= 'Z';
            std::string key = elided + name_key(article ? part.substr(2) : part);
            elided.clear();
            if (key == "d" && part == "d") elided = key;
            else if (!key.empty()) words_.push_back({key, key.find(' ') != std::string::npos});
        }
    }

    ComparedName run() {
        while (words_.size() > 1 && is(words_.back().key, WordClass::name_suffix)) words_.pop_back();
        // "U Thant", "Lord Carrington", "Prince Faisal"
        while (words_.size() > 1 && is(words_.front().key, WordClass::honorific) && !is(words_.front().key, WordClass::given_name)) words_.erase(words_.begin());
        std::size_t const family = drop_particles(family_at());
        ComparedName out;
        if (words_.empty()) return out;
        bool const one_given = order_ == "family_first" && !western_;  // "Jong-un", "Jong Un", "Jongun"
        std::string joined;
        for (std::size_t i = 0; i < words_.size(); ++i) {
            if (order_ == "two_families" && i > family) break;
            if (i == family && order_ != "given_alone") continue;
            if (one_given) joined += whole(words_[i].key);
            else add(out.words, words_[i].key, words_.size() > 1);
        }
        if (!joined.empty()) out.words.push_back(joined);
        if (order_ != "given_alone") {
            add(out.words, words_[family].key, one_given);
        }
        out.family = order_ == "given_alone" ? out.words.front() : out.words.back();
        if (order_ == "given_alone" || one_given) return out;
        // "Mohammed bin Salman": the word that he goes by does not stand last.
        std::string const alone = words_[family].key;
        if (family == 0 && words_.size() > 1 && order_.empty()) out.family = alone.substr(alone.rfind(' ') + 1);
        return out;
    }

private:
    struct NameWord {
        std::string key;  ///< of several words where there was a hyphen
        bool hyphen = false;
    };

    [[nodiscard]] bool is(std::string_view word, WordClass kind) const {
        auto const id = k_.number(word);
        return id && k_.is(*id, kind);
    }
    static std::string whole(std::string text) {
        text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
        return text;
    }

    [[nodiscard]] std::size_t family_at() {
        std::size_t const last = words_.empty() ? 0 : words_.size() - 1;
        if (last == 0) return 0;
        western_ = words_[0].key.size() == 1;  // "V. K. Wellington Koo"
        if (western_) return last;
        if (order_ == "either") {  // "Kono Taro"
            auto const sooner = [&](WordClass kind, std::size_t a, std::size_t b) { return is(words_[a].key, kind) && !is(words_[b].key, kind); };
            return sooner(WordClass::given_name, last, 0) || sooner(WordClass::surname, 0, last) ? 0 : last;
        }
        if (order_ == "family_first") {
            if (words_[0].hyphen != words_[last].hyphen) return words_[0].hyphen ? last : 0;
            if (is(words_[0].key, WordClass::given_name) && !is(words_[0].key, WordClass::surname)) return last;  // "Joseph Wu"
            constexpr std::size_t longest = 7;  // letters of a family's name there
            if (words_[0].key.size() > longest && words_[last].key.size() < longest) return last;  // "Wellington Koo"
            bool const turned = !is(words_[0].key, WordClass::surname) && is(words_[last].key, WordClass::surname) && words_[last].key.size() < words_[0].key.size();
            return turned ? last : 0;
        }
        if (order_ == "given_alone") return 0;
        if (order_ == "two_families" && last > 0) {  // given names, the father's family, the mother's
            std::size_t at = is(words_[0].key, WordClass::given_name) || last > 1 ? 1 : 0;
            std::size_t const most = last >= 3 ? last - 1 : last;  // of four words the last is the mother's
            while (at < most && (is(words_[at].key, WordClass::given_name) || words_[at].key.size() == 1 || is(words_[at].key, WordClass::name_particle))) ++at;
            return at;
        }
        // "Mohammed bin Salman Al Saud": sons of somebody go by their own name.
        for (std::size_t i = 1; i < last; ++i)
            if (words_[i].key == "bin" || words_[i].key == "ibn" || words_[i].key == "bint") return 0;
        return last;
    }

    /// Takes particles out and returns where the family's word is then.
    std::size_t drop_particles(std::size_t family) {
        std::vector<NameWord> kept;
        std::size_t at = 0;
        for (std::size_t i = 0; i < words_.size(); ++i) {
            NameWord word = words_[i];
            while (true) {  // "al-Assad" is one word of two
                std::size_t const space = word.key.find(' ');
                if (space == std::string::npos || !is(word.key.substr(0, space), WordClass::name_particle)) break;
                word.key.erase(0, space + 1);
            }
            bool const bare = is(word.key, WordClass::name_particle) && words_.size() > 1 && i != family;
            if (i == family) at = kept.size();
            if (!bare) kept.push_back(std::move(word));
        }
        words_ = std::move(kept);
        return at;
    }

    static bool is_servant(std::string_view word, std::size_t letters) {
        bool const begins = word.starts_with("abdul") || word.starts_with("abdel") || word.starts_with("abdol") || word.starts_with("abdal");
        return begins && (letters == 5 ? word.size() == 5 : word.size() >= letters);
    }

    /// "Abdul Rahman", "Abdel-Rahman", "Abdurrahman" begin alike; short forms of given names stand for the full one.
    void add(std::vector<std::string>& out, std::string_view key, bool given) const {
        for (std::string_view word : items(key, ' ')) {
            auto const id = given ? k_.number(word) : std::nullopt;
            if (id && k_.is(*id, WordClass::nickname)) word = k_.value(*id, WordClass::nickname);
            bool const servant = !out.empty() && (out.back() == "abd" || out.back() == "abed" || is_servant(out.back(), 5));
            if (servant) out.back() = "abd" + std::string(word);
            else out.emplace_back(word);
            std::string& last = out.back();
            if (!servant && is_servant(last, 8)) last.erase(3, 2);
            if (last.size() > 6 && last.starts_with("abu")) last.erase(0, 3);  // as "Abu" alone is left out
        }
    }

    Knowledge const& k_;
    std::string_view order_;
    bool western_ = false;  ///< in the order of the West, wherever from
    std::vector<NameWord> words_;
};

}  // namespace

std::string_view name_order(Knowledge const& knowledge, std::string_view country) {
    auto const code = knowledge.number(lower_ascii(country));
    return code && !country.empty() ? knowledge.value(*code, WordClass::name_order) : std::string_view();
}

ComparedName compared_name(Knowledge const& knowledge, std::string_view name, std::string_view country) { return NameOrder(knowledge, name, country).run(); }

}  // namespace diplograph
