#include "extract/draft.hpp"

#include <algorithm>
#include <cmath>

#include "extract/extract.hpp"

namespace diplograph {

namespace {

bool is_gathering(EventType type) { return type == EventType::meeting || type == EventType::call || type == EventType::visit; }

bool overlap(DateInterval const& a, DateInterval const& b) {
    return !a.start || !b.start || (*a.start <= b.end.value_or(*b.start) && *b.start <= a.end.value_or(*a.start));
}

bool realised(Status s) { return s == Status::occurred || s == Status::ongoing; }

/// "conference on Syria": a description rather than a name such as "Syria peace congress".
bool is_description(std::string const& name) { return name.find(" on ") != std::string::npos; }

bool better_name(std::string const& candidate, std::string const& present, bool anaphoric) {
    if (candidate.empty() || present.empty()) return !candidate.empty();
    if (is_description(candidate) != is_description(present)) return is_description(present) && candidate.find(' ') != std::string::npos;
    return candidate.size() > present.size() && !anaphoric;
}

/// Names of conferences agree if one stands in the other, or if both are plain words about the same topic.
bool names_agree(Event const& a, Event const& b) {
    if (a.name.empty() || b.name.empty()) return true;
    auto const padded = [](std::string const& name) { return std::string(1, ' ').append(name_key(name)).append(1, ' '); };
    std::string const x = padded(a.name), y = padded(b.name);
    if (x.find(y) != std::string::npos || y.find(x) != std::string::npos) return true;
    if (!a.edition.empty() && !b.edition.empty() && a.edition != b.edition) return false;
    return std::any_of(a.topics.begin(), a.topics.end(), [&](std::string const& t) { return std::find(b.topics.begin(), b.topics.end(), t) != b.topics.end(); });
}

}  // namespace

std::string EventMerger::country_of(Index entity) const { return d_.entities[entity].country; }

bool EventMerger::is_bare_country(Index entity) const {
    EntityKind const kind = d_.entities[entity].kind;
    return kind == EntityKind::country || (kind == EntityKind::group && !d_.entities[entity].country.empty()) ||
           (kind == EntityKind::organization && d_.entities[entity].sector == "GOV");
}

/// Whether an office told of a country can be that of a person: he has it, or none is known.
bool EventMerger::may_hold(Index person, std::string const& office) const {
    auto const& roles = d_.entities[person].roles;
    return office.empty() || roles.empty() || office.starts_with("representative") ||
           std::any_of(roles.begin(), roles.end(), [&](Role const& r) { return office.starts_with(r.title) || r.title.starts_with(office.substr(0, office.size() - 1)); });
}

std::optional<Index> EventMerger::latest(EventType type) const {
    for (auto i = static_cast<Index>(d_.events.size()); i-- > 0;)
        if (d_.events[i].type == type) return i;
    return std::nullopt;
}

std::optional<Index> EventMerger::latest(EventType type, std::size_t sentence, std::size_t reach) const {
    auto const index = latest(type);
    return index && sentences_[*index] + reach >= sentence ? index : std::nullopt;
}

bool EventMerger::same(Event const& event, Draft const& draft, Index index) const {
    Event const& e = draft.event;
    if (event.type != e.type) return false;
    bool const known_gathering = e.type == EventType::conference && draft.anaphoric;  // "invited delegates to the conference"
    if (realised(event.status) != realised(e.status) && !known_gathering) {
        bool const moved = is_gathering(e.type) && event.status == e.status;
        if (!moved) return false;
    }
    if (event.date && e.date && !overlap(*event.date, *e.date)) return false;
    if (event.date && e.date && event.date->start && e.date->start && event.date->precision == Precision::day &&
        e.date->precision == Precision::day && *event.date->start != *e.date->start)
        return false;
    if (event.place && e.place && is_gathering(e.type) && event.place->name != e.place->name &&
        event.place->country != e.place->country && !event.place->country.empty() && !e.place->country.empty())
        return false;
    if (e.type == EventType::conference) {
        if (!names_agree(event, e)) return false;
        return draft.anaphoric || !e.name.empty();
    }
    if (e.type == EventType::statement)
        return event.plover == e.plover && !e.participants.empty() && event.participants.size() == e.participants.size() &&
               std::all_of(e.participants.begin(), e.participants.end(), [&](Participant const& p) {
                   return std::any_of(event.participants.begin(), event.participants.end(), [&](Participant const& q) { return q.entity == p.entity; });
               });
    if (e.type == EventType::casualty) {
        if (event.place && e.place && event.place->name != e.place->name) return false;
        bool const told_again = std::any_of(e.figures.begin(), e.figures.end(), [&](Figure const& f) {  // the toll of the headline
            return std::any_of(event.figures.begin(), event.figures.end(), [&](Figure const& g) { return f.kind == g.kind && f.min == g.min && f.max == g.max && f.min.value_or(f.max.value_or(0)) >= 5; });
        });
        if (told_again) return true;
        bool const another_toll = std::any_of(e.figures.begin(), e.figures.end(), [&](Figure const& f) {
            return f.kind == FigureKind::killed && !f.cumulative && std::any_of(event.figures.begin(), event.figures.end(), [&](Figure const& g) { return g.kind == f.kind && !g.cumulative && (g.min != f.min || g.max != f.max); });
        });
        if (another_toll && e.place && !event.place) return false;
        if (event.part_of && e.part_of && *event.part_of != *e.part_of) return false;
        return draft.sentence <= sentences_[index] + 2 || (event.place && e.place && event.date && e.date);
    }
    if (draft.joins && draft.anaphoric && is_gathering(e.type)) return draft.sentence <= sentences_[index] + 3;
    // Every participant of the shorter list stands in the longer one, itself or by its country.
    auto const& small = e.participants.size() <= event.participants.size() ? e.participants : event.participants;
    auto const& big = e.participants.size() <= event.participants.size() ? event.participants : e.participants;
    if (small.empty()) return draft.anaphoric && draft.sentence <= sentences_[index] + 2;
    bool const directed = e.type >= EventType::request && e.type != EventType::casualty;
    std::size_t exact = 0, by_country = 0;
    for (Participant const& p : small) {
        bool found = false, near = false;
        for (Participant const& q : big) {
            if (directed && q.role != p.role) continue;  // who accuses is not who is accused
            found |= q.entity == p.entity;
            bool const state = d_.entities[p.entity].kind == EntityKind::country || d_.entities[q.entity].kind == EntityKind::country;
            if (directed && !state) continue;
            bool const bare = (is_bare_country(p.entity) && may_hold(q.entity, p.office)) ||
                              (is_bare_country(q.entity) && may_hold(p.entity, q.office));
            near |= bare && !country_of(p.entity).empty() && country_of(p.entity) == country_of(q.entity);
        }
        exact += found;
        by_country += !found && near;
    }
    if (exact + by_country < small.size()) {
        return false;
    }
    if (is_gathering(e.type)) {
        if (exact + by_country >= 2) return true;
        return (draft.anaphoric || small.size() == 1) && draft.sentence <= sentences_[index] + 2 && e.type != EventType::meeting
                   ? true
                   : draft.anaphoric && draft.sentence <= sentences_[index] + 2;
    }
    return exact + by_country > 0 && (exact >= 2 || small.size() >= 2 || draft.sentence <= sentences_[index] + 1);
}

void EventMerger::join_participants(Event& event, std::vector<Participant>&& more) {
    for (Participant& p : more) {
        auto const same = std::find_if(event.participants.begin(), event.participants.end(), [&](Participant const& q) { return q.entity == p.entity; });
        if (same != event.participants.end()) {
            if (same->role == ParticipantRole::participant) same->role = p.role;
            if (same->office.empty()) same->office = p.office;
            continue;
        }
        event.participants.push_back(std::move(p));
    }
    // A country gives way to its own person.
    if (event.type != EventType::meeting && event.type != EventType::call && event.type != EventType::conference) return;
    auto const covered = [&](Participant const& p) {
        bool const hosts = p.role == ParticipantRole::host || p.role == ParticipantRole::organizer;
        if (event.type == EventType::conference && (hosts || p.office.empty())) return false;
        return is_bare_country(p.entity) && std::any_of(event.participants.begin(), event.participants.end(), [&](Participant const& q) {
                   return d_.entities[q.entity].kind == EntityKind::person && !country_of(q.entity).empty() &&
                          country_of(q.entity) == country_of(p.entity);
               });
    };
    std::vector<Participant> kept;
    for (Participant const& p : event.participants)
        if (!covered(p)) kept.push_back(p);
    event.participants = std::move(kept);
}

void EventMerger::join(Event& event, Draft&& draft) {
    Event& e = draft.event;
    join_participants(event, std::move(e.participants));
    if (!event.place) event.place = e.place ? e.place : event.place;
    else if (e.place && event.place->country == e.place->country && e.place->latitude && event.place->entity && e.place->entity &&
             d_.entities[*event.place->entity].kind == EntityKind::country)
        event.place = e.place;  // a city is better than its country
    if (!event.date || !event.date->start) event.date = e.date ? e.date : event.date;
    if (better_name(e.name, event.name, draft.anaphoric)) event.name = e.name;
    if (event.edition.empty()) event.edition = e.edition;
    if (event.purpose.empty()) event.purpose = e.purpose;
    if (!event.attributed_to) event.attributed_to = e.attributed_to;
    if (!event.part_of) event.part_of = e.part_of;
    bool const off = e.status == Status::cancelled || e.status == Status::denied;
    if (off && (event.status == Status::planned || event.status == Status::proposed)) {  // what was planned is off
        event.status = e.status;
        event.plover.clear();
        event.cameo.clear();
    }
    if (e.status == Status::ongoing && event.status == Status::occurred && event.type == EventType::conference) event.status = e.status;
    for (Figure& f : e.figures) {
        auto const known = std::find_if(event.figures.begin(), event.figures.end(), [&](Figure const& g) {
            return g.kind == f.kind && g.min == f.min && g.max == f.max;
        });
        if (known == event.figures.end()) event.figures.push_back(std::move(f));
    }
    for (std::string& topic : e.topics)
        if (std::find(event.topics.begin(), event.topics.end(), topic) == event.topics.end()) event.topics.push_back(std::move(topic));
    for (Evidence& evidence : e.evidence) {
        bool const known = std::any_of(event.evidence.begin(), event.evidence.end(), [&](Evidence const& x) { return x.trigger == evidence.trigger; });
        if (!known) event.evidence.push_back(std::move(evidence));
    }
    event.confidence = std::max(event.confidence, e.confidence);
}

std::optional<Index> EventMerger::find(Draft const& draft) const {
    for (auto i = static_cast<Index>(d_.events.size()); i-- > 0;)
        if (same(d_.events[i], draft, i)) return i;
    return std::nullopt;
}

std::optional<Index> EventMerger::occasion(std::size_t sentence, std::size_t reach) const {
    for (auto i = static_cast<Index>(d_.events.size()); i-- > 0;) {
        EventType const type = d_.events[i].type;
        bool const attended = is_gathering(type) || type == EventType::conference || type == EventType::agreement || type == EventType::appointment;
        if (attended && sentences_[i] < sentence && sentences_[i] + reach >= sentence) return i;
    }
    return std::nullopt;
}

void EventMerger::add(Index index, std::vector<Participant>&& more, Evidence evidence) {
    Event& event = d_.events[index];
    join_participants(event, std::move(more));
    evidence.status = event.status;
    event.evidence.push_back(std::move(evidence));
}

Index EventMerger::add(Draft draft) {
    if (auto const known = find(draft)) {
        sentences_[*known] = draft.sentence;
        join(d_.events[*known], std::move(draft));
        return *known;
    }
    sentences_.push_back(draft.sentence);
    std::vector<Participant> participants = std::move(draft.event.participants);
    draft.event.participants.clear();
    join_participants(draft.event, std::move(participants));
    d_.events.push_back(std::move(draft.event));
    return static_cast<Index>(d_.events.size() - 1);
}

namespace {

/// A confidence with what the article adds: a place and a second sentence speak for an event, a lone side or a crowd against.
double weighed(Event const& e) {
    double c = e.confidence;
    if (e.place) c += 0.1;
    if (!e.evidence.empty() && e.evidence.front().sentence != e.evidence.back().sentence) c += 0.04;
    if (e.participants.size() == 1 || e.participants.size() > 4) c -= 0.06;
    return std::round(std::clamp(c, 0.3, 0.95) * 100) / 100;
}

}  // namespace

void join_events(Document& d) {
    std::vector<Event> const before = std::move(d.events);
    d.events.clear();
    EventMerger merger(d);
    std::vector<Index> places;  // where each event is now
    for (Event const& event : before) {
        Draft draft;
        draft.event = event;
        std::uint32_t const told = event.evidence.empty() ? 0 : event.evidence.back().sentence.begin;
        while (draft.sentence + 1 < d.sentences.size() && d.tokens[d.sentences[draft.sentence + 1].range.first].span.begin <= told) ++draft.sentence;
        places.push_back(merger.add(std::move(draft)));
    }
    for (Event& event : d.events) {
        if (event.part_of) event.part_of = places[*event.part_of];
        event.confidence = weighed(event);
    }
    for (Index i = 0; i < d.events.size(); ++i)
        if (d.events[i].part_of == i) d.events[i].part_of.reset();
}

}  // namespace diplograph
