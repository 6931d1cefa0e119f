#include <algorithm>
#include <set>

#include "extract/acts.hpp"
#include "extract/casualties.hpp"
#include "extract/conference.hpp"
#include "extract/codes.hpp"
#include "extract/presence.hpp"
#include "extract/rosters.hpp"

namespace diplograph {

namespace {

/// Turns the triggers of each sentence into events.
class EventFinder {
public:
    explicit EventFinder(Document& document)
        : d_(document), k_(*document.knowledge), clauses_(document), setting_(document, clauses_), cast_(document, setting_),
          merger_(document), conferences_(document, clauses_, merger_, cast_), triggers_(document, clauses_), presences_(document, clauses_),
          acts_(document, clauses_, cast_) {}

    void run() {
        for (std::size_t s = 0; s < d_.sentences.size(); ++s) {
            Sentence const& sentence = d_.sentences[s];
            if (sentence.roster) {
                std::size_t const end = roster_end(d_, s);
                if (auto draft = read_roster(d_, s, end, cast_)) merger_.add(std::move(*draft));
                s = end - 1;
                continue;
            }
            if (sentence.dateline) continue;
            sentence_ = s;
            clauses_.set_sentence(sentence.range);
            std::vector<Trigger> const found = triggers_.find(sentence.range);
            conference_here_.reset();
            told_.clear();
            demanded_ = false;
            for (Trigger const& t : found)
                if (is_conference(t)) event(t, found);
            for (Trigger const& t : found)
                if (!is_conference(t) && !is_attendance(t)) {
                    event(t, found);
                    demanded_ |= asks(k_.predicates.rows[t.predicate].type);  // even if nobody is known who asks
                }
            for (Trigger const& t : found)
                if (is_attendance(t)) event(t, found);
            if (auto const presence = presences_.read()) join(*presence);
            if (auto draft = read_casualties(d_, clauses_, setting_, cast_)) {
                draft->sentence = s;
                of_attack(*draft);
                merger_.add(std::move(*draft));
            }
        }
    }

private:
    /// A demand, a refusal, a threat or a charge: what it is about is no act of its own.
    static bool asks(EventType type) { return type == EventType::request || type == EventType::rejection || type == EventType::threat || type == EventType::accusation; }

    [[nodiscard]] bool is_conference(Trigger const& t) const {
        EventType const type = k_.predicates.rows[t.predicate].type;
        return (type == EventType::conference && t.noun) || (t.named && type == EventType::meeting);
    }

    /// "attended X": whatever X is, an occasion it is.
    [[nodiscard]] bool is_attendance(Trigger const& t) const { return !t.noun && k_.predicates.rows[t.predicate].type == EventType::conference; }

    /// The deaths of an attack that the same sentence or the one before tells are part of it: where, when and by whom.
    void of_attack(Draft& draft) {
        Event& e = draft.event;
        auto const index = merger_.latest(EventType::attack, sentence_, 1);
        if (index) {
            Event const& attack = d_.events[*index];
            bool const elsewhere = e.place && attack.place && e.place->country != attack.place->country;
            if (!elsewhere && (attack.status == Status::occurred || attack.status == Status::ongoing)) {
                e.part_of = index;
                if (!e.place) e.place = attack.place;
                if (!e.date) e.date = attack.date;
                for (Participant const& p : attack.participants)
                    if (p.role == ParticipantRole::perpetrator && std::none_of(e.participants.begin(), e.participants.end(), [&](Participant const& x) { return x.entity == p.entity; })) e.participants.push_back(p);
            }
        }
        bool const whose = std::any_of(e.participants.begin(), e.participants.end(), [](Participant const& p) { return p.role == ParticipantRole::victim; });
        if (!whose && e.place && !e.place->country.empty()) cast_.add_country(e.place->country, ParticipantRole::victim, e.participants);
    }

