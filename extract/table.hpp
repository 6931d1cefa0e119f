#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace diplograph {

/// One row of a table in data/: cells are views into the file's text, valid during the call.
struct Row {
    std::string_view file;  ///< name of the file, for messages and rules
    std::size_t line = 0;   ///< 1 for the header
    std::vector<std::string_view> cells;

    /// "predicates.tsv:211".
    [[nodiscard]] std::string where() const;
    /// \throws std::runtime_error that names file, line and text.
    [[noreturn]] void fail(std::string const& what) const;
};

/// Reads a table of tab separated cells whose header must be `columns`; calls `each` for every row.
/// \param file names the table in messages.
/// \throws std::runtime_error for a wrong header or a row of another width.
void read_table(std::string_view file, std::string_view text, std::vector<std::string_view> const& columns, std::function<void(Row const&)> const& each);

/// The whole of a file. \throws std::runtime_error if it cannot be read.
[[nodiscard]] std::string read_file(std::filesystem::path const& path);

/// The items of a cell that holds a list: "a|b". Empty items are left out.
[[nodiscard]] std::vector<std::string_view> items(std::string_view cell, char separator = '|');

/// A cell that holds a number of any kind; 0 if it is empty. \throws as Row::fail.
[[nodiscard]] double number(Row const& row, std::size_t cell);

}  // namespace diplograph
