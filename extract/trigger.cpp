#include "extract/trigger.hpp"

#include <algorithm>
#include <array>

#include "extract/status.hpp"

namespace diplograph {

namespace {

std::string_view word_at(std::string const& lemma, std::size_t index) {
    std::size_t at = 0;
    for (; index > 0; --index) {
        at = lemma.find(' ', at);
        if (at == std::string::npos) return {};
        ++at;
    }
    return std::string_view(lemma).substr(at, lemma.find(' ', at) - at);
}

std::size_t count_words(std::string const& lemma) { return 1 + static_cast<std::size_t>(std::count(lemma.begin(), lemma.end(), ' ')); }

}  // namespace

std::vector<Trigger> TriggerFinder::find(Range sentence) const {
    std::vector<Trigger> out;
    auto const& forms = d_.knowledge->predicates.forms;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
        if (!d_.has(i, TokenFlag::letters)) continue;
        auto const found = forms.find(d_.word(i));
        if (found == forms.end()) continue;
        bool const gathering = std::any_of(found->second.begin(), found->second.end(), [&](PredicateForm const& f) {  // "cancelled a visit" may be a sanction
            EventType const type = d_.knowledge->predicates.rows[f.predicate].type;
            return type == EventType::visit || type == EventType::meeting || type == EventType::call || type == EventType::conference;
        });
        Trigger best;
        std::size_t length = 0;
        double score = -100;
        for (PredicateForm const& form : found->second) {
            Trigger t;
            if (!match(i, form, t)) continue;
            // The longer lemma wins, then the one with more slots filled.
            Predicate const& p = d_.knowledge->predicates.rows[form.predicate];
            std::size_t const words = count_words(p.lemma) + (p.light.empty() || p.noun ? 0 : 1);
            double const filled = static_cast<double>(t.slots.size()) + (t.light ? 0.5 : 0) + (gathering && !satisfied(p, t) ? -10 : 0);
            if (words < length || (words == length && filled <= score)) continue;
            length = words;
            score = filled;
            best = std::move(t);
        }
        if (length > 0) out.push_back(std::move(best));
    }
    for (Trigger& t : out)
        for (Trigger const& verb : out)
            if (told_by_verb(t, verb)) t.echo = verb.token;
    return out;
}

/// "declined an offer": the line of the verb that wants this noun tells the act, the line of the noun would tell it again.
bool TriggerFinder::told_by_verb(Trigger const& noun, Trigger const& verb) const {
    if (!noun.noun || verb.noun || noun.token <= verb.token || c_.governor(c_.syntax().of_token(noun.token)) != c_.syntax().of_token(verb.token)) return false;
    Predicate const& p = d_.knowledge->predicates.rows[verb.predicate];
    Predicate const& n = d_.knowledge->predicates.rows[noun.predicate];
    if (n.type < EventType::statement || p.type < EventType::statement) return false;
    bool const wanted = std::find(p.light.begin(), p.light.end(), n.lemma) != p.light.end();
    return wanted || (" " + p.lemma + " ").find(" " + n.lemma + " ") != std::string::npos;
}

/// Whether every required slot has found somebody.
bool TriggerFinder::satisfied(Predicate const& p, Trigger const& t) {
    for (std::size_t i = 0; i < p.slots.size(); ++i)
        if (p.slots[i].required && std::none_of(t.slots.begin(), t.slots.end(), [&](Filled const& f) { return f.slot == i; })) return false;
    return true;
}

bool TriggerFinder::match(std::uint32_t token, PredicateForm form, Trigger& out) const {
    Predicate const& p = d_.knowledge->predicates.rows[form.predicate];
    out.predicate = form.predicate;
    out.token = token;
    return p.noun ? noun(token, form, out) : verb(token, out);
}

void TriggerFinder::fill(Trigger& t, std::string_view where, Group group) const {
    if (group.empty()) return;
    Predicate const& p = d_.knowledge->predicates.rows[t.predicate];
    for (std::size_t i = 0; i < p.slots.size(); ++i) {
        if (p.slots[i].where != where) continue;
        t.slots.push_back({i, std::move(group)});
        return;
    }
}

