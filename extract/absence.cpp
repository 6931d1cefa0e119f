#include "extract/absence.hpp"

#include "extract/status.hpp"

namespace diplograph {

namespace {

/// What a verb with its particle says of who comes: "walk-out" withdrew; nothing if it is no such verb.
std::optional<Attendance> attendance_by(Document const& d, Clauses const& c, std::uint32_t verb) {
    std::uint32_t const token = d.nodes[verb].token;
    std::string_view const form = d.word(token), known = d.knowledge->predicates.lemma_of(form);
    std::string const lemma = known != form ? std::string(known) : c.syntax().lemma(verb);
    if (token + 1 < c.sentence().last)
        if (auto const found = told_by<Attendance>(*d.knowledge, lemma + '-' + std::string(d.word(token + 1)), WordClass::attendance)) return found;
    return told_by<Attendance>(*d.knowledge, lemma, WordClass::attendance);
}

}  // namespace

std::optional<Absence> absence_from(Document const& d, Clauses const& c, std::uint32_t noun) {
    Syntax const& syntax = c.syntax();
    std::uint32_t const verb = d.nodes[noun].head;
    if (verb == Node::none || !c.is_verb(d.nodes[verb].token)) return std::nullopt;
    std::string_view const relation = syntax.relation(noun);
    std::string_view const with = c.preposition(noun);
    bool const argument = relation == "obj" || (relation.starts_with("obl") && (with == "from" || with == "of" || with == "to" || with == "in" || with == "at"));
    auto const told = argument ? attendance_by(d, c, verb) : std::nullopt;
    if (!told) return std::nullopt;
    VerbGroup const group = c.group(d.nodes[verb].token);
    Status const status = status_of(d, c, group);
    bool const off = status == Status::cancelled;
    Absence out;
    out.attendance = *told;
    if (*told == Attendance::present) {  // attends, or not
        if (!off) return std::nullopt;
        out.attendance = Attendance::declined;
    } else if (off) {  // "was not invited"; who did not boycott came
        if (*told != Attendance::invited) return std::nullopt;
        out.attendance = Attendance::uninvited;
    }
    bool const of_others = *told == Attendance::invited || *told == Attendance::uninvited;
    if (of_others && !group.passive) {
        for (Phrase const& phrase : c.phrases(verb))
            if (phrase.preposition.empty()) out.group = phrase.group;
    } else {
        out.group = c.subject(verb);
    }
    if (out.group.empty()) return std::nullopt;
    if (!off) out.status = status;
    else if (group.modal == "planned") out.status = Status::planned;
    return out;
}

}  // namespace diplograph
