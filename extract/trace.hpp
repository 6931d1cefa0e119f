#pragma once

#include <vector>

#include "extract/document.hpp"
#include "extract/extract.hpp"

namespace diplograph {

/// The chain behind a word that tells an event: what the tree hangs on it, the line of predicates.tsv, what fills its slots,
/// what decides its status. Empty if no line fires on the word.
[[nodiscard]] std::vector<Step> trace_trigger(Document const& document, Span trigger);

}  // namespace diplograph
