#pragma once

#include <optional>
#include <string>

#include "core/date.hpp"

namespace diplograph {

/// One news article as a reader delivers it: valid UTF-8, never changed afterwards.
struct Article {
    std::string id;   ///< the input's own id; for a file without one, its path as given
    std::string url;  ///< empty if unknown, as the two below
    std::string title;
    std::string outlet;             ///< who published it, as far as the input says
    std::optional<Date> published;  ///< the day that "today" means
    std::string text;
};

}  // namespace diplograph
