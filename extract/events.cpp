#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "extract/clause.hpp"
#include "extract/document.hpp"
#include "extract/draft.hpp"
#include "extract/entities.hpp"
#include "extract/figures.hpp"
#include "extract/status.hpp"
#include "extract/trigger.hpp"

namespace diplograph {

namespace {

/// Turns the triggers of each sentence into events.
class EventFinder {
public:
    explicit EventFinder(Document& document)
        : d_(document), k_(*document.knowledge), clauses_(document), table_(document), merger_(document), triggers_(document, clauses_) {}

    void run() {
        for (std::size_t s = 0; s < d_.sentences.size(); ++s) {
            Sentence const& sentence = d_.sentences[s];
            if (sentence.roster) {
                s = roster(s);
                continue;
            }
            if (sentence.dateline) {
                dateline(sentence.range);
                continue;
            }
            sentence_ = s;
            clauses_.set_sentence(sentence.range);
            std::vector<Trigger> const found = triggers_.find(sentence.range);
            conference_here_.reset();
            for (Trigger const& t : found)
                if (is_conference(t)) event(t, found);
            for (Trigger const& t : found)
                if (!is_conference(t)) event(t, found);
            casualties(sentence.range);
        }
        infer_countries();
    }

private:
    void dateline(Range range) {
        for (Mention const& m : d_.mentions)
            if (range.contains(m.range.first) && m.kind == EntityKind::place && m.entity && !dateline_) dateline_ = &m;
    }

    /// A list of participants is a meeting; place and date stand in the headings before it. Returns its last sentence.
    std::size_t roster(std::size_t first) {
        Draft draft;
        Event& e = draft.event;
        e.type = EventType::meeting;
        e.plover = "CONSULT";
        e.mode = "meet";
        e.cameo = "040";
        std::size_t last = first;
        std::string country;
        for (; last < d_.sentences.size() && d_.sentences[last].roster; ++last) {
            Range const line = d_.sentences[last].range;
            std::vector<Participant> here;
            for (Mention& m : d_.mentions) {
                if (!line.contains(m.range.first)) continue;
                if (m.kind == EntityKind::person && !m.nested && m.form != MentionForm::pronoun) participants(m, ParticipantRole::participant, std::nullopt, here, false);
                else if (m.kind == EntityKind::country && here.empty() && line.last - line.first <= m.range.last - m.range.first + 2) country = m.country;
                else if ((m.kind == EntityKind::country || m.kind == EntityKind::organization) && here.size() == 1 && !m.country.empty() && d_.entities[here[0].entity].country.empty()) d_.entities[here[0].entity].country = m.country;
            }
            for (Participant& p : here) {
                if (d_.entities[p.entity].kind != EntityKind::person) continue;
                if (d_.entities[p.entity].country.empty()) d_.entities[p.entity].country = country;
                if (std::none_of(e.participants.begin(), e.participants.end(), [&](Participant const& q) { return q.entity == p.entity; })) e.participants.push_back(p);
            }
        }
        if (e.participants.size() < 2) return last - 1;
        Range const before{0, d_.sentences[first].range.first};
        for (TimeMention const& t : d_.times)
            if (before.contains(t.range.first) && t.date.start) e.date = t.date;
        for (Mention const& m : d_.mentions)
            if (before.contains(m.range.first) && m.kind == EntityKind::place && !m.nested) e.place = to_place(m);
        Evidence evidence;
        std::size_t const heading = first > 0 ? first - 1 : first;
        evidence.sentence = d_.span(d_.sentences[heading].range);
        evidence.trigger = evidence.sentence;
        evidence.rule = "roster";
        evidence.quote = std::string(d_.text(d_.sentences[heading].range));
        e.evidence.push_back(std::move(evidence));
        e.confidence = 0.9;
        draft.sentence = first;
        merger_.add(std::move(draft));
        return last - 1;
    }

    [[nodiscard]] bool is_conference(Trigger const& t) const {
        EventType const type = k_.predicates.rows[t.predicate].type;
        return type == EventType::conference || (t.named && type == EventType::meeting);
    }

