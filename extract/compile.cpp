#include "extract/compile.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <tuple>
#include <unordered_map>

#include "core/bytes.hpp"
#include "extract/document.hpp"
#include "extract/extract.hpp"
#include "extract/fold.hpp"
#include "extract/knowledge_file.hpp"
#include "extract/table.hpp"

namespace diplograph {

namespace {

bool starts_upper(std::string_view text) {
    if (text.empty()) return false;
    auto const c = static_cast<unsigned char>(text[0]);
    return (c >= 'A' && c <= 'Z') || c >= 0x80;
}

bool is_acronym(std::string_view text) {
    return text.size() <= 6 && std::all_of(text.begin(), text.end(), [](char c) { return !(c >= 'a' && c <= 'z') && c != ' '; });
}

/// "Burma@..1989" without the days of its use.
std::string_view undated(std::string_view item) { return item.substr(0, item.find('@')); }

/// The first or last day of YYYY, YYYY-MM or YYYY-MM-DD; nothing if it is none of them.
std::optional<std::int32_t> day_of(std::string_view text, bool last) {
    std::optional<Date> day;
    if (text.size() == 10) day = parse_date(text);
    if (text.size() == 7) day = parse_date(std::string(text) + "-01");
    if (text.size() == 4) day = parse_date(std::string(text) + "-01-01");
    if (!day) return std::nullopt;
    std::chrono::year_month_day const ymd(*day);
    if (last && text.size() == 7) day = Date(ymd.year() / ymd.month() / std::chrono::last);
    if (last && text.size() == 4) day = Date(ymd.year() / 12 / 31);
    return Days::number(*day);
}

/// Fills the arrays; one function a table.
class Compiler {
public:
    void read(TableFiles const& files);
    std::vector<char> finish(std::uint64_t fingerprint);

private:
    Text text(std::string_view characters);
    WordId intern(std::string_view folded);
    std::vector<WordId> sequence(std::string_view entry);
    void set(WordId word, WordClass kind) { t_.classes[word] |= std::uint64_t{1} << static_cast<unsigned>(kind); }
    [[nodiscard]] bool is(WordId word, WordClass kind) const { return (t_.classes[word] >> static_cast<unsigned>(kind) & 1U) != 0; }
    void add(std::vector<WordId> const& words, Sense sense);
    void name(std::string_view entry, SenseKind kind, std::size_t row);
    void names(std::string_view cell, SenseKind kind, std::size_t row) {
        for (std::string_view const item : items(cell)) name(undated(item), kind, row);
    }
    [[nodiscard]] static Days days(Row const& row, std::size_t from);

    void grammar(Row const& row);
    void rule(std::vector<WordId> const& words, WordClass kind, std::string const& value);
    void word(Row const& row);
    void given_name(Row const& row);
    void surname(Row const& row);
    void state(Row const& row);
    void organization(Row const& row);
    void member(Row const& row);
    void place(Row const& row);
    void city(Row const& row);
    void gathering(Row const& row);
    void person(Row const& row);
    void office(Row const& row);
    void tenure(Row const& row);

    /// A person can be called by the last word of a key.
    void call(std::uint32_t person, std::string_view key) { t_.person_words.push_back({static_cast<std::uint32_t>(fnv1a(key.substr(key.rfind(' ') + 1))), person}); }
    std::uint32_t person_of(std::string_view name);
    std::uint32_t office_row(std::string_view office, std::string_view owner, std::string_view titles);
    void add_person_name(std::string_view entry, std::uint32_t person, std::string_view family);
    void finish_organs();
    void finish_words();
    void finish_trie();
    void finish_persons();