void TriggerFinder::fill_phrases(Trigger& t) const {
    bool aside = false;
    for (Phrase const& phrase : t.phrases) {
        std::string_view const before = phrase.at > c_.sentence().first ? d_.word(phrase.at - 1) : std::string_view();
        aside = before == "sidelines" || before == "margins" || before == "fringes" || (aside && phrase.of_noun);
        if (aside) continue;  // of what else goes on
        std::string_view const where = phrase.preposition.empty() ? "obj" : phrase.preposition;
        Predicate const& p = d_.knowledge->predicates.rows[t.predicate];
        bool const known = std::any_of(t.slots.begin(), t.slots.end(), [&](Filled const& f) { return p.slots[f.slot].where == where; });
        if (phrase.embedded && known && p.type >= EventType::request) continue;  // "urged Iran to release X" asks nothing of X
        fill(t, where, phrase.group);
        if (auto const role = part_behind(phrase.group); role && !t.slots.empty() && t.slots.back().group == phrase.group) t.slots.back().role = role;
        if ((where == "with" || where == "obj") && phrase.group.empty() && phrase.noun != 0) {
            std::string_view const w = d_.word(phrase.noun);
            t.with_others |= w == "leaders" || w == "officials" || w == "representatives" || w == "ministers" || w == "members" || w == "delegation" || w == "senators" || w == "counterparts";
        }
    }
}

bool TriggerFinder::verb(std::uint32_t token, Trigger& t) const {
    Predicate const& p = d_.knowledge->predicates.rows[t.predicate];
    if (!c_.is_verb(token)) return false;
    if (std::size_t const words = count_words(p.lemma); words > 1 && !particles(p, token, words)) return false;
    VerbGroup const group = c_.group(token);
    bool const names = c_.child(group.node, "xcomp") != Node::none || c_.child(group.node, "iobj") != Node::none;
    if (p.type == EventType::call && names) return false;  // "called him a liar"
    if (p.type == EventType::request && inquires(group.node)) return false;
    if (p.light == std::vector<std::string>{"-obj"}) {
        if (c_.child(group.node, "obj") != Node::none) return false;
    } else if (p.light == std::vector<std::string>{"+that"}) {
        if (!tells(group.node)) return false;
    } else if (p.light == std::vector<std::string>{"-to"} || p.light == std::vector<std::string>{"+to"}) {
        if (asks(group.node) != (p.light[0] == "+to")) return false;
    } else if (!p.light.empty() && !has_object(p, group.node)) {
        return false;
    }
    t.status = status_of(d_, c_, group);
    t.phrases = c_.phrases(group.node);
    t.verb_of_meeting = p.lemma == "meet";
    t.passive = group.passive;
    Group const subject = c_.subject(group.node);
    if (group.passive) {
        fill(t, "obj", subject);
        for (Phrase const& phrase : t.phrases)
            if (!phrase.preposition.empty() && !(phrase.embedded && phrase.preposition == "by")) fill(t, phrase.preposition == "by" ? "subj" : phrase.preposition, phrase.group);
        bool const received = p.type == EventType::meeting && std::none_of(t.slots.begin(), t.slots.end(), [&](Filled const& f) { return p.slots[f.slot].where == "subj"; });
        if (received) fill(t, "subj", c_.agent_behind(token));
        return true;
    }
    fill(t, "subj", subject);
    std::string_view const last = word_at(p.lemma, count_words(p.lemma) - 1);
    for (Phrase const& phrase : t.phrases)  // "called on X": the object stands behind the particle
        if (last != p.lemma && phrase.preposition == last) fill(t, "obj", phrase.group);
    fill_phrases(t);
    return true;
}

/// Whether the words of a verb such as "turn down" stand behind its first one, an object perhaps between.
bool TriggerFinder::particles(Predicate const& p, std::uint32_t token, std::size_t words) const {
    std::uint32_t at = token + 1;
    for (std::size_t w = 1; w < words; ++w) {
        std::string_view const wanted = word_at(p.lemma, w);
        std::uint32_t const limit = std::min(c_.sentence().last, at + (w == 1 ? 6U : 2U));
        bool found = false;
        for (; at < limit && !found; ++at) {
            found = d_.word(at) == wanted;
            bool const passes = c_.over(at) >= 0 || c_.is_time(at) || d_.is(at, WordClass::adverb) || d_.is(at, WordClass::determiner) || w == 1;
            if (!found && (!passes || c_.is_plain_verb(at) || d_.has(at, TokenFlag::punctuation))) return false;
        }
        if (!found) return false;
    }
    return true;
}