    /// Papers leave out the country of their own officials: who receives a foreigner in a city is of that country, and
    /// so is an official without a country in an article sent from there.
    void infer_countries() {
        auto const official = [&](Entity const& e) {
            return e.kind == EntityKind::person && e.country.empty() && e.organization.empty() && !e.roles.empty() && (e.sector == "GOV" || e.sector == "LEG" || e.sector == "MIL");
        };
        auto const assign = [&](Entity& e, std::string const& country) {
            e.country = country;
            for (Role& role : e.roles)
                if (role.country.empty()) role.country = country;
        };
        for (Event const& event : d_.events) {
            bool const gathering = event.type == EventType::meeting || event.type == EventType::visit;
            if (!gathering || !event.place || event.place->country.empty()) continue;
            std::string const& here = event.place->country;
            bool const guest = std::any_of(event.participants.begin(), event.participants.end(), [&](Participant const& p) {
                return d_.entities[p.entity].kind == EntityKind::person && !d_.entities[p.entity].country.empty() && d_.entities[p.entity].country != here;
            });
            bool const host = std::any_of(event.participants.begin(), event.participants.end(), [&](Participant const& p) {
                return d_.entities[p.entity].kind == EntityKind::person && d_.entities[p.entity].country == here;
            });
            for (Participant const& p : event.participants)
                if (guest && !host && official(d_.entities[p.entity])) assign(d_.entities[p.entity], here);
        }
        if (dateline_ != nullptr && !dateline_->country.empty())
            for (Entity& e : d_.entities)
                if (official(e)) assign(e, dateline_->country);
    }

    // --- participants ------------------------------------------------------------------------------------------------

    /// The participants that a mention stands for; several for "they".
    void participants(Mention& m, ParticipantRole role, std::optional<Date> day, std::vector<Participant>& out, bool place_acts) {
        auto const put = [&](Index entity, Resolved resolved, std::string office) {
            if (std::any_of(out.begin(), out.end(), [&](Participant const& p) { return p.entity == entity; })) return;
            out.push_back({entity, role, std::move(office), resolved, Attendance::present});
        };
        if (m.form == MentionForm::collective) {
            for (Index const e : parties_) put(e, Resolved::coreference, {});
            return;
        }
        if (m.form == MentionForm::adjective || m.kind == EntityKind::event_name) return;
        if (m.kind == EntityKind::place) {
            if (m.metonym && place_acts && !m.country.empty()) put(table_.country(m.country), Resolved::text, {});
            return;
        }
        std::string const office = m.roles.empty() ? std::string() : m.roles[0].title;
        if (m.form == MentionForm::office) {
            if (m.entity) return put(*m.entity, Resolved::coreference, office);
            std::optional<Date> const at = day ? day : d_.reference;
            if (at && !m.roles.empty())
                if (auto const holder = table_.holder_at(m.roles[0], *at)) {
                    table_.mention(*holder, m);
                    return put(*holder, Resolved::office, office);
                }
            if (!m.country.empty()) return put(table_.country(m.country), Resolved::text, office);
            if (!m.organization.empty()) {
                Mention body = m;
                body.kind = EntityKind::organization;
                body.weak = false;
                body.form = MentionForm::office;
                body.name = m.range;
                body.fact = -1;
                return put(table_.body(body), Resolved::text, office);
            }
            return;
        }
        if (m.entity) put(*m.entity, m.form == MentionForm::pronoun ? Resolved::coreference : Resolved::text, office);
    }

    void add_group(Group const& group, ParticipantRole role, std::optional<Date> day, std::vector<Participant>& out, bool place_acts) {
        for (std::uint32_t const m : group) participants(d_.mentions[m], role, day, out, place_acts);
    }

    // --- time and place ----------------------------------------------------------------------------------------------

