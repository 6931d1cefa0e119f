#include "extract/score.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include "extract/align.hpp"

namespace diplograph {

namespace {

std::optional<double> share(std::size_t part, std::size_t whole) {
    if (whole == 0) return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(whole);
}

bool took_place(Event const& event) { return event.status == Status::occurred || event.status == Status::ongoing; }

bool brings_together(EventType type) {
    return type == EventType::meeting || type == EventType::call || type == EventType::visit || type == EventType::conference;
}

std::string day(std::optional<Date> const& date) { return date ? to_string(*date) : "?"; }

std::string told(std::optional<DateInterval> const& date) {
    if (!date || !date->start) return {};
    return date->end.value_or(*date->start) == *date->start ? day(date->start) : day(date->start) + "/" + day(date->end);
}

std::string told(Place const& place) { return place.country.empty() ? place.name : place.name + " (" + place.country + ")"; }

std::string digits(double number) {
    std::array<char, 400> buffer{};  // the greatest double has 309 digits
    auto const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed).ptr;
    return {buffer.data(), end};
}

/// "12 killed", "470000.. killed".
std::string told(Figure const& figure) {
    std::string out = figure.min ? digits(*figure.min) : "";
    if (figure.min != figure.max) out += ".." + (figure.max ? digits(*figure.max) : "");
    return out + " " + std::string(word(figure.kind));
}

/// "planned meeting, 2021-06-16, Geneva: Joe Biden, Vladimir Putin".
std::string told(Extraction const& record, Event const& event) {
    std::string out = std::string(word(event.status)) + " " + std::string(word(event.type));
    for (std::string const& part : {event.name, told(event.date), event.place ? event.place->name : std::string{}})
        if (!part.empty()) out += ", " + part;
    std::string_view sign = ": ";
    for (Participant const& p : event.participants) {
        out.append(sign).append(record.entities[p.entity].name);
        sign = ", ";
    }
    return out;
}

using IndexPair = std::pair<Index, Index>;

/// Who were together, each pair once and the lesser index first. `counts` tells whether an event does.
template <class Counts>
std::set<IndexPair> who_met(Extraction const& record, Counts counts) {
    std::set<IndexPair> out;
    for (std::size_t i = 0; i < record.events.size(); ++i) {
        Event const& event = record.events[i];
        if (!brings_together(event.type) || !took_place(event) || !counts(i)) continue;
        std::set<Index> present;
        for (Participant const& p : event.participants) {
            EntityKind const kind = record.entities[p.entity].kind;
            if (p.attendance == Attendance::present && (kind == EntityKind::person || kind == EntityKind::country)) present.insert(p.entity);
        }
        for (Index const a : present)
            for (auto b = present.upper_bound(a); b != present.end(); ++b) out.emplace(a, *b);
    }
    return out;
}

using Partners = std::vector<std::optional<Index>>;

/// What each of the predicted items is paired with.
Partners partners(Pairs const& pairs, std::size_t predicted) {
    Partners out(predicted);
    for (auto const& [gold, one] : pairs) out[one] = gold;
    return out;
}

}  // namespace

/// Grades one article. Predicted entities are spoken of by the indices of their gold partners.
class Grader {
public:
    Grader(Record const& gold, Record const& predicted, Score& score)
        : stated_(gold), gold_(gold.extraction), predicted_(predicted.extraction), score_(score),
          alignment_(align(gold_, predicted_)), gold_entity_(partners(alignment_.entities, predicted_.entities.size())),
          gold_event_(partners(alignment_.events, predicted_.events.size())) {}

    void run() {
        if (stated_.events) {
            note_what_is_stated();
            events();
            met();
        }
        if (stated_.entities) entities();
    }

private:
    using Item = std::optional<std::string>;

    /// Counts an item that gold has, that was predicted, or both.
    void count(Measure measure, std::string_view type, bool gold, bool predicted, bool right) {
        if (!gold && !predicted) return;
        for (std::string_view const one : {std::string_view("ALL"), type}) {
            if (one.empty()) continue;
            Tally& tally = score_.tallies_[{measure, std::string(one)}];
            tally.gold += gold;
            tally.predicted += predicted;
            tally.right += right;
        }
    }

