#pragma once

#include <optional>

#include "extract/document.hpp"
#include "extract/gazetteer.hpp"

namespace diplograph {

/// Reads phrases of the title grammar, rank x portfolio x possessor: "deputy foreign minister of Iran", "China's special
/// envoy to Syria", "the presidents of Iran, Russia and Turkey".
class RoleParser {
public:
    RoleParser(Document const& document, Gazetteer const& gazetteer) : d_(document), g_(gazetteer) {}

    /// The role phrase that begins at a token, article included; nothing if none does.
    [[nodiscard]] std::optional<RolePhrase> parse(std::uint32_t token, std::uint32_t limit) const;

    /// Whether a token could be part of a name by its looks: a capital, and no word of the grammar of titles.
    [[nodiscard]] bool begins_name(std::uint32_t token) const;

private:
    struct State;
    bool premodifier(State& s) const;
    void complements(State& s) const;
    bool complement(State& s, std::string_view preposition) const;
    /// Words of a range joined by single spaces, in lower case but for names: how a title is written in a record.
    [[nodiscard]] std::string title_text(Range range) const;
    [[nodiscard]] bool head_follows(std::uint32_t token, std::uint32_t limit) const;
    void take(RolePhrase& role, Hit const& hit) const;

    Document const& d_;
    Gazetteer const& g_;
};

}  // namespace diplograph