    /// Who else was there goes to what was told last.
    void join(Presence const& presence) {
        constexpr std::size_t reach = 3;
        auto const index = merger_.occasion(sentence_, reach);
        if (!index) return;
        EventType const type = d_.events[*index].type;
        ParticipantRole const usual = type == EventType::appointment ? ParticipantRole::appointee : type == EventType::agreement ? ParticipantRole::signatory : type == EventType::visit ? ParticipantRole::visitor : ParticipantRole::participant;
        std::vector<Participant> more;
        cast_.add(presence.group, presence.role.value_or(usual), std::nullopt, more, false);
        if (more.empty()) return;
        Range const sentence = clauses_.sentence();
        Evidence const evidence{d_.span(sentence), d_.tokens[presence.at].span, "presence", d_.events[*index].status, std::string(d_.text(sentence))};
        std::vector<Participant> all = more;
        merger_.add(*index, std::move(more), evidence);
        if (presence.list && type == EventType::appointment) {  // envoys named one by one who hand over their letters meet who takes them
            for (Participant const& x : d_.events[*index].participants)
                if (x.role == ParticipantRole::participant) all.push_back(x);
            if (all.size() < presence.group.size() + 1) return;
            Draft meeting;
            meeting.sentence = sentence_;
            meeting.event = d_.events[*index];
            as_meeting(meeting.event);
            merger_.add(std::move(meeting));
        }
    }

    static void as_meeting(Event& e) {
        e.type = EventType::meeting;
        e.plover = "CONSULT";
        e.mode = "meet";
        e.cameo = "040";
        for (Participant& x : e.participants) x.role = ParticipantRole::participant;
    }

    void event(Trigger const& t, std::vector<Trigger> const& all) {
        Predicate const& p = k_.predicates.rows[t.predicate];
        Draft draft;
        Event& e = draft.event;
        draft.sentence = sentence_;
        e.type = p.type;
        e.plover = p.plover;
        e.mode = p.mode;
        e.cameo = p.cameo;
        if (t.named && e.type == EventType::meeting) e.type = EventType::conference;
        e.status = p.status.value_or(t.status);
        e.date = setting_.when(t.token, e.status, all);
        bool const told_as_done = e.status == Status::occurred || e.status == Status::ongoing;
        if (told_as_done && !is_past(t) && e.date && e.date->start && d_.reference && *e.date->start > *d_.reference) e.status = Status::planned;  // "leaves next week"
        std::optional<Date> const day = e.date ? e.date->start : std::nullopt;
        if (is_attendance(t)) {
            if (!conferences_.occasion(draft, t, told_)) return;
        } else if (e.type == EventType::conference) {
            conferences_.name(draft, t);
        }
        bool const place_acts = e.type != EventType::visit;
        std::set<std::string_view> filled;
        for (Filled slot : t.slots) {
            Slot const& s = p.slots[slot.slot];
            std::erase_if(slot.group, [&](std::uint32_t m) { return draft.name.contains(d_.mentions[m].range.first); });
            std::size_t const before = e.participants.size();
            if (s.place) {  // a visitor's destination: its state is the host
                for (std::uint32_t const i : slot.group) cast_.add_destination(d_.mentions[i], s.role, e, day);
            } else {
                cast_.add(slot.group, slot.role.value_or(s.where == "subj" ? t.part.value_or(s.role) : s.role), day, e.participants, place_acts);
            }
            if (e.participants.size() > before || (s.place && e.place)) filled.insert(s.where);
        }
        if (ActReader::is_directed(e.type) && !e.participants.empty())
            for (Phrase const& phrase : t.phrases)  // "arrested a lawyer": whom the text does not name
                if (phrase.noun != 0 && !phrase.of_noun) filled.insert(phrase.preposition.empty() ? std::string_view("obj") : phrase.preposition);
        if (e.type == EventType::statement) acts_.demand(e, t);
        acts_.intend(e, t, all);
        if (ActReader::is_directed(e.type)) acts_.direct(e, t, p, filled);
        for (Slot const& s : p.slots)
            if (s.required && filled.count(s.where) == 0 && !alternative(p, s, filled)) return;
        bool const placeless = e.type == EventType::call || e.type == EventType::statement;
        if (!e.place && !placeless) e.place = setting_.where(t.phrases, e.type == EventType::visit, draft.name, t.token);
        if (!e.place && !placeless) e.place = setting_.sentence_place(t.token, draft.name);
        acts_.refuse(e, t);
        by_telephone(e, t);
        if (e.type == EventType::visit) add_host(e);
        draft.anaphoric = t.anaphoric;
        draft.joins = t.joins;
        if (e.type == EventType::conference && !e.name.empty()) conferences_.attendance(draft, t);
        if (!complete(draft, t)) return;
        if (t.absence) {
            std::vector<Participant> absent;
            cast_.add(t.absence->group, ParticipantRole::participant, day, absent, true);
            for (Participant& x : absent) {
                x.attendance = t.absence->attendance;
                std::erase_if(e.participants, [&](Participant const& y) { return y.entity == x.entity; });
                e.participants.push_back(std::move(x));
            }
        }
        std::optional<Draft> meeting;
        if (p.also == EventType::meeting && e.participants.size() >= 2) {
            meeting = draft;
            as_meeting(meeting->event);
        }
        CodeEvidence const evidence = acts_.code_evidence(t, all);
        for (Draft& one : apart(draft, t)) finish(one, t, p, evidence);
        if (meeting) finish(*meeting, t, p, evidence);
    }

