#include <algorithm>
#include <iterator>
#include <set>

#include "extract/acts.hpp"
#include "extract/background.hpp"
#include "extract/casualties.hpp"
#include "extract/conference.hpp"
#include "extract/codes.hpp"
#include "extract/doubts.hpp"
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
          acts_(document, clauses_, cast_), background_(document, clauses_), doubts_(document, clauses_, merger_) {}

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
            told_as_.clear();
            coded_.clear();
            demanded_ = false;
            for (Trigger const& t : found)
                if (is_conference(t)) event(t, found);
            for (Trigger const& t : found)
                if (!is_conference(t) && !is_attendance(t)) {
                    event(t, found);
                    demanded_ |= Background::asks(k_.predicates.rows[t.predicate].type);  // even if nobody is known who asks
                }
            for (Trigger const& t : found)
                if (is_attendance(t)) event(t, found);
            set_back();
            if (auto const presence = presences_.read()) join(*presence);
            if (auto draft = read_casualties(d_, clauses_, setting_, cast_)) {
                draft->sentence = s;
                of_attack(*draft);
                std::erase_if(draft->event.participants, [&](Participant const& p) { return is_nameless(d_.entities[p.entity]) && d_.entities[p.entity].sector != "REB"; });
                merger_.add(std::move(*draft));
            }
        }
    }

