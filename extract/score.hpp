#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/words.hpp"
#include "extract/record.hpp"

namespace diplograph {

/// What is measured. Entities and events of two records are the same if align() says so.
enum class Measure {
    events,                ///< found, whatever their status; by type
    statuses,              ///< found with their status; by type
    participants,          ///< entities that take part in an event
    roles,                 ///< the same with their role in it
    met,                   ///< pairs of persons and countries present at one meeting, call, visit or conference that took place
    places,                ///< of events that both have, as are the next three
    exact_dates,           ///< the same first and last day
    compatible_dates,      ///< a day in common
    figures,               ///< of casualties: the same kind and bounds
    entities,              ///< named, with their kind; by kind
    countries              ///< of entities that both have
};
template <>
struct Words<Measure> {
    static constexpr std::array<std::string_view, 11> words{
        "events", "events and status", "participants", "participants and role", "who met whom", "places",
        "exact dates", "compatible dates", "figures", "entities", "countries of entities"};
};

/// How many items gold has, how many were predicted, and how many of these are right.
struct Tally {
    std::size_t right = 0, predicted = 0, gold = 0;

    /// Nothing where there is nothing to divide by, as in the two below.
    [[nodiscard]] std::optional<double> precision() const;
    [[nodiscard]] std::optional<double> recall() const;
    /// The harmonic mean of both.
    [[nodiscard]] std::optional<double> f1() const;
};

/// An item that is wrong: missed where nothing was predicted, a false alarm where gold has nothing. What follows from one
/// that is noted is not noted again: of an event that is missed or false, its status and participants.
struct Mistake {
    std::string article;
    Measure measure = Measure::events;
    std::string event;  ///< the one that the item belongs to; empty if to none
    std::string gold;
    std::string predicted;
};

/// Grades records of articles against gold records of the same. What gold leaves out is not graded; null and an empty list
/// say that there is nothing. If both state the same, swapping them swaps precision and recall.
class Score {
public:
    /// Grades events of these types and entities of these kinds; of all where there are none.
    explicit Score(std::set<EventType> types = {}, std::set<EntityKind> kinds = {}) : types_(std::move(types)), kinds_(std::move(kinds)) {}

    void add(Record const& gold, Record const& predicted);

    struct Row {
        Measure measure;
        std::string type;  ///< of event or entity, or "ALL"
        Tally tally;
    };
    /// By measure and type, ALL first; types and measures of which there is nothing are left out.
    [[nodiscard]] std::vector<Row> rows() const;
    /// In the order of the articles.
    [[nodiscard]] std::vector<Mistake> mistakes() const;

private:
    friend class Grader;
    [[nodiscard]] bool grades(EventType type) const { return types_.empty() || types_.count(type) > 0; }
    [[nodiscard]] bool grades(EntityKind kind) const { return kinds_.empty() || kinds_.count(kind) > 0; }
    /// False events are not graded by what gold leaves out of all of its own.
    [[nodiscard]] bool grades(Measure measure) const { return stated_.count(measure) > 0 || left_out_.count(measure) == 0; }

    std::set<EventType> types_;
    std::set<EntityKind> kinds_;
    std::map<std::pair<Measure, std::string>, Tally> tallies_;
    std::vector<Mistake> mistakes_;
    std::set<Measure> stated_, left_out_;
};

}  // namespace diplograph