    /// Whether the verb of a trigger, or the one that carries its noun, is in the past.
    [[nodiscard]] bool is_past(Trigger const& t) const {
        std::uint32_t const node = clauses_.syntax().of_token(t.token), verb = t.noun ? clauses_.governor(node) : node;
        return verb != Node::none && (clauses_.syntax().xpos(verb) == "VBD" || clauses_.group(d_.nodes[verb].token).past);
    }

    /// "separate meetings with A and B" are two.
    std::vector<Draft> apart(Draft const& draft, Trigger const& t) const {
        if (draft.event.type != EventType::meeting || draft.event.participants.size() < 3) return {draft};
        std::uint32_t const node = clauses_.syntax().of_token(t.token);
        bool separate = false;
        for (std::uint32_t i = clauses_.sentence().first; i < clauses_.sentence().last; ++i) {
            std::string_view const w = d_.word(i);
            std::uint32_t const head = d_.nodes[clauses_.syntax().of_token(i)].head;
            separate |= (w == "separate" || w == "separately" || w == "individually") && (head == node || (head != Node::none && d_.nodes[node].head == head));
        }
        if (!separate) return {draft};
        std::vector<Participant> const all = draft.event.participants;
        auto const is_subject = [&](Participant const& p) { return p.entity == all.front().entity; };
        std::vector<Draft> out;
        for (Participant const& p : all) {
            if (is_subject(p)) continue;
            Draft& one = out.emplace_back(draft);
            one.event.participants = {all.front(), p};
        }
        return out;
    }

    /// "to X" may stand for "in X", "with X" for the object: one of several required slots of a role is enough.
    static bool alternative(Predicate const& p, Slot const& wanted, std::set<std::string_view> const& filled) {
        if (wanted.where == "subj") return false;
        return std::any_of(p.slots.begin(), p.slots.end(), [&](Slot const& s) { return s.where != "subj" && filled.count(s.where) > 0; });
    }

    /// The state that a visit goes to is its host.
    void add_host(Event& e) {
        if (!e.place || e.place->country.empty()) return;
        bool const known = std::any_of(e.participants.begin(), e.participants.end(), [&](Participant const& p) {
            return p.role == ParticipantRole::host || d_.entities[p.entity].country == e.place->country;
        });
        if (!known) cast_.add_country(e.place->country, ParticipantRole::host, e.participants);
    }

    void by_telephone(Event& e, Trigger const& t) const {
        if (e.type == EventType::meeting) {
            for (std::uint32_t i = clauses_.sentence().first; i + 1 < clauses_.sentence().last; ++i) {
                std::string_view const w = d_.word(i), next = d_.word(i + 1);
                bool const phone = next == "phone" || next == "telephone";
                if ((w == "by" || w == "the" || w == "a" || w == "over") && phone && i < t.token + 14) {
                    e.type = EventType::call;
                    e.mode = "phone";
                    e.cameo = "041";
                    e.place.reset();
                }
            }
        } else if (e.type == EventType::call && k_.predicates.rows[t.predicate].lemma == "speak") {
            for (Phrase const& phrase : t.phrases)  // face to face after all
                if (phrase.preposition == "on" && (d_.word(phrase.at + 2) == "sidelines" || d_.word(phrase.at + 2) == "margins")) {
                    e.type = EventType::meeting;
                    e.mode = "meet";
                    e.cameo = "040";
                }
        }
    }

