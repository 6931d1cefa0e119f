#include "extract/entities.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/names.hpp"
#include "extract/extract.hpp"

namespace diplograph {

namespace {

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    if (auto const at = text.find(from); at != std::string::npos) text.replace(at, from.size(), to);
    return text;
}

bool is_past(std::string_view title) {
    return title.starts_with("former") || title.starts_with("ex") || title.starts_with("late ") || title.starts_with("ousted") || title.starts_with("then");
}

/// The last word of a title before its complement: "minister" of "deputy minister of energy".
std::string_view head_of(std::string_view title) {
    std::size_t end = title.size();
    for (std::string_view const cut : {" of ", " for ", " to "}) end = std::min(end, title.find(cut));
    title = title.substr(0, end);
    return title.substr(title.rfind(' ') + 1);
}

/// Whether "the Cuban leader", "the minister" can mean the only one of that country who holds `held`.
bool loosely(std::string const& wanted, std::string const& held) {
    static std::set<std::string_view> const anybody{"leader", "guest", "official", "diplomat", "politician", "statesman", "host", "counterpart"};
    std::string_view const head = head_of(wanted);
    if (anybody.count(wanted) > 0) return true;
    if (wanted == "head of state") return held == "president" || held == "king" || held == "emir";
    return wanted == head && head == head_of(held);
}

/// The name as written, without possessive or line breaks.
std::string clean(std::string_view text) {
    std::string out;
    for (char const c : text) {
        bool const space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!space) out += c;
        else if (!out.empty() && out.back() != ' ') out += ' ';
    }
    return out;
}

bool near(std::string const& a, std::string const& b) {
    constexpr std::size_t long_enough = 5;  // letters; in shorter words every one counts
    return a == b || (std::min(a.size(), b.size()) >= long_enough && one_letter_apart(a, b));
}

/// Whether the words of a short form all stand in the long one, initials counted; the surnames must be near.
bool short_form(std::vector<std::string> const& small, std::vector<std::string> const& big) {
    std::size_t at = 0;
    for (std::string const& word : small) {
        bool found = false;
        for (std::size_t i = at; i < big.size() && !found; ++i) {
            bool const initial = small.size() > 1 && ((word.size() == 1 && big[i][0] == word[0]) || (big[i].size() == 1 && word[0] == big[i][0]));
            if (near(word, big[i]) || initial) {
                found = true;
                at = i + 1;
            }
        }
        if (!found) return false;
    }
    return true;
}

}  // namespace

std::string plain_title(std::string_view title) {
    std::string t(title);
    for (std::string_view const rank : {"acting ", "interim ", "new ", "current ", "visiting ", "incoming ", "federal ", "newly appointed ", "newly elected ", "outgoing ", "caretaker "})
        if (t.starts_with(rank)) t.erase(0, rank.size());
    t = replaced(std::move(t), "defence", "defense");
    t = replaced(std::move(t), "under-secretary", "undersecretary");
    t = replaced(std::move(t), "minister for ", "minister of ");
    t = replaced(std::move(t), "minister of the ", "minister of ");
    if (auto const at = t.find("speaker"); at != std::string::npos && t.find("deputy") == std::string::npos && t.find("vice") == std::string::npos) return "speaker";  // "of parliament", "parliamentary"
    if (t.starts_with("minister of ")) {
        std::string portfolio = t.substr(12);
        if (portfolio.ends_with(" affairs")) portfolio.resize(portfolio.size() - 8);
        t = portfolio + " minister";
    }
    return t;
}

Index EntityTable::country(std::string_view iso3) {
    for (Index i = 0; i < d_.entities.size(); ++i)
        if (d_.entities[i].kind == EntityKind::country && d_.entities[i].country == iso3) return i;
    Entity e;
    e.kind = EntityKind::country;
    e.country = std::string(iso3);
    StateFact const* const state = k_.state(e.country);
    e.name = state == nullptr ? e.country : std::string(k_.text(state->name));
    d_.entities.push_back(std::move(e));
    return static_cast<Index>(d_.entities.size() - 1);
}

Index EntityTable::place(Mention const& m) {
    std::string const text = clean(d_.text(m.name));
    std::string const name = m.fact >= 0 ? std::string(k_.text(k_.places[static_cast<std::size_t>(m.fact)].name)) : text;
    for (Index i = 0; i < d_.entities.size(); ++i)
        if (d_.entities[i].kind == EntityKind::place && d_.entities[i].name == name) return i;
    Entity e;
    e.kind = EntityKind::place;
    e.name = name;
    e.country = m.country;
    d_.entities.push_back(std::move(e));
    return static_cast<Index>(d_.entities.size() - 1);
}

