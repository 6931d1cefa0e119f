#include "extract/knowledge.hpp"

#include <algorithm>
#include <stdexcept>

#include "extract/document.hpp"
#include "extract/extract.hpp"
#include "extract/fold.hpp"
#include "extract/model.hpp"
#include "extract/table.hpp"

namespace diplograph {

void Trie::add(std::vector<WordId> const& words, Sense sense) {
    std::uint32_t node = 0;
    for (WordId const word : words) {
        auto const fresh = static_cast<std::uint32_t>(nodes_.size());
        if (node == 0) {
            if (word >= roots_.size()) roots_.resize(word + 1);
            if (roots_[word] == 0) roots_[word] = fresh;
            node = roots_[word];
        } else {
            node = edges_.try_emplace(key(node, word), fresh).first->second;
        }
        if (node == fresh) nodes_.emplace_back();
    }
    if (node != 0) nodes_[node].push_back(sense);
}

WordId Knowledge::intern(std::string_view folded) {
    if (auto const found = numbers.find(folded); found != numbers.end()) return found->second;
    auto const id = static_cast<WordId>(words.size());
    words.emplace_back(spellings.emplace_back(folded));
    numbers.emplace(words.back(), id);
    classes.push_back(0);
    return id;
}

std::string_view Knowledge::value(WordId word, WordClass kind) const {
    auto const found = values.find(static_cast<std::uint64_t>(word) << 8 | static_cast<std::uint64_t>(kind));
    return found == values.end() ? std::string_view{} : std::string_view(found->second);
}

std::vector<WordId> Knowledge::sequence(std::string_view entry) {
    std::vector<WordId> out;
    for (std::string const& word : entry_words(entry)) out.push_back(intern(word));
    return out;
}

namespace {

bool starts_upper(std::string_view text) {
    if (text.empty()) return false;
    auto const c = static_cast<unsigned char>(text[0]);
    return (c >= 'A' && c <= 'Z') || c >= 0x80;
}

bool is_acronym(std::string_view text) {
    return text.size() <= 6 && std::all_of(text.begin(), text.end(), [](char c) { return !(c >= 'a' && c <= 'z') && c != ' '; });
}

/// Fills the tables; one function a file.
class Loader {
public:
    explicit Loader(Knowledge& k) : k_(k) {}

    void load(std::filesystem::path const& folder) {
        using Columns = std::vector<std::string_view>;
        using Each = void (Loader::*)(Row const&);
        struct Table {
            char const* file;
            Columns columns;
            Each each;
        };
        static std::vector<Table> const tables{
            {"irregular.tsv", {"lemma", "past", "participle"}, &Loader::irregular},
            {"grammar.tsv", {"word", "class", "value"}, &Loader::grammar},
            {"words.tsv", {"word", "count", "pos"}, &Loader::word},
            {"given_names.tsv", {"name", "gender", "regions"}, &Loader::given_name},
            {"surnames.tsv", {"name", "regions"}, &Loader::surname},
            {"states.tsv",
             {"iso3", "iso2", "name", "names", "adjectives", "demonyms", "capital", "metonyms", "latitude", "longitude"},
             &Loader::state},
            {"organizations.tsv",
             {"name", "variants", "kind", "sector", "country", "seat", "wikipedia"},
             &Loader::organization},
            {"places.tsv", {"name", "variants", "country", "kind", "latitude", "longitude", "weight"}, &Loader::place},
            {"cities.tsv", {"name", "country", "latitude", "longitude", "population", "province"}, &Loader::city},
            {"offices.tsv", {"country", "office", "title", "person", "variants", "from", "to"}, &Loader::office},
            {"predicates.tsv",
             {"lemma", "pos", "light", "type", "plover", "mode", "cameo", "slots", "status", "example"},
             &Loader::predicate},
        };
        for (Table const& table : tables)
            if (std::filesystem::exists(folder / table.file))
                read_table(folder / table.file, table.columns, [&](Row const& row) { (this->*table.each)(row); });
    }

private:
    void set(WordId word, WordClass kind) { k_.classes[word] |= std::uint64_t{1} << static_cast<unsigned>(kind); }
    [[nodiscard]] bool is(WordId word, WordClass kind) const { return k_.is(word, kind); }