    /// Whether a draft says enough to be an event.
    bool complete(Draft& draft, Trigger const& t) {
        Event& e = draft.event;
        bool const gathering = e.type == EventType::meeting || e.type == EventType::call || e.type == EventType::conference;
        if (gathering)  // an interview is no meeting
            std::erase_if(e.participants, [&](Participant const& p) { return d_.entities[p.entity].sector == "MED" && d_.entities[p.entity].kind != EntityKind::person; });
        std::size_t const n = e.participants.size();
        bool const played = e.type == EventType::meeting || e.type == EventType::call || e.type == EventType::visit || e.type == EventType::conference || e.type == EventType::attack || e.type == EventType::coercion;
        if (played && is_pastime() && !official_takes_part(e)) return false;
        if ((e.type == EventType::meeting || e.type == EventType::call) && n > 0 && !is_public(e)) return false;
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
                if (std::int32_t const of = d_.word(t.token + 1) == "of" ? clauses_.begins(t.token + 2) : -1; of >= 0 && d_.mentions[static_cast<std::size_t>(of)].kind == EntityKind::place) return false;  // of a mountain
                bool const plain = head != "summit" && head != "conference" && head != "forum" && head != "talks";
                if (plain && !draft.anaphoric && !(n > 0 && is_public(e))) return false;
                return !e.name.empty() && (draft.anaphoric || n > 0 || e.place || e.date || !e.edition.empty() || t.named);
            }
            case EventType::attack: {  // "the fight against terrorism" is none
                bool const victim = std::any_of(e.participants.begin(), e.participants.end(), [](Participant const& p) { return p.role == ParticipantRole::victim; });
                return n >= 1 && (victim || e.place || e.date);
            }
            case EventType::agreement: return n >= 1;
            default: return n >= 1 && (n >= 2 || e.type == EventType::statement || !e.plover.empty() || e.type == EventType::appointment);
        }
    }

    /// "Brazil met France in the final": a sentence about sport, the stage or business.
    [[nodiscard]] bool is_pastime() const {
        Range const s = clauses_.sentence();
        for (std::uint32_t i = s.first; i < s.last; ++i)
            if (d_.is(i, WordClass::pastime) && clauses_.over(i) < 0 && clauses_.is_noun(i)) return true;
        return false;
    }
    [[nodiscard]] bool official_takes_part(Event const& e) const {
        static std::set<std::string_view> const private_life{"", "BUS", "MED", "CVL", "EDU"};
        return std::any_of(e.participants.begin(), e.participants.end(), [&](Participant const& p) { return private_life.count(d_.entities[p.entity].sector) == 0; });
    }

    /// A state receives people, no other state: "Ivory Coast welcomed Senegal" is a game.
    [[nodiscard]] bool only_states(Event const& e) const {
        return !e.participants.empty() && std::all_of(e.participants.begin(), e.participants.end(), [&](Participant const& p) { return d_.entities[p.entity].kind == EntityKind::country && p.office.empty(); });
    }
    [[nodiscard]] bool received(Trigger const& t) const {
        auto const& slots = k_.predicates.rows[t.predicate].slots;
        return std::any_of(slots.begin(), slots.end(), [](Slot const& s) { return s.where == "subj" && s.role == ParticipantRole::host; });
    }

    /// Whether somebody in public life takes part: a state, a body, an official, or a person whom the tables or the article
    /// place somewhere.
    [[nodiscard]] bool is_public(Event const& e) const {
        return std::any_of(e.participants.begin(), e.participants.end(), [&](Participant const& p) {
            Entity const& who = d_.entities[p.entity];
            return who.kind != EntityKind::person || !who.roles.empty() || !who.country.empty() || !who.organization.empty();
        });
    }

    /// Members of one delegation do not meet each other, unless the verb says so.
    [[nodiscard]] bool one_side(Event const& e) const {
        std::string const first = d_.entities[e.participants[0].entity].country;
        return !first.empty() && std::all_of(e.participants.begin(), e.participants.end(),
                                             [&](Participant const& p) { return d_.entities[p.entity].country == first; });
    }

    [[nodiscard]] bool several(Trigger const& t) const {
        return std::any_of(t.slots.begin(), t.slots.end(), [&](Filled const& f) {
            return std::any_of(f.group.begin(), f.group.end(), [&](std::uint32_t i) { return d_.mentions[i].plural && d_.mentions[i].kind == EntityKind::group; });
        });
    }