/// "called on X to": an infinitive, a clause or "for" tells what for.
bool TriggerFinder::asks(std::uint32_t node) const {
    Syntax const& syntax = c_.syntax();
    return std::any_of(c_.children(node).begin(), c_.children(node).end(), [&](std::uint32_t c) {
        std::string_view const relation = syntax.relation(c);
        return relation == "xcomp" || relation == "ccomp" || (relation == "advcl" && c_.child(c, "mark") != Node::none) || c_.preposition(c) == "for";
    });
}

/// "asked whether", "asked why": a question, no request.
bool TriggerFinder::inquires(std::uint32_t node) const {
    Syntax const& syntax = c_.syntax();
    std::uint32_t const token = d_.nodes[node].token;
    for (std::uint32_t t = token + 1; t < std::min(c_.sentence().last, token + 6); ++t)
        if (d_.word(t) == "whether") return true;
    for (std::uint32_t const c : c_.children(node)) {
        if (syntax.relation(c) != "ccomp" && syntax.relation(c) != "advcl") continue;
        for (std::uint32_t const x : c_.children(c)) {
            std::string_view const w = d_.word(d_.nodes[x].token);
            if (x > node && (w == "whether" || (w == "if" && syntax.relation(c) == "ccomp") || w == "why" || w == "how" || w == "what" || (w == "when" && syntax.relation(c) == "ccomp"))) return true;
        }
    }
    return false;
}

/// Whether a clause or a quotation says what is told: "noted that", but not "maintains a policy".
bool TriggerFinder::tells(std::uint32_t node) const {
    Syntax const& syntax = c_.syntax();
    std::string_view const own = syntax.relation(node);
    if (own == "parataxis") return true;
    for (std::uint32_t const c : c_.children(node)) {
        std::string_view const relation = syntax.relation(c);
        if (relation == "ccomp" || relation == "parataxis" || (relation == "xcomp" && syntax.upos(c) != "VERB")) return true;
    }
    unsigned quotes = 0, before = 0;
    for (std::uint32_t t = c_.sentence().first; t < c_.sentence().last; ++t) {
        if (!d_.has(t, TokenFlag::quote)) continue;
        ++quotes;
        before += t < d_.nodes[node].token;
    }
    return quotes > 0 && before % 2 == 0;
}

/// Whether the verb's object is one of the nouns that the predicate wants.
bool TriggerFinder::has_object(Predicate const& p, std::uint32_t node) const {
    Syntax const& syntax = c_.syntax();
    for (std::uint32_t const c : c_.children(node)) {
        std::string_view const relation = syntax.relation(c);
        if (relation != "obj" && relation != "nsubj:pass" && !relation.starts_with("obl") && relation != "conj") continue;
        static constexpr std::array<std::string_view, 4> times{"hour", "day", "week", "month"};
        if (relation.starts_with("obl") && (std::find(times.begin(), times.end(), syntax.lemma(c)) != times.end() || (c < node && c_.child(node, "obj") != Node::none))) continue;  // "gave speeches on the first day"
        std::string const lemma = syntax.lemma(c);
        auto const wanted = [&](std::string const& word) { return std::find(p.light.begin(), p.light.end(), word) != p.light.end(); };
        if (wanted(lemma)) return true;
        for (std::uint32_t const x : c_.children(c))
            if ((syntax.relation(x) == "compound" || syntax.relation(x) == "conj") && wanted(syntax.lemma(x))) return true;
    }
    return false;
}

bool TriggerFinder::is_light(Predicate const& p, std::uint32_t node) const {
    std::string const lemma = c_.syntax().lemma(node);
    return std::find(p.light.begin(), p.light.end(), lemma) != p.light.end();
}

/// Nouns that tell an act only with a verb that carries them: "launched an operation", but not "drilling operations".
bool TriggerFinder::is_light_only(Predicate const& p) { return std::find(p.light.begin(), p.light.end(), "+light") != p.light.end(); }

/// "agreed to a cease-fire": the word for a plan makes the agreement.
bool TriggerFinder::agreed(std::uint32_t node) const {
    std::uint32_t const head = d_.nodes[node].head;
    return head != Node::none && c_.syntax().lemma(head) == "agree" && c_.group(d_.nodes[head].token).modal.empty() && !c_.group(d_.nodes[head].token).negated;
}

