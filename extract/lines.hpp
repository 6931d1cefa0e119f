#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "extract/reader.hpp"

namespace diplograph {

/// One line of an input: valid UTF-8 without its end, and not blank.
struct Line {
    std::string where;      ///< "articles.jsonl:17"
    std::string_view text;  ///< valid until the next line is asked for
};

/// The lines of an input. One longer than an article may be is told to the sink and passed over.
class Lines {
public:
    /// Both outlive the lines.
    Lines(Input& input, DiagnosticSink const& sink) : input_(input), sink_(sink) {}
    /// The next line; nothing at the end. What a fault of the input has cut off is no line.
    [[nodiscard]] std::optional<Line> next();
    /// Whether there was any line so far, be it too long.
    [[nodiscard]] bool found() const { return found_; }

private:
    bool take();

    Input& input_;
    DiagnosticSink const& sink_;
    std::string line_;
    std::string repaired_;
    std::string_view rest_;  ///< read and not yet taken; belongs to the input
    std::size_t number_ = 0;
    bool too_long_ = false;
    bool found_ = false;
};

}  // namespace diplograph
