#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/extraction.hpp"

namespace diplograph {

/// One line of JSON (no newline at the end) in the schema "diplograph.extraction/1".
/// Entities are "e1", "e2", ..., events "v1", "v2", ... in their order.
[[nodiscard]] std::string to_record(Extraction const& extraction, bool with_text);

/// Reads such a line. Unknown keys are ignored; ids may be any strings.
/// \throws std::runtime_error with the name of the faulty key and its text.
[[nodiscard]] Extraction from_record(std::string_view line);

/// Which keys of an event a record has, be their value null or an empty list. One left out was not looked for.
struct StatedEvent {
    struct Bounds {
        bool min = false, max = false;
    };
    bool status = false, participants = false, place = false, date = false, figures = false;
    std::vector<bool> roles;     ///< a value a participant
    std::vector<Bounds> bounds;  ///< a value a figure
};

/// A record with what it states: annotations by hand leave out what their makers did not look for.
struct Record {
    Extraction extraction;
    bool entities = false, events = false;  ///< whether it has these lists
    std::vector<bool> countries;      ///< a value an entity
    std::vector<StatedEvent> stated;  ///< a value an event
};

/// As from_record. \throws as from_record.
[[nodiscard]] Record read_record(std::string_view line);

}  // namespace diplograph