    void name(std::string_view entry, SenseKind kind, std::size_t row, bool weak = false) {
        Sense sense{kind, starts_upper(entry), is_acronym(entry), weak, static_cast<std::uint32_t>(row)};
        k_.trie.add(k_.sequence(entry), sense);
    }

    void irregular(Row const& row) { k_.predicates.add_irregular(row); }
    void predicate(Row const& row) { k_.predicates.add(row); }

    void grammar(Row const& row) {
        auto const kind = from_word<WordClass>(row.cells[1]);
        if (!kind) row.fail("no class of words");
        std::vector<WordId> const words = k_.sequence(row.cells[0]);
        rule(words, *kind, std::string(row.cells[2]));
        if (*kind != WordClass::title) return;
        std::string plural(k_.words[words.back()]);  // "ministers"; its value ends in a star
        if (plural.ends_with("man")) plural.replace(plural.size() - 2, 2, "en");
        else if (plural.ends_with("y")) plural.replace(plural.size() - 1, 1, "ies");
        else plural += plural.ends_with("s") || plural.ends_with("h") ? "es" : "s";
        std::vector<WordId> several = words;
        several.back() = k_.intern(plural);
        rule(several, *kind, std::string(row.cells[2]) + "*");
    }

    void rule(std::vector<WordId> const& words, WordClass kind, std::string const& value) {
        if (words.size() == 1) {
            set(words[0], kind);
            k_.values.try_emplace(static_cast<std::uint64_t>(words[0]) << 8 | static_cast<std::uint64_t>(kind), value);
        } else {
            k_.trie.add(words, {SenseKind::phrase, false, false, false, static_cast<std::uint32_t>(k_.grammar.size())});
            k_.grammar.push_back({kind, value});
        }
    }

    void word(Row const& row) {
        WordId const id = k_.intern(row.cells[0]);
        set(id, WordClass::common);
        for (std::string_view const pos : items(row.cells[2])) {
            if (pos == "NOUN") set(id, WordClass::noun);
            if (pos == "VERB") set(id, WordClass::verb);
            if (pos == "ADJ") set(id, WordClass::adjective);
            if (pos == "ADV") set(id, WordClass::adverb);
        }
    }

    void given_name(Row const& row) {
        std::vector<WordId> const words = k_.sequence(row.cells[0]);
        if (words.size() != 1) return;
        set(words[0], WordClass::given_name);
        k_.genders[words[0]] = row.cells[1].empty() ? 'u' : row.cells[1][0];
    }

    void surname(Row const& row) {
        std::vector<WordId> const words = k_.sequence(row.cells[0]);
        if (words.size() == 1) set(words[0], WordClass::surname);
    }

    void state(Row const& row) {
        auto const& c = row.cells;
        std::size_t const index = k_.states.size();
        StateFact fact;
        fact.iso3 = std::string(c[0]);
        fact.name = std::string(c[2]);
        auto const capitals = items(c[6]);
        if (!capitals.empty()) fact.capital = std::string(capitals[0]);
        fact.latitude = number(row, 8);
        fact.longitude = number(row, 9);
        name(c[2], SenseKind::state, index);
        for (std::string_view const n : items(c[3])) {
            name(n, SenseKind::state, index);
            fact.names.emplace_back(n);
        }
        for (std::string_view const n : items(c[4])) name(n, SenseKind::adjective, index);
        for (std::string_view const n : items(c[5])) name(n, SenseKind::demonym, index);
        for (std::string_view const n : capitals) name(n, SenseKind::capital, index);
        for (std::string_view const n : items(c[7])) name(n, SenseKind::metonym, index);
        k_.state_of_iso[fact.iso3] = static_cast<std::uint32_t>(index);
        k_.states.push_back(std::move(fact));
    }

