#pragma once

#include <functional>
#include <string>

namespace diplograph {

/// What is wrong with one item of the input: the item is skipped and counted, the run goes on.
struct Diagnostic {
    std::string where;  ///< file, or file:line
    std::string what;   ///< the fault with the text itself: `"published" is not a date: "soon"`
    bool failed = true; ///< false: worth saying, but nothing was lost
};

/// Who listens. Called from one thread at a time.
using DiagnosticSink = std::function<void(const Diagnostic&)>;

}  // namespace diplograph
