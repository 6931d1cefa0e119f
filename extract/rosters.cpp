#include "extract/rosters.hpp"

#include <algorithm>
#include <set>

namespace diplograph {

namespace {

/// The words of a heading that opens a list of participants.
bool opens_roster(Document const& d, Range line) {
    static std::set<std::string> const headings{"participants", "present", "attendees", "persons present", "list of participants", "in attendance", "also present"};
    std::string words;
    for (std::uint32_t i = line.first; i < line.last; ++i) {
        if (!d.has(i, TokenFlag::letters)) continue;
        if (!words.empty()) words += ' ';
        words += d.word(i);
    }
    return headings.count(words) > 0;
}

}  // namespace

void mark_rosters(Document& d) {
    constexpr std::uint32_t longest_line = 28;
    for (std::size_t s = 0; s + 1 < d.sentences.size(); ++s) {
        Range const heading = d.sentences[s].range;
        if (heading.last - heading.first > 4 || !opens_roster(d, heading)) continue;
        for (std::size_t line = s + 1; line < d.sentences.size(); ++line) {
            Range const range = d.sentences[line].range;
            bool const apart = line > s + 1 && d.has(range.first, TokenFlag::block_start);
            if (apart || range.last - range.first > longest_line) break;
            d.sentences[line].roster = true;
        }
    }
}

std::size_t roster_end(Document const& d, std::size_t first) {
    while (first < d.sentences.size() && d.sentences[first].roster) ++first;
    return first;
}

std::optional<Draft> read_roster(Document& d, std::size_t first, std::size_t last, Cast& cast) {
    Draft draft;
    draft.sentence = first;
    Event& e = draft.event;
    e.type = EventType::meeting;
    e.plover = "CONSULT";
    e.mode = "meet";
    e.cameo = "040";
    std::string country;  // of a heading above a delegation
    for (std::size_t s = first; s < last; ++s) {
        Range const line = d.sentences[s].range;
        std::vector<Participant> here;
        for (Mention const& m : d.mentions) {
            if (!line.contains(m.range.first)) continue;
            bool const person = m.kind == EntityKind::person && !m.nested && m.form != MentionForm::pronoun;
            bool const heading = m.kind == EntityKind::country && here.empty() && line.last - line.first <= m.range.last - m.range.first + 2;
            bool const owner = (m.kind == EntityKind::country || m.kind == EntityKind::organization) && here.size() == 1 && !m.country.empty();
            if (person) cast.add(m, ParticipantRole::participant, std::nullopt, here, false);
            else if (heading) country = m.country;
            else if (owner && d.entities[here[0].entity].country.empty()) d.entities[here[0].entity].country = m.country;
        }
        for (Participant& p : here) {
            Entity& who = d.entities[p.entity];
            if (who.kind != EntityKind::person) continue;
            if (who.country.empty()) who.country = country;
            if (std::none_of(e.participants.begin(), e.participants.end(), [&](Participant const& q) { return q.entity == p.entity; })) e.participants.push_back(p);
        }
    }
    if (e.participants.size() < 2) return std::nullopt;
    Range const before{0, d.sentences[first].range.first};
    for (TimeMention const& t : d.times)
        if (before.contains(t.range.first) && t.date.start) e.date = t.date;
    for (Mention const& m : d.mentions)
        if (before.contains(m.range.first) && m.kind == EntityKind::place && !m.nested) e.place = to_place(d, m);
    Range const heading = d.sentences[first > 0 ? first - 1 : first].range;
    e.evidence.push_back({d.span(heading), d.span(heading), "roster", e.status, std::string(d.text(heading))});
    e.confidence = 0.9;
    return draft;
}

}  // namespace diplograph
