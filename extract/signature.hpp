#pragma once

#include <cstdint>
#include <string_view>

namespace diplograph {

/// Similarity hash of a text: simhash over its lower-cased word triples (Charikar 2002). Copies of one dispatch differ
/// in few bits; a text without letters or digits gives 0.
[[nodiscard]] std::uint64_t text_signature(std::string_view text);

}  // namespace diplograph