private:
    /// "the police", "protesters": of no country that the text has told.
    static bool is_nameless(Entity const& e) { return e.kind == EntityKind::group && e.country.empty() && e.organization.empty(); }

    /// Acts that are done to people: "released hostages", but not "released a statement".
    static bool of_people(EventType type) {
        return type == EventType::request || type == EventType::concession || type == EventType::threat || type == EventType::coercion || type == EventType::attack;
    }

    /// "a lawyer", "hostages": a noun that means people.
    [[nodiscard]] bool is_person(std::uint32_t token) const {
        auto const means = [&](std::string_view word) {
            auto const id = k_.number(word);
            return id && (k_.is(*id, WordClass::person_noun) || k_.is(*id, WordClass::group_noun) || k_.is(*id, WordClass::title));
        };
        return means(d_.word(token)) || means(clauses_.syntax().lemma(clauses_.syntax().of_token(token)));
    }

    /// An act that the sentence codes, and whether it stands in the background.
    struct Coded {
        Index event = 0;
        bool background = false;
    };

    /// Acts in the background of another of the sentence keep no codes: what the sentence reports is the other.
    void set_back() {
        if (std::all_of(coded_.begin(), coded_.end(), [](Coded const& c) { return c.background; })) return;
        for (Coded const& c : coded_) {
            Event& e = d_.events[c.event];
            bool const before = e.evidence.front().sentence != e.evidence.back().sentence;  // told in an earlier sentence, too
            bool const also = std::any_of(coded_.begin(), coded_.end(), [&](Coded const& x) { return x.event == c.event && !x.background; });
            if (!c.background || before || also) continue;
            e.plover.clear();
            e.cameo.clear();
        }
    }

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

    /// "attacked her rival in the debate": politicians of one country who attack each other do so with words.
    [[nodiscard]] bool with_words(Event const& e) const {
        std::string const country = e.participants.empty() ? std::string() : d_.entities[e.participants[0].entity].country;
        return e.participants.size() >= 2 && std::all_of(e.participants.begin(), e.participants.end(), [&](Participant const& p) {
                   Entity const& who = d_.entities[p.entity];
                   return (who.kind == EntityKind::person || who.sector == "PTY") && who.country == country;
               });
    }
    static void as_accusation(Event& e) {
        e.type = EventType::accusation;
        e.plover = "ACCUSE";
        e.cameo = "111";
        for (Participant& x : e.participants) x.role = x.role == ParticipantRole::perpetrator ? ParticipantRole::source : ParticipantRole::target;
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
        if (t.echo)
            if (auto const told = std::find(told_.begin(), told_.end(), *t.echo); told != told_.end()) {
                Event& e = d_.events[told_as_[static_cast<std::size_t>(told - told_.begin())]];
                e.evidence.push_back({d_.span(clauses_.sentence()), d_.tokens[t.token].span, p.rule, e.evidence.back().status, std::string(d_.text(clauses_.sentence()))});
                return;
            }
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
            bool const known = std::any_of(slot.group.begin(), slot.group.end(), [&](std::uint32_t m) { return std::any_of(e.participants.begin(), e.participants.end(), [&](Participant const& x) { return x.entity == d_.mentions[m].entity; }); });
            if (e.participants.size() > before || known || (s.place && e.place)) filled.insert(s.where);
        }
        bool const gives = e.type == EventType::aid || e.type == EventType::cooperation || e.type == EventType::mobilization || e.type == EventType::retreat || e.type == EventType::sanction;
        if (gives)  // "contributed troops": what is given or moved
            std::erase_if(e.participants, [&](Participant const& x) { return x.role == ParticipantRole::target && is_nameless(d_.entities[x.entity]) && (d_.entities[x.entity].sector == "MIL" || d_.entities[x.entity].sector == "COP"); });
        if (ActReader::is_directed(e.type) && !e.participants.empty())
            for (Phrase const& phrase : t.phrases)  // "arrested a lawyer": whom the text does not name
                if (phrase.noun != 0 && !phrase.of_noun && (!phrase.preposition.empty() || !of_people(e.type) || is_person(phrase.noun))) filled.insert(phrase.preposition.empty() ? std::string_view("obj") : phrase.preposition);
        if (e.type == EventType::statement) acts_.demand(e, t);
        acts_.intend(e, t, all);
        if (ActReader::is_directed(e.type)) acts_.direct(e, t, p, filled);
        for (Slot const& s : p.slots)
            if (s.required && filled.count(s.where) == 0 && !alternative(p, s, filled) && !(t.passive && s.where == "subj" && !e.participants.empty())) return;
        bool const placeless = e.type == EventType::call || e.type == EventType::statement;
        if (!e.place && !placeless) e.place = setting_.where(t.phrases, e.type == EventType::visit, draft.name, t.token);
        if (!e.place && !placeless) e.place = setting_.sentence_place(t.token, draft.name);
        if (e.type == EventType::attack && t.passive && e.place && !e.place->country.empty() && e.participants.empty()) struck(e, t);
        acts_.refuse(e, t);
        by_telephone(e, t);
        if (e.type == EventType::attack && !t.noun && p.lemma == "attack" && with_words(e)) as_accusation(e);
        if (e.type == EventType::visit) add_host(e);
        draft.anaphoric = t.anaphoric;
        draft.joins = t.joins;
        if (e.type == EventType::conference && !e.name.empty()) conferences_.attendance(draft, t);
        if (!doubts_.complete(draft, t)) return;
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
        bool const background = ActReader::is_directed(p.type) && background_.holds(t, all);
        for (Draft& one : apart(draft, t)) finish(one, t, p, evidence, background);
        if (meeting) finish(*meeting, t, p, evidence, background);
    }

    /// "A journalist was killed in Beirut": somebody of the country where it was.
    void struck(Event& e, Trigger const& t) {
        std::uint32_t const subject = clauses_.subject_head(clauses_.syntax().of_token(t.token));
        if (subject != Node::none && is_person(d_.nodes[subject].token)) cast_.add_country(e.place->country, ParticipantRole::victim, e.participants);
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

    /// "began a hunger strike to protest against": what another act is for.
    [[nodiscard]] bool is_aim(Trigger const& t) const {
        if (t.noun || told_.empty()) return false;
        VerbGroup const group = clauses_.group(t.token);
        std::string_view const relation = clauses_.syntax().relation(group.node);
        std::string_view const before = t.token > clauses_.sentence().first ? d_.word(t.token - 1) : std::string_view();
        return group.modal.empty() && ((group.infinitive && relation == "advcl") || (group.gerund && before == "at"));
    }

    /// "began a hunger strike to protest against X": whom the aim is about, the protest is.
    static void take_target(Event& protest, Event const& aim) {
        auto const is_target = [](Participant const& p) { return p.role == ParticipantRole::target; };
        if (protest.type != EventType::protest || std::any_of(protest.participants.begin(), protest.participants.end(), is_target)) return;
        std::copy_if(aim.participants.begin(), aim.participants.end(), std::back_inserter(protest.participants), is_target);
    }

    void finish(Draft& draft, Trigger const& t, Predicate const& p, CodeEvidence const& evidence, bool background) {
        Event& e = draft.event;
        recode(e, k_.codes, evidence);
        bool const aim = is_aim(t);
        if (aim && !coded_.empty()) take_target(d_.events[coded_.back().event], e);
        if (aim && ActReader::is_directed(e.type)) e.status = Status::proposed;
        if (e.status == Status::proposed && (demanded_ || aim)) {  // what is asked for or aimed at is no act of its own
            e.plover.clear();
            e.cameo.clear();
        }
        bool const bare = e.status == Status::proposed && e.plover.empty() && ActReader::is_directed(e.type) && e.participants.size() < 2;
        demanded_ |= Background::asks(e.type);
        if (bare) return;  // "to set fires": what nobody has done to nobody
        bool const coded = !e.plover.empty();
        Range const sentence = clauses_.sentence();
        e.evidence.push_back({d_.span(sentence), d_.tokens[t.token].span, p.rule, e.status, std::string(d_.text(sentence))});
        e.confidence = confidence(e, t);
        bool const gathering = e.type == EventType::meeting || e.type == EventType::call || e.type == EventType::visit;
        if ((e.participants.empty() || (draft.joins && e.participants.size() < 2)) && draft.anaphoric && !merger_.find(draft)) return;
        std::vector<Index> parties;
        if (gathering || e.participants.size() >= 2)
            for (Participant const& x : e.participants) parties.push_back(x.entity);
        EventType const type = e.type;
        Index const index = merger_.add(std::move(draft));
        told_.push_back(t.token);
        told_as_.push_back(index);
        if (coded) coded_.push_back({index, background});
        if (type == EventType::conference) conference_here_ = index;
        if (gathering && conference_here_ && *conference_here_ != index && !d_.events[index].part_of && sidelines(t)) d_.events[index].part_of = conference_here_;
        if (gathering) {
            parties.clear();
            for (Participant const& x : d_.events[index].participants) parties.push_back(x.entity);
        }
        gathered_ |= gathering;
        if (gathering || (parties.size() >= 2 && !gathered_)) cast_.set_parties(std::move(parties), gathered_ || type <= EventType::mediation);  // "the two leaders" are those who met
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
    Background background_;
    Doubts doubts_;
    bool gathered_ = false;                   ///< the article has told a meeting, a call or a visit
    std::size_t sentence_ = 0;
    std::vector<Coded> coded_;                ///< acts of this sentence with a code
    std::vector<std::uint32_t> told_;         ///< triggers of this sentence that became events
    std::vector<Index> told_as_;              ///< these events
    bool demanded_ = false;                   ///< this sentence has told a demand, a refusal, a threat or a charge
    std::optional<Index> conference_here_;    ///< the gathering that this sentence names
};

}  // namespace

void find_events(Document& document) { EventFinder(document).run(); }

}  // namespace diplograph
