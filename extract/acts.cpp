#include "extract/acts.hpp"

#include <algorithm>
#include <array>

#include "extract/background.hpp"

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
    for (Participant& p : e.participants)  // "blocked streets in Peru": where they are, not whom they are against
        if (e.place && p.role == ParticipantRole::target && d_.entities[p.entity].kind == EntityKind::country && d_.entities[p.entity].country == country) {
            p.role = source;
            return true;
        }
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
    if (!has(source) && !t.passive && (!t.noun || t.light))
        if (Mention const* actor = actor_of(t)) {
            std::size_t const before = e.participants.size();
            if (is_owner(*actor, t)) {
                if (!actor->country.empty()) cast_.add_country(actor->country, source, e.participants);
            } else {
                cast_.add_state(*actor, source, e.participants);
            }
            if (e.participants.size() > before) filled.insert("subj");
        }
    if (!has(target)) direct_at(e, t, p, target, filled);
    if (e.type == EventType::protest && !has(source) && own_people(e, source)) filled.insert("subj");
}

/// Who acts where the slots say nothing: somebody whom the subject's phrase names ("supporters of X"), the speaker behind
/// "we"; the nearest actor before a verb without a subject. A subject that names nobody is nobody: "heavy fighting killed 20".
Mention const* ActReader::actor_of(Trigger const& t) const {
    Syntax const& syntax = clauses_.syntax();
    std::uint32_t const own = syntax.of_token(t.token), verb = t.noun ? clauses_.governor(own) : own;
    std::uint32_t const subject = verb == Node::none ? Node::none : clauses_.subject_head(verb);
    if (subject == Node::none) {
        bool const free = verb != Node::none && is_subjectless(verb);
        Mention const* const before = free ? nullptr : cast_.actor_before(clauses_.sentence().first, t.token);
        return before == nullptr || hangs_elsewhere(*before) ? nullptr : before;
    }
    std::string_view const word = d_.word(d_.nodes[subject].token);
    if (word == "i" || word == "we") return speaker();
    bool const people = is_people(d_.nodes[subject].token);
    std::vector<std::uint32_t> open{subject};
    Mention const* found = nullptr;
    while (!open.empty()) {
        std::uint32_t const n = open.back();
        open.pop_back();
        if (std::int32_t const m = clauses_.over(d_.nodes[n].token); m >= 0) {
            Mention const& mention = d_.mentions[static_cast<std::size_t>(m)];
            bool const acts = mention.kind != EntityKind::event_name && mention.kind != EntityKind::place;
            if (acts && (found == nullptr || mention.range.first < found->range.first)) found = &mention;
        }
        for (std::uint32_t const c : clauses_.children(n)) {
            std::string_view const relation = syntax.relation(c);
            bool const inside = people ? relation != "acl:relcl" && relation != "acl" : relation == "amod" || relation == "compound" || relation == "flat" || relation == "conj" || (relation == "nmod:poss" && !d_.is(d_.nodes[c].token, WordClass::possessive));
            if (inside && c != verb) open.push_back(c);
        }
    }
    bool const theirs = found == nullptr && std::any_of(clauses_.children(subject).begin(), clauses_.children(subject).end(), [&](std::uint32_t c) {
        return syntax.relation(c) == "nmod:poss" && d_.is(d_.nodes[c].token, WordClass::possessive);
    });
    bool const pronoun = (theirs && people) || (found != nullptr && (found->form == MentionForm::collective || found->form == MentionForm::pronoun));
    if (pronoun && syntax.relation(verb) == "ccomp" && d_.nodes[verb].head != Node::none) {  // "the rebels said their forces had withdrawn"
        Group const outer = clauses_.subject(d_.nodes[verb].head);
        if (!outer.empty()) return &d_.mentions[outer.front()];
    }
    return found;
}

