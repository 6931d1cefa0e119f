#include "extract/acts.hpp"

#include <algorithm>

namespace diplograph {

CodeEvidence ActReader::code_evidence(Trigger const& t, std::vector<Trigger> const& all) const {
    Syntax const& syntax = clauses_.syntax();
    std::uint32_t const own = syntax.of_token(t.token), verb = t.noun && t.light ? clauses_.governor(own) : own;
    bool const attack = k_.predicates.rows[t.predicate].type == EventType::attack;
    std::vector<std::uint32_t> open{verb == Node::none ? own : verb}, tokens;
    while (!open.empty()) {
        std::uint32_t const n = open.back();
        open.pop_back();
        tokens.push_back(d_.nodes[n].token);
        for (std::uint32_t const c : clauses_.children(n)) {
            std::string_view const relation = syntax.relation(c);
            bool const aside = (n == verb && ((relation == "nsubj" && !attack) || relation == "parataxis")) || relation == "acl:relcl";  // "Israeli jets bombed"
            if (!aside) open.push_back(c);
        }
    }
    auto const apart = [&](std::uint32_t token) { return token > t.token ? token - t.token : (t.token - token) * 2; };
    std::sort(tokens.begin(), tokens.end(), [&](std::uint32_t a, std::uint32_t b) { return std::pair(apart(a), a) < std::pair(apart(b), b); });
    CodeEvidence out;
    for (std::uint32_t const token : tokens) {
        for (Trigger const& other : all)
            if (other.token == token && token > t.token && !k_.predicates.rows[other.predicate].cameo.empty()) out.acts.push_back(k_.predicates.rows[other.predicate].cameo);
        out.words.push_back(d_.word(token));
        std::string_view const form = out.words.back(), lemma = k_.predicates.lemma_of(form);
        if (lemma != form) out.words.push_back(lemma);
        else if (form.size() > 3 && form.ends_with("s") && clauses_.is_noun(token)) out.words.push_back(form.substr(0, form.size() - 1));
    }
    return out;
}

void ActReader::refuse(Event& e, Trigger const& t) const {
    bool const kind = e.type == EventType::statement || e.type == EventType::support || e.type == EventType::cooperation || e.type == EventType::aid || e.type == EventType::concession || e.type == EventType::retreat;
    if (!kind || t.noun || e.status != Status::cancelled || e.plover.empty()) return;
    VerbGroup const group = clauses_.group(t.token);
    if (!group.negated || group.modal != "planned") return;
    e.type = EventType::rejection;
    e.plover = "REJECT";
    e.mode.clear();
    e.cameo = "120";
    e.status = Status::occurred;
}

/// Protesters whom nothing places are people of the country that they protest against or in.
bool ActReader::own_people(Event& e, ParticipantRole source) {
    std::string country = e.place ? e.place->country : std::string();
    for (Participant const& p : e.participants)
        if (country.empty()) country = d_.entities[p.entity].country;
    if (!country.empty()) cast_.add_country(country, source, e.participants);
    return !country.empty();
}

void ActReader::demand(Event& e, Trigger const& t) {
    Syntax const& syntax = clauses_.syntax();
    for (std::uint32_t const c : clauses_.children(syntax.of_token(t.token))) {
        if (syntax.relation(c) != "ccomp" || !(obliges(c) || subjunctive(c))) continue;
        std::vector<Participant> asked;
        cast_.add(clauses_.subject(c), ParticipantRole::target, std::nullopt, asked, true);
        std::erase_if(asked, [&](Participant const& x) { return std::any_of(e.participants.begin(), e.participants.end(), [&](Participant const& y) { return x.entity == y.entity; }); });
        if (asked.empty() && !subjunctive(c)) continue;
        e.type = EventType::request;
        e.plover = "REQUEST";
        e.cameo = "100";
        e.participants.insert(e.participants.end(), asked.begin(), asked.end());
        return;
    }
}

bool ActReader::obliges(std::uint32_t clause) const {
    auto const& children = clauses_.children(clause);
    return std::any_of(children.begin(), children.end(), [&](std::uint32_t x) {
        std::string_view const w = d_.word(d_.nodes[x].token);
        return clauses_.syntax().relation(x) == "aux" && (w == "must" || w == "should" || w == "ought");
    });
}

/// "that Iran release them", "that sanctions be lifted": a bare verb without an auxiliary that makes it one.
bool ActReader::subjunctive(std::uint32_t clause) const {
    Syntax const& syntax = clauses_.syntax();
    bool subject = false, bare = syntax.xpos(clause) == "VB";
    for (std::uint32_t const c : clauses_.children(clause))  // "that Serbia honour": no third person
        if (syntax.relation(c) == "nsubj" && syntax.xpos(clause) == "VBP" && (syntax.xpos(c) == "NNP" || syntax.xpos(c) == "NN") && clauses_.mentions(c).size() < 2) bare = true;
    for (std::uint32_t const c : clauses_.children(clause)) {
        std::string_view const relation = syntax.relation(c), w = d_.word(d_.nodes[c].token);
        subject |= relation.starts_with("nsubj");
        if (relation == "mark" && w != "that") return false;
        if (relation.starts_with("aux") || relation == "cop") {
            if (w != "be") return false;
            bare = true;
        }
    }
    return subject && bare;
}

void ActReader::intend(Event& e, Trigger const& t, std::vector<Trigger> const& all) const {
    Syntax const& syntax = clauses_.syntax();
    if (e.type != EventType::statement || !e.plover.empty()) return;
    for (std::uint32_t const c : clauses_.children(syntax.of_token(t.token))) {
        if (syntax.relation(c) != "ccomp") continue;
        std::uint32_t const subject = clauses_.child(c, "nsubj");
        std::string_view const who = subject == Node::none ? std::string_view() : d_.word(d_.nodes[subject].token);
        if (who != "it" && who != "he" && who != "she" && who != "they" && who != "we") continue;
        auto const is_aux = [&](std::string_view w) {
            return std::any_of(clauses_.children(c).begin(), clauses_.children(c).end(), [&](std::uint32_t x) { return syntax.relation(x) == "aux" && d_.word(d_.nodes[x].token) == w; });
        };
        std::string_view const w = d_.word(d_.nodes[c].token);
        bool const ready = w == "ready" || w == "prepared" || w == "willing" || w == "planned" || w == "intended" || w == "planning";
        bool const told = std::any_of(all.begin(), all.end(), [&](Trigger const& other) { return syntax.of_token(other.token) == c; });
        if (told || !(is_aux("would") || is_aux("will") || ready) || clauses_.group(d_.nodes[c].token).negated) continue;
        std::string const code = k_.codes.refine("030", code_evidence(t, all));
        if (code == "030") continue;
        e.plover = "AGREE";
        e.cameo = code;
        return;
    }
}

void ActReader::direct(Event& e, Trigger const& t, Predicate const& p, std::set<std::string_view>& filled) {
    ParticipantRole const source = e.type == EventType::attack ? ParticipantRole::perpetrator : ParticipantRole::source;
    ParticipantRole const target = e.type == EventType::attack ? ParticipantRole::victim : ParticipantRole::target;
    auto const has = [&](ParticipantRole role) {
        return std::any_of(e.participants.begin(), e.participants.end(), [&](Participant const& x) { return x.role == role; });
    };
    if (!has(source) && !t.passive && (!t.noun || t.light) && !nameless_subject(t))
        if (Mention const* actor = cast_.actor_before(clauses_.sentence().first, t.token)) {
            std::size_t const before = e.participants.size();
            cast_.add(*actor, source, std::nullopt, e.participants, true);
            if (e.participants.size() > before) filled.insert("subj");
        }
    if (!has(target)) direct_at(e, t, p, target, filled);
    if (e.type == EventType::protest && !has(source) && own_people(e, source)) filled.insert("subj");
}

/// "The UN said that heavy fighting killed 20": the verb has a subject of its own, and it is nobody.
bool ActReader::nameless_subject(Trigger const& t) const {
    if (t.noun) return false;
    std::uint32_t const subject = clauses_.child(clauses_.syntax().of_token(t.token), "nsubj");
    if (subject == Node::none || clauses_.syntax().upos(subject) != "NOUN") return false;
    std::vector<std::uint32_t> open{subject};
    while (!open.empty()) {
        std::uint32_t const n = open.back();
        open.pop_back();
        if (clauses_.over(d_.nodes[n].token) >= 0) return false;
        for (std::uint32_t const c : clauses_.children(n)) open.push_back(c);
    }
    return true;
}

void ActReader::direct_at(Event& e, Trigger const& t, Predicate const& p, ParticipantRole target, std::set<std::string_view>& filled) {
    std::string const own = e.participants.empty() ? std::string() : d_.entities[e.participants[0].entity].country;
    std::uint32_t const end = std::min(clauses_.sentence().last, t.token + 18);
    if (Mention const* object = cast_.object_behind(t.token + 1, end, own)) {
        std::size_t const before = e.participants.size();
        cast_.add_state(*object, target, e.participants);
        if (e.participants.size() > before)
            for (Slot const& s : p.slots)
                if (s.where != "subj") filled.insert(s.where);
    }
}

}  // namespace diplograph
