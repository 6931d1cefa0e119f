#include "extract/doubts.hpp"

#include <algorithm>
#include <set>

#include "extract/acts.hpp"

namespace diplograph {

/// Whether a draft says enough to be an event.
bool Doubts::complete(Draft& draft, Trigger const& t) const {
    Event& e = draft.event;
    bool const gathering = e.type == EventType::meeting || e.type == EventType::call || e.type == EventType::conference;
    if (gathering)  // an interview is no meeting
        std::erase_if(e.participants, [&](Participant const& p) { return d_.entities[p.entity].sector == "MED" && d_.entities[p.entity].kind != EntityKind::person; });
    std::size_t const n = e.participants.size();
    bool const played = e.type == EventType::meeting || e.type == EventType::call || e.type == EventType::visit || e.type == EventType::conference || e.type == EventType::attack || e.type == EventType::coercion;
    if (played && is_pastime() && !official_takes_part(e)) return false;
    if ((e.type == EventType::meeting || e.type == EventType::call) && n > 0 && !is_public(e)) return false;
    if (ActReader::is_directed(e.type) && ((n > 0 && !is_public(e)) || natural(t) || accident(e, t))) return false;  // "she thanked her mother"
    if (e.type == EventType::meeting && !t.noun && only_states(e) && received(t)) return false;
    switch (e.type) {
        case EventType::meeting:
        case EventType::call: {
            std::set<Index> distinct;
            for (Participant const& p : e.participants) distinct.insert(p.entity);
            if (distinct.size() >= 2) return one_side(e) ? t.verb_of_meeting || t.between : true;
            if (t.anaphoric && merger_.latest(e.type)) return true;
            return distinct.size() == 1 && (several(t) || t.with_others);
        }
        case EventType::visit: {
            bool const visitor = std::any_of(e.participants.begin(), e.participants.end(), [](Participant const& p) { return p.role == ParticipantRole::visitor; });
            if (t.anaphoric && n == 0) return merger_.latest(EventType::visit).has_value() && (e.place || e.date);
            if (!visitor) return false;
            bool const person = std::any_of(e.participants.begin(), e.participants.end(), [&](Participant const& p) {
                return p.role == ParticipantRole::visitor && (d_.entities[p.entity].kind == EntityKind::person || !p.office.empty());
            });
            return person && (t.noun || n > 1 || e.place);
        }
        case EventType::conference: {
            if (e.name.empty() && !draft.anaphoric && n >= 2 && !one_side(e)) {  // "a summit with Kim"
                e.type = EventType::meeting;
                e.mode = "meet";
                return is_public(e);
            }
            std::string_view const head = d_.word(t.token);  // "events", "the court's session": a gathering of states or bodies only with one of them
            if (std::int32_t const of = d_.word(t.token + 1) == "of" ? c_.begins(t.token + 2) : -1; of >= 0 && d_.mentions[static_cast<std::size_t>(of)].kind == EntityKind::place) return false;  // of a mountain
            std::uint32_t const first = draft.name.empty() ? t.token : draft.name.first;
            for (std::uint32_t i = first > 3 ? first - 3 : 0; i + 1 < first; ++i)
                if (d_.word(i) == "according") return false;  // a body that says something
            bool const plain = head != "summit" && head != "conference" && head != "forum" && head != "talks";
            if (plain && !draft.anaphoric && !(n > 0 && is_public(e))) return false;
            return !e.name.empty() && (draft.anaphoric || n > 0 || e.place || e.date || !e.edition.empty() || t.named);
        }
        case EventType::attack: {  // "the fight against terrorism" is none
            bool const victim = std::any_of(e.participants.begin(), e.participants.end(), [](Participant const& p) { return p.role == ParticipantRole::victim; });
            return n >= 1 && (victim || e.place || e.date);
        }
        case EventType::agreement: return n >= 1 && (t.noun || !c_.group(t.token).infinitive || c_.syntax().relation(c_.syntax().of_token(t.token)) != "advcl");  // "to resolve differences"
        case EventType::protest: return n >= 1 && !of_officials(e);
        case EventType::cooperation: return n >= 2;
        case EventType::appointment:  // "the hall was named after him"
            return n >= 1 && is_public(e) && std::none_of(e.participants.begin(), e.participants.end(), [&](Participant const& p) {
                       EntityKind const kind = d_.entities[p.entity].kind;
                       return p.role == ParticipantRole::appointee && kind != EntityKind::person && kind != EntityKind::country && kind != EntityKind::group;
                   });
        case EventType::statement:  // "it is hard to say", "could maintain"
            return n >= 1 && !(e.plover.empty() && !t.noun && (e.status == Status::proposed || (e.status != Status::cancelled && c_.group(t.token).infinitive && c_.group(t.token).modal.empty() && !c_.group(t.token).to_be)));
        default: return n >= 1 && (n >= 2 || !e.plover.empty());
    }
}

/// "Brazil met France in the final": a sentence about sport, the stage or business.
bool Doubts::is_pastime() const {
    Range const s = c_.sentence();
    for (std::uint32_t i = s.first; i < s.last; ++i)
        if (d_.is(i, WordClass::pastime) && c_.over(i) < 0 && c_.is_noun(i) && !is_nature(i)) return true;
    return false;
}

bool Doubts::official_takes_part(Event const& e) const {
    static std::set<std::string_view> const private_life{"", "BUS", "MED", "CVL", "EDU"};
    return std::any_of(e.participants.begin(), e.participants.end(), [&](Participant const& p) { return private_life.count(d_.entities[p.entity].sector) == 0; });
}

/// "The president held a rally": those in office campaign, they do not protest.
bool Doubts::of_officials(Event const& e) const {
    bool any = false;
    for (Participant const& p : e.participants) {
        Entity const& who = d_.entities[p.entity];
        if (p.role != ParticipantRole::source) continue;
        if (who.kind != EntityKind::person || (who.sector != "GOV" && who.sector != "LEG")) return false;
        any = true;
    }
    return any;
}

/// A state receives people, no other state: "Ivory Coast welcomed Senegal" is a game.
bool Doubts::only_states(Event const& e) const {
    return !e.participants.empty() && std::all_of(e.participants.begin(), e.participants.end(), [&](Participant const& p) { return d_.entities[p.entity].kind == EntityKind::country && p.office.empty(); });
}

bool Doubts::received(Trigger const& t) const {
    auto const& slots = d_.knowledge->predicates.rows[t.predicate].slots;
    return std::any_of(slots.begin(), slots.end(), [](Slot const& s) { return s.where == "subj" && s.role == ParticipantRole::host; });
}

/// Whether somebody in public life takes part: a state, a body, an official, or a person whom the tables or the article
/// place somewhere.
bool Doubts::is_public(Event const& e) const {
    return std::any_of(e.participants.begin(), e.participants.end(), [&](Participant const& p) {
        Entity const& who = d_.entities[p.entity];
        return who.kind != EntityKind::person || !who.roles.empty() || !who.country.empty() || !who.organization.empty();
    });
}

/// Members of one delegation do not meet each other, unless the verb says so.
bool Doubts::one_side(Event const& e) const {
    std::string const first = d_.entities[e.participants[0].entity].country;
    return !first.empty() && std::all_of(e.participants.begin(), e.participants.end(),
                                         [&](Participant const& p) { return d_.entities[p.entity].country == first; });
}

bool Doubts::several(Trigger const& t) const {
    return std::any_of(t.slots.begin(), t.slots.end(), [&](Filled const& f) {
        return std::any_of(f.group.begin(), f.group.end(), [&](std::uint32_t i) { return d_.mentions[i].plural && d_.mentions[i].kind == EntityKind::group && d_.mentions[i].sector != "CVL"; });
    });
}

bool Doubts::is_nature(std::uint32_t token) const {
    return d_.is(token, WordClass::pastime) && d_.knowledge->value(d_.tokens[token].word, WordClass::pastime) == "nature";
}

/// "Seven were killed when the plane crashed", "was killed while working": nobody attacked them.
bool Doubts::accident(Event const& e, Trigger const& t) const {
    if (e.type != EventType::attack || std::any_of(e.participants.begin(), e.participants.end(), [](Participant const& p) { return p.role == ParticipantRole::perpetrator; })) return false;
    auto const id = d_.knowledge->number(d_.knowledge->predicates.rows[t.predicate].lemma);
    if (!id || !d_.knowledge->is(*id, WordClass::harm)) return false;
    bool struck = merger_.latest(EventType::attack).has_value() || std::any_of(t.phrases.begin(), t.phrases.end(), [](Phrase const& phrase) { return phrase.preposition == "by"; });
    for (std::uint32_t i = c_.sentence().first; i < c_.sentence().last; ++i) {
        if (is_nature(i)) return true;
        struck |= i != t.token && tells_attack(i);
    }
    return !struck;
}

/// Whether a word can tell an attack for itself: "shooting", "bombs", but not "killed".
bool Doubts::tells_attack(std::uint32_t token) const {
    auto const& predicates = d_.knowledge->predicates;
    auto const found = predicates.forms.find(d_.word(token));
    return found != predicates.forms.end() && std::any_of(found->second.begin(), found->second.end(), [&](PredicateForm const& f) {
        Predicate const& p = predicates.rows[f.predicate];
        auto const id = d_.knowledge->number(p.lemma);
        return p.type == EventType::attack && !(id && d_.knowledge->is(*id, WordClass::harm));
    });
}

/// "A storm hit the island", "was struck by an earthquake", "a flood warning": nobody does that.
bool Doubts::natural(Trigger const& t) const {
    std::uint32_t const own = c_.syntax().of_token(t.token);
    std::vector<std::uint32_t> nodes;
    if (!t.noun)
        if (std::uint32_t const subject = c_.subject_head(own); subject != Node::none) nodes.push_back(subject);
    for (Phrase const& phrase : t.phrases)
        if (phrase.preposition == "by" && phrase.noun != 0) nodes.push_back(c_.syntax().of_token(phrase.noun));
    if (t.noun) nodes.push_back(own);
    return std::any_of(nodes.begin(), nodes.end(), [&](std::uint32_t n) {
        if (is_nature(d_.nodes[n].token)) return true;
        return std::any_of(c_.children(n).begin(), c_.children(n).end(), [&](std::uint32_t c) {
            std::string_view const relation = c_.syntax().relation(c);
            return (relation == "compound" || relation.starts_with("nmod")) && is_nature(d_.nodes[c].token);
        });
    });
}

}  // namespace diplograph
