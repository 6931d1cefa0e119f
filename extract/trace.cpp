#include "extract/trace.hpp"

#include <algorithm>

#include "extract/trigger.hpp"

namespace diplograph {

namespace {

/// The words of a node and all that hangs on it, in the order of the text.
std::string phrase(Document const& d, Clauses const& clauses, std::uint32_t node) {
    std::uint32_t first = d.nodes[node].token, last = first;
    std::vector<std::uint32_t> open{node};
    while (!open.empty()) {
        std::uint32_t const n = open.back();
        open.pop_back();
        first = std::min(first, d.nodes[n].token);
        last = std::max(last, d.nodes[n].token);
        for (std::uint32_t const c : clauses.children(n)) open.push_back(c);
    }
    return std::string(d.text({first, last + 1}));
}

std::string line_of(Predicate const& p) {
    std::string out = p.rule + ": " + p.lemma + (p.noun ? ", noun" : ", verb") + " -> " + std::string(word(p.type));
    if (!p.plover.empty()) out += ", " + p.plover;
    if (!p.cameo.empty()) out += ", " + p.cameo;
    return out;
}

/// What decides whether it happened: auxiliaries and negations of the word, and the word that governs it.
std::string grounds(Document const& d, Clauses const& clauses, std::uint32_t node) {
    Syntax const& syntax = clauses.syntax();
    std::string out;
    auto const add = [&](std::string_view text) { out.append(out.empty() ? " by " : ", ").append(1, '"').append(text).append(1, '"'); };
    for (std::uint32_t const c : clauses.children(node)) {
        std::string_view const relation = syntax.relation(c);
        std::uint32_t const t = d.nodes[c].token;
        if (relation.starts_with("aux") || relation == "mark" || relation == "cop" || d.is(t, WordClass::negation) || d.is(t, WordClass::governor)) add(d.word(t));
    }
    std::uint32_t const head = d.nodes[node].head;
    if (head != Node::none && d.is(d.nodes[head].token, WordClass::governor)) add(d.word(d.nodes[head].token));
    return out;
}

}  // namespace

std::vector<Step> trace_trigger(Document const& d, Span trigger) {
    std::vector<Step> out;
    auto const sentence = std::find_if(d.sentences.begin(), d.sentences.end(), [&](Sentence const& s) {
        return d.tokens[s.range.first].span.begin <= trigger.begin && trigger.end <= d.tokens[s.range.last - 1].span.end;
    });
    if (sentence == d.sentences.end() || !sentence->parsed) return out;
    Clauses clauses(d);
    clauses.set_sentence(sentence->range);
    Syntax const& syntax = clauses.syntax();
    for (Trigger const& t : TriggerFinder(d, clauses).find(sentence->range)) {
        if (d.tokens[t.token].span != trigger) continue;
        Predicate const& p = d.knowledge->predicates.rows[t.predicate];
        std::uint32_t const node = syntax.of_token(t.token);
        std::uint32_t const head = d.nodes[node].head;
        out.push_back({"word", std::string(d.text({t.token, t.token + 1})) + ", " + std::string(syntax.upos(node)) + ' ' + std::string(syntax.relation(node)) + (head == Node::none ? "" : " of \"" + std::string(syntax.form(head)) + '"')});
        for (std::uint32_t const c : clauses.children(node))
            if (syntax.relation(c) != "punct") out.push_back({"tree", std::string(syntax.relation(c)) + ": " + phrase(d, clauses, c)});
        out.push_back({"line", line_of(p)});
        for (Filled const& slot : t.slots)
            for (std::uint32_t const m : slot.group)
                if (Step step{"slot", p.slots[slot.slot].where + " = " + std::string(word(slot.role.value_or(p.slots[slot.slot].role))) + ": " + std::string(d.text(d.mentions[m].range))}; step.detail != out.back().detail)
                    out.push_back(std::move(step));  // "the presidents of A and B" are several behind the same words
        out.push_back({"status", std::string(word(p.status.value_or(t.status))) + grounds(d, clauses, node)});
        break;
    }
    return out;
}

}  // namespace diplograph