Index EntityTable::body(Mention const& m) {
    std::string text = clean(d_.text(m.name));
    if (m.form == MentionForm::name && m.fact >= 0) text = k_.text(k_.organizations[static_cast<std::size_t>(m.fact)].name);
    else if (!m.organization.empty() && !m.weak) text = m.organization;  // an acronym explained before
    std::string const key = name_key(text);
    for (Index i = 0; i < d_.entities.size(); ++i)
        if (d_.entities[i].kind == m.kind && name_key(d_.entities[i].name) == key) {
            bool const others = m.weak && m.kind == EntityKind::group && !m.country.empty() && !d_.entities[i].country.empty() && d_.entities[i].country != m.country;  // "Indian and Nepalese engineers"
            if (!others) return i;
        }
    Entity e;
    e.kind = m.kind;
    e.name = text;
    e.country = m.country;
    e.sector = m.sector;
    if (m.weak) e.organization = m.organization;
    if (m.fact >= 0) e.wikipedia = k_.text(k_.organizations[static_cast<std::size_t>(m.fact)].wikipedia);
    d_.entities.push_back(std::move(e));
    return static_cast<Index>(d_.entities.size() - 1);
}

bool EntityTable::agrees(Index entity, Mention const& m, std::string const& key) const {
    Entity const& e = d_.entities[entity];
    if (e.kind != EntityKind::person) return false;
    std::vector<std::string> const words = words_of(key);
    std::vector<std::string> const other = words_of(name_key(e.name));
    if (key == name_key(e.name)) return true;
    if (!e.country.empty() && !m.country.empty() && e.country != m.country) return false;
    bool const shorter = words.size() < other.size();
    std::vector<std::string> const& small = shorter ? words : other;
    std::vector<std::string> const& big = shorter ? other : words;
    if (small.empty() || !short_form(small, big)) return false;
    if (small.size() == 1) {  // a surname, or the first word of a name that puts the family first
        if (small[0].size() < 3 && small[0] != big.front()) return false;  // "Xi" is Xi Jinping
        return near(small[0], big.back()) || big.front() == small[0] || big.size() > 2;
    }
    return near(small.back(), big.back()) || near(small.front(), big.front());
}

Index EntityTable::person(Mention const& m) {
    std::string name = clean(d_.text(m.name));
    std::string const key = name_key(name);
    std::optional<Index> known;
    bool const alone = key.find(' ') == std::string::npos;
    for (Index i = static_cast<Index>(d_.entities.size()); i-- > 0;) {
        if (!agrees(i, m, key)) continue;
        if (!known || d_.entities[i].mentions.size() > d_.entities[*known].mentions.size()) known = i;
        if (!alone) break;  // a surname alone means whom the article names most
    }
    if (known) {
        enrich(*known, m);
        Entity& e = d_.entities[*known];
        if (name.size() > e.name.size() && words_of(key).size() >= words_of(name_key(e.name)).size()) std::swap(e.name, name);
        if (name != e.name && std::find(e.aliases.begin(), e.aliases.end(), name) == e.aliases.end()) e.aliases.push_back(name);
        return *known;
    }
    Entity e;
    e.kind = EntityKind::person;
    e.name = name;
    d_.entities.push_back(std::move(e));
    auto const index = static_cast<Index>(d_.entities.size() - 1);
    enrich(index, m);
    enrich_from_table(index);
    return index;
}

void EntityTable::enrich(Index entity, Mention const& m) {
    Entity& e = d_.entities[entity];
    if (e.country.empty()) e.country = m.country;
    if (e.sector.empty()) e.sector = m.sector;
    if (e.organization.empty()) e.organization = m.organization;
    for (RolePhrase const& r : m.roles) {
        if (r.counterpart || r.title.empty()) continue;
        Role role{r.title, r.of.empty() ? r.organization : r.of, r.country.empty() ? e.country : r.country};
        auto const same = std::find_if(e.roles.begin(), e.roles.end(), [&](Role const& x) {
            return plain_title(x.title) == plain_title(role.title) && (x.country == role.country || x.country.empty() || role.country.empty());
        });
        if (same == e.roles.end()) e.roles.push_back(role);
        else if (same->country.empty()) same->country = role.country;
    }
}

/// A president or minister named without a country: the table of office-holders knows it.
void EntityTable::enrich_from_table(Index entity) {
    Entity& e = d_.entities[entity];
    if (!e.country.empty()) return;
    std::vector<std::string> words = words_of(name_key(e.name));
    auto const is_suffix = [&](std::string const& word) {
        auto const id = k_.number(word);
        return id && k_.is(*id, WordClass::name_suffix);
    };
    while (words.size() > 1 && is_suffix(words.back())) words.pop_back();
    if (words.empty()) return;
    std::map<std::string, int> states, bodies;  // how much speaks for each: offices held there, above all on the day
    for (std::uint32_t const row : k_.persons_called(words.back())) {
        PersonFact const& person = k_.persons[row];
        std::vector<std::string> const full = words_of(name_key(k_.text(person.name)));
        bool const whole = words.size() > 1 && (words.front() == full.front() || short_form(words, full) || short_form(full, words));
        for (TenureFact const& tenure : k_.tenures_of(person)) {
            auto const titles = items(k_.titles(tenure));
            bool const title = std::any_of(e.roles.begin(), e.roles.end(), [&](Role const& r) {
                std::string const plain = plain_title(r.title);
                return !plain.empty() && std::any_of(titles.begin(), titles.end(), [&](std::string_view t) { return t == plain || t.starts_with(plain + " "); });
            });
            bool const family = words.size() == 1 || full.front() != words.back() || full.back() == words.back();
            if (!whole && (!title || !family)) continue;  // "President Charles Michel" is no Michel Aoun
            if (!whole && d_.reference && !Days{tenure.days.from, Days::later(tenure.days.to, 60)}.contains(*d_.reference)) continue;
            std::string const owner(k_.text(tenure.owner));
            (k_.state(owner) != nullptr ? states : bodies)[owner] += d_.reference && tenure.days.contains(*d_.reference) ? 10 : 1;
        }
    }
    auto const best = [](std::map<std::string, int> const& owners) {
        std::pair<std::string, int> first, second;
        for (auto const& owner : owners) {
            if (owner.second > first.second) second = std::exchange(first, owner);
            else if (owner.second > second.second) second = owner;
        }
        return first.second > second.second ? first.first : std::string();
    };
    if (e.country = best(states); !e.country.empty()) {
        for (Role& role : e.roles)
            if (role.country.empty()) role.country = e.country;
    } else if (states.empty() && e.organization.empty()) {
        e.organization = best(bodies);
    }
}