    /// The date nearest behind the trigger in its sentence, else before it; read forwards for what is to come.
    std::optional<DateInterval> when(std::uint32_t trigger, Status status, std::vector<Trigger> const& all) const {
        TimeMention const* best = nullptr;
        std::uint32_t cost = 1000;
        for (TimeMention const& t : d_.times) {
            if (!clauses_.sentence().contains(t.range.first)) continue;
            bool const behind = t.range.first > trigger;
            std::uint32_t distance = behind ? t.range.first - trigger : (trigger - t.range.first) * 2;
            std::string_view const before = t.range.first > 0 ? d_.word(t.range.first - 1) : std::string_view{};
            if (before == "since" || before == "until" || before == "by" || before == "of") distance += 20;
            for (Trigger const& other : all) {  // it belongs to a trigger that is nearer
                bool const between = behind ? other.token > trigger && other.token < t.range.first : other.token < trigger && other.token > t.range.first;
                if (between) distance += k_.predicates.rows[other.predicate].type == EventType::statement ? 3 : 12;
            }
            if (distance < cost) {
                cost = distance;
                best = &t;
            }
        }
        if (best == nullptr || cost > 60) return std::nullopt;
        bool const ahead = status == Status::planned || status == Status::proposed;
        return ahead && best->future ? *best->future : best->date;
    }

    [[nodiscard]] std::optional<Place> to_place(Mention const& m) const {
        if (!m.entity) return std::nullopt;
        Entity const& e = d_.entities[*m.entity];
        Place p;
        p.entity = m.entity;
        p.name = e.name;
        p.country = m.country;
        if (m.kind == EntityKind::place && m.fact >= 0) {
            PlaceFact const& fact = k_.places[static_cast<std::size_t>(m.fact)];
            p.latitude = fact.latitude;
            p.longitude = fact.longitude;
        } else if (auto const state = k_.state_of_iso.find(m.country); state != k_.state_of_iso.end()) {
            p.latitude = k_.states[state->second].latitude;
            p.longitude = k_.states[state->second].longitude;
        }
        return p;
    }

    /// "developments in Syria": the place of a noun, not of the event.
    [[nodiscard]] bool of_a_noun(std::uint32_t preposition, std::uint32_t trigger) const {
        if (preposition == clauses_.sentence().first) return false;
        std::uint32_t const p = preposition - 1;
        if (p == trigger || clauses_.over(p) >= 0 || clauses_.is_time(p) || d_.has(p, TokenFlag::punctuation)) return false;
        return d_.is(p, WordClass::noun) && !d_.is(p, WordClass::adverb) && preposition > trigger + 1;
    }

    /// A place behind a preposition of place: a city before its country.
    std::optional<Place> where(std::vector<Phrase> const& phrases, bool moves, Range name, std::uint32_t trigger) const {
        std::optional<Place> country;
        for (Phrase const& phrase : phrases) {
            std::string_view const w = phrase.preposition;
            if (name.contains(phrase.at)) continue;
            bool const aside = of_a_noun(phrase.at, trigger);
            bool const located = w == "in" || w == "at" || w == "near" || w == "inside" || w == "outside" || w == "from" || w == "on";
            if (!located && !(moves && (w == "to" || w == "into" || w.empty()))) continue;
            if (w == "from" || w == "on") continue;
            for (std::uint32_t const i : phrase.group) {
                Mention const& m = d_.mentions[i];
                if (m.kind == EntityKind::place) return to_place(m);
                if (m.kind == EntityKind::country && m.form == MentionForm::name && !m.metonym && !country && !aside) country = to_place(m);
            }
        }
        return country;
    }

    /// "In Sochi, ..." in front of a sentence; "Russia's Sochi"; a place anywhere behind "in" near the trigger.
    std::optional<Place> sentence_place(std::uint32_t trigger, Range name = {}) const {
        std::optional<Place> country;
        for (Mention const& m : d_.mentions) {
            if (!clauses_.sentence().contains(m.range.first) || m.nested || name.contains(m.range.first)) continue;
            std::uint32_t first = m.range.first;
            while (first > clauses_.sentence().first && (d_.word(first - 1) == "the" || d_.has(first - 1, TokenFlag::possessive) || d_.is(first - 1, WordClass::adjective) ||
                                                         (clauses_.over(first - 1) >= 0 && d_.mentions[static_cast<std::size_t>(clauses_.over(first - 1))].range.last == first)))
                --first;
            if (first == clauses_.sentence().first) continue;
            std::string_view const w = d_.word(first - 1);
            if (w != "in" && w != "at") continue;
            bool const front = first - 1 == clauses_.sentence().first;
            bool const behind = m.range.first > trigger && m.range.first < trigger + 14;
            if (!front && !behind) continue;
            if (m.kind == EntityKind::place) return to_place(m);
            if (front && m.kind == EntityKind::country && m.form == MentionForm::name && !country) country = to_place(m);
        }
        return country;
    }

