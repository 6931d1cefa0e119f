#include "extract/casualties.hpp"

#include <algorithm>

#include "extract/victims.hpp"

namespace diplograph {

namespace {

/// "according to X", "X said".
std::optional<Index> attribution(Document const& d, Clauses const& clauses) {
    Range const sentence = clauses.sentence();
    for (std::uint32_t i = sentence.first; i + 2 < sentence.last; ++i)
        if (d.word(i) == "according" && d.word(i + 1) == "to")
            for (Mention const& m : d.mentions)
                if (m.range.first >= i + 2 && m.range.first < i + 10 && sentence.contains(m.range.first) && m.entity && m.kind != EntityKind::place &&
                    m.form != MentionForm::adjective && m.kind != EntityKind::country)
                    return m.entity;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
        std::string_view const w = d.word(i);
        if (w != "said" && w != "says" && w != "reported" && w != "told" && w != "reports" && w != "announced") continue;
        for (std::uint32_t const m : clauses.subject(clauses.syntax().of_token(i)))
            if (d.mentions[m].entity && d.mentions[m].kind != EntityKind::place) return d.mentions[m].entity;
        if (std::int32_t const behind = clauses.begins(i + 1); behind >= 0 && d.mentions[static_cast<std::size_t>(behind)].entity)
            return d.mentions[static_cast<std::size_t>(behind)].entity;
    }
    return std::nullopt;
}

}  // namespace

std::optional<Draft> read_casualties(Document const& d, Clauses const& clauses, Setting const& setting, Cast& cast) {
    Range const sentence = clauses.sentence();
    VictimReader const victims(d, clauses);
    std::vector<FigureMention> found = victims.read();
    for (FigureMention& f : find_figures(d, sentence)) {  // what the tree does not show
        bool const known = std::any_of(found.begin(), found.end(), [&](FigureMention const& v) { return (f.range.first < v.range.last && v.range.first < f.range.last) || (v.trigger == f.trigger && v.figure.kind == f.figure.kind); });
        if (!known && f.figure.kind != FigureKind::delegates && victims.happened(f.trigger)) found.push_back(std::move(f));
    }
    if (found.empty()) return std::nullopt;
    Draft draft;
    Event& e = draft.event;
    e.type = EventType::casualty;
    e.attributed_to = attribution(d, clauses);
    for (FigureMention& f : found) {
        f.figure.attributed_to = e.attributed_to;
        e.figures.push_back(f.figure);
        if (f.country.empty()) continue;
        Index const country = cast.table().country(f.country);
        if (std::none_of(e.participants.begin(), e.participants.end(), [&](Participant const& p) { return p.entity == country; }))
            e.participants.push_back({country, ParticipantRole::victim, {}, Resolved::text, Attendance::present});
    }
    e.date = setting.when(found[0].trigger, e.status, {});
    Syntax const& syntax = clauses.syntax();
    e.place = setting.where(clauses.phrases(syntax.of_token(found[0].trigger)), false, {}, found[0].trigger);
    if (!e.place) e.place = setting.sentence_place(found[0].trigger);
    if (!e.place) e.place = setting.any_place(sentence);
    e.evidence.push_back({d.span(sentence), d.tokens[found[0].trigger].span, "figures", e.status, std::string(d.text(sentence))});
    e.confidence = 0.68;
    return draft;
}

}  // namespace diplograph
