#pragma once

#include <optional>
#include <vector>

#include "extract/document.hpp"

namespace diplograph {

/// The longest entry of the tables that begins at a token.
struct Hit {
    Range range;
    Sense sense;
    std::int32_t place = -1;  ///< row of places for a capital or place
    [[nodiscard]] bool is(SenseKind kind) const { return sense.kind == kind; }
};

/// What the tables say about every token of a document.
class Gazetteer {
public:
    explicit Gazetteer(Document const& document);
    /// A state, organization or place that begins at a token.
    [[nodiscard]] std::optional<Hit> name(std::uint32_t token) const { return get(names_, token); }
    /// Somebody of the table of office-holders.
    [[nodiscard]] std::optional<Hit> person(std::uint32_t token) const { return get(persons_, token); }
    /// How many tokens an entry of grammar.tsv of this class takes from `token`: 0 if there is none. The longest counts.
    [[nodiscard]] std::uint32_t length(std::uint32_t token, WordClass kind) const;
    /// The value of that entry.
    [[nodiscard]] std::string_view value(std::uint32_t token, WordClass kind) const;

private:
    [[nodiscard]] std::optional<Hit> get(std::vector<Hit> const& hits, std::uint32_t token) const;
    void turn(Hit& hit, std::uint32_t limit) const;
    void look(std::uint32_t token, std::uint32_t limit);
    [[nodiscard]] bool fits(Sense const& sense, Range range) const;

    Document const& d_;
    bool shouted_ = false;  ///< the sentence looked at is all in capitals
    std::vector<Hit> names_, persons_, phrases_;       ///< sorted by range.first; phrases: several a token
};

}  // namespace diplograph