    // --- events ------------------------------------------------------------------------------------------------------

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
        e.date = when(t.token, e.status, all);
        std::optional<Date> const day = e.date ? e.date->start : std::nullopt;
        if (e.type == EventType::conference) conference(draft, t);
        bool const place_acts = e.type != EventType::visit;
        std::size_t surface = 0;
        std::set<std::string_view> filled;
        for (Filled slot : t.slots) {
            Slot const& s = p.slots[slot.slot];
            std::erase_if(slot.group, [&](std::uint32_t m) { return draft.name.contains(d_.mentions[m].range.first); });
            std::size_t const before = e.participants.size();
            if (s.place) {  // a visitor's destination: its state is the host
                for (std::uint32_t const i : slot.group) destination(d_.mentions[i], s.role, e, day);
            } else {
                surface += slot.group.size();
                add_group(slot.group, s.role, day, e.participants, place_acts);
            }
            if (e.participants.size() > before || (s.place && e.place)) filled.insert(s.where);
        }
        for (Slot const& s : p.slots)
            if (s.required && filled.count(s.where) == 0 && !alternative(p, s, filled)) return;
        bool const placeless = e.type == EventType::call || e.type == EventType::statement;
        if (!e.place && !placeless) e.place = where(t.phrases, e.type == EventType::visit, draft.name, t.token);
        if (!e.place && !placeless) e.place = sentence_place(t.token, draft.name);
        by_telephone(e, t);
        draft.anaphoric = t.anaphoric;
        if (e.type == EventType::conference && !e.name.empty()) attendance(draft, t);
        if (!complete(draft, t)) return;
        finish(draft, t, p);
    }

    /// "to X" may stand for "in X", "with X" for the object: one of several required slots of a role is enough.
    static bool alternative(Predicate const& p, Slot const& wanted, std::set<std::string_view> const& filled) {
        if (wanted.where == "subj") return false;
        return std::any_of(p.slots.begin(), p.slots.end(), [&](Slot const& s) { return s.where != "subj" && filled.count(s.where) > 0; });
    }

