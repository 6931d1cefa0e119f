#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/article.hpp"
#include "core/entity.hpp"
#include "core/event.hpp"

namespace diplograph {

/// All that one article says, and the only thing that crosses from extract/ to graph/. It owns its strings.
struct Extraction {
    Article article;
    std::string language = "en";  ///< ISO 639-1
    std::vector<Entity> entities;
    std::vector<Event> events;
    std::uint64_t signature = 0;  ///< similarity hash of the text: copies of one dispatch differ in few bits
};

}  // namespace diplograph