    void note(Measure measure, Item const& gold, Item const& predicted, std::string const& event) {
        score_.mistakes_.push_back({gold_.article.id, measure, event, gold.value_or(""), predicted.value_or("")});
    }

    /// Counts an item and notes it if it is wrong.
    void grade(Measure measure, std::string_view type, Item const& gold, Item const& predicted, bool right, std::string const& event = {}) {
        count(measure, type, gold.has_value(), predicted.has_value(), right);
        if (!right && (gold || predicted)) note(measure, gold, predicted, event);
    }

    void note_what_is_stated() {
        for (std::size_t i = 0; i < gold_.events.size(); ++i) {
            StatedEvent const& event = stated_.stated[i];
            if (!score_.grades(gold_.events[i].type)) continue;
            auto const keep = [&](Measure measure, bool states) { (states ? score_.stated_ : score_.left_out_).insert(measure); };
            keep(Measure::statuses, event.status);
            keep(Measure::participants, event.participants);
            if (brings_together(gold_.events[i].type)) keep(Measure::met, event.participants && event.status);
            if (!event.participants) keep(Measure::roles, false);
            for (bool const states : event.roles) keep(Measure::roles, states);
        }
    }

    void events() {
        std::vector<std::optional<Index>> predicted_event(gold_.events.size());
        for (auto const& [gold, one] : alignment_.events) predicted_event[gold] = one;
        for (Index i = 0; i < gold_.events.size(); ++i) {
            if (!score_.grades(gold_.events[i].type)) continue;
            if (predicted_event[i]) both(i, *predicted_event[i]);
            else missed(i);
        }
        for (Index i = 0; i < predicted_.events.size(); ++i)
            if (!gold_event_[i] && score_.grades(predicted_.events[i].type)) false_alarm(i);
    }

    void both(Index i, Index j) {
        Event const& gold = gold_.events[i];
        Event const& predicted = predicted_.events[j];
        StatedEvent const& stated = stated_.stated[i];
        std::string const text = told(gold_, gold);
        std::string_view const type = word(gold.type);
        grade(Measure::events, type, text, told(predicted_, predicted), true);
        if (stated.status) grade(Measure::statuses, type, std::string(word(gold.status)), std::string(word(predicted.status)), gold.status == predicted.status, text);
        if (stated.participants) participants(gold_parts(gold, stated), predicted_parts(predicted), text);
        if (stated.place) place(gold, predicted, text);
        if (stated.date) dates(gold, predicted, text);
        if (stated.figures && gold.type == EventType::casualty) figures(gold, stated, predicted, text);
    }

    void missed(Index i) {
        Event const& gold = gold_.events[i];
        StatedEvent const& stated = stated_.stated[i];
        std::string const text = told(gold_, gold);
        grade(Measure::events, word(gold.type), text, std::nullopt, false);
        if (stated.status) count(Measure::statuses, word(gold.type), true, false, false);
        if (stated.participants) participants(gold_parts(gold, stated), {});
    }

    void false_alarm(Index i) {
        Event const& predicted = predicted_.events[i];
        grade(Measure::events, word(predicted.type), std::nullopt, told(predicted_, predicted), false);
        count(Measure::statuses, word(predicted.type), false, true, false);
        participants({}, predicted_parts(predicted));
    }

    /// An entity in its roles in one event.
    struct Part {
        std::string name;
        std::set<ParticipantRole> roles;
        bool ungraded = false;  ///< gold leaves out the role
    };
    /// By the gold index of an entity; predicted ones without a partner have numbers behind these.
    using Parts = std::map<std::size_t, Part>;

