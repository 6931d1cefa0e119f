#include "extract/trigger.hpp"

#include <algorithm>

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
        auto const found = forms.find(std::string(d_.word(i)));
        if (found == forms.end()) continue;
        Trigger best;
        std::size_t length = 0;
        double score = -1;
        for (PredicateForm const& form : found->second) {
            Trigger t;
            if (!match(i, form, t)) continue;
            // The longer lemma wins, then the one with more slots filled.
            Predicate const& p = d_.knowledge->predicates.rows[form.predicate];
            std::size_t const words = count_words(p.lemma) + (p.light.empty() || p.noun ? 0 : 1);
            double const filled = static_cast<double>(t.slots.size()) + (t.light ? 0.5 : 0);
            if (words < length || (words == length && filled <= score)) continue;
            length = words;
            score = filled;
            best = std::move(t);
        }
        if (length > 0) out.push_back(std::move(best));
    }
    return out;
}

bool TriggerFinder::match(std::uint32_t token, PredicateForm form, Trigger& out) const {
    Predicate const& p = d_.knowledge->predicates.rows[form.predicate];
    out.predicate = form.predicate;
    out.token = token;
    return p.noun ? noun(token, form, out) : verb(token, form, out);
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
    for (Phrase const& phrase : t.phrases) {
        std::string_view const where = phrase.preposition.empty() ? "obj" : phrase.preposition;
        fill(t, where, phrase.group);
        if ((where == "with" || where == "obj") && phrase.group.empty() && phrase.noun != 0) {
            std::string_view const w = d_.word(phrase.noun);
            t.with_others |= w == "leaders" || w == "officials" || w == "representatives" || w == "ministers" || w == "members" || w == "delegation" || w == "senators" || w == "counterparts";
        }
    }
}

bool TriggerFinder::verb(std::uint32_t token, PredicateForm form, Trigger& t) const {
    Predicate const& p = d_.knowledge->predicates.rows[form.predicate];
    if (!c_.is_verb(token, form.form)) return false;
    std::uint32_t after = token + 1;
    if (std::size_t const words = count_words(p.lemma); words > 1) {  // "called for", "turned down"
        for (std::size_t w = 1; w < words; ++w) {
            if (c_.is_time(after) || d_.is(after, WordClass::adverb)) {
                if (d_.word(after) != word_at(p.lemma, w)) ++after;
            }
            if (d_.word(after) != word_at(p.lemma, w)) return false;
            ++after;
        }
        if (word_at(p.lemma, words - 1) == "with" || word_at(p.lemma, words - 1) == "to" || word_at(p.lemma, words - 1) == "on" || word_at(p.lemma, words - 1) == "at" || word_at(p.lemma, words - 1) == "for") --after;
    }
    VerbGroup const group = c_.group(token, form.form);
    t.status = status_of(d_, c_, group);
    t.phrases = c_.phrases(after, true);
    if (!p.light.empty()) {  // the object must be one of these nouns
        bool found = false;
        for (std::uint32_t i = after; i < c_.sentence().last && i < after + 7 && !found; ++i) {
            std::string const word(d_.word(i));
            found = std::any_of(p.light.begin(), p.light.end(), [&](std::string const& noun) { return word == noun || word == noun + "s" || word == noun + "es" || word == noun.substr(0, noun.size() - 1) + "ies"; });
            if (d_.has(i, TokenFlag::punctuation)) break;
        }
        if (!found) return false;
    }
    t.verb_of_meeting = p.lemma == "meet";
    Group const subject = c_.subject(group);
    t.passive = group.passive;
    if (group.passive) {
        fill(t, "obj", subject);
        for (Phrase const& phrase : t.phrases) {
            if (phrase.preposition == "by") fill(t, "subj", phrase.group);
            else if (!phrase.preposition.empty()) fill(t, phrase.preposition, phrase.group);
        }
        return true;
    }
    fill(t, "subj", subject);
    if (subject.empty()) {  // "..., said Sergei Lavrov"
        if (p.type == EventType::statement && c_.begins(token + 1) >= 0) {
            fill(t, "subj", {static_cast<std::uint32_t>(c_.begins(token + 1))});
            return true;
        }
    }
    fill_phrases(t);
    return true;
}

bool TriggerFinder::is_light(Predicate const& p, std::uint32_t token) const {
    std::string const lemma = d_.knowledge->predicates.lemma(std::string(d_.word(token)));
    return std::find(p.light.begin(), p.light.end(), lemma) != p.light.end();
}

