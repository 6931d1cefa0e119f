#include "extract/clause.hpp"

#include <algorithm>
#include <array>

namespace diplograph {

namespace {

/// Chains of clauses longer than this come from broken trees.
constexpr unsigned deepest = 8;

bool is_subject(std::string_view relation) { return relation.starts_with("nsubj") || relation.starts_with("csubj"); }

}  // namespace

void Clauses::set_sentence(Range range) {
    s_ = range;
    std::size_t const size = range.last - range.first;
    begin_.assign(size, -1);
    end_.assign(size, -1);
    over_.assign(size, -1);
    time_.assign(size, false);
    auto const first = std::lower_bound(d_.mentions.begin(), d_.mentions.end(), range.first,
                                        [](Mention const& m, std::uint32_t i) { return m.range.first < i; });
    for (auto m = first; m != d_.mentions.end() && m->range.first < range.last; ++m) {
        if (m->nested) continue;
        auto const index = static_cast<std::int32_t>(m - d_.mentions.begin());
        if (begin_[m->range.first - range.first] < 0) begin_[m->range.first - range.first] = index;
        if (m->range.last <= range.last) end_[m->range.last - 1 - range.first] = index;
        for (std::uint32_t t = m->range.first; t < std::min(m->range.last, range.last); ++t)
            if (over_[t - range.first] < 0) over_[t - range.first] = index;
    }
    for (TimeMention const& time : d_.times)
        for (std::uint32_t t = std::max(time.range.first, range.first); t < std::min(time.range.last, range.last); ++t)
            time_[t - range.first] = true;
    first_ = d_.first_node[range.first];
    std::uint32_t const last = d_.first_node[range.last];
    finite_ = false;
    for (std::uint32_t n = first_; n < last && !finite_; ++n) {
        std::string_view const tag = syntax_.xpos(n);
        finite_ = tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD";
    }
    children_.assign(last - first_, {});
    for (std::uint32_t n = first_; n < last; ++n)
        if (d_.nodes[n].head != Node::none) children_[d_.nodes[n].head - first_].push_back(n);
}

std::uint32_t Clauses::child(std::uint32_t node, std::string_view relation) const {
    for (std::uint32_t const c : children(node))
        if (syntax_.relation(c) == relation) return c;
    return Node::none;
}

std::string_view Clauses::preposition(std::uint32_t node) const {
    std::string_view found;
    for (std::uint32_t const c : children(node)) {
        std::uint32_t const t = d_.nodes[c].token;
        if (syntax_.relation(c) != "case" || c > node || d_.has(t, TokenFlag::possessive) || d_.has(t, TokenFlag::punctuation)) continue;
        bool const apart = !found.empty() && over(t) < 0;
        if (found.empty() || apart) found = d_.word(t);
    }
    if (!found.empty()) return found;
    // The parser may have given the preposition to another word; in the text it stands before the phrase.
    std::int32_t const m = over(d_.nodes[node].token);
    if (m < 0) return {};
    std::uint32_t const first = d_.mentions[static_cast<std::size_t>(m)].range.first;
    return first > s_.first && d_.is(first - 1, WordClass::preposition) ? d_.word(first - 1) : std::string_view{};
}

bool Clauses::is_plain_verb(std::uint32_t token) const {
    if (token < s_.first || token >= s_.last || over(token) >= 0 || is_time(token)) return false;
    std::string_view const tag = syntax_.upos(syntax_.of_token(token));
    return tag == "VERB" || tag == "AUX";
}

bool Clauses::is_verb(std::uint32_t token) const {
    if (over(token) >= 0 || is_time(token)) return false;
    std::uint32_t const n = syntax_.of_token(token);
    std::string_view const relation = syntax_.relation(n);
    return syntax_.upos(n) == "VERB" && relation != "amod" && relation != "case" && relation != "compound";
}

bool Clauses::is_noun(std::uint32_t token) const {
    if (is_time(token)) return false;
    std::string_view const tag = syntax_.upos(syntax_.of_token(token));
    return tag == "NOUN" || tag == "PROPN" || syntax_.xpos(syntax_.of_token(token)).starts_with("NN");
}

VerbGroup Clauses::group(std::uint32_t token) const {
    VerbGroup g;
    g.verb = token;
    g.node = syntax_.of_token(token);
    std::string_view const tag = syntax_.xpos(g.node);
    bool helped = false;
    for (std::uint32_t const c : children(g.node)) {
        std::string_view const relation = syntax_.relation(c);
        std::uint32_t const t = d_.nodes[c].token;
        if (relation == "aux:pass") {
            g.passive = true;
            helped = true;
        }
        if (relation == "cop" && tag == "VB" && d_.word(t) != "be") g.to_be = true;
        if (relation.starts_with("aux") && over(t) < 0) {  // not Theresa May
            helped = true;
            if (d_.is(t, WordClass::modal)) g.modal = d_.knowledge->value(d_.tokens[t].word, WordClass::modal);
            std::string_view const w = d_.word(t);
            g.past |= w == "was" || w == "were" || w == "had";
            g.perfect |= w == "have" || w == "has" || w == "had";
            g.being |= w == "being";
            g.present |= w == "is" || w == "are" || w == "am";
            g.to_be |= relation == "aux" && (w == "is" || w == "are" || w == "was" || w == "were") && tag == "VB";
        }
        if ((relation == "mark" || relation == "aux") && d_.word(t) == "to") g.infinitive = true;
        if (relation == "advmod" && (d_.is(t, WordClass::negation) || (d_.word(t) == "longer" && t > s_.first && d_.word(t - 1) == "no"))) g.negated = true;
        if (is_subject(relation) && t > s_.first)  // "Neither A nor B signed"
            for (std::uint32_t const x : children(c)) g.negated |= d_.word(d_.nodes[x].token) == "neither";
        if (is_subject(relation) || relation == "obj")
            for (std::uint32_t const x : children(c))
                if (syntax_.relation(x) == "det" && d_.word(d_.nodes[x].token) == "no") g.negated = true;
    }
    if (g.passive && child(g.node, "obl:agent") == Node::none) {  // "is committed to", "is opposed to": the subject's own mind
        std::string const lemma = syntax_.lemma(g.node);
        if (lemma == "commit" || lemma == "oppose" || lemma == "prepare" || lemma == "resolve" || lemma == "determine") g.passive = false;
    }
    g.to_be |= g.infinitive && (g.present || g.past) && !g.perfect && (tag == "VBN" || tag == "VB");  // "is to be held"
    g.progressive = (tag == "VBG" && helped && !g.passive) || (g.passive && g.being);
    g.gerund = tag == "VBG" && !helped;
    std::string_view const relation = syntax_.relation(g.node);
    if (tag == "VBN" && !helped && (relation == "acl" || relation == "advcl")) g.passive = finite_ || child(g.node, "obl:agent") != Node::none;  // "a deal brokered by Egypt"
    if (relation == "conj" && !helped && child(g.node, "nsubj") == Node::none && d_.nodes[g.node].head != Node::none) {
        // "will travel to Beirut and meet": the auxiliaries stand with the first verb.
        std::uint32_t const first = d_.nodes[g.node].head;
        if (syntax_.upos(first) == "VERB" && syntax_.xpos(first) == tag) {
            VerbGroup const other = group(d_.nodes[first].token);
            g.modal = g.modal.empty() ? other.modal : g.modal;
            g.infinitive |= other.infinitive;
            if (tag == "VBN") g.passive |= other.passive;
            g.past |= other.past;
            if (tag == "VBG" && other.progressive) g.progressive = true, g.gerund = false;
        }
    }
    return g;
}

/// The head of a verb's subject: its own, or one that it shares.
std::uint32_t Clauses::subject_node(std::uint32_t node, unsigned depth) const {
    if (depth > deepest) return Node::none;
    for (std::uint32_t const c : children(node))
        if (is_subject(syntax_.relation(c)) || (syntax_.relation(c) == "expl" && d_.word(d_.nodes[c].token) == "it")) {
            std::uint32_t const t = d_.nodes[c].token;
            std::string_view const w = d_.word(t);
            std::string_view const relation = syntax_.relation(node);
            bool const relative = w == "who" || w == "which" || w == "that" || w == "whom";
            if (relative && relation.starts_with("acl") && d_.nodes[node].head != Node::none) return d_.nodes[node].head;
            bool const within = d_.nodes[node].head != Node::none && (relation == "ccomp" || relation == "advcl");
            if (within && (w == "it" || w == "they")) {  // "the rebels said they would release them"
                std::uint32_t const outer = subject_node(d_.nodes[node].head, depth + 1);
                if (w == "it" || (outer != Node::none && mentions(outer).size() < 2 && (syntax_.xpos(outer).ends_with("S") || counts(outer)))) return outer;
            }
            return c;
        }
    std::uint32_t const head = d_.nodes[node].head;
    if (head == Node::none) return Node::none;
    std::string_view const relation = syntax_.relation(node);
    if (relation == "conj") return is_clause(head) ? subject_node(head, depth + 1) : Node::none;
    if (relation == "xcomp") {
        std::uint32_t const object = child(head, "obj");
        bool const passive = child(head, "aux:pass") != Node::none;
        if (object != Node::none && !passive && is_clause(head)) return object;  // "urged Iran to meet"
        return subject_node(head, depth + 1);
    }
    if ((relation == "advcl" || relation == "obl") && syntax_.xpos(node) == "VBG" && child(head, "obj") != Node::none)  // "prevented them from coming"
        for (std::uint32_t const c : children(node))
            if ((syntax_.relation(c) == "mark" || syntax_.relation(c) == "case") && d_.word(d_.nodes[c].token) == "from") return child(head, "obj");
    if (relation == "csubj") return subject_node(head, depth + 1);  // "he is due to pay"
    bool const finite = syntax_.xpos(node) == "VBD" || syntax_.xpos(node) == "VBZ" || syntax_.xpos(node) == "VBP";
    if (relation == "advcl" && finite) return Node::none;  // it has a subject of its own that the tree has missed
    if (relation == "advcl") return is_clause(head) ? subject_node(head, depth + 1) : Node::none;
    if (relation == "acl") {
        std::uint32_t const mark = child(node, "mark");
        bool const marked = mark != Node::none && over(d_.nodes[mark].token) < 0;  // not the end of "Germany, Federal Republic of"
        if (marked || child(node, "aux") != Node::none) {  // "a plan to meet": who has the plan
            std::uint32_t const verb = governor(head);
            return verb == Node::none ? Node::none : subject_node(verb, depth + 1);
        }
        std::uint32_t const token = d_.nodes[head].token;
        bool const acts = over(token) >= 0 || d_.is(token, WordClass::person_noun) || d_.is(token, WordClass::group_noun) || counts(head);
        if (syntax_.xpos(node) == "VBG" && !acts && syntax_.relation(head) == "obj") return subject_node(d_.nodes[head].head, depth + 1);  // "issued a statement condemning it"
        return head;
    }
    if (relation == "ccomp" && (syntax_.xpos(node) == "VBG" || syntax_.xpos(node) == "VB")) return subject_node(head, depth + 1);
    return Node::none;
}

Group Clauses::subject(std::uint32_t node) const {
    std::uint32_t const head = subject_node(node, 0);
    if (head == Node::none) return subject_before(node);
    Group out = mentions(head);
    if (!is_subject(syntax_.relation(head))) return out;
    for (std::uint32_t const c : children(d_.nodes[head].head))  // a list of long titles comes out as several subjects
        if (c != head && is_subject(syntax_.relation(c)) && (c < d_.nodes[head].head) == (head < d_.nodes[head].head)) add_mentions(c, out, 0);
    add_listed(out);
    std::sort(out.begin(), out.end());
    return out;
}

/// Who stands right before a finite verb of which the tree knows no subject.
Group Clauses::subject_before(std::uint32_t node) const {
    std::string_view const tag = syntax_.xpos(node);
    if (tag != "VBD" && tag != "VBZ" && tag != "VBP") return {};
    std::uint32_t t = d_.nodes[node].token;
    while (t > s_.first && d_.is(t - 1, WordClass::adverb)) --t;
    if (t == s_.first || ends(t - 1) < 0) return {};
    auto const index = static_cast<std::uint32_t>(ends(t - 1));
    Mention const& m = d_.mentions[index];
    bool const acts = (m.kind == EntityKind::person || m.kind == EntityKind::country) && m.form != MentionForm::adjective && !m.possessive;
    if (!acts || (m.range.first > s_.first && d_.is(m.range.first - 1, WordClass::preposition))) return {};
    Group out{index};
    add_listed(out);
    std::sort(out.begin(), out.end());
    return out;
}

/// Persons that stand before a subject in a list of which the tree saw the end alone: "Iran's envoy, A, and China's envoy B".
void Clauses::add_listed(Group& subjects) const {
    if (subjects.empty()) return;
    std::uint32_t first = *std::min_element(subjects.begin(), subjects.end());
    if (d_.mentions[first].kind != EntityKind::person || d_.mentions[first].range.first <= s_.first + 2) return;
    std::uint32_t at = d_.mentions[first].range.first - 1;
    if (d_.word(at) != "and") return;
    for (--at; at > s_.first; --at) {
        if (d_.word(at) == ",") --at;
        auto const ends = std::find_if(d_.mentions.begin(), d_.mentions.end(), [&](Mention const& m) {
            return m.range.last == at + 1 && m.range.first >= s_.first && m.kind == EntityKind::person && (m.form == MentionForm::name || m.form == MentionForm::office) && !m.nested;
        });
        if (ends == d_.mentions.end()) return;
        bool const begins = ends->range.first == s_.first;
        if (!begins) at = ends->range.first - 1;
        if (!begins && (d_.is(at, WordClass::preposition) || d_.has(at, TokenFlag::possessive) || is_plain_verb(at))) return;
        auto const index = static_cast<std::uint32_t>(ends - d_.mentions.begin());
        if (std::find(subjects.begin(), subjects.end(), index) == subjects.end()) subjects.push_back(index);
        if (begins || d_.word(at) != ",") return;
    }
}

void Clauses::add_mentions(std::uint32_t node, Group& out, unsigned depth) const {
    if (depth > deepest) return;
    std::int32_t const m = over(d_.nodes[node].token);
    if (m >= 0) {
        Mention const& mention = d_.mentions[static_cast<std::size_t>(m)];
        std::uint32_t const top = syntax_.top(mention.range.first, mention.range.last);
        // A word that a country or an adjective only says more about is no actor; a phrase that ends a mention is.
        if (mention.form != MentionForm::adjective && (top == node || mention.range.contains(d_.nodes[top].token))) {
            for (auto k = static_cast<std::uint32_t>(m); k < d_.mentions.size() && d_.mentions[k].range == mention.range; ++k)
                if (!d_.mentions[k].nested && std::find(out.begin(), out.end(), k) == out.end()) out.push_back(k);
            // Words of the mention may carry the coordination: "Foreign Ministers A of X and B of Y".
            for (std::uint32_t n = d_.first_node[mention.range.first]; n < d_.first_node[mention.range.last]; ++n)
                for (std::uint32_t const c : children(n))
                    if (!mention.range.contains(d_.nodes[c].token) && continues(c, mention)) add_mentions(c, out, depth + 1);
            return;
        }
    }
    std::string_view const word = d_.word(d_.nodes[node].token);
    if (m < 0 && (word == "those" || word == "that")) {  // "the delegates of Khartoum and those of the rebels"
        for (std::uint32_t const c : children(node))
            if (syntax_.relation(c).starts_with("nmod") && preposition(c) == "of") add_mentions(c, out, depth + 1);
        return;
    }
    if (m < 0 && counts(node))  // "hundreds of students", "a group of diplomats"
        for (std::uint32_t const c : children(node))
            if (syntax_.relation(c).starts_with("nmod") && preposition(c) == "of") add_mentions(c, out, depth + 1);
    for (std::uint32_t const c : children(node)) {
        std::string_view const relation = syntax_.relation(c);
        if (relation == "conj" && (syntax_.upos(c) == "PROPN" || syntax_.upos(c) == "NOUN" || over(d_.nodes[c].token) >= 0 || syntax_.upos(c) == "PRON")) add_mentions(c, out, depth + 1);
        if (relation == "appos") add_mentions(c, out, depth + 1);
    }
}

/// Whether a word only tells how many.
bool Clauses::counts(std::uint32_t node) const {
    static constexpr std::array<std::string_view, 10> words{"group", "groups", "number", "handful", "crowd", "majority", "couple", "members", "some", "many"};
    std::uint32_t const token = d_.nodes[node].token;
    return d_.is(token, WordClass::number) || d_.is(token, WordClass::vague_number) || d_.is(token, WordClass::scale) || d_.has(token, TokenFlag::digits) ||
           std::find(words.begin(), words.end(), d_.word(token)) != words.end();
}

/// Whether a word that hangs on a mention goes on with the list: by its relation, or as one more person behind a comma
/// that the parser took for an apposition.
bool Clauses::continues(std::uint32_t node, Mention const& mention) const {
    std::string_view const relation = syntax_.relation(node);
    if (relation == "conj") return true;
    std::int32_t const m = over(d_.nodes[node].token);
    bool const person = m >= 0 && d_.mentions[static_cast<std::size_t>(m)].kind == EntityKind::person && mention.kind == EntityKind::person;
    return person && (relation == "appos" || relation == "flat" || relation == "list" || relation == "parataxis" || relation == "dep");
}

/// "the presidents of the two houses of Parliament, A and B": the names behind a plural, whatever word of it they hang on.
void Clauses::add_members(std::uint32_t node, Group& out) const {
    if (syntax_.xpos(node) != "NNS" || over(d_.nodes[node].token) >= 0) return;
    std::vector<std::uint32_t> open{node};
    while (!open.empty()) {
        std::uint32_t const n = open.back();
        open.pop_back();
        for (std::uint32_t const c : children(n)) {
            std::string_view const relation = syntax_.relation(c);
            bool const inside = relation.starts_with("nmod") && c > node;
            if (inside && over(d_.nodes[c].token) < 0) open.push_back(c);
            if (relation != "appos" || n == node) continue;
            std::int32_t const m = over(d_.nodes[c].token);
            if (m >= 0 && d_.mentions[static_cast<std::size_t>(m)].kind == EntityKind::person) add_mentions(c, out, 0);
        }
    }
    if (out.empty()) return;
    for (std::uint32_t t = d_.mentions[out.back()].range.last; t + 1 < s_.last && (d_.word(t) == "and" || d_.word(t) == ",");) {  // and those that the tree hangs elsewhere
        std::uint32_t at = t + 1;
        if (d_.word(at) == "and") ++at;
        if (begins(at) < 0 && d_.is(at, WordClass::determiner)) ++at;
        std::int32_t const m = begins(at);
        if (m < 0 || d_.mentions[static_cast<std::size_t>(m)].kind != EntityKind::person || d_.mentions[static_cast<std::size_t>(m)].form != MentionForm::name) return;
        if (std::find(out.begin(), out.end(), static_cast<std::uint32_t>(m)) == out.end()) out.push_back(static_cast<std::uint32_t>(m));
        t = d_.mentions[static_cast<std::size_t>(m)].range.last;
    }
}

Group Clauses::mentions(std::uint32_t node) const {
    Group out;
    add_mentions(node, out, 0);
    if (out.empty()) add_members(node, out);
    std::sort(out.begin(), out.end());
    return out;
}

/// "met in Muscat with X", "met on Monday with X": whom one meets does not hang on a place or a day.
void Clauses::add_companions(std::uint32_t node, std::vector<Phrase>& out) const {
    std::int32_t const over_node = over(d_.nodes[node].token);
    bool const place = over_node >= 0 && d_.mentions[static_cast<std::size_t>(over_node)].kind == EntityKind::place;
    bool const one = over_node >= 0 && d_.mentions[static_cast<std::size_t>(over_node)].kind == EntityKind::person;
    if (!place && !one && !is_time(d_.nodes[node].token)) return;
    for (std::uint32_t const c : children(node)) {
        if (c < node || !(syntax_.relation(c).starts_with("nmod") || syntax_.relation(c).starts_with("obl")) || is_time(d_.nodes[c].token)) continue;
        std::string_view const with = preposition(c);
        if (with != "with" && with != "between") continue;
        Phrase phrase;
        phrase.preposition = with;
        phrase.group = mentions(c);
        phrase.at = d_.nodes[c].token;
        for (std::uint32_t const x : children(c))
            if (syntax_.relation(x) == "case") phrase.at = std::min(phrase.at, d_.nodes[x].token);
        if (!phrase.group.empty()) out.push_back(std::move(phrase));
    }
}

void Clauses::add_phrases(std::uint32_t node, bool of_noun, std::vector<Phrase>& out, unsigned depth) const {
    if (depth > deepest) return;
    for (std::uint32_t const c : children(node)) {
        std::string_view const relation = syntax_.relation(c);
        bool const object = relation == "obj" || relation == "iobj";
        bool const adjunct = relation.starts_with("obl") || relation.starts_with("nmod");
        if (!object && !adjunct) continue;
        if (relation == "nmod:poss") continue;
        add_companions(c, out);
        if (is_time(d_.nodes[c].token)) continue;
        std::string_view const with = preposition(c);
        if (adjunct && with.empty()) continue;
        Phrase phrase;
        phrase.preposition = object ? std::string_view{} : with;
        phrase.group = mentions(c);
        phrase.noun = phrase.group.empty() || over(d_.nodes[c].token) < 0 ? d_.nodes[c].token : 0;
        phrase.of_noun = of_noun;
        phrase.indirect = relation == "iobj";
        phrase.at = d_.nodes[c].token;
        for (std::uint32_t const x : children(c))
            if (syntax_.relation(x) == "case") phrase.at = std::min(phrase.at, d_.nodes[x].token);
        out.push_back(phrase);
        bool const bare = over(d_.nodes[c].token) < 0;
        if (bare && (object || with == "for" || with == "in" || with == "on" || with == "of" || with == "at")) add_phrases(c, true, out, depth + 1);
        // Two phrases coordinated keep their own prepositions: "with Khaji and with Önal".
        for (std::uint32_t const x : children(c))
            if (syntax_.relation(x) == "conj" && !preposition(x).empty() && mentions(x).size() > 0 && phrase.group.empty()) {
                Phrase more = phrase;
                more.preposition = preposition(x);
                more.group = mentions(x);
                more.noun = 0;
                out.push_back(more);
            }
    }
}

/// Mentions behind a preposition that the tree took for subjects or objects: "spoke with X to reiterate".
void Clauses::add_stray(std::uint32_t node, std::vector<Phrase>& out) const {
    for (std::uint32_t t = d_.nodes[node].token + 1; t + 1 < s_.last; ++t) {
        if (is_plain_verb(t) || d_.is(t, WordClass::subordinator)) return;
        if (!d_.is(t, WordClass::preposition) || begins(t + 1) < 0) continue;
        Mention const& m = d_.mentions[static_cast<std::size_t>(begins(t + 1))];
        std::uint32_t const top = syntax_.top(m.range.first, m.range.last);
        std::string_view const relation = syntax_.relation(top);
        bool const known = std::any_of(out.begin(), out.end(), [&](Phrase const& p) { return std::find(p.group.begin(), p.group.end(), static_cast<std::uint32_t>(begins(t + 1))) != p.group.end(); });
        if (known || !(is_subject(relation) || relation == "obj" || relation == "root" || relation == "appos" || relation == "parataxis")) continue;
        Phrase phrase;
        phrase.preposition = d_.word(t);
        phrase.at = t;
        phrase.group = mentions(top);
        out.push_back(std::move(phrase));
    }
}

/// "hopes to visit Seoul one day": the place right behind a verb that has no object.
void Clauses::add_stray_object(std::uint32_t node, std::vector<Phrase>& out) const {
    if (syntax_.upos(node) != "VERB") return;
    std::uint32_t const next = d_.nodes[node].token + 1;
    if (next >= s_.last || begins(next) < 0) return;
    auto const index = static_cast<std::uint32_t>(begins(next));
    Mention const& m = d_.mentions[index];
    bool const place = (m.kind == EntityKind::place || m.kind == EntityKind::country) && m.form == MentionForm::name && !m.possessive;
    bool const known = std::any_of(out.begin(), out.end(), [](Phrase const& p) { return p.preposition.empty(); });
    if (!place || known) return;
    Phrase phrase;
    phrase.at = next;
    phrase.group = {index};
    out.push_back(std::move(phrase));
}

Group Clauses::agent_behind(std::uint32_t verb) const {
    for (std::uint32_t t = verb + 1; t + 1 < s_.last; ++t) {
        if (is_plain_verb(t) || d_.is(t, WordClass::subordinator)) break;
        if (d_.word(t) != "by") continue;
        std::uint32_t const at = d_.is(t + 1, WordClass::determiner) && begins(t + 1) < 0 ? t + 2 : t + 1;
        if (begins(at) < 0) continue;
        Mention const& m = d_.mentions[static_cast<std::size_t>(begins(at))];
        return mentions(syntax_.top(m.range.first, m.range.last));
    }
    return {};
}

std::vector<Phrase> Clauses::phrases(std::uint32_t node) const {
    std::vector<Phrase> out;
    add_phrases(node, syntax_.upos(node) != "VERB", out, 0);
    for (std::uint32_t const c : children(node))
        if (syntax_.relation(c) == "xcomp") {
            std::size_t const before = out.size();
            add_phrases(c, false, out, 1);
            for (std::size_t i = before; i < out.size(); ++i) out[i].embedded = true;
        }
    add_stray(node, out);
    add_stray_object(node, out);
    std::stable_sort(out.begin(), out.end(), [](Phrase const& a, Phrase const& b) { return a.at < b.at; });
    return out;
}

std::uint32_t Clauses::governor(std::uint32_t node) const {
    for (unsigned depth = 0; depth < deepest; ++depth) {
        std::uint32_t const head = d_.nodes[node].head;
        if (head == Node::none) return Node::none;
        if (syntax_.upos(head) == "VERB" || syntax_.upos(head) == "AUX") return head;
        node = head;
    }
    return Node::none;
}

}  // namespace diplograph