    void destination(Mention& m, ParticipantRole role, Event& e, std::optional<Date> day) {
        bool const place = m.kind == EntityKind::place || (m.kind == EntityKind::country && !m.metonym);
        if (place) {
            if (!e.place) e.place = to_place(m);
            std::string const country = m.country;
            if (country.empty()) return;
            bool const own = std::any_of(e.participants.begin(), e.participants.end(), [&](Participant const& p) { return d_.entities[p.entity].country == country; });
            if (own) return;
            e.participants.push_back({table_.country(country), role, {}, Resolved::text, Attendance::present});
        } else {
            participants(m, role, day, e.participants, true);
        }
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
        std::size_t const n = e.participants.size();
        switch (e.type) {
            case EventType::meeting:
            case EventType::call: {
                std::set<Index> distinct;
                for (Participant const& p : e.participants) distinct.insert(p.entity);
                if (distinct.size() >= 2) return one_side(e) ? t.verb_of_meeting : true;
                if (t.anaphoric && merger_.latest(e.type)) {
                    return true;
                }
                return distinct.size() == 1 && (several(t) || t.with_others);
            }
            case EventType::visit: {
                bool const visitor = std::any_of(e.participants.begin(), e.participants.end(), [](Participant const& p) { return p.role == ParticipantRole::visitor; });
                if (t.anaphoric && n == 0) return merger_.latest(EventType::visit).has_value() && (e.place || e.date);
                if (!visitor) return false;
                bool const person = std::any_of(e.participants.begin(), e.participants.end(), [&](Participant const& p) {
                    return p.role == ParticipantRole::visitor && d_.entities[p.entity].kind == EntityKind::person;
                });
                return person && (t.noun || n > 1 || e.place);
            }
            case EventType::conference: return !e.name.empty() && (draft.anaphoric || n > 0 || e.place || e.date || !e.edition.empty() || t.named);
            case EventType::agreement: return n >= 1;
            default: return n >= 1 && (n >= 2 || e.type == EventType::statement || !e.plover.empty() || e.type == EventType::appointment);
        }
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

    /// The name of a gathering: its capitals, or the words of its noun phrase with what it is on.
    void conference(Draft& draft, Trigger const& t) {
        Event& e = draft.event;
        std::uint32_t first = t.token, last = t.token + 1;
        if (std::int32_t const m = clauses_.over(t.token); m >= 0) {
            Mention const& mention = d_.mentions[static_cast<std::size_t>(m)];
            if (mention.kind == EntityKind::event_name) {
                first = mention.name.first;
                last = mention.name.last;
            }
        }
        while (first > clauses_.sentence().first) {
            std::uint32_t const p = first - 1;
            bool const part = d_.has(p, TokenFlag::letters) && !d_.is(p, WordClass::determiner) && !d_.is(p, WordClass::possessive) &&
                              !d_.is(p, WordClass::preposition) && !d_.is(p, WordClass::auxiliary) && !d_.is(p, WordClass::conjunction) &&
                              !clauses_.is_plain_verb(p) && !clauses_.is_time(p) && !d_.has(p, TokenFlag::possessive) && !d_.is(p, WordClass::subordinator) &&
                              !d_.is(p, WordClass::governor) && !d_.is(p, WordClass::adverb) && !d_.is(p, WordClass::pronoun);
            bool const ordinal = d_.has(p, TokenFlag::digits) && (d_.word(p).ends_with("th") || d_.word(p).ends_with("st") || d_.word(p).ends_with("nd") || d_.word(p).ends_with("rd"));
            std::int32_t const m = clauses_.over(p);
            if (m >= 0 && d_.mentions[static_cast<std::size_t>(m)].kind == EntityKind::person) break;
            if (!part && !ordinal) break;
            if (d_.is(p, WordClass::ordinal) || ordinal) e.edition = std::string(d_.word(p));
            first = p;
        }
        while (first < t.token && (d_.word(first) == "ongoing" || d_.word(first) == "current" || d_.word(first) == "same")) {
            if (d_.word(first) == "ongoing" && e.status == Status::occurred) e.status = Status::ongoing;
            ++first;
        }
        std::string_view const next = d_.word(last);
        if ((next == "on" || next == "of" || next == "for") && last + 1 < clauses_.sentence().last) {
            std::uint32_t i = last + 1;
            while (i < clauses_.sentence().last && i < last + 8) {
                bool const stop = d_.has(i, TokenFlag::punctuation) || clauses_.is_plain_verb(i) || clauses_.is_time(i) || d_.is(i, WordClass::subordinator) ||
                                  (d_.is(i, WordClass::preposition) && d_.word(i) != "of" && d_.word(i) != "for");
                if (stop) break;
                ++i;
            }
            bool const aim = next != "for" || (!d_.is(last + 1, WordClass::determiner) && clauses_.begins(last + 1) < 0);
            if (aim && i > last + 1) last = i;
        }
        bool const bare = first == t.token && last == t.token + 1;
        e.name = std::string(d_.text({first, last}));
        draft.name = {first, last};
        if (bare) {
            bool const definite = first > clauses_.sentence().first && (d_.word(first - 1) == "the" || d_.word(first - 1) == "this");
            auto const known = merger_.latest(EventType::conference);
            if (definite && known) {
                e.name = d_.events[*known].name;
                draft.anaphoric = true;
            } else if (!definite || d_.word(t.token) == "event" || d_.word(t.token) == "gathering" || d_.word(t.token) == "session") {
                e.name.clear();
            }
        }
        for (std::uint32_t i = first; i < last; ++i)
            for (Mention const& m : d_.mentions)
                if (m.range.first == i && m.kind == EntityKind::country && m.entity) {
                    std::string const topic = d_.entities[*m.entity].name;
                    if (std::find(e.topics.begin(), e.topics.end(), topic) == e.topics.end()) e.topics.push_back(topic);
                }
    }

    /// Who invites to a gathering, who joins it, who speaks at it.
    void attendance(Draft& draft, Trigger const& t) {
        Event& e = draft.event;
        Range const sentence = clauses_.sentence();
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            if (clauses_.over(i) >= 0) continue;
            std::string const lemma = k_.predicates.lemma(std::string(d_.word(i)));
            bool const invites = lemma == "invite" || lemma == "host" || lemma == "organize" || lemma == "convene";
            bool const joins = lemma == "join" || lemma == "attend" || lemma == "participate" || lemma == "address" || lemma == "arrive";
            bool const speaks = lemma == "say" || lemma == "tell" || lemma == "state" || lemma == "meet" || lemma == "stress" || lemma == "note";
            if (!invites && !joins && !speaks) continue;
            std::string_view const w = d_.word(i);
            Form const form = w == lemma ? Form::base : w.ends_with("ing") ? Form::gerund : w.ends_with("s") ? Form::third : Form::past;
            if (!clauses_.is_verb(i, form)) continue;
            if (speaks && !held_at(t)) continue;
            if ((invites || joins) && i > t.token) continue;
            VerbGroup const group = clauses_.group(i, form);
            if (group.negated) continue;
            Group subject = clauses_.subject(group);
            if (speaks) std::erase_if(subject, [&](std::uint32_t m) { return d_.mentions[m].kind != EntityKind::person; });
            if (invites && group.passive) continue;
            add_group(subject, invites ? ParticipantRole::organizer : ParticipantRole::participant, std::nullopt, e.participants, true);
        }
        for (FigureMention const& f : find_figures(d_, sentence))
            if (f.figure.kind == FigureKind::delegates) e.figures.push_back(f.figure);
    }

