#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"
#include "graph/table.hpp"

namespace diplograph {

/// Prints a table to where the options say: aligned for humans, CSV or JSON.
void print(Table const& table, Options const& options);

/// Prints an answer of several parts; empty ones are left out for humans.
void print(std::vector<Table> const& parts, Options const& options);

/// Writes a text to where the options say. \throws UserError.
void write_output(std::string const& text, Options const& options);

/// How many columns of a terminal a text takes.
[[nodiscard]] std::size_t display_width(std::string const& text);

/// Aligned columns; cut to `width` columns where that is not 0. `bold` marks the header.
[[nodiscard]] std::string aligned(Table const& table, std::size_t width, bool bold);

/// RFC 4180, with a header and CRLF.
[[nodiscard]] std::string to_csv(Table const& table);

/// A JSON array with one object a line.
[[nodiscard]] std::string to_json(Table const& table);

}  // namespace diplograph