    /// "began a hunger strike to protest against": what another act is for.
    [[nodiscard]] bool is_aim(Trigger const& t) const {
        if (t.noun || told_.empty()) return false;
        VerbGroup const group = clauses_.group(t.token);
        std::string_view const relation = clauses_.syntax().relation(group.node);
        std::string_view const before = t.token > clauses_.sentence().first ? d_.word(t.token - 1) : std::string_view();
        return group.modal.empty() && ((group.infinitive && relation == "advcl") || (group.gerund && before == "at"));
    }

    void finish(Draft& draft, Trigger const& t, Predicate const& p, CodeEvidence const& evidence) {
        Event& e = draft.event;
        recode(e, k_.codes, evidence);
        bool const aim = is_aim(t);
        if (aim && ActReader::is_directed(e.type)) e.status = Status::proposed;
        if (e.status == Status::proposed && (demanded_ || aim)) {  // what is asked for or aimed at is no act of its own
            e.plover.clear();
            e.cameo.clear();
        }
        demanded_ |= asks(e.type);
        Range const sentence = clauses_.sentence();
        e.evidence.push_back({d_.span(sentence), d_.tokens[t.token].span, p.rule, e.status, std::string(d_.text(sentence))});
        e.confidence = confidence(e, t);
        bool const gathering = e.type == EventType::meeting || e.type == EventType::call || e.type == EventType::visit;
        if ((e.participants.empty() || (draft.joins && e.participants.size() < 2)) && draft.anaphoric && !merger_.find(draft)) return;
        std::vector<Index> parties;
        if (gathering || e.participants.size() >= 2)
            for (Participant const& x : e.participants) parties.push_back(x.entity);
        EventType const type = e.type;
        told_.push_back(t.token);
        Index const index = merger_.add(std::move(draft));
        if (type == EventType::conference) conference_here_ = index;
        if (gathering && conference_here_ && *conference_here_ != index && !d_.events[index].part_of && sidelines(t)) d_.events[index].part_of = conference_here_;
        if (gathering) {
            parties.clear();
            for (Participant const& x : d_.events[index].participants) parties.push_back(x.entity);
        }
        gathered_ |= gathering;
        if (gathering || (parties.size() >= 2 && !gathered_)) cast_.set_parties(std::move(parties));  // "the two leaders" are those who met
    }

    /// Whether the sentence places the meeting at the gathering it names: "on the sidelines of", "at".
    [[nodiscard]] bool sidelines(Trigger const& t) const {
        for (std::uint32_t i = clauses_.sentence().first; i + 1 < clauses_.sentence().last; ++i) {
            std::string_view const w = d_.word(i);
            if (w == "sidelines" || w == "margins" || w == "sideline" || (w == "at" && i > t.token)) return true;
        }
        return false;
    }

    /// What the sentence alone says for an event: named people and a verb make it sure, a guess or a bare noun less so. What
    /// the article adds is weighed when the events are joined.
    [[nodiscard]] double confidence(Event const& e, Trigger const& t) const {
        double c = 0.56;
        std::size_t named = 0;
        for (Participant const& p : e.participants) named += d_.entities[p.entity].kind == EntityKind::person && p.resolved == Resolved::text;
        c += 0.11 * static_cast<double>(std::min<std::size_t>(named, 2));
        if (!t.noun || t.light) c += 0.06;
        if (e.status != Status::occurred && e.status != Status::ongoing) c -= 0.05;
        return c;
    }

    Document& d_;
    Knowledge const& k_;
    Clauses clauses_;
    Setting setting_;
    Cast cast_;
    EventMerger merger_;
    ConferenceReader conferences_;
    TriggerFinder triggers_;
    PresenceReader presences_;
    ActReader acts_;
    bool gathered_ = false;                   ///< the article has told a meeting, a call or a visit
    std::size_t sentence_ = 0;
    std::vector<std::uint32_t> told_;         ///< triggers of this sentence that became events
    bool demanded_ = false;                   ///< this sentence has told a demand, a refusal, a threat or a charge
    std::optional<Index> conference_here_;    ///< the gathering that this sentence names
};

}  // namespace

void find_events(Document& document) { EventFinder(document).run(); }

}  // namespace diplograph
