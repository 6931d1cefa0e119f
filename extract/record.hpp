#pragma once

#include <string>
#include <string_view>

#include "core/extraction.hpp"

namespace diplograph {

/// One line of JSON (no newline at the end) in the schema "diplograph.extraction/1".
/// Entities are "e1", "e2", ..., events "v1", "v2", ... in their order.
[[nodiscard]] std::string to_record(Extraction const& extraction, bool with_text);

/// Reads such a line. Unknown keys are ignored; ids may be any strings.
/// \throws std::runtime_error with the name of the faulty key and its text.
[[nodiscard]] Extraction from_record(std::string_view line);

}  // namespace diplograph
