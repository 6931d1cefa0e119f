#pragma once

#include <optional>
#include <vector>

#include "extract/clause.hpp"
#include "extract/entities.hpp"
#include "extract/setting.hpp"

namespace diplograph {

/// Who takes part: turns mentions into participants, by the entity that they stand for.
class Cast {
public:
    Cast(Document& document, Setting const& setting) : d_(document), setting_(setting), table_(document) {}

    /// Adds the participants that a mention stands for: several for "they", none for an adjective. A capital stands for
    /// its state if `place_acts`. `day` tells which holder an office means.
    void add(Mention const& mention, ParticipantRole role, std::optional<Date> day, std::vector<Participant>& out, bool place_acts);
    void add(Group const& group, ParticipantRole role, std::optional<Date> day, std::vector<Participant>& out, bool place_acts);
    /// A visitor's destination: the place of the event, and its state the host.
    void add_destination(Mention const& mention, ParticipantRole role, Event& event, std::optional<Date> day);
    /// Adds a state by its three-letter code.
    void add_country(std::string const& country, ParticipantRole role, std::vector<Participant>& out) {
        out.push_back({table_.country(country), role, {}, Resolved::text, Attendance::present});
    }
    /// Adds whoever a mention stands for, the country of an adjective or place as well.
    void add_state(Mention const& mention, ParticipantRole role, std::vector<Participant>& out);
    /// The last mention before a verb that can act; null if there is none.
    [[nodiscard]] Mention const* actor_before(std::uint32_t first, std::uint32_t verb) const;
    /// The first mention that begins at one of some tokens and belongs to another country than `own`; null if there is none.
    /// Who stands behind "by" counts where something of theirs is asked for, refused or blamed: "rejected calls by".
    [[nodiscard]] Mention const* object_among(std::vector<std::uint32_t> const& tokens, std::string const& own, bool asked) const;
    /// Whom "the two sides" mean from here on, and "they" if these met.
    void set_parties(std::vector<Index> parties, bool met) {
        met_ = met || (met_ && parties == parties_);
        parties_ = std::move(parties);
    }

    [[nodiscard]] EntityTable& table() { return table_; }

private:
    [[nodiscard]] bool says(Mention const& mention) const;
    [[nodiscard]] std::vector<Index> named_before(Mention const& collective) const;
    [[nodiscard]] std::vector<Index> meant_by(Mention const& collective) const;
    [[nodiscard]] bool may_be(Index person, Mention const& collective) const;

    Document& d_;
    Setting const& setting_;
    EntityTable table_;
    std::vector<Index> parties_;
    bool met_ = false;
};

}  // namespace diplograph