/// What somebody does for those who meet: "host" and "broker", "mediator" say it.
std::optional<ParticipantRole> TriggerFinder::part(std::string const& lemma) const {
    return told_by<ParticipantRole>(*d_.knowledge, lemma, WordClass::part);
}

/// "with Chad as mediator".
std::optional<ParticipantRole> TriggerFinder::part_behind(Group const& group) const {
    if (group.empty()) return std::nullopt;
    std::uint32_t at = d_.mentions[group.back()].range.last;
    if (d_.word(at) != "as") return std::nullopt;
    while (++at < c_.sentence().last && (d_.is(at, WordClass::determiner) || d_.is(at, WordClass::adjective))) {}
    return at < c_.sentence().last ? part(c_.syntax().lemma(c_.syntax().of_token(at))) : std::nullopt;
}

/// "a meeting hosted by X", "UN-brokered talks", "talks attended by X and Y".
void TriggerFinder::fill_part(Trigger& t, std::uint32_t node, Group group) const {
    auto const role = part(c_.syntax().lemma(node));
    if (group.empty() || (!role && c_.syntax().lemma(node) != "attend")) return;
    Predicate const& p = d_.knowledge->predicates.rows[t.predicate];
    for (std::size_t i = 0; i < p.slots.size(); ++i)
        if (p.slots[i].where == "subj") return t.slots.push_back({i, std::move(group), role});
}

/// The verb that carries a noun: "held talks", "talks were held", "is on a visit", "the meeting took place".
std::uint32_t TriggerFinder::carrier(Predicate const& p, std::uint32_t node) const {
    if (std::uint32_t const verb = governing(p, node); verb != Node::none) return verb;
    for (std::uint32_t const c : c_.children(node))
        if (c_.syntax().relation(c) == "acl:relcl" && is_light(p, c) && lacks_object(c)) return c;  // "the treaty that they signed"
    for (std::uint32_t const c : c_.children(node))
        if (c_.syntax().relation(c) == "acl" && c_.syntax().xpos(c) == "VBN" && (is_light(p, c) || status_by(d_, c_, c))) return c;  // "talks held in Geneva", "planned for"
    return Node::none;
}

/// Whether the object of a relative clause is the noun that it tells about.
bool TriggerFinder::lacks_object(std::uint32_t clause) const {
    bool subject = false;
    for (std::uint32_t const c : c_.children(clause)) {
        std::string_view const relation = c_.syntax().relation(c), w = d_.word(d_.nodes[c].token);
        bool const relative = w == "that" || w == "which";
        if (relation == "obj" && !relative) return false;
        subject |= relation == "nsubj" && !relative;
    }
    return subject;
}

std::uint32_t TriggerFinder::governing(Predicate const& p, std::uint32_t node) const {
    Syntax const& syntax = c_.syntax();
    for (unsigned depth = 0; depth < 4; ++depth) {
        std::string_view const relation = syntax.relation(node);
        std::uint32_t const cop = c_.child(node, "cop");
        if (cop != Node::none && is_light(p, cop)) return cop;
        std::uint32_t const head = d_.nodes[node].head;
        if (head == Node::none) return Node::none;
        bool const verb = syntax.upos(head) == "VERB" || syntax.upos(head) == "AUX";
        if (verb) {
            bool const argument = relation == "obj" || relation == "nsubj:pass" || relation == "nsubj" || relation.starts_with("obl") || relation == "ccomp" || relation == "xcomp";
            bool const fronted = relation.starts_with("obl") && node < head;  // "In the deal, they agreed on a line"
            if (!argument || fronted) return Node::none;
            std::string const lemma = syntax.lemma(head);
            if (relation == "nsubj") return lemma == "take" || lemma == "begin" || lemma == "end" || lemma == "start" || lemma == "open" || lemma == "conclude" || lemma == "last" || lemma == "resume" ? head : Node::none;
            bool const off = relation == "obl" && (c_.preposition(node) == "off" || (c_.preposition(node).empty() && c_.child(head, "compound:prt") != Node::none));
            bool const decides = (relation == "obj" || relation == "nsubj:pass" || off) && (off || d_.is(d_.nodes[head].token, WordClass::governor) || c_.child(head, "compound:prt") != Node::none);
            return is_light(p, head) || decides ? head : Node::none;
        }
        if (std::uint32_t const be = c_.child(head, "cop"); be != Node::none && relation != "nsubj" && is_light(p, be)) return be;  // "is in Armenia on a visit"
        bool const part = relation == "conj" || (relation.starts_with("nmod") && (c_.preposition(node) == "of" || c_.preposition(node) == "in"));  // "a round of talks"
        if (!part) return Node::none;
        node = head;
    }
    return Node::none;
}

