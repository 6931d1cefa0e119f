#include "extract/predicate.hpp"

#include <algorithm>
#include <array>

namespace diplograph {

namespace {

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

std::vector<std::pair<std::string, Form>> noun_forms(std::string const& noun) {
    if (noun == "talks") return {{noun, Form::plural}};
    char const last = noun.back();
    if (last == 'y' && !is_vowel(noun[noun.size() - 2])) return {{noun, Form::singular}, {noun.substr(0, noun.size() - 1) + "ies", Form::plural}};
    bool const hiss = last == 's' || last == 'x' || noun.ends_with("ch") || noun.ends_with("sh");
    return {{noun, Form::singular}, {noun + (hiss ? "es" : "s"), Form::plural}};
}

}  // namespace

std::vector<std::pair<std::string, Form>> regular_forms(std::string const& verb) {
    std::vector<std::pair<std::string, Form>> out{{verb, Form::base}};
    char const last = verb.back();
    char const before = verb.size() > 1 ? verb[verb.size() - 2] : 'a';
    std::string const stem = verb.substr(0, verb.size() - 1);
    bool const hiss = last == 's' || last == 'x' || last == 'z' || verb.ends_with("ch") || verb.ends_with("sh") || last == 'o';
    if (last == 'y' && !is_vowel(before)) {
        out.insert(out.end(), {{stem + "ies", Form::third}, {stem + "ied", Form::past}, {verb + "ing", Form::gerund}});
    } else if (last == 'e') {
        out.insert(out.end(), {{verb + "s", Form::third}, {verb + "d", Form::past}});
        out.emplace_back((before == 'e' ? verb : before == 'i' ? verb.substr(0, verb.size() - 2) + "y" : stem) + "ing", Form::gerund);
    } else {
        out.insert(out.end(), {{verb + (hiss ? "es" : "s"), Form::third}, {verb + "ed", Form::past}, {verb + "ing", Form::gerund}});
        if (!is_vowel(last) && is_vowel(before) && last != 'w' && last != 'x' && last != 'y')
            out.insert(out.end(), {{verb + last + "ed", Form::past}, {verb + last + "ing", Form::gerund}});
    }
    return out;
}

void Predicates::read(std::string_view file, std::string_view text) {
    read_table(file, text, {"lemma", "pos", "light", "type", "plover", "mode", "cameo", "slots", "status", "example"}, [&](Row const& row) { add(row); });
}

void Predicates::read_irregular(std::string_view file, std::string_view text) {
    read_table(file, text, {"lemma", "past", "participle"}, [&](Row const& row) { add_irregular(row); });
}

void Predicates::add_irregular(Row const& row) {
    std::string const verb(row.cells[0]);
    auto const set = [&](std::string const& form) {
        lemmas[form] = verb;
        forms_of_[verb].push_back(form);
    };
    set(std::string(row.cells[1]));
    set(std::string(row.cells[2]));
    for (auto const& [form, kind] : regular_forms(verb))
        if (kind != Form::past) set(form);
}

void Predicates::add_lemma(std::string const& form, std::string const& verb) {
    if (lemmas.try_emplace(form, verb).second) forms_of_[verb].push_back(form);
}

std::string_view Predicates::lemma_of(std::string_view form) const {
    auto const found = lemmas.find(form);
    return found == lemmas.end() ? form : std::string_view(found->second);
}

void Predicates::add(Row const& row) {
    Predicate p;
    p.lemma = std::string(row.cells[0]);
    if (row.cells[1] != "verb" && row.cells[1] != "noun") row.fail("neither verb nor noun");
    p.noun = row.cells[1] == "noun";
    for (std::string_view const word : items(row.cells[2])) p.light.emplace_back(word);
    auto const types = items(row.cells[3]);
    auto const type = types.empty() ? std::nullopt : from_word<EventType>(types[0]);
    if (!type || types.size() > 2) row.fail("no event type");
    p.type = *type;
    if (types.size() == 2 && !(p.also = from_word<EventType>(types[1]))) row.fail("no event type");
    p.plover = std::string(row.cells[4]);
    p.mode = std::string(row.cells[5]);
    p.cameo = std::string(row.cells[6]);
    for (std::string_view slot : items(row.cells[7])) {
        Slot s;
        std::size_t const equal = slot.find('=');
        if (equal == std::string_view::npos) row.fail("a slot is not WHERE=ROLE");
        s.where = std::string(slot.substr(0, equal));
        slot.remove_prefix(equal + 1);
        for (; !slot.empty() && (slot.back() == '!' || slot.back() == '@'); slot.remove_suffix(1))
            (slot.back() == '!' ? s.required : s.place) = true;
        auto const role = from_word<ParticipantRole>(slot);
        if (!role) row.fail("no role");
        s.role = *role;
        p.slots.push_back(std::move(s));
    }
    if (!row.cells[8].empty()) {
        p.status = from_word<Status>(row.cells[8]);
        if (!p.status) row.fail("no status");
    }
    p.example = std::string(row.cells[9]);
    p.rule = row.where();
    auto const index = static_cast<std::uint32_t>(rows.size());
    std::string const first = p.lemma.substr(0, p.lemma.find(' '));
    if (p.noun) {
        std::string const last = p.lemma.substr(p.lemma.rfind(' ') + 1);
        for (auto const& [form, kind] : noun_forms(last)) forms[form].push_back({index, kind});
        for (std::string const& verb : p.light)
            for (auto const& [form, kind] : regular_forms(verb)) add_lemma(form, verb);
    } else {
        std::vector<std::pair<std::string, Form>> all;
        for (std::string const& form : forms_of_[first])  // irregular past forms
            if (lemmas[form] == first && form != first && !form.ends_with("ing") && !form.ends_with("s")) all.emplace_back(form, Form::past);
        bool const irregular = !all.empty();
        for (auto const& form : regular_forms(first))
            if (!irregular || form.second != Form::past) all.push_back(form);
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        for (auto const& [form, kind] : all) {
            forms[form].push_back({index, kind});
            add_lemma(form, first);
        }
    }
    rows.push_back(std::move(p));
}

}  // namespace diplograph