    Tables<Rows> t_;
    std::unordered_map<std::string, Text> texts_;
    std::unordered_map<std::string, WordId> numbers_;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> edges_;  ///< node << 32 | word, and the node behind
    std::unordered_map<std::uint64_t, std::uint32_t> edge_of_;
    std::vector<std::vector<Sense>> nodes_{1};
    std::map<std::string, std::uint32_t, std::less<>> person_of_;
    std::map<std::string, std::uint32_t, std::less<>> organization_of_;
    std::vector<std::pair<std::string, std::string>> organs_;  ///< name and state
    std::map<std::pair<std::string, std::string>, Text> titles_;  ///< by office and country; "" for all countries
    std::map<std::tuple<std::string, std::string, std::uint32_t>, std::uint32_t> office_of_;  ///< row by office, owner and titles
};

/// The tables in the order in which they are read: later ones look at what earlier ones said.
struct TableForm {
    char const* file;
    std::vector<std::string_view> columns;
    void (Compiler::*each)(Row const&);
};

Text Compiler::text(std::string_view characters) {
    if (characters.empty()) return {};
    auto const [found, fresh] = texts_.try_emplace(std::string(characters));
    if (fresh) {
        found->second = {static_cast<std::uint32_t>(t_.pool.size()), static_cast<std::uint32_t>(characters.size())};
        t_.pool.insert(t_.pool.end(), characters.begin(), characters.end());
    }
    return found->second;
}

WordId Compiler::intern(std::string_view folded) {
    auto const [found, fresh] = numbers_.try_emplace(std::string(folded), static_cast<WordId>(t_.words.size()));
    if (fresh) {
        t_.words.push_back(text(folded));
        t_.classes.push_back(0);
    }
    return found->second;
}

std::vector<WordId> Compiler::sequence(std::string_view entry) {
    std::vector<WordId> out;
    for (std::string const& word : entry_words(entry)) out.push_back(intern(word));
    return out;
}

void Compiler::add(std::vector<WordId> const& words, Sense sense) {
    std::uint32_t node = 0;
    for (WordId const word : words) {
        auto const fresh = static_cast<std::uint32_t>(nodes_.size());
        if (node == 0) {
            if (word >= t_.roots.size()) t_.roots.resize(word + 1);
            if (t_.roots[word] == 0) t_.roots[word] = fresh;
            node = t_.roots[word];
        } else {
            std::uint64_t const key = static_cast<std::uint64_t>(node) << 32 | word;
            auto const [found, is_new] = edge_of_.try_emplace(key, fresh);
            if (is_new) edges_.emplace_back(key, fresh);
            node = found->second;
        }
        if (node == fresh) nodes_.emplace_back();
    }
    if (node != 0) nodes_[node].push_back(sense);
}

void Compiler::name(std::string_view entry, SenseKind kind, std::size_t row) {
    add(sequence(entry), {kind, starts_upper(entry), is_acronym(entry), false, static_cast<std::uint32_t>(row)});
}

Days Compiler::days(Row const& row, std::size_t from) {
    Days out;
    for (bool const last : {false, true}) {
        std::string_view const cell = row.cells[from + (last ? 1U : 0U)];
        if (cell.empty()) continue;
        auto const day = day_of(cell, last);
        if (!day) row.fail("not a date");
        (last ? out.to : out.from) = *day;
    }
    return out;
}

void Compiler::grammar(Row const& row) {
    auto const kind = from_word<WordClass>(row.cells[1]);
    if (!kind) row.fail("no class of words");
    std::vector<WordId> const words = sequence(row.cells[0]);
    rule(words, *kind, std::string(row.cells[2]));
    if (*kind == WordClass::harm && words.size() == 1)
        for (auto const& [form, tense] : regular_forms(std::string(row.cells[0])))
            if (tense != Form::base) rule({intern(form)}, *kind, std::string(row.cells[2]));
    if (*kind != WordClass::title && *kind != WordClass::person_noun) return;
    std::string const singular(std::string_view(t_.pool.data() + t_.words[words.back()].begin, t_.words[words.back()].size));
    std::string plural = singular;  // "ministers"; its value ends in a star
    if (plural.ends_with("man")) plural.replace(plural.size() - 2, 2, "en");
    else if (plural.ends_with("y")) plural.replace(plural.size() - 1, 1, "ies");
    else plural += plural.ends_with("s") || plural.ends_with("h") ? "es" : "s";
    std::vector<WordId> several = words;
    several.back() = intern(plural);
    rule(several, *kind, std::string(row.cells[2]) + "*");
}

void Compiler::rule(std::vector<WordId> const& words, WordClass kind, std::string const& value) {
    if (words.size() == 1) {
        set(words[0], kind);
        t_.values.push_back({words[0], kind, {}, text(value)});
    } else {
        add(words, {SenseKind::phrase, false, false, false, static_cast<std::uint32_t>(t_.grammar.size())});
        t_.grammar.push_back({text(value), kind, {}});
    }
}

void Compiler::word(Row const& row) {
    WordId const id = intern(row.cells[0]);
    set(id, WordClass::common);
    for (std::string_view const pos : items(row.cells[2])) {
        if (pos == "NOUN") set(id, WordClass::noun);
        if (pos == "VERB") set(id, WordClass::verb);
        if (pos == "ADJ") set(id, WordClass::adjective);
        if (pos == "ADV") set(id, WordClass::adverb);
    }
}

void Compiler::given_name(Row const& row) {
    std::vector<WordId> const words = sequence(row.cells[0]);
    if (words.size() != 1) return;
    set(words[0], WordClass::given_name);
    if (words[0] >= t_.genders.size()) t_.genders.resize(words[0] + 1);
    t_.genders[words[0]] = row.cells[1].empty() ? 'u' : row.cells[1][0];
}

void Compiler::surname(Row const& row) {
    std::vector<WordId> const words = sequence(row.cells[0]);
    if (words.size() == 1) set(words[0], WordClass::surname);
}

void Compiler::state(Row const& row) {
    auto const& c = row.cells;
    std::size_t const index = t_.states.size();
    auto const capitals = items(c[7]);
    name(c[2], SenseKind::state, index);
    names(c[3], SenseKind::state, index);
    names(c[4], SenseKind::state, index);
    names(c[5], SenseKind::adjective, index);
    names(c[6], SenseKind::demonym, index);
    names(c[7], SenseKind::capital, index);
    names(c[8], SenseKind::metonym, index);
    for (std::string_view const organ : items(c[9])) organs_.emplace_back(organ, c[0]);
    t_.states.push_back({text(c[0]), text(c[2]), text(capitals.empty() ? std::string_view() : undated(capitals[0])), Point::of(number(row, 10), number(row, 11))});
}

void Compiler::organization(Row const& row) {
    auto const& c = row.cells;
    auto const kind = from_word<EntityKind>(c[3]);
    if (!kind) row.fail("no kind of entity");
    std::size_t const index = t_.organizations.size();
    name(c[0], SenseKind::organization, index);
    names(c[1], SenseKind::organization, index);
    names(c[2], SenseKind::organization, index);
    organization_of_.try_emplace(std::string(c[0]), static_cast<std::uint32_t>(index));
    t_.organizations.push_back({text(c[0]), text(c[4]), text(c[5]), text(c[6]), text(c[7]), *kind});
}

void Compiler::member(Row const& row) {
    auto const found = organization_of_.find(row.cells[0]);
    if (found == organization_of_.end()) row.fail("no such organization");
    t_.memberships.push_back({found->second, text(row.cells[1]), days(row, 2)});
}

void Compiler::place(Row const& row) {
    auto const& c = row.cells;
    name(c[0], SenseKind::place, t_.places.size());
    names(c[1], SenseKind::place, t_.places.size());
    t_.places.push_back({text(c[0]), text(c[2]), text(c[3]), {}, Point::of(number(row, 4), number(row, 5)), static_cast<float>(number(row, 6) * 1e6)});
}

void Compiler::city(Row const& row) {
    auto const& c = row.cells;
    std::vector<WordId> const words = sequence(c[0]);
    if (words.empty() || (words.size() == 1 && c[0].size() < 3)) return;
    WordId const first = words[0];
    bool const weak = words.size() == 1 && (is(first, WordClass::common) || is(first, WordClass::given_name) || is(first, WordClass::surname) || is(first, WordClass::title) ||
                                            is(first, WordClass::portfolio) || is(first, WordClass::month));
    double const people = number(row, 4);
    add(words, {SenseKind::place, true, false, weak && people < 2e6, static_cast<std::uint32_t>(t_.places.size())});
    t_.places.push_back({text(c[0]), text(c[1]), text("city"), text(c[5]), Point::of(number(row, 2), number(row, 3)), static_cast<float>(people)});
}

void Compiler::gathering(Row const& row) {
    auto const& c = row.cells;
    name(c[0], SenseKind::gathering, t_.gatherings.size());
    names(c[1], SenseKind::gathering, t_.gatherings.size());
    t_.gatherings.push_back({text(c[0]), text(c[2]), text(c[3]), text(c[4]), days(row, 5)});
}

/// The organs of states that organizations.tsv does not tell more of.
void Compiler::finish_organs() {
    for (auto const& [organ, state] : organs_) {
        std::uint32_t node = 0;
        for (WordId const word : sequence(organ)) {
            if (node == 0) {
                node = word < t_.roots.size() ? t_.roots[word] : 0;
            } else {
                auto const found = edge_of_.find(static_cast<std::uint64_t>(node) << 32 | word);
                node = found == edge_of_.end() ? 0 : found->second;
            }
            if (node == 0) break;
        }
        auto const& senses = nodes_[node];
        if (node != 0 && std::any_of(senses.begin(), senses.end(), [](Sense const& s) { return s.kind == SenseKind::organization; })) continue;
        name(organ, SenseKind::organization, t_.organizations.size());
        t_.organizations.push_back({text(organ), text("GOV"), text(state), {}, {}, EntityKind::organization});
    }
}

std::uint32_t Compiler::person_of(std::string_view name) {
    auto const [found, fresh] = person_of_.try_emplace(std::string(name), static_cast<std::uint32_t>(t_.persons.size()));
    if (fresh) {
        name = name.substr(0, name.find(" ("));
        PersonFact fact;
        fact.name = text(name);
        t_.persons.push_back(fact);
    }
    return found->second;
}

/// A name by which a text can call somebody: in full in the trie; its family name is known to be one.
void Compiler::add_person_name(std::string_view entry, std::uint32_t person, std::string_view family) {
    std::vector<WordId> const words = sequence(entry.substr(0, entry.find(" (")));
    if (words.empty() || (words.size() == 1 && is(words[0], WordClass::common))) return;
    add(words, {SenseKind::person, true, false, false, person});
    std::string const key = name_key(entry.substr(0, entry.find(" (")));
    call(person, key.substr(0, key.find(' ')));
    call(person, key);
    for (std::string_view const name : items(family)) call(person, name_key(name));
    std::vector<WordId> called = family.empty() ? std::vector{words.back()} : std::vector<WordId>();
    for (std::string_view const name : items(family))
        for (WordId const word : sequence(name)) called.push_back(word);
    for (WordId const word : called)
        if (!is(word, WordClass::common) && !is(word, WordClass::name_particle)) set(word, WordClass::surname);
}

void Compiler::person(Row const& row) {
    auto const& c = row.cells;
    if (name_key(c[0]).empty()) row.fail("nobody");
    std::uint32_t const index = person_of(c[0]);
    PersonFact& fact = t_.persons[index];
    if (!c[2].empty()) fact.family = text(c[2]);
    if (!c[3].empty()) fact.gender = c[3][0];
    for (std::string_view const variant : items(c[1])) add_person_name(variant, index, c[2]);
    add_person_name(c[0], index, c[2]);
}

void Compiler::office(Row const& row) {
    titles_[{std::string(row.cells[0]), std::string(row.cells[1])}] = text(row.cells[2]);
    static_cast<void>(office_row(row.cells[0], row.cells[1], ""));
}

/// The row of offices for a tenure: with titles of its own, else as the office is called in that state, else everywhere.
std::uint32_t Compiler::office_row(std::string_view office, std::string_view owner, std::string_view titles) {
    Text own = text(titles);
    std::string_view of = owner;
    if (own.empty()) {
        auto found = titles_.find({std::string(office), std::string(owner)});
        if (found == titles_.end()) {
            of = "";
            found = titles_.find({std::string(office), ""});
        }
        if (found != titles_.end()) own = found->second;
    }
    auto const [row, fresh] = office_of_.try_emplace({std::string(office), std::string(of), own.begin}, static_cast<std::uint32_t>(t_.offices.size()));
    if (fresh) t_.offices.push_back({text(office), text(of), own});
    return row->second;
}

void Compiler::tenure(Row const& row) {
    auto const& c = row.cells;
    if (name_key(c[3]).empty()) row.fail("nobody's office");
    bool const known = person_of_.count(c[3]) > 0;
    std::uint32_t const index = person_of(c[3]);
    if (!known) add_person_name(c[3], index, "");
    t_.tenures.push_back({text(c[0]), office_row(c[1], c[0], c[2]), index, days(row, 4)});
}

void Compiler::finish_words() {
    std::size_t slots = 16;
    while (slots * 3 < t_.words.size() * 4) slots *= 2;  // at most three quarters are taken
    t_.word_slots.assign(slots, 0);
    std::size_t const mask = t_.word_slots.size() - 1;
    for (std::size_t id = 0; id < t_.words.size(); ++id) {
        std::size_t at = fnv1a({t_.pool.data() + t_.words[id].begin, t_.words[id].size}) & mask;
        while (t_.word_slots[at] != 0) at = (at + 1) & mask;
        t_.word_slots[at] = static_cast<std::uint32_t>(id) + 1;
    }
    auto const key = [](WordValue const& v) { return std::pair(v.word, v.kind); };
    std::stable_sort(t_.values.begin(), t_.values.end(), [&](WordValue const& a, WordValue const& b) { return key(a) < key(b); });
    t_.values.erase(std::unique(t_.values.begin(), t_.values.end(), [&](WordValue const& a, WordValue const& b) { return key(a) == key(b); }), t_.values.end());
}

void Compiler::finish_trie() {
    std::sort(edges_.begin(), edges_.end());
    std::size_t next = 0;
    for (std::size_t node = 0; node < nodes_.size(); ++node) {
        t_.node_edges.push_back(static_cast<std::uint32_t>(t_.edges.size()));
        for (; next < edges_.size() && edges_[next].first >> 32 == node; ++next) t_.edges.push_back({static_cast<WordId>(edges_[next].first), edges_[next].second});
    }
    t_.node_edges.push_back(static_cast<std::uint32_t>(t_.edges.size()));
    for (auto const& senses : nodes_) {
        t_.node_senses.push_back(static_cast<std::uint32_t>(t_.senses.size()));
        t_.senses.insert(t_.senses.end(), senses.begin(), senses.end());
    }
    t_.node_senses.push_back(static_cast<std::uint32_t>(t_.senses.size()));
}

void Compiler::finish_persons() {
    auto const view = [&](Text part) { return std::string_view(t_.pool.data() + part.begin, part.size); };
    std::stable_sort(t_.tenures.begin(), t_.tenures.end(), [](TenureFact const& a, TenureFact const& b) { return std::pair(a.person, a.days.from) < std::pair(b.person, b.days.from); });
    for (std::uint32_t i = 0; i < t_.tenures.size(); ++i) {
        PersonFact& person = t_.persons[t_.tenures[i].person];
        if (i == 0 || t_.tenures[i - 1].person != t_.tenures[i].person) person.first_tenure = i;
        person.last_tenure = i + 1;
        t_.by_owner.push_back(i);
    }
    std::stable_sort(t_.by_owner.begin(), t_.by_owner.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::pair(view(t_.tenures[a].owner), t_.tenures[a].days.from) < std::pair(view(t_.tenures[b].owner), t_.tenures[b].days.from);
    });
    for (std::uint32_t i = 0; i < t_.states.size(); ++i) t_.by_code.push_back(i);
    std::stable_sort(t_.by_code.begin(), t_.by_code.end(), [&](std::uint32_t a, std::uint32_t b) { return view(t_.states[a].iso3) < view(t_.states[b].iso3); });
    std::stable_sort(t_.memberships.begin(), t_.memberships.end(), [](MembershipFact const& a, MembershipFact const& b) { return a.organization < b.organization; });
    auto const order = [](PersonWord const& w) { return std::pair(w.hash, w.person); };
    std::sort(t_.person_words.begin(), t_.person_words.end(), [&](PersonWord const& a, PersonWord const& b) { return order(a) < order(b); });
    t_.person_words.erase(std::unique(t_.person_words.begin(), t_.person_words.end(), [&](PersonWord const& a, PersonWord const& b) { return order(a) == order(b); }), t_.person_words.end());
}

void Compiler::read(TableFiles const& files) {
    static std::vector<TableForm> const forms{
        {"grammar.tsv", {"word", "class", "value"}, &Compiler::grammar},
        {"words.tsv", {"word", "count", "pos"}, &Compiler::word},
        {"given_names.tsv", {"name", "gender", "regions"}, &Compiler::given_name},
        {"surnames.tsv", {"name", "regions"}, &Compiler::surname},
        {"states.tsv", {"iso3", "iso2", "name", "names", "former", "adjectives", "demonyms", "capital", "metonyms", "organs", "latitude", "longitude"}, &Compiler::state},
        {"organizations.tsv", {"name", "variants", "former", "kind", "sector", "country", "seat", "wikipedia"}, &Compiler::organization},
        {"members.tsv", {"organization", "state", "from", "to"}, &Compiler::member},
        {"people.tsv", {"person", "variants", "family", "gender"}, &Compiler::person},
        {"offices.tsv", {"office", "country", "titles"}, &Compiler::office},
        {"tenures.tsv", {"country", "office", "title", "person", "from", "to"}, &Compiler::tenure},
        {"places.tsv", {"name", "variants", "country", "kind", "latitude", "longitude", "weight"}, &Compiler::place},
        {"cities.tsv", {"name", "country", "latitude", "longitude", "population", "province"}, &Compiler::city},
        {"gatherings.tsv", {"name", "variants", "kind", "organizers", "members", "from", "to"}, &Compiler::gathering},
    };
    for (TableForm const& form : forms)
        for (TableFiles::File const& file : files.files)
            if (file.name == form.file) read_table(file.name, file.text, form.columns, [&](Row const& row) { (this->*form.each)(row); });
}

std::vector<char> Compiler::finish(std::uint64_t fingerprint) {
    finish_organs();
    finish_words();
    finish_trie();
    finish_persons();
    return pack(t_, fingerprint);
}

}  // namespace

TableFiles::TableFiles(std::vector<std::filesystem::path> const& folders) {
    static char const* const names[] = {"irregular.tsv", "facets.tsv", "cameo.tsv", "predicates.tsv", "grammar.tsv", "words.tsv", "given_names.tsv", "surnames.tsv", "states.tsv", "organizations.tsv", "members.tsv",
                                        "places.tsv", "cities.tsv", "gatherings.tsv", "people.tsv", "offices.tsv", "tenures.tsv"};
    fingerprint = fnv1a("");
    for (std::filesystem::path const& folder : folders)
        if (!std::filesystem::is_directory(folder)) throw std::runtime_error(folder.string() + ": no folder of tables");
    for (char const* const name : names)
        for (std::filesystem::path const& folder : folders) {
            if (!std::filesystem::exists(folder / name)) continue;
            files.push_back({name, read_file(folder / name)});
            fingerprint = mix(files.back().text, fnv1a(name, fingerprint));
        }
}

std::vector<char> compile_tables(TableFiles const& files) {
    Compiler compiler;
    compiler.read(files);
    return compiler.finish(files.fingerprint);
}

}  // namespace diplograph