std::optional<Index> EntityTable::holder(Mention const& m) const {
    if (m.roles.empty()) return std::nullopt;
    RolePhrase const& wanted = m.roles[0];
    std::string const title = plain_title(wanted.title);
    std::optional<Index> best, only;
    std::uint32_t latest = 0;
    std::size_t compatriots = 0;
    for (Index i = 0; i < d_.entities.size(); ++i) {
        Entity const& e = d_.entities[i];
        if (e.kind != EntityKind::person || e.mentions.empty()) continue;
        if (!wanted.country.empty() && wanted.country != e.country) continue;
        bool const fits = std::any_of(e.roles.begin(), e.roles.end(), [&](Role const& r) {
            std::string const held = plain_title(r.title);
            bool const generic = wanted.country.empty() && (held.ends_with(" " + title) || held.starts_with(title + " "));
            return held == title || generic;
        });
        bool const loose = !wanted.country.empty() && std::any_of(e.roles.begin(), e.roles.end(), [&](Role const& r) { return loosely(title, plain_title(r.title)); });
        if (loose) {
            only = i;
            ++compatriots;
        }
        if (!fits) continue;
        if (!best || e.mentions.back().begin >= latest) {
            best = i;
            latest = e.mentions.back().begin;
        }
    }
    if (!best && compatriots == 1) best = only;
    return best;
}

std::optional<Index> EntityTable::holder_at(RolePhrase const& role, Date day) {
    std::string const title = plain_title(role.title);
    std::string const& owner = role.country.empty() ? role.organization : role.country;
    if (owner.empty() || is_past(role.title) || !role.of.empty()) return std::nullopt;
    TenureFact const* found = nullptr;
    bool several = false;  // hold such an office for long side by side: "the UN envoy"
    for (std::uint32_t const row : k_.tenures_of(owner)) {  // the last to come into office counts
        TenureFact const& tenure = k_.tenures[row];
        if (!tenure.days.contains(day)) continue;
        auto const titles = items(k_.titles(tenure));
        if (std::none_of(titles.begin(), titles.end(), [&](std::string_view t) { return plain_title(t) == title; })) continue;
        constexpr std::int32_t handover = 366;  // many days of change are known by the year alone
        several |= found != nullptr && found->person != tenure.person && found->days.to > Days::later(Days::number(day), handover);
        found = &tenure;
    }
    if (found == nullptr || several) return std::nullopt;
    PersonFact const& person = k_.persons[found->person];
    std::string const key = name_key(k_.text(person.name));
    for (Index i = 0; i < d_.entities.size(); ++i) {
        Entity const& e = d_.entities[i];
        if (e.kind != EntityKind::person || (!role.country.empty() && !e.country.empty() && e.country != role.country)) continue;
        std::vector<std::string> const a = words_of(key), b = words_of(name_key(e.name));
        if (a.back() == b.back() && (short_form(a, b) || short_form(b, a))) return i;
    }
    Entity e;
    e.kind = EntityKind::person;
    e.name = k_.text(person.name);
    e.country = role.country;
    e.organization = role.organization;
    e.sector = role.sector;
    e.roles.push_back({title, role.organization, role.country});
    d_.entities.push_back(std::move(e));
    return static_cast<Index>(d_.entities.size() - 1);
}

void EntityTable::mention(Index entity, Mention const& m) {
    Range const range = m.name.empty() ? m.range : m.name;
    Span const span = d_.span(range);
    auto& list = d_.entities[entity].mentions;
    if (std::find(list.begin(), list.end(), span) == list.end()) list.push_back(span);
    Entity& e = d_.entities[entity];
    if (m.name.empty() || e.kind == EntityKind::person || m.form == MentionForm::adjective) return;
    std::string const name = clean(d_.text(m.name));
    if (name != e.name && std::find(e.aliases.begin(), e.aliases.end(), name) == e.aliases.end()) e.aliases.push_back(name);
}

}  // namespace diplograph