/// "designed to intimidate", or a clause of which the tree has missed the subject: nobody of another clause acts in it. A
/// sentence of which the tree has found no clause says nothing.
bool ActReader::is_subjectless(std::uint32_t verb) const {
    Syntax const& syntax = clauses_.syntax();
    std::uint32_t root = verb;
    while (d_.nodes[root].head != Node::none) root = d_.nodes[root].head;
    if (root == verb || !clauses_.is_clause(root)) return false;
    std::string_view const relation = syntax.relation(verb), tag = syntax.xpos(verb);
    if (relation == "advcl" && (tag == "VBD" || tag == "VBZ" || tag == "VBP")) return true;
    return clauses_.group(d_.nodes[verb].token).infinitive && (relation != "advcl" || syntax.xpos(d_.nodes[verb].head) == "VBN");
}

/// "supporters of X": the person is not the one who acts.
bool ActReader::is_owner(Mention const& m, Trigger const& t) const {
    std::uint32_t const own = clauses_.syntax().of_token(t.token), verb = t.noun ? clauses_.governor(own) : own;
    std::uint32_t const subject = verb == Node::none ? Node::none : clauses_.subject_head(verb);
    if (m.kind != EntityKind::person || subject == Node::none) return false;
    std::string_view const word = d_.word(d_.nodes[subject].token);
    return !m.range.contains(d_.nodes[subject].token) && word != "i" && word != "we" && is_people(d_.nodes[subject].token);
}

/// "between Turkey and Libya": somebody whom the tree gives to a noun or as an object.
bool ActReader::hangs_elsewhere(Mention const& m) const {
    Syntax const& syntax = clauses_.syntax();
    std::uint32_t n = syntax.top(m.range.first, m.range.last);
    while (syntax.relation(n) == "conj" && d_.nodes[n].head != Node::none && !clauses_.is_clause(d_.nodes[n].head)) n = d_.nodes[n].head;
    std::string_view const relation = syntax.relation(n);
    return relation.starts_with("nmod") || relation == "obj" || relation == "iobj";
}

/// "supporters", "forces", but not "critics", who are those of somebody else.
bool ActReader::is_people(std::uint32_t token) const {
    static constexpr std::array<std::string_view, 8> against{"critics", "critic", "opponents", "opponent", "rivals", "rival", "enemies", "foes"};
    std::string_view const word = d_.word(token);
    if (std::find(against.begin(), against.end(), word) != against.end()) return false;
    std::string const lemma = clauses_.syntax().lemma(clauses_.syntax().of_token(token));
    auto const means = [&](std::string_view w) {
        auto const id = k_.number(w);
        return id && (k_.is(*id, WordClass::person_noun) || k_.is(*id, WordClass::group_noun) || k_.is(*id, WordClass::title) || k_.is(*id, WordClass::organization_head));
    };
    return clauses_.over(token) >= 0 || means(word) || means(lemma) || d_.is(token, WordClass::number) || d_.is(token, WordClass::vague_number);
}

/// Who says what the sentence quotes: the subject of its verb of saying.
Mention const* ActReader::speaker() const {
    Syntax const& syntax = clauses_.syntax();
    for (std::uint32_t t = clauses_.sentence().first; t < clauses_.sentence().last; ++t) {
        if (!clauses_.is_verb(t)) continue;
        auto const found = k_.predicates.forms.find(std::string(d_.word(t)));
        if (found == k_.predicates.forms.end()) continue;
        bool const says = std::any_of(found->second.begin(), found->second.end(), [&](PredicateForm const& f) { return k_.predicates.rows[f.predicate].type == EventType::statement; });
        if (!says) continue;
        Group const who = clauses_.subject(syntax.of_token(t));
        if (!who.empty()) return &d_.mentions[who.front()];
    }
    return nullptr;
}

/// Whom an act is done to where no slot says it: the first of another country that hangs on its words; of a passive, that
/// its subject tells ("Palestinian homes were demolished").
void ActReader::direct_at(Event& e, Trigger const& t, Predicate const& p, ParticipantRole target, std::set<std::string_view>& filled) {
    std::string const own = e.participants.empty() ? std::string() : d_.entities[e.participants[0].entity].country;
    bool const asks = Background::asks(p.type);
    Mention const* object = cast_.object_among(dependents(t, asks && p.type != EventType::accusation, p.type == EventType::request || p.type == EventType::rejection), own, asks);
    if (object == nullptr && !t.passive && !names_people(t)) object = cast_.object_among(near(t.token), own, asks);
    if (object != nullptr) {
        std::size_t const before = e.participants.size();
        cast_.add_state(*object, target, e.participants);
        if (e.participants.size() > before)
            for (Slot const& s : p.slots)
                if (s.where != "subj" && (s.where != "obj" || !lacks_object(t))) filled.insert(s.where);
    }
}

