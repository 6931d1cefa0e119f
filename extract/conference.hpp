#pragma once

#include "extract/cast.hpp"
#include "extract/draft.hpp"

namespace diplograph {

/// What a sentence says about a gathering: its name, who invites, joins and speaks.
class ConferenceReader {
public:
    ConferenceReader(Document const& document, Clauses const& clauses, EventMerger const& merger, Cast& cast)
        : d_(document), k_(*document.knowledge), clauses_(clauses), merger_(merger), cast_(cast) {}

    /// The name of a gathering: its capitals, or the words of its noun phrase with what it is on.
    void name(Draft& draft, Trigger const& trigger) const;
    /// The occasion that somebody attends, by the words of the verb's object; false if it is none, or one of the words
    /// `told` has told it.
    [[nodiscard]] bool occasion(Draft& draft, Trigger const& verb, std::vector<std::uint32_t> const& told) const;
    /// Who invites to a gathering, who joins it, who speaks at it.
    void attendance(Draft& draft, Trigger const& trigger) const;

private:
    [[nodiscard]] bool held_at(Trigger const& trigger) const;

    Document const& d_;
    Knowledge const& k_;
    Clauses const& clauses_;
    EventMerger const& merger_;
    Cast& cast_;
};

}  // namespace diplograph