    Parts gold_parts(Event const& event, StatedEvent const& stated) const {
        Parts out;
        for (std::size_t i = 0; i < event.participants.size(); ++i) {
            Participant const& p = event.participants[i];
            Part& part = out[p.entity];
            part.name = gold_.entities[p.entity].name;
            part.roles.insert(p.role);
            part.ungraded = part.ungraded || !stated.roles[i];
        }
        return out;
    }

    Parts predicted_parts(Event const& event) const {
        Parts out;
        for (Participant const& p : event.participants) {
            Part& part = out[gold_entity_[p.entity] ? *gold_entity_[p.entity] : gold_.entities.size() + p.entity];
            part.name = predicted_.entities[p.entity].name;
            part.roles.insert(p.role);
        }
        return out;
    }

    /// `event` is what both have; without it the participants are only counted, since the whole event was noted.
    void participants(Parts const& gold, Parts const& predicted, Item const& event = {}) {
        for (auto const& [entity, part] : gold) {
            auto const other = predicted.find(entity);
            if (other != predicted.end()) roles(part, other->second, *event);
            else alone(part, true, event);
        }
        for (auto const& [entity, part] : predicted)
            if (gold.count(entity) == 0) alone(part, false, event);
    }

    void alone(Part const& part, bool gold, Item const& event) {
        count(Measure::participants, {}, gold, !gold, false);
        if (event) note(Measure::participants, gold ? part.name : Item{}, gold ? Item{} : part.name, *event);
        if (!part.ungraded)
            for (std::size_t i = 0; i < part.roles.size(); ++i) count(Measure::roles, {}, gold, !gold, false);
    }

    void roles(Part const& gold, Part const& predicted, std::string const& event) {
        count(Measure::participants, {}, true, true, true);
        if (gold.ungraded) return;
        auto const put = [](Part const& part, ParticipantRole role) { return part.name + ", " + std::string(word(role)); };
        std::vector<Item> lost, added;
        for (ParticipantRole const role : gold.roles) {
            if (predicted.roles.count(role) > 0) count(Measure::roles, {}, true, true, true);
            else lost.emplace_back(put(gold, role));
        }
        for (ParticipantRole const role : predicted.roles)
            if (gold.roles.count(role) == 0) added.emplace_back(put(predicted, role));
        for (std::size_t i = 0; i < std::max(lost.size(), added.size()); ++i)
            grade(Measure::roles, {}, i < lost.size() ? lost[i] : Item{}, i < added.size() ? added[i] : Item{}, false, event);
    }

    void place(Event const& gold, Event const& predicted, std::string const& text) {
        bool const right = gold.place && predicted.place && same_place(gold_, *gold.place, predicted_, *predicted.place);
        grade(Measure::places, {}, gold.place ? told(*gold.place) : Item{}, predicted.place ? told(*predicted.place) : Item{}, right, text);
    }

    void dates(Event const& gold, Event const& predicted, std::string const& text) {
        Item const a = is_dated(gold) ? told(gold.date) : Item{};
        Item const b = is_dated(predicted) ? told(predicted.date) : Item{};
        bool const compatible = a && b && overlap(*gold.date, *predicted.date);
        grade(Measure::compatible_dates, {}, a, b, compatible, text);
        if (compatible) grade(Measure::exact_dates, {}, a, b, a == b, text);
        else count(Measure::exact_dates, {}, a.has_value(), b.has_value(), false);
    }

    void figures(Event const& gold, StatedEvent const& stated, Event const& predicted, std::string const& text) {
        auto const fits = [&](Index i, Index j) -> std::int64_t {
            Figure const& a = gold.figures[i];
            Figure const& b = predicted.figures[j];
            return a.kind == b.kind && (!stated.bounds[i].min || a.min == b.min) && (!stated.bounds[i].max || a.max == b.max);
        };
        std::vector<bool> right(predicted.figures.size());
        std::vector<bool> found(gold.figures.size());
        for (auto const& [i, j] : assign(gold.figures.size(), predicted.figures.size(), fits)) {
            found[i] = right[j] = true;
            grade(Measure::figures, {}, told(gold.figures[i]), told(predicted.figures[j]), true, text);
        }
        for (std::size_t i = 0; i < found.size(); ++i)
            if (!found[i]) grade(Measure::figures, {}, told(gold.figures[i]), std::nullopt, false, text);
        for (std::size_t j = 0; j < right.size(); ++j)
            if (!right[j]) grade(Measure::figures, {}, std::nullopt, told(predicted.figures[j]), false, text);
    }

