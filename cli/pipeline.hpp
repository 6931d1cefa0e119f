#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "cli/command.hpp"
#include "extract/source.hpp"

namespace diplograph {

/// What `ingest` and `extract` are asked to read, and how.
struct InputOptions {
    std::vector<std::string> paths;
    std::string date, format;
    unsigned jobs = 0;  ///< 0: one a core
    std::string parse = "gated";
    void add_to(CLI::App& app);
};

/// What came of it.
struct InputCounts {
    SourceCounts source;
    std::size_t known = 0;
    std::size_t events = 0;
};

/// Reads articles, extracts them in parallel and hands them over in the order of the input. `skip` tells known articles;
/// both functions are called from one thread at a time, `consume` in order.
InputCounts read_and_extract(InputOptions const& input, Options const& options, std::function<bool(Article const&)> const& skip,
                             std::function<void(Extraction&&)> const& consume);

/// "read 24 articles (2 known, 1 failed, 3 not English: fr 3): 61 events".
[[nodiscard]] std::string summary(InputCounts const& counts);

}  // namespace diplograph
