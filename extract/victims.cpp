#include "extract/victims.hpp"

#include <algorithm>

#include "extract/status.hpp"

namespace diplograph {

namespace {

constexpr unsigned deepest = 6;

void widen(Range& range, Range more) {
    if (range.empty()) range = more;
    range.first = std::min(range.first, more.first);
    range.last = std::max(range.last, more.last);
}

}  // namespace

bool VictimReader::happened(std::uint32_t token) const {
    std::uint32_t const node = syntax_.of_token(token);
    if (d_.nodes[node].head == Node::none && syntax_.upos(node) != "VERB") return true;
    Status status = Status::occurred;
    if (c_.is_verb(token)) {
        status = status_of(d_, c_, c_.group(token));
    } else {
        status = status_of_noun(d_, c_, node);
        std::uint32_t const verb = c_.governor(node);
        if (verb != Node::none && status == Status::occurred) status = status_of(d_, c_, c_.group(d_.nodes[verb].token));
    }
    return status == Status::occurred || status == Status::ongoing;
}

/// The subject of a verb, by its own clause or one that it shares.
std::uint32_t VictimReader::subject(std::uint32_t node) const {
    for (unsigned depth = 0; depth < deepest; ++depth) {
        for (std::uint32_t const c : c_.children(node))
            if (syntax_.relation(c).starts_with("nsubj")) {
                std::string_view const w = d_.word(d_.nodes[c].token);
                bool const relative = w == "who" || w == "that" || w == "which";
                return relative && syntax_.relation(node) == "acl:relcl" ? d_.nodes[node].head : c;
            }
        std::string_view const relation = syntax_.relation(node);
        if (relation == "acl") return d_.nodes[node].head;
        if (relation != "conj" && relation != "xcomp" && relation != "advcl") return Node::none;
        node = d_.nodes[node].head;
    }
    return Node::none;
}

/// What a word says was done to people, and the head of the phrase that names them; nothing if it is no such word.
std::optional<FigureKind> VictimReader::harm(std::uint32_t node, std::uint32_t& victims) const {
    std::uint32_t const token = d_.nodes[node].token;
    bool suffered = false;
    bool const verb = c_.is_verb(token);
    std::uint32_t const particle = verb ? c_.child(node, "compound:prt") : Node::none;
    std::optional<FigureKind> kind = kind_of(d_.tokens[token].word, suffered);
    if (!kind && particle != Node::none)  // "gunned down" is in the table as "gun-down"
        if (auto const id = d_.knowledge->number(syntax_.lemma(node).append(1, '-').append(d_.word(d_.nodes[particle].token)))) kind = kind_of(*id, suffered);
    victims = Node::none;
    if (verb) {
        std::uint32_t const object = c_.child(node, "obj");
        if (!kind)  // "shot him dead", "leaving two wounded", "was beaten to death"
            for (std::uint32_t const c : c_.children(node)) {
                std::string_view const w = d_.word(d_.nodes[c].token);
                bool const to_death = w == "death" && c_.preposition(c) == "to" && syntax_.lemma(node) != "lead" && syntax_.lemma(node) != "sentence";
                bool ignored = false;
                if (to_death || w == "dead") kind = FigureKind::killed;
                else if (syntax_.relation(c) == "xcomp" && !c_.is_verb(d_.nodes[c].token)) kind = kind_of(d_.tokens[d_.nodes[c].token].word, ignored);
                if (kind) break;
            }
        if (!kind && (syntax_.lemma(node) == "drive" || syntax_.lemma(node) == "force"))  // "driven from their homes"
            for (std::uint32_t const c : c_.children(node))
                if (syntax_.lemma(c) == "home" && c_.preposition(c) == "from") kind = FigureKind::displaced;
        if (object != Node::none && d_.word(d_.nodes[object].token) == "lives") {  // "claimed the lives of 12", "lost their lives"
            std::string const lemma = syntax_.lemma(node);
            victims = lemma == "lose" ? subject(node) : lemma == "claim" || lemma == "take" || lemma == "cost" ? object : Node::none;
            if (victims == object && victims != Node::none)
                for (std::uint32_t const c : c_.children(object))
                    if (syntax_.relation(c) == "nmod") victims = c;
            return victims == Node::none ? std::nullopt : std::optional(FigureKind::killed);
        }
        if (!kind) {  // "shot dead eight demonstrators"
            std::uint32_t const word = object == Node::none ? Node::none : c_.child(object, "amod");
            if (word == Node::none || d_.word(d_.nodes[word].token) != "dead" || d_.nodes[word].token != token + 1) return kind;
            kind = FigureKind::killed;
        }
        bool const passive = c_.group(token).passive;
        victims = passive || suffered ? subject(node) : object;
        return kind;
    }
    if (!kind || !c_.is_noun(token)) return std::nullopt;  // "the deaths of seven miners", "the murder of a judge"
    for (std::uint32_t const c : c_.children(node))
        if (syntax_.relation(c).starts_with("nmod") && c_.preposition(c) == "of") victims = c;
    if (victims == Node::none && syntax_.xpos(node) == "NNS") victims = node;  // "14 fatalities", "seven corpses"
    return kind;
}

std::optional<FigureKind> VictimReader::kind_of(WordId word, bool& suffered) const {
    if (!d_.knowledge->is(word, WordClass::harm)) return std::nullopt;
    std::string_view const value = d_.knowledge->value(word, WordClass::harm);
    suffered = value.ends_with(" suffered");
    return from_word<FigureKind>(value.substr(0, value.find(' ')));
}

/// "took six men out of a bar and shot them dead": whom a pronoun means, if a number tells them.
std::uint32_t VictimReader::antecedent(std::uint32_t node) const {
    for (std::uint32_t t = d_.nodes[node].token; t-- > c_.sentence().first;) {
        std::uint32_t const n = syntax_.of_token(t);
        if (c_.is_noun(t) && is_person(n) && quantity(n)) return n;
    }
    return Node::none;
}

bool VictimReader::is_person(std::uint32_t node) const {
    std::uint32_t const token = d_.nodes[node].token;
    if (std::int32_t const m = c_.over(token); m >= 0) {
        EntityKind const kind = d_.mentions[static_cast<std::size_t>(m)].kind;
        if (kind == EntityKind::person) return true;
    }
    auto const person = [&](std::uint32_t t) { return d_.is(t, WordClass::person_noun) || d_.is(t, WordClass::title) || d_.is(t, WordClass::group_noun); };
    std::string_view const w = d_.word(token);
    if (person(token) || w.ends_with("man") || w.ends_with("woman") || w.ends_with("men") || w.ends_with("women") || w.ends_with("ist") || w.ends_with("ists")) return true;
    auto const id = d_.knowledge->number(syntax_.lemma(node));
    return id && d_.knowledge->is(*id, WordClass::person_noun);
}

/// The number that stands in front of a noun, or is the word itself.
std::optional<Quantity> VictimReader::quantity(std::uint32_t node) const {
    std::uint32_t const head = d_.nodes[node].token;
    std::uint32_t first = head;
    for (std::uint32_t const c : c_.children(node)) {
        std::string_view const relation = syntax_.relation(c);
        if (c > node || relation == "case" || relation == "cc" || relation == "punct") continue;
        first = std::min(first, d_.nodes[c].token);
        for (std::uint32_t const x : c_.children(c)) first = std::min(first, d_.nodes[x].token);
    }
    std::uint32_t const from = first > c_.sentence().first + 3 ? first - 3 : c_.sentence().first;  // "at least", "between 20 and"
    for (std::uint32_t t = from; t <= head; ++t) {
        if (c_.is_time(t)) continue;
        if (auto q = read_quantity(d_, t, head + 1); q && q->range.last > first) {
            bool const age = d_.word(q->range.last) == "-" || d_.word(q->range.last) == "year" || d_.word(q->range.last).ends_with("-old");
            if (!age && (q->range.last <= head || q->range.first == head)) return q;
        }
    }
    return std::nullopt;
}

void VictimReader::add(std::uint32_t node, Count& count, unsigned depth) const {
    if (depth > deepest) return;
    std::uint32_t const token = d_.nodes[node].token;
    std::string_view const w = d_.word(token);
    auto const plus = [&](double n) {
        count.min = count.min.value_or(0) + n;
        count.max = count.max.value_or(0) + n;
        ++count.parts;
        widen(count.range, {token, token + 1});
    };
    bool const animal = d_.is(token, WordClass::uncounted);
    bool singular = false, both = false, ordinal = false, negative = false;
    for (std::uint32_t const c : c_.children(node)) {
        std::string_view const relation = syntax_.relation(c), x = d_.word(d_.nodes[c].token);
        if (relation == "det") {
            singular |= x == "a" || x == "an" || x == "another" || x == "one";
            negative |= x == "no";
            both |= x == "both";
        }
        ordinal |= relation == "amod" && d_.is(d_.nodes[c].token, WordClass::ordinal);
        singular |= relation == "nmod:poss" && syntax_.xpos(node) == "NN";
        if (relation == "det" && (x == "the" || x == "this") && syntax_.xpos(node) == "NN") singular = true;
    }
    if (negative) return;
    auto const q = animal ? std::nullopt : quantity(node);
    std::int32_t const m = c_.over(token);
    bool const named = m >= 0 && d_.mentions[static_cast<std::size_t>(m)].kind == EntityKind::person && !d_.mentions[static_cast<std::size_t>(m)].plural && d_.mentions[static_cast<std::size_t>(m)].form != MentionForm::collective;
    if (q) {
        bool const open = !q->max, below = !q->min;
        if (count.parts == 0) {
            count.min = q->min;
            count.max = q->max;
            count.qualifier = q->qualifier;
        } else {
            if (!below) count.min = count.min.value_or(0) + *q->min;
            if (!open && count.max) count.max = *count.max + *q->max;
            else count.max.reset();
            if (open) count.qualifier = q->qualifier;
        }
        ++count.parts;
        widen(count.range, {q->range.first, std::max(q->range.last, token + 1)});
    } else if (w == "couple" && !animal) {
        plus(2);
    } else if (both && is_person(node)) {
        plus(2);
    } else if (w == "himself" || w == "herself" || w == "him" || w == "he" || w == "she") {
        plus(1);
    } else if (w == "one" || w == "another" || (singular && !ordinal && (is_person(node) || count.parts > 0) && (syntax_.xpos(node) == "NN" || syntax_.xpos(node) == "NNP")) || named) {
        plus(1);
    }
    for (std::uint32_t const c : c_.children(node)) {
        if (syntax_.relation(c) != "conj") continue;
        std::uint32_t const behind = d_.nodes[c].token + 1;
        if (syntax_.upos(c) == "VERB" || syntax_.upos(c) == "ADJ" || d_.is(behind, WordClass::harm)) continue;  // "14 dead and 30 wounded"
        add(c, count, depth + 1);
    }
}

/// A name or a pronoun alone: "he", "Pranab Mukherjee".
bool VictimReader::is_one_name(std::uint32_t node) const {
    std::int32_t const m = c_.over(d_.nodes[node].token);
    return m >= 0 && d_.mentions[static_cast<std::size_t>(m)].form != MentionForm::office && d_.mentions[static_cast<std::size_t>(m)].kind == EntityKind::person;
}

/// Whether somebody named came to harm by violence or disaster: people die in bed and athletes are injured, too.
bool VictimReader::by_force(std::uint32_t trigger, FigureKind kind) const {
    if (kind == FigureKind::killed && !d_.word(trigger).starts_with("die") && d_.word(trigger) != "death") return true;
    if (kind != FigureKind::killed) return false;
    auto const& predicates = d_.knowledge->predicates;
    for (std::uint32_t t = c_.sentence().first; t < c_.sentence().last; ++t) {
        if (t == trigger) continue;
        auto const found = predicates.forms.find(d_.word(t));
        if (found == predicates.forms.end()) continue;
        for (PredicateForm const& form : found->second)
            if (predicates.rows[form.predicate].type == EventType::attack) return true;
    }
    return false;
}

std::vector<FigureMention> VictimReader::read() const {
    std::vector<FigureMention> out;
    Range const s = c_.sentence();
    for (std::uint32_t t = s.first; t < s.last; ++t) {
        if (c_.over(t) >= 0 && !c_.is_verb(t)) continue;
        std::uint32_t const node = syntax_.of_token(t);
        std::uint32_t victims = Node::none;
        auto const kind = harm(node, victims);
        if (!kind || victims == Node::none || !happened(t)) continue;
        if (d_.word(d_.nodes[victims].token) == "them" && (victims = antecedent(victims)) == Node::none) continue;
        Count count;
        add(victims, count, 0);
        if (count.parts == 0) continue;
        if (count.min == 1 && count.max == 1 && is_one_name(victims) && !by_force(t, *kind)) continue;
        FigureMention m;
        m.trigger = t;
        m.range = count.range;
        m.figure.kind = *kind;
        m.figure.min = count.min;
        m.figure.max = count.max;
        m.figure.qualifier = count.qualifier;
        m.figure.text = std::string(d_.text(m.range));
        std::uint32_t const head = d_.nodes[victims].token;
        if (count.parts == 1 && c_.is_noun(head)) m.figure.unit = std::string(d_.word(head));
        for (Mention const& mention : d_.mentions)
            if (m.range.contains(mention.range.first) && !mention.country.empty() && (mention.kind == EntityKind::country || mention.kind == EntityKind::group)) m.country = mention.country;
        out.push_back(std::move(m));
    }
    return out;
}

}  // namespace diplograph
