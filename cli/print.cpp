#include "cli/print.hpp"

#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "cli/output.hpp"

namespace diplograph {

namespace {

/// Below this many columns a cell is not cut any further.
constexpr std::size_t narrowest = 16;
constexpr std::size_t gap = 2;

std::string number(double value) {
    if (value == std::floor(value) && std::abs(value) < 1e15) return std::to_string(static_cast<long long>(value));
    std::array<char, 32> buffer{};
    auto const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return {buffer.data(), end};
}

std::string plain(Value const& value) {
    if (auto const* i = std::get_if<std::int64_t>(&value)) return std::to_string(*i);
    if (auto const* d = std::get_if<double>(&value)) return number(*d);
    if (auto const* s = std::get_if<std::string>(&value)) return *s;
    return {};
}

bool is_number(Value const& value) { return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value); }

std::size_t width_of(UChar32 c) {
    auto const category = u_charType(c);
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR) return 0;
    auto const east = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return east == U_EA_WIDE || east == U_EA_FULLWIDTH ? 2 : 1;
}

/// Calls `each` with every code point and its bytes.
template <class Each>
void for_code_points(std::string const& text, Each each) {
    auto const* const bytes = reinterpret_cast<std::uint8_t const*>(text.data());
    auto const size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        std::int32_t const begin = at;
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(bytes, at, size, c);
        if (!each(c, static_cast<std::size_t>(begin), static_cast<std::size_t>(at))) return;
    }
}

/// One line without control characters, which could steer the terminal.
std::string shown(Value const& value) {
    std::string out;
    std::string const text = plain(value);
    for_code_points(text, [&](UChar32 c, std::size_t begin, std::size_t end) {
        if (u_iscntrl(c) || c == 0x2028 || c == 0x2029) {
            if (!out.empty() && out.back() != ' ') out += ' ';
        } else {
            out.append(text, begin, end - begin);
        }
        return true;
    });
    return out;
}

std::string cut(std::string const& text, std::size_t width) {
    if (display_width(text) <= width) return text;
    std::size_t used = 0;
    std::size_t keep = 0;
    for_code_points(text, [&](UChar32 c, std::size_t, std::size_t end) {
        if (used + width_of(c) + 1 > width) return false;
        used += width_of(c);
        keep = end;
        return true;
    });
    return text.substr(0, keep) + "…";
}

void json_value(rapidjson::Writer<rapidjson::StringBuffer>& writer, Value const& value) {
    if (auto const* i = std::get_if<std::int64_t>(&value)) writer.Int64(*i);
    else if (auto const* d = std::get_if<double>(&value)) std::isfinite(*d) ? writer.Double(*d) : writer.Null();
    else if (auto const* s = std::get_if<std::string>(&value)) writer.String(s->data(), static_cast<rapidjson::SizeType>(s->size()));
    else writer.Null();
}

std::size_t terminal_width() {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 80;
}

bool colour() {
    char const* none = std::getenv("NO_COLOR");
    char const* term = std::getenv("TERM");
    return (none == nullptr || *none == '\0') && (term == nullptr || std::string(term) != "dumb");
}

/// One record below the other, for long sentences and for single things.
std::string records(Table const& table) {
    std::string out;
    std::size_t widest = 0;
    for (std::string const& column : table.columns) widest = std::max(widest, display_width(column));
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        if (r > 0) out += '\n';
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            std::string const text = shown(table.rows[r][c]);
            if (text.empty()) continue;
            out += "  " + table.columns[c] + std::string(widest - display_width(table.columns[c]) + gap, ' ') + text + '\n';
        }
    }
    return out;
}

bool reads_as_records(Table const& table) {
    bool const has_sentence = std::find(table.columns.begin(), table.columns.end(), "sentence") != table.columns.end();
    return has_sentence || (table.rows.size() == 1 && table.columns.size() > 3 && !table.name.empty());
}

}  // namespace

std::size_t display_width(std::string const& text) {
    std::size_t width = 0;
    for_code_points(text, [&](UChar32 c, std::size_t, std::size_t) {
        width += width_of(c);
        return true;
    });
    return width;
}