/// "hails from Arizona": a verb with nothing behind it that it could be done to.
bool ActReader::lacks_object(Trigger const& t) const {
    if (t.noun || k_.predicates.rows[t.predicate].lemma.find(' ') != std::string::npos) return false;
    std::uint32_t const node = clauses_.syntax().of_token(t.token);
    if (t.passive) {
        std::uint32_t const subject = clauses_.subject_head(node);
        return subject != Node::none && !is_people(d_.nodes[subject].token);  // "a statement was released"
    }
    return std::none_of(clauses_.children(node).begin(), clauses_.children(node).end(), [&](std::uint32_t c) {
        std::string_view const relation = clauses_.syntax().relation(c);
        return relation == "obj" || relation == "iobj" || relation == "xcomp" || relation == "ccomp";
    });
}

/// "arrested a lawyer", "invited the countries": whom it is done to the object says, if without a name.
bool ActReader::names_people(Trigger const& t) const {
    if (t.noun || t.passive || k_.predicates.rows[t.predicate].type == EventType::attack) return false;
    std::uint32_t const object = clauses_.child(clauses_.syntax().of_token(t.token), "obj");
    return object != Node::none && is_people(d_.nodes[object].token);
}

/// The next words of the same clause.
std::vector<std::uint32_t> ActReader::near(std::uint32_t token) const {
    constexpr std::uint32_t reach = 11;
    std::vector<std::uint32_t> out;
    for (std::uint32_t t = token + 1; t < std::min(clauses_.sentence().last, token + reach); ++t) {
        std::string_view const tag = clauses_.syntax().xpos(clauses_.syntax().of_token(t));
        bool const finite = clauses_.is_plain_verb(t) && (tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD");
        if (finite || d_.has(t, TokenFlag::punctuation) || d_.is(t, WordClass::subordinator)) break;
        out.push_back(t);
    }
    return out;
}

/// The tokens that hang on the words of a trigger, in their order: without its subject, or that alone if it is passive, and
/// without other clauses, but for conditions and what is asked for.
std::vector<std::uint32_t> ActReader::dependents(Trigger const& t, bool clauses, bool content) const {
    Syntax const& syntax = clauses_.syntax();
    std::uint32_t const own = syntax.of_token(t.token), verb = t.noun && t.light ? clauses_.governor(own) : own;
    std::vector<std::uint32_t> open{verb == Node::none ? own : verb}, out;
    if (std::uint32_t const subject = t.passive ? clauses_.subject_head(own) : Node::none; subject != Node::none) open = {subject};
    else if (names_people(t)) open = {clauses_.child(own, "obj")};
    std::uint32_t const root = open.front();
    while (!open.empty()) {
        std::uint32_t const n = open.back();
        open.pop_back();
        out.push_back(d_.nodes[n].token);
        for (std::uint32_t const c : clauses_.children(n)) {
            std::string_view const relation = syntax.relation(c);
            bool const subject = n == root && !t.passive && relation.starts_with("nsubj"), other = relation == "parataxis" || relation == "acl:relcl" || (relation == "conj" && clauses_.is_clause(c) && n == root);
            bool const clause = relation == "ccomp" || relation == "advcl" || relation == "acl";
            std::int32_t const named = clauses_.over(d_.nodes[c].token);
            bool const owner = (relation == "compound" || relation == "nmod:poss") && t.passive && named >= 0 && d_.mentions[static_cast<std::size_t>(named)].kind == EntityKind::person;  // "a supporter of his"
            if (owner) continue;
            if (!subject && !other && ((clauses && (content || relation != "ccomp")) || !clause || !clauses_.is_clause(c))) open.push_back(c);
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace diplograph