    void organization(Row const& row) {
        auto const& c = row.cells;
        auto const kind = from_word<EntityKind>(c[2]);
        if (!kind) row.fail("no kind of entity");
        name(c[0], SenseKind::organization, k_.organizations.size());
        for (std::string_view const n : items(c[1])) name(n, SenseKind::organization, k_.organizations.size());
        k_.organizations.push_back({std::string(c[0]), std::string(c[3]), std::string(c[4]), std::string(c[6]), *kind});
    }

    void place(Row const& row) {
        auto const& c = row.cells;
        name(c[0], SenseKind::place, k_.places.size());
        for (std::string_view const n : items(c[1])) name(n, SenseKind::place, k_.places.size());
        k_.places.push_back({std::string(c[0]), std::string(c[2]), std::string(c[3]), number(row, 4), number(row, 5),
                             number(row, 6) * 1e6});
    }

    void city(Row const& row) {
        auto const& c = row.cells;
        std::vector<WordId> const words = k_.sequence(c[0]);
        if (words.empty() || (words.size() == 1 && c[0].size() < 3)) return;
        WordId const first = words[0];
        bool const weak = words.size() == 1 && (is(first, WordClass::common) || is(first, WordClass::given_name) ||
                                                is(first, WordClass::surname) || is(first, WordClass::title) ||
                                                is(first, WordClass::portfolio) || is(first, WordClass::month));
        double const people = number(row, 4);
        k_.trie.add(words, {SenseKind::place, true, false, weak && people < 2e6, static_cast<std::uint32_t>(k_.places.size())});
        k_.places.push_back({std::string(c[0]), std::string(c[1]), "city", number(row, 2), number(row, 3), people});
    }

    void office(Row const& row) {
        auto const& c = row.cells;
        OfficeFact fact;
        fact.country = std::string(c[0]);
        fact.office = std::string(c[1]);
        for (std::string_view const title : items(c[2])) fact.titles.emplace_back(title);
        fact.person = std::string(c[3]);
        std::string const key = name_key(c[3]);
        for (std::string_view const part : items(key, ' ')) fact.name.emplace_back(part);
        if (fact.name.empty()) row.fail("nobody's office");
        fact.from = parse_date(c[5]);
        fact.to = parse_date(c[6]);
        if ((!c[5].empty() && !fact.from) || (!c[6].empty() && !fact.to)) row.fail("not a date");
        auto const add = [&](std::string_view person) {
            std::vector<WordId> const words = k_.sequence(person);
            if (words.size() < 2) return;
            k_.trie.add(words, {SenseKind::person, true, false, false, static_cast<std::uint32_t>(k_.offices.size())});
            if (!is(words.back(), WordClass::common)) set(words.back(), WordClass::surname);
        };
        add(c[3]);
        for (std::string_view const n : items(c[4])) add(n);
        k_.offices.push_back(std::move(fact));
    }

    Knowledge& k_;
};

}  // namespace

std::shared_ptr<Knowledge const> load_knowledge(std::vector<std::filesystem::path> const& folders) {
    auto knowledge = std::make_shared<Knowledge>();
    Loader loader(*knowledge);
    for (std::filesystem::path const& folder : folders) {
        if (!std::filesystem::is_directory(folder)) throw std::runtime_error(folder.string() + ": no folder of tables");
        loader.load(folder);
        if (std::filesystem::exists(folder / "model.bin")) knowledge->model = std::make_shared<Model const>(folder / "model.bin");
    }
    std::string missing = knowledge->predicates.rows.empty() ? "predicates.tsv" : "";
    if (!knowledge->model) missing += missing.empty() ? "model.bin" : " or model.bin";
    if (!missing.empty()) throw std::runtime_error("no " + missing + " in the folders of tables");
    return knowledge;
}

}  // namespace diplograph
