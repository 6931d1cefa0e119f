#include "extract/conference.hpp"

#include <algorithm>

#include "extract/figures.hpp"

namespace diplograph {

void ConferenceReader::name(Draft& draft, Trigger const& t) const {
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
    std::uint32_t const phrase = first;
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
        std::int32_t const party = clauses_.over(i - 1);  // "the summit of Egypt, Cyprus and Greece": who meets is no name
        bool const parties = next == "of" && party >= 0 && d_.mentions[static_cast<std::size_t>(party)].kind == EntityKind::country &&
                             clauses_.mentions(clauses_.syntax().of_token(d_.mentions[static_cast<std::size_t>(party)].range.last - 1)).size() > 1;
        bool const aim = !parties && (next != "for" || (!d_.is(last + 1, WordClass::determiner) && clauses_.begins(last + 1) < 0));
        if (aim && i > last + 1) last = i;
    }
    if (std::int32_t const m = clauses_.begins(first); m >= 0 && !e.place && d_.mentions[static_cast<std::size_t>(m)].kind == EntityKind::place) e.place = to_place(d_, d_.mentions[static_cast<std::size_t>(m)]);  // "the Windhoek conference"
    bool const bare = first == t.token && last == t.token + 1;
    e.name = std::string(d_.text({first, last}));
    draft.name = {first, last};
    if (bare) {
        bool const definite = phrase > clauses_.sentence().first && (d_.word(phrase - 1) == "the" || d_.word(phrase - 1) == "this");
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

bool ConferenceReader::occasion(Draft& draft, Trigger const& verb, std::vector<std::uint32_t> const& told) const {
    Syntax const& syntax = clauses_.syntax();
    std::uint32_t object = Node::none;
    for (std::uint32_t const c : clauses_.children(syntax.of_token(verb.token))) {
        std::string_view const with = clauses_.preposition(c);
        if (syntax.relation(c) == "obj" || (syntax.relation(c) == "obl" && (with == "in" || with == "at") && object == Node::none && !clauses_.is_time(d_.nodes[c].token))) object = c;
    }
    if (object == Node::none) return false;
    std::int32_t const m = clauses_.over(d_.nodes[object].token);
    if (m >= 0 && d_.mentions[static_cast<std::size_t>(m)].kind != EntityKind::event_name && d_.mentions[static_cast<std::size_t>(m)].kind != EntityKind::organization) return false;
    if (syntax.upos(object) != "NOUN" && syntax.upos(object) != "PROPN") return false;
    bool const attended = k_.predicates.rows[verb.predicate].lemma == "attend";  // one participates in elections, too
    if (!attended && !d_.is(d_.nodes[object].token, WordClass::event_head)) return false;
    // The object's words without what only places it in time or tells more about it.
    std::uint32_t first = object, last = object;
    std::vector<std::uint32_t> open{object};
    while (!open.empty()) {
        std::uint32_t const n = open.back();
        open.pop_back();
        first = std::min(first, n);
        last = std::max(last, n);
        for (std::uint32_t const c : clauses_.children(n)) {
            std::string_view const relation = syntax.relation(c), with = clauses_.preposition(c);
            bool const aside = relation.starts_with("acl") || relation == "punct" || relation == "appos" || relation == "conj" || relation == "cc" || relation == "det" || relation == "case" ||
                               (relation.starts_with("nmod") && (with == "in" || with == "at" || clauses_.is_time(d_.nodes[c].token)));
            if (!aside) open.push_back(c);
        }
    }
    Range const words{d_.nodes[first].token, d_.nodes[last].token + 1};
    if (std::any_of(told.begin(), told.end(), [&](std::uint32_t t) { return words.contains(t); })) return false;
    bool const bare = words.last == words.first + 1;
    if (bare || words.last - words.first > 16) return false;
    draft.name = words;
    draft.event.name = std::string(d_.text(words));
    return true;
}

void ConferenceReader::attendance(Draft& draft, Trigger const& t) const {
    Event& e = draft.event;
    Range const sentence = clauses_.sentence();
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
        if (clauses_.over(i) >= 0) continue;
        std::string const lemma = k_.predicates.lemma(std::string(d_.word(i)));
        bool const invites = lemma == "invite" || lemma == "host" || lemma == "organize" || lemma == "convene";
        bool const joins = lemma == "join" || lemma == "attend" || lemma == "participate" || lemma == "address" || lemma == "arrive";
        bool const speaks = lemma == "say" || lemma == "tell" || lemma == "state" || lemma == "meet" || lemma == "stress" || lemma == "note";
        if (!invites && !joins && !speaks) continue;
        if (!clauses_.is_verb(i)) continue;
        if (speaks && !held_at(t)) continue;
        if ((invites || joins) && i > t.token) continue;
        VerbGroup const group = clauses_.group(i);
        if (group.negated) continue;
        Group subject = clauses_.subject(group.node);
        if (speaks) std::erase_if(subject, [&](std::uint32_t m) { return d_.mentions[m].kind != EntityKind::person; });
        if (invites && group.passive) continue;
        cast_.add(subject, invites ? ParticipantRole::organizer : ParticipantRole::participant, std::nullopt, e.participants, true);
    }
    if (held_at(t))  // "A and B signed the pact at a summit in C"
        if (std::uint32_t const verb = clauses_.governor(clauses_.syntax().of_token(t.token)); verb != Node::none && !clauses_.group(d_.nodes[verb].token).negated) {
            Group people = clauses_.subject(verb);
            std::erase_if(people, [&](std::uint32_t m) { return d_.mentions[m].kind != EntityKind::person; });
            cast_.add(people, ParticipantRole::participant, std::nullopt, e.participants, true);
        }
    for (FigureMention const& f : find_figures(d_, sentence))
        if (f.figure.kind == FigureKind::delegates) e.figures.push_back(f.figure);
}

/// "at the conference", "at the opening of the event".
bool ConferenceReader::held_at(Trigger const& t) const {
    for (std::uint32_t i = t.token; i-- > clauses_.sentence().first && i + 8 > t.token;) {
        if (d_.word(i) == "at" || d_.word(i) == "during" || d_.word(i) == "sidelines" || d_.word(i) == "margins") return true;
        if (clauses_.is_plain_verb(i) || d_.has(i, TokenFlag::punctuation)) return false;
    }
    return false;
}

}  // namespace diplograph
