#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/article.hpp"
#include "core/entity.hpp"
#include "core/event.hpp"

namespace diplograph {

/// An office that the tables say an entity held or holds. Open ends are empty.
struct Tenure {
    Index entity = 0;
    std::string title, owner;  ///< owner: ISO code, or the name of an organization
    std::optional<Date> first, last;
};

/// All that one article says, and the only thing that crosses from extract/ to graph/. It owns its strings.
struct Extraction {
    Article article;
    std::string language = "en";  ///< ISO 639-1
    std::vector<Entity> entities;
    std::vector<Event> events;
    std::vector<Tenure> tenures;  ///< of the entities that the tables know; not in records
    std::uint64_t signature = 0;  ///< similarity hash of the text: copies of one dispatch differ in few bits
};

}  // namespace diplograph
