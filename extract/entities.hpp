#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "extract/document.hpp"

namespace diplograph {

/// A title in the form that the table of office-holders uses: "minister of foreign affairs" -> "foreign minister".
[[nodiscard]] std::string plain_title(std::string_view title);

/// Finds or makes the entities of a document. Lookups are linear: an article names a few dozen.
class EntityTable {
public:
    explicit EntityTable(Document& document) : d_(document), k_(*document.knowledge) {}

    Index country(std::string_view iso3);
    Index place(Mention const& mention);
    Index body(Mention const& mention);
    /// A person named in the text: an earlier one whose name agrees, or a new one.
    Index person(Mention const& mention);
    /// Whoever among the persons so far holds an office; the latest mentioned first.
    [[nodiscard]] std::optional<Index> holder(Mention const& mention) const;
    /// Whoever holds an office by the table on a day; made if the article does not name him.
    [[nodiscard]] std::optional<Index> holder_at(RolePhrase const& role, Date day);

    void mention(Index entity, Mention const& mention);

private:
    [[nodiscard]] bool agrees(Index entity, Mention const& mention, std::string const& key) const;
    void enrich(Index entity, Mention const& mention);
    void enrich_from_table(Index entity);

    Document& d_;
    Knowledge const& k_;
};

}  // namespace diplograph
