#include "extract/casualties.hpp"

#include <algorithm>

#include "extract/figures.hpp"

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
    std::vector<FigureMention> found = find_figures(d, sentence);
    std::erase_if(found, [](FigureMention const& f) { return f.figure.kind == FigureKind::delegates; });
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
    e.place = setting.sentence_place(found[0].trigger);
    if (!e.place) e.place = setting.any_place(sentence);
    e.evidence.push_back({d.span(sentence), d.tokens[found[0].trigger].span, "figures", e.status, std::string(d.text(sentence))});
    e.confidence = 0.75;
    return draft;
}

}  // namespace diplograph