    /// "at the conference", "at the opening of the event".
    [[nodiscard]] bool held_at(Trigger const& t) const {
        for (std::uint32_t i = t.token; i-- > clauses_.sentence().first && i + 8 > t.token;) {
            if (d_.word(i) == "at" || d_.word(i) == "during" || d_.word(i) == "sidelines" || d_.word(i) == "margins") return true;
            if (clauses_.is_plain_verb(i) || d_.has(i, TokenFlag::punctuation)) return false;
        }
        return false;
    }

    void finish(Draft& draft, Trigger const& t, Predicate const& p) {
        Event& e = draft.event;
        if (e.status == Status::cancelled || e.status == Status::denied) e.plover.clear();
        if ((e.status == Status::planned || e.status == Status::proposed) && e.plover == "CONSULT") e.plover = "AGREE";
        Range const sentence = clauses_.sentence();
        Evidence evidence;
        evidence.sentence = d_.span(sentence);
        evidence.trigger = d_.tokens[t.token].span;
        evidence.rule = p.rule;
        evidence.status = e.status;
        evidence.quote = std::string(d_.text(sentence));
        e.evidence.push_back(std::move(evidence));
        e.confidence = confidence(e, t);
        bool const gathering = e.type == EventType::meeting || e.type == EventType::call || e.type == EventType::visit;
        if (e.participants.empty() && draft.anaphoric && !merger_.find(draft)) return;
        std::vector<Index> parties;
        if (gathering || e.participants.size() >= 2)
            for (Participant const& x : e.participants) parties.push_back(x.entity);
        EventType const type = e.type;
        Index const index = merger_.add(std::move(draft));
        if (type == EventType::conference) conference_here_ = index;
        if (gathering && conference_here_ && *conference_here_ != index && !d_.events[index].part_of && sidelines(t)) d_.events[index].part_of = conference_here_;
        if (gathering) {
            parties_.clear();
            for (Participant const& x : d_.events[index].participants) parties_.push_back(x.entity);
        } else if (parties.size() >= 2) {
            parties_ = parties;
        }
    }

    /// Whether the sentence places the meeting at the gathering it names: "on the sidelines of", "at".
    [[nodiscard]] bool sidelines(Trigger const& t) const {
        for (std::uint32_t i = clauses_.sentence().first; i + 1 < clauses_.sentence().last; ++i) {
            std::string_view const w = d_.word(i);
            if (w == "sidelines" || w == "margins" || w == "sideline" || (w == "at" && i > t.token)) return true;
        }
        return false;
    }