bool TriggerFinder::noun(std::uint32_t token, PredicateForm form, Trigger& t) const {
    Predicate const& p = d_.knowledge->predicates.rows[form.predicate];
    Syntax const& syntax = c_.syntax();
    std::uint32_t begin = token;
    if (std::size_t const words = count_words(p.lemma); words > 1) {  // the form stands for the last word
        for (std::size_t w = words - 1; w-- > 0;) {
            if (begin == c_.sentence().first || d_.word(begin - 1) != word_at(p.lemma, w)) return false;
            --begin;
        }
    }
    std::int32_t over = c_.over(token);
    std::uint32_t node = syntax.of_token(token);
    if (over >= 0) {  // "sent troops": of nobody's name
        Mention const& m = d_.mentions[static_cast<std::size_t>(over)];
        if (m.kind == EntityKind::group && m.weak && m.country.empty() && m.organization.empty() && token + 1 == m.range.last) over = -1;
    }
    if (over >= 0) {
        Mention const& m = d_.mentions[static_cast<std::size_t>(over)];
        bool const gathering = m.kind == EntityKind::event_name && token + 1 == m.range.last;
        if (!gathering && !(m.kind == EntityKind::event_name && p.type == EventType::conference)) return false;
        begin = m.range.first;
        t.named = gathering;
        node = syntax.top(m.range.first, m.range.last);
    } else if (!c_.is_noun(token) || syntax.relation(node) == "compound") {  // "meeting room"
        return false;
    }
    if (form.form != Form::plural && begin > c_.sentence().first && (d_.word(begin - 1) == "press" || d_.word(begin - 1) == "news") && p.type == EventType::conference) return false;
    t.noun = true;
    Group nationality;
    bool definite = false, possessive_pronoun = false;
    for (std::uint32_t const c : c_.children(node)) {
        std::string_view const relation = syntax.relation(c);
        std::string_view const w = d_.word(d_.nodes[c].token);
        if (relation == "det") definite |= w == "the" || w == "this" || w == "these" || w == "that";
        if (relation == "nmod:poss") {
            possessive_pronoun = d_.is(d_.nodes[c].token, WordClass::possessive);
            if (possessive_pronoun) {
                for (std::uint32_t m = 0; m < d_.mentions.size(); ++m)
                    if (d_.mentions[m].range == Range{d_.nodes[c].token, d_.nodes[c].token + 1}) fill(t, "poss", {m});
                t.anaphoric |= w == "their";
            } else {
                fill(t, "poss", c_.mentions(c));
            }
        }
        bool const before = c < node && (relation == "amod" || relation == "compound");
        if (relation == "acl" && syntax.xpos(c) == "VBN") {
            for (Phrase const& phrase : c_.phrases(c))
                if (phrase.preposition == "by") fill_part(t, c, phrase.group);
        } else if (before && syntax.upos(c) == "VERB") {
            for (std::uint32_t const x : c_.children(c)) fill_part(t, c, c_.mentions(x));
        } else if (before) {
            std::vector<std::uint32_t> named{c};
            for (std::uint32_t const x : c_.children(c)) named.push_back(x);  // "Franco-German", "China-Russia"
            for (std::uint32_t const x : named)
                if (std::int32_t const m = c_.over(d_.nodes[x].token); m >= 0 && !d_.mentions[static_cast<std::size_t>(m)].possessive) {
                    Mention const& mention = d_.mentions[static_cast<std::size_t>(m)];
                    bool const body = mention.form == MentionForm::adjective || mention.kind == EntityKind::country || mention.kind == EntityKind::organization || mention.kind == EntityKind::place;
                    if (body && std::find(nationality.begin(), nationality.end(), static_cast<std::uint32_t>(m)) == nationality.end()) nationality.push_back(static_cast<std::uint32_t>(m));
                }
        }
    }
    t.phrases = c_.phrases(node);
    bool const acts = p.type == EventType::attack;
    if (acts) fill(t, "subj", nationality);
    else if (nationality.size() >= 2 && (p.type == EventType::meeting || p.type == EventType::agreement)) fill(t, "between", nationality);
    std::uint32_t const verb = carrier(p, node);
    if (verb != Node::none) {
        VerbGroup const group = c_.group(d_.nodes[verb].token);
        t.status = status_of(d_, c_, group);
        t.light = is_light(p, verb);
        std::string const lemma = syntax.lemma(verb);
        bool const says = t.light && p.type >= EventType::request;  // "lifted sanctions": the line tells what the verb does
        if (auto const made = says ? std::nullopt : status_by(d_, c_, verb); made && lemma != "be" && (t.status == Status::occurred || t.status == Status::ongoing || t.status == Status::cancelled || *made == Status::cancelled)) t.status = *made;
        else if (auto const told = lemma == "be" && d_.nodes[verb].head != Node::none && syntax.relation(verb) == "cop" ? status_by(d_, c_, d_.nodes[verb].head) : std::nullopt; told && t.status == Status::occurred) t.status = *told;  // "is due in Amman for a visit"
        else if (lemma == "be" && t.status == Status::occurred && (d_.word(group.verb) == "is" || d_.word(group.verb) == "are")) t.status = Status::ongoing;
        if (auto const own = status_of_noun(d_, c_, node); !says && t.status == Status::occurred && own != Status::occurred && own != Status::ongoing) t.status = own;
        std::uint32_t const clause = lemma == "be" ? d_.nodes[verb].head == Node::none || syntax.relation(verb) != "cop" ? verb : d_.nodes[verb].head : verb;
        if (clause != verb && clause != node && !c_.preposition(clause).empty()) fill(t, c_.preposition(clause) == "in" ? "to" : c_.preposition(clause), c_.mentions(clause));
        bool const subject_is_noun = group.passive || syntax.relation(node) == "nsubj";
        if (!subject_is_noun && !(p.type == EventType::conference && lemma == "boycott")) fill(t, "subj", c_.subject(clause));
        std::vector<Phrase> more = c_.phrases(verb);
        for (Phrase const& phrase : more) {
            bool const known = std::any_of(t.phrases.begin(), t.phrases.end(), [&](Phrase const& x) { return x.at == phrase.at; });
            if (known || (phrase.preposition.empty() && phrase.group.empty())) continue;
            if (phrase.preposition == "by" && group.passive) fill(t, "subj", phrase.group);
            else if (!phrase.preposition.empty()) t.phrases.push_back(phrase);
            else if (phrase.indirect) fill(t, "to", phrase.group);  // "gave Tanzania a grant"
        }
    } else {
        t.status = status_of_noun(d_, c_, node);
        std::string_view const with = c_.preposition(node);
        std::uint32_t const clause = c_.governor(node);
        bool const travels = p.type == EventType::visit && t.slots.empty() && (with == "during" || with == "on" || with == "for" || with == "after" || with == "from");
        if (travels && clause != Node::none) fill(t, "subj", c_.subject(clause));  // "met X during a visit"
    }
    if (p.type == EventType::protest && verb == Node::none)
        for (Phrase const& phrase : t.phrases)
            if (phrase.preposition == "by") fill(t, "subj", phrase.group);  // "a sit-in by teachers is in its fifth day"
    fill_phrases(t);
    bool const one_sided = (p.type == EventType::meeting || p.type == EventType::call) && verb == Node::none && t.slots.size() == 1 && p.slots[t.slots[0].slot].where == "with";
    if (one_sided) {  // "told reporters after a meeting with X"
        std::string_view const with = c_.preposition(node);
        std::uint32_t const clause = c_.governor(node);
        bool const beside = with == "despite" || with == "ahead" || with == "from" || with == "since" || with == "amid" || with == "upon" || with == "prior";
        if (clause != Node::none && (beside || with == "after" || with == "following" || with == "before" || with == "during" || with == "at" || with == "in" || d_.is(d_.nodes[clause].token, WordClass::governor))) fill(t, "subj", c_.subject(clause));
        if (clause != Node::none && t.slots.size() == 1 && c_.group(d_.nodes[clause].token).passive) fill(t, "subj", c_.agent_behind(d_.nodes[clause].token));
    }
    if (p.type == EventType::conference && verb == Node::none && t.slots.empty()) {  // "called for a conference"
        std::uint32_t const clause = c_.governor(node);
        if (clause != Node::none && c_.preposition(node) == "for" && d_.is(d_.nodes[clause].token, WordClass::governor)) fill(t, "subj", c_.subject(clause));
    }
    bool const told = (p.type == EventType::meeting || p.type == EventType::call) && verb != Node::none && t.slots.size() == 1 && p.slots[t.slots[0].slot].where == "with" && syntax.relation(verb) == "ccomp";
    if (told) {  // "No talks were held with the Houthis, the government said"
        std::uint32_t const speaker = d_.nodes[verb].head;
        if (speaker != Node::none && c_.group(d_.nodes[verb].token).passive) fill(t, "subj", c_.subject(speaker));
    }
    if ((p.type == EventType::meeting || p.type == EventType::call) && verb == Node::none && (c_.preposition(node) == "in" || c_.preposition(node) == "during")) {
        // "A and B discussed trade in a phone conversation": two people and more who do it there
        std::uint32_t const clause = c_.governor(node);
        Group const people = clause == Node::none ? Group() : c_.subject(clause);
        bool const several = people.size() >= 2 && std::all_of(people.begin(), people.end(), [&](std::uint32_t m) { return d_.mentions[m].kind == EntityKind::person; });
        bool const filled = std::any_of(t.slots.begin(), t.slots.end(), [&](Filled const& f) { return p.slots[f.slot].where == "subj"; });
        if (several && !filled) fill(t, "subj", people);
    }
    bool const theirs = possessive_pronoun && t.anaphoric && t.slots.empty() && p.type != EventType::agreement;
    if (theirs && verb == Node::none) {  // "into their meeting, the two ministers"
        std::uint32_t const clause = c_.governor(node);
        if (clause != Node::none) fill(t, "subj", c_.subject(clause));
    }
    if (verb != Node::none) {
        std::string const lemma = syntax.lemma(verb);
        t.part = part(lemma);
        bool const others = std::any_of(t.slots.begin(), t.slots.end(), [&](Filled const& f) { return p.slots[f.slot].where != "subj"; });
        t.joins = p.type != EventType::conference && definite && !others && (t.part || lemma == "attend" || lemma == "join" || lemma == "participate" || lemma == "take");
    }
    if (p.type == EventType::conference || p.type == EventType::meeting)
        if ((t.absence = absence_from(d_, c_, node))) {
            std::erase_if(t.slots, [&](Filled const& f) { return f.group == t.absence->group; });
            t.status = t.absence->status;
        }
    bool const own = !t.slots.empty() && !t.joins;
    t.anaphoric |= (definite || possessive_pronoun) && !own && (nationality.empty() || p.type == EventType::conference);
    t.verb_of_meeting = t.light;
    if (p.type == EventType::agreement && verb == Node::none && agreed(node)) t.status = Status::occurred;
    if (p.type == EventType::conference || t.named) return true;
    bool const told_again = p.type == EventType::meeting || p.type == EventType::call || p.type == EventType::visit || p.type == EventType::agreement || p.type == EventType::mediation;
    if (t.anaphoric && told_again) return true;
    bool const between = std::any_of(t.slots.begin(), t.slots.end(), [&](Filled const& f) { return f.group.size() >= 2 && p.slots[f.slot].where != "subj"; });
    bool const signing = d_.nodes[node].head != Node::none && syntax.lemma(d_.nodes[node].head) == "signing";
    t.between = between;
    if (own && p.type == EventType::agreement && (between || signing)) return true;
    auto const same_word = d_.knowledge->predicates.forms.find(d_.word(token));
    bool const plain = same_word == d_.knowledge->predicates.forms.end() || same_word->second.size() == 1;  // "cancelled a visit" is a line of its own
    if (own && plain && verb != Node::none && t.status != Status::occurred && t.status != Status::ongoing && status_by(d_, c_, verb)) return true;
    bool const by_people = p.type == EventType::protest && std::any_of(t.slots.begin(), t.slots.end(), [&](Filled const& f) { return p.slots[f.slot].where == "subj"; });
    return own && (t.light || by_people || p.type == EventType::meeting || p.type == EventType::call || p.type == EventType::visit || (p.type == EventType::attack && !is_light_only(p)));
}

}  // namespace diplograph
