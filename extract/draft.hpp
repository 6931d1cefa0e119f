#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/document.hpp"

namespace diplograph {

/// An event as one sentence tells it, before it is joined with the rest of the article.
struct Draft {
    Event event;
    std::size_t sentence = 0;
    bool anaphoric = false;   ///< "the meeting", "the two sides met": refers to an event told before
    bool joins = false;       ///< "X attended the talks": somebody more takes part in an event told before
    Range name;               ///< the words of Event::name
};

/// Joins the drafts of an article: one event for several sentences that tell it.
class EventMerger {
public:
    explicit EventMerger(Document& document) : d_(document) {}
    /// Adds a draft; returns the index of its event in Document::events.
    Index add(Draft draft);
    /// The event that a draft tells again, if there is one.
    [[nodiscard]] std::optional<Index> find(Draft const& draft) const;
    /// The last event of a type that a phrase such as "the meeting" can mean.
    [[nodiscard]] std::optional<Index> latest(EventType type) const;

    /// The last event of a type told in a sentence or at most so many before it.
    [[nodiscard]] std::optional<Index> latest(EventType type, std::size_t sentence, std::size_t reach) const;
    /// The last event that people can have been at, told at most so many sentences before; nothing if there is none.
    [[nodiscard]] std::optional<Index> occasion(std::size_t sentence, std::size_t reach) const;
    /// Adds participants to an event, and the sentence that names them to its evidence.
    void add(Index event, std::vector<Participant>&& more, Evidence evidence);

private:
    [[nodiscard]] bool same(Event const& event, Draft const& draft, Index index) const;
    void join(Event& event, Draft&& draft);
    void join_participants(Event& event, std::vector<Participant>&& more);
    [[nodiscard]] std::string country_of(Index entity) const;
    [[nodiscard]] bool is_bare_country(Index entity) const;
    [[nodiscard]] bool may_hold(Index person, std::string const& office) const;

    Document& d_;
    std::vector<std::size_t> sentences_;  ///< of the last evidence, by event
};

}  // namespace diplograph