    /// A first guess: named people and a finite verb make an event sure, a guess or a bare noun less so.
    [[nodiscard]] double confidence(Event const& e, Trigger const& t) const {
        double c = 0.55;
        std::size_t named = 0;
        for (Participant const& p : e.participants) named += d_.entities[p.entity].kind == EntityKind::person && p.resolved == Resolved::text;
        c += 0.1 * static_cast<double>(std::min<std::size_t>(named, 2));
        if (!t.noun || t.light) c += 0.1;
        if (e.date && e.date->start) c += 0.05;
        if (e.place) c += 0.05;
        if (e.status != Status::occurred && e.status != Status::ongoing) c -= 0.1;
        return std::min(c, 0.95);
    }

    // --- casualties --------------------------------------------------------------------------------------------------

    void casualties(Range sentence) {
        std::vector<FigureMention> found = find_figures(d_, sentence);
        std::erase_if(found, [](FigureMention const& f) { return f.figure.kind == FigureKind::delegates; });
        if (found.empty()) return;
        Draft draft;
        Event& e = draft.event;
        draft.sentence = sentence_;
        e.type = EventType::casualty;
        e.plover = "";
        e.status = Status::occurred;
        std::optional<Index> const source = attribution(sentence);
        for (FigureMention& f : found) {
            f.figure.attributed_to = source;
            if (f.figure.cumulative) e.status = Status::occurred;
            e.figures.push_back(f.figure);
            if (!f.country.empty()) {
                Index const country = table_.country(f.country);
                if (std::none_of(e.participants.begin(), e.participants.end(), [&](Participant const& p) { return p.entity == country; }))
                    e.participants.push_back({country, ParticipantRole::victim, {}, Resolved::text, Attendance::present});
            }
        }
        e.attributed_to = source;
        e.date = when(found[0].trigger, e.status, {});
        e.place = sentence_place(found[0].trigger);
        if (!e.place) e.place = any_place(sentence);
        Evidence evidence;
        evidence.sentence = d_.span(sentence);
        evidence.trigger = d_.tokens[found[0].trigger].span;
        evidence.rule = "figures";
        evidence.status = e.status;
        evidence.quote = std::string(d_.text(sentence));
        e.evidence.push_back(std::move(evidence));
        e.confidence = 0.75;
        merger_.add(std::move(draft));
    }

    std::optional<Place> any_place(Range sentence) const {
        for (Mention const& m : d_.mentions)
            if (sentence.contains(m.range.first) && m.kind == EntityKind::place && m.range.first > sentence.first) {
                std::string_view const w = d_.word(m.range.first - 1);
                if (w == "in" || w == "at" || w == "near" || w == "of") return to_place(m);
            }
        return std::nullopt;
    }

    /// "according to X", "X said".
    std::optional<Index> attribution(Range sentence) const {
        for (std::uint32_t i = sentence.first; i + 2 < sentence.last; ++i)
            if (d_.word(i) == "according" && d_.word(i + 1) == "to")
                for (Mention const& m : d_.mentions)
                    if (m.range.first >= i + 2 && m.range.first < i + 10 && sentence.contains(m.range.first) && m.entity && m.kind != EntityKind::place &&
                        m.form != MentionForm::adjective && m.kind != EntityKind::country)
                        return m.entity;
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
            std::string_view const w = d_.word(i);
            if (w != "said" && w != "says" && w != "reported" && w != "told" && w != "reports" && w != "announced") continue;
            Group const who = clauses_.subject(clauses_.group(i, Form::past));
            for (std::uint32_t const m : who)
                if (d_.mentions[m].entity && d_.mentions[m].kind != EntityKind::place) return d_.mentions[m].entity;
            if (clauses_.begins(i + 1) >= 0 && d_.mentions[static_cast<std::size_t>(clauses_.begins(i + 1))].entity)
                return d_.mentions[static_cast<std::size_t>(clauses_.begins(i + 1))].entity;
        }
        return std::nullopt;
    }

    Document& d_;
    Knowledge const& k_;
    Clauses clauses_;
    EntityTable table_;
    EventMerger merger_;
    TriggerFinder triggers_;
    std::size_t sentence_ = 0;
    Mention const* dateline_ = nullptr;
    std::vector<Index> parties_;              ///< who "they" are
    std::optional<Index> conference_here_;    ///< the gathering that this sentence names
};

}  // namespace

void find_events(Document& document) { EventFinder(document).run(); }

}  // namespace diplograph