std::string aligned(Table const& table, std::size_t width, bool bold) {
    std::size_t const columns = table.columns.size();
    std::vector<std::size_t> widths(columns);
    std::vector<bool> right(columns, true);
    std::vector<bool> words(columns, false);  // a date, code or id is one word, and of no use when it is cut
    std::vector<std::vector<std::string>> cells;
    for (std::size_t c = 0; c < columns; ++c) widths[c] = display_width(table.columns[c]);
    for (auto const& row : table.rows) {
        std::vector<std::string>& line = cells.emplace_back();
        for (std::size_t c = 0; c < columns; ++c) {
            line.push_back(shown(row[c]));
            widths[c] = std::max(widths[c], display_width(line.back()));
            if (line.back().find(' ') != std::string::npos) words[c] = true;
            if (!is_number(row[c]) && !std::holds_alternative<std::monostate>(row[c])) right[c] = false;
        }
    }
    auto const total = [&] {
        std::size_t sum = columns > 0 ? gap * (columns - 1) : 0;
        for (std::size_t const w : widths) sum += w;
        return sum;
    };
    while (width > 0 && total() > width) {
        std::size_t widest = columns;
        for (std::size_t c = 0; c < columns; ++c)
            if (words[c] && widths[c] > narrowest && (widest == columns || widths[c] > widths[widest])) widest = c;
        if (widest == columns) break;
        --widths[widest];
    }
    auto const line = [&](std::vector<std::string> const& texts) {
        std::string out;
        for (std::size_t c = 0; c < columns; ++c) {
            std::string const text = cut(texts[c], widths[c]);
            std::string const padding(widths[c] - std::min(widths[c], display_width(text)), ' ');
            out += right[c] ? padding + text : text + padding;
            out.append(c + 1 < columns ? gap : 0, ' ');
        }
        out.erase(out.find_last_not_of(' ') + 1);
        return out;
    };
    std::string out = bold ? "\033[1m" + line(table.columns) + "\033[0m\n" : line(table.columns) + '\n';
    for (auto const& row : cells) out += line(row) + '\n';
    return out;
}

std::string to_csv(Table const& table) {
    std::string out;
    auto const field = [&](std::string const& text) {
        if (text.find_first_of(",\"\r\n") == std::string::npos) {
            out += text;
            return;
        }
        out += '"';
        for (char const c : text) out.append(c == '"' ? 2 : 1, c);
        out += '"';
    };
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (c > 0) out += ',';
        field(table.columns[c]);
    }
    out += "\r\n";
    for (auto const& row : table.rows) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (c > 0) out += ',';
            field(plain(row[c]));
        }
        out += "\r\n";
    }
    return out;
}

std::string to_json(Table const& table) {
    std::string out = "[";
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        rapidjson::StringBuffer buffer;
        rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
        writer.StartObject();
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            writer.Key(table.columns[c].c_str());
            json_value(writer, table.rows[r][c]);
        }
        writer.EndObject();
        out += (r > 0 ? ",\n" : "\n") + std::string(buffer.GetString(), buffer.GetSize());
    }
    return out + (table.rows.empty() ? "]" : "\n]");
}

void print(Table const& table, Options const& options) {
    Output output(options.output);
    if (options.json) output.write(to_json(table) + '\n');
    else if (options.csv) output.write(to_csv(table));
    else if (reads_as_records(table)) output.write(records(table));
    else output.write(aligned(table, output.is_terminal() ? terminal_width() : 0, output.is_terminal() && colour()));
    output.close();
}

void print(std::vector<Table> const& parts, Options const& options) {
    if (options.csv) throw UserError(wrong_usage, "this answer has several parts: --json has them all, --csv would not");
    Output output(options.output);
    std::string out;
    if (options.json) {
        for (Table const& part : parts) out += (out.empty() ? "{\n\"" : ",\n\"") + part.name + "\": " + to_json(part);
        output.write(out + "\n}\n");
        output.close();
        return;
    }
    bool const bold = output.is_terminal() && colour();
    for (Table const& part : parts) {
        if (part.rows.empty()) continue;
        out += (out.empty() ? "" : "\n") + (bold ? "\033[1m" + part.name + "\033[0m" : part.name) + ":\n";
        out += reads_as_records(part) ? records(part) : aligned(part, output.is_terminal() ? terminal_width() : 0, false);
    }
    output.write(out);
    output.close();
}

void write_output(std::string const& text, Options const& options) {
    Output output(options.output);
    output.write(text);
    output.close();
}

}  // namespace diplograph