bool TriggerFinder::noun(std::uint32_t token, PredicateForm form, Trigger& t) const {
    Predicate const& p = d_.knowledge->predicates.rows[form.predicate];
    std::uint32_t begin = token;
    if (std::size_t const words = count_words(p.lemma); words > 1) {  // the form stands for the last word
        for (std::size_t w = words - 1; w-- > 0;) {
            if (begin == c_.sentence().first || d_.word(begin - 1) != word_at(p.lemma, w)) return false;
            --begin;
        }
    }
    std::int32_t const over = c_.over(token);
    if (over >= 0) {
        Mention const& m = d_.mentions[static_cast<std::size_t>(over)];
        bool const gathering = m.kind == EntityKind::event_name && token + 1 == m.range.last;
        if (!gathering && !(m.kind == EntityKind::event_name && p.type == EventType::conference)) return false;
        begin = m.range.first;
        t.named = gathering;
    } else if (!c_.is_noun(token)) {
        return false;
    }
    if (form.form == Form::singular && token + 1 < c_.sentence().last && over < 0) {  // "meeting room", "visit card", "peace talks venue"
        bool const compound = d_.is(token + 1, WordClass::noun) && !d_.is(token + 1, WordClass::verb) && !d_.is(token + 1, WordClass::preposition) &&
                              !c_.is_time(token + 1) && c_.over(token + 1) < 0 && !d_.is(token + 1, WordClass::adverb);
        if (compound) return false;
    }
    if (form.form != Form::plural && begin > c_.sentence().first && (d_.word(begin - 1) == "press" || d_.word(begin - 1) == "news") && p.type == EventType::conference) return false;
    t.noun = true;
    // The phrase before the noun: adjectives, nationality, possessor.
    std::uint32_t phrase = begin;
    Group owner, nationality;
    bool definite = false, possessive_pronoun = false;
    while (phrase > c_.sentence().first) {
        std::uint32_t const q = phrase - 1;
        if (std::int32_t const m = c_.ends(q); m >= 0) {
            Mention const& mention = d_.mentions[static_cast<std::size_t>(m)];
            if (mention.form != MentionForm::adjective && mention.kind != EntityKind::country && mention.kind != EntityKind::organization && mention.kind != EntityKind::place) break;
            nationality.insert(nationality.begin(), static_cast<std::uint32_t>(m));
            phrase = mention.range.first;
            continue;
        }
        if (d_.has(q, TokenFlag::possessive)) {
            if (q > c_.sentence().first && c_.ends(q - 1) >= 0) {
                owner.push_back(static_cast<std::uint32_t>(c_.ends(q - 1)));
                phrase = d_.mentions[owner.back()].range.first;
            }
            break;
        }
        if (d_.is(q, WordClass::possessive)) {
            possessive_pronoun = true;
            phrase = q;
            break;
        }
        if (d_.is(q, WordClass::determiner)) {
            definite |= d_.word(q) == "the" || d_.word(q) == "this" || d_.word(q) == "these" || d_.word(q) == "that";
            phrase = q;
            if (d_.word(q) == "the" || d_.word(q) == "a" || d_.word(q) == "an") break;
            continue;
        }
        bool const participle = (d_.word(q).ends_with("ing") || d_.word(q).ends_with("ed")) && q > c_.sentence().first &&
                                (d_.is(q - 1, WordClass::determiner) || d_.is(q - 1, WordClass::adjective) || d_.is(q - 1, WordClass::possessive));
        bool const part = d_.has(q, TokenFlag::letters) && !d_.is(q, WordClass::preposition) && (participle || !c_.is_plain_verb(q)) && !d_.is(q, WordClass::pronoun) &&
                          !d_.is(q, WordClass::conjunction) && !d_.is(q, WordClass::subordinator) && c_.over(q) < 0 &&
                          (participle || d_.is(q, WordClass::adjective) || d_.is(q, WordClass::noun) || d_.is(q, WordClass::number) || d_.is(q, WordClass::ordinal) || d_.is(q, WordClass::rank) || d_.has(q, TokenFlag::digits) || !d_.is(q, WordClass::common));
        if (!part) break;
        if (is_light(p, q) && !d_.is(q, WordClass::noun)) break;
        phrase = q;
    }
    t.phrases = c_.phrases(token + 1, false);
    fill(t, "poss", owner);
    if (possessive_pronoun) {  // "his meeting": whoever "he" is
        std::string_view const w = d_.word(phrase);
        for (std::uint32_t m = 0; m < d_.mentions.size(); ++m)
            if (d_.mentions[m].range == Range{phrase, phrase + 1}) fill(t, "poss", {m});
        t.anaphoric |= w == "their";
    }
    bool const acts = p.type == EventType::attack;
    if (acts) fill(t, "subj", nationality);
    else if (nationality.size() >= 2 && (p.type == EventType::meeting || p.type == EventType::agreement)) fill(t, p.type == EventType::meeting ? "between" : "between", nationality);
    // The verb that carries the noun, before it ("held talks") or behind it ("talks were held").
    std::uint32_t before = phrase;
    while (before > c_.sentence().first && (d_.is(before - 1, WordClass::adverb) || d_.word(before - 1) == "a" || d_.word(before - 1) == "in" || d_.word(before - 1) == "on" || d_.word(before - 1) == "for" || d_.word(before - 1) == "up" || d_.word(before - 1) == "out" || d_.word(before - 1) == "part" || d_.word(before - 1) == "at" || d_.word(before - 1) == "off")) --before;
    // "is in Armenia on an official visit": the place may stand between.
    if (before < phrase && (d_.word(before) == "on" || d_.word(before) == "for") && before > c_.sentence().first + 2 && c_.ends(before - 1) >= 0) {
        Mention const& m = d_.mentions[static_cast<std::size_t>(c_.ends(before - 1))];
        std::uint32_t const in = m.range.first - 1;
        bool const there = m.kind != EntityKind::person && m.range.first > c_.sentence().first + 1 && (d_.word(in) == "in" || d_.word(in) == "to");
        if (there && is_light(p, in - 1) && c_.is_plain_verb(in - 1)) {
            fill(t, "to", {static_cast<std::uint32_t>(c_.ends(before - 1))});
            before = in;
        }
    }
    bool const direct = before > c_.sentence().first && c_.over(before - 1) < 0 && is_light(p, before - 1) && c_.is_plain_verb(before - 1);
    bool const linked = before < phrase && d_.word(phrase - 1) != "a" && (p.type == EventType::meeting || p.type == EventType::call);
    if (direct && !(linked && d_.word(before - 1) == "met")) {
        std::string_view const w = d_.word(before - 1);
        Form const kind = w.ends_with("ing") ? Form::gerund : d_.is(before - 2, WordClass::modal) || w == "hold" || w == "have" || w == "pay" ? Form::base : Form::past;
        VerbGroup const group = c_.group(before - 1, kind);
        t.status = status_of(d_, c_, group);
        t.light = true;
        std::string const lemma = d_.knowledge->predicates.lemma(std::string(w));
        if (lemma == "cancel" || lemma == "postpone" || lemma == "suspend" || lemma == "boycott") t.status = Status::cancelled;
        else if (lemma == "be" && t.status == Status::occurred && (w == "is" || w == "are")) t.status = Status::ongoing;
        else if ((lemma == "plan" || lemma == "schedule" || lemma == "arrange") && t.status == Status::occurred) t.status = Status::planned;
        if (!group.passive) fill(t, p.type == EventType::conference && lemma == "boycott" ? "none" : "subj", c_.subject(group));
    } else {
        t.status = status_of_noun(d_, c_, phrase, token);
        std::uint32_t v = token + 1;
        std::uint32_t const limit = std::min(c_.sentence().last, token + 22);
        for (; v < limit; ++v) {
            if (d_.has(v, TokenFlag::punctuation) && d_.word(v) != "," ) break;
            if (d_.is(v, WordClass::subordinator) && d_.word(v) != "which" && d_.word(v) != "that") break;
            if (c_.over(v) >= 0 || !c_.is_plain_verb(v) || d_.is(v, WordClass::auxiliary) || d_.is(v, WordClass::modal)) continue;
            bool const takes_place = d_.word(v + 1) == "place" && d_.knowledge->predicates.lemma(std::string(d_.word(v))) == "take";
            VerbGroup const group = c_.group(v, d_.word(v).ends_with("ing") ? Form::gerund : takes_place && d_.word(v) != "took" ? Form::base : Form::past);
            if ((group.passive && is_light(p, v)) || takes_place || d_.word(v) == "began" || d_.word(v) == "ended" || d_.word(v) == "held") {
                t.light = true;
                t.status = status_of(d_, c_, group);
                std::string const lemma = d_.knowledge->predicates.lemma(std::string(d_.word(v)));
                if (t.status == Status::occurred && (lemma == "cancel" || lemma == "postpone" || lemma == "suspend")) t.status = Status::cancelled;
                else if (t.status == Status::occurred && (lemma == "plan" || lemma == "schedule" || lemma == "arrange")) t.status = Status::planned;
                std::vector<Phrase> more = c_.phrases(takes_place ? v + 2 : v + 1, false);
                for (Phrase const& x : more)
                    if (x.preposition == "by") fill(t, "subj", x.group);
                t.phrases.insert(t.phrases.end(), more.begin(), more.end());
            }
            break;
        }
    }
    fill_phrases(t);
    bool const own = !t.slots.empty();
    t.anaphoric |= (definite || possessive_pronoun) && !own && (nationality.empty() || p.type == EventType::conference);
    t.verb_of_meeting = t.light;
    if (p.type == EventType::conference || t.named) return true;
    if (t.anaphoric) return true;
    return own && (t.light || p.type == EventType::meeting || p.type == EventType::call || p.type == EventType::visit || p.type == EventType::attack);
}

}  // namespace diplograph
