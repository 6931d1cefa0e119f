#include "extract/table.hpp"

#include <charconv>
#include <fstream>
#include <stdexcept>

namespace diplograph {

std::string Row::where() const { return std::string(file) + ":" + std::to_string(line); }

void Row::fail(std::string const& what) const {
    std::string text;
    for (std::string_view const cell : cells) (text += text.empty() ? "" : " | ") += cell;
    throw std::runtime_error(where() + ": " + what + ": \"" + text + "\"");
}

std::vector<std::string_view> items(std::string_view cell, char separator) {
    std::vector<std::string_view> out;
    std::size_t from = 0;
    while (from <= cell.size()) {
        std::size_t const to = std::min(cell.find(separator, from), cell.size());
        if (to > from) out.push_back(cell.substr(from, to - from));
        from = to + 1;
    }
    return out;
}

double number(Row const& row, std::size_t cell) {
    std::string_view const text = row.cells[cell];
    if (text.empty()) return 0;
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) row.fail("not a number \"" + std::string(text) + '"');
    return value;
}

std::string read_file(std::filesystem::path const& path) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    std::string text;
    if (file) text.resize(static_cast<std::size_t>(file.tellg()));
    if (!file.seekg(0) || !file.read(text.data(), static_cast<std::streamsize>(text.size()))) throw std::runtime_error(path.string() + ": cannot be read");
    return text;
}

void read_table(std::string_view file, std::string_view text, std::vector<std::string_view> const& columns, std::function<void(Row const&)> const& each) {
    Row row{file, 0, {}};
    for (std::size_t from = 0; from < text.size();) {
        std::size_t const to = std::min(text.find('\n', from), text.size());
        std::string_view line = text.substr(from, to - from);
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        from = to + 1;
        ++row.line;
        row.cells.clear();
        for (std::size_t at = 0; at <= line.size();) {
            std::size_t const tab = std::min(line.find('\t', at), line.size());
            row.cells.push_back(line.substr(at, tab - at));
            at = tab + 1;
        }
        if (row.line == 1) {
            if (row.cells != columns) row.fail("unexpected header");
        } else if (!line.empty()) {
            if (row.cells.size() != columns.size())
                row.fail("expected " + std::to_string(columns.size()) + " cells, found " + std::to_string(row.cells.size()));
            each(row);
        }
    }
}

}  // namespace diplograph