    void met() {
        auto const states = [&](std::size_t i) { return score_.grades(gold_.events[i].type) && stated_.stated[i].status && stated_.stated[i].participants; };
        std::set<IndexPair> const gold = who_met(gold_, states);
        std::set<IndexPair> predicted;  // by gold indices
        auto const put = [&](IndexPair const& pair, Extraction const& record) { return record.entities[pair.first].name + ", " + record.entities[pair.second].name; };
        auto const counts = [&](std::size_t i) { return gold_event_[i] ? states(*gold_event_[i]) : score_.grades(predicted_.events[i].type); };
        for (IndexPair const& pair : who_met(predicted_, counts)) {
            auto const& a = gold_entity_[pair.first];
            auto const& b = gold_entity_[pair.second];
            IndexPair const both = a && b ? IndexPair(std::minmax(*a, *b)) : IndexPair{};
            bool const right = a && b && gold.count(both) > 0;
            if (right) predicted.insert(both);
            grade(Measure::met, {}, right ? put(both, gold_) : Item{}, put(pair, predicted_), right);
        }
        for (IndexPair const& pair : gold)
            if (predicted.count(pair) == 0) grade(Measure::met, {}, put(pair, gold_), std::nullopt, false);
    }

    void entities() {
        auto const put = [](Entity const& entity) { return entity.name + ", " + std::string(word(entity.kind)); };
        auto const country = [](Entity const& entity) { return entity.country.empty() ? Item{} : entity.name + ", " + entity.country; };
        std::vector<bool> found(gold_.entities.size());
        std::vector<bool> right(predicted_.entities.size());
        for (auto const& [i, j] : alignment_.entities) {
            Entity const& gold = gold_.entities[i];
            Entity const& predicted = predicted_.entities[j];
            if (gold.kind != predicted.kind || !score_.grades(gold.kind)) continue;
            found[i] = right[j] = true;
            grade(Measure::entities, word(gold.kind), put(gold), put(predicted), true);
            if (stated_.countries[i]) grade(Measure::countries, {}, country(gold), country(predicted), gold.country == predicted.country);
        }
        for (std::size_t i = 0; i < found.size(); ++i) {
            Entity const& gold = gold_.entities[i];
            if (!found[i] && score_.grades(gold.kind)) grade(Measure::entities, word(gold.kind), put(gold), std::nullopt, false);
        }
        for (std::size_t j = 0; j < right.size(); ++j) {
            Entity const& predicted = predicted_.entities[j];
            if (!right[j] && score_.grades(predicted.kind)) grade(Measure::entities, word(predicted.kind), std::nullopt, put(predicted), false);
        }
    }

    Record const& stated_;
    Extraction const& gold_;
    Extraction const& predicted_;
    Score& score_;
    Alignment alignment_;
    Partners gold_entity_, gold_event_;
};

std::optional<double> Tally::precision() const { return share(right, predicted); }
std::optional<double> Tally::recall() const { return share(right, gold); }
std::optional<double> Tally::f1() const { return share(2 * right, predicted + gold); }

void Score::add(Record const& gold, Record const& predicted) { Grader(gold, predicted, *this).run(); }

std::vector<Score::Row> Score::rows() const {
    std::vector<Row> out;
    for (auto const& [key, tally] : tallies_)
        if (grades(key.first)) out.push_back({key.first, key.second, tally});
    return out;
}

std::vector<Mistake> Score::mistakes() const {
    std::vector<Mistake> out;
    std::copy_if(mistakes_.begin(), mistakes_.end(), std::back_inserter(out), [&](Mistake const& one) { return grades(one.measure); });
    return out;
}

}  // namespace diplograph
