#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.hpp"
#include "extract/source.hpp"

namespace diplograph {

/// The bytes of a file or of stdin ("-"), unpacked if they are gzip. Nothing throws: what went wrong is in fault().
class Input {
public:
    explicit Input(std::string path);
    ~Input();
    Input(Input const&) = delete;
    Input& operator=(Input const&) = delete;

    [[nodiscard]] std::string const& path() const { return path_; }
    /// The next unpacked bytes, valid until the next call; empty at the end and after a fault.
    [[nodiscard]] std::string_view read();
    /// Up to 64 KiB of what read() will give.
    [[nodiscard]] std::string_view head();
    /// All that is left; stops with a fault where it is longer than `limit`.
    [[nodiscard]] std::string read_all(std::size_t limit);
    [[nodiscard]] std::string const& fault() const { return fault_; }

private:
    struct Unpacker;
    std::size_t fill();

    std::string path_;
    std::string fault_;
    std::FILE* file_ = nullptr;
    std::unique_ptr<Unpacker> unpacker_;
    std::vector<char> raw_;
    std::string buffer_;
    bool held_ = false;  ///< buffer_ was shown by head() and not yet read
};

/// Delivers the articles of one input. Broken ones are told to the sink that it was opened with.
class Reader {
public:
    virtual ~Reader() = default;
    [[nodiscard]] virtual std::optional<SourceItem> next() = 0;
};

/// One format: a row of the table of readers.
struct ReaderKind {
    std::string_view name;                     ///< what --format takes
    std::vector<std::string_view> extensions;  ///< with the dot, in lower case
    bool (*sniff)(std::string_view head);      ///< are these first bytes of this format?
    std::unique_ptr<Reader> (*open)(Input& input, DiagnosticSink const& sink);  ///< both outlive the reader
};

/// All formats, in the order in which content is tried.
[[nodiscard]] std::vector<ReaderKind> const& readers();

/// The format of a path by its extension (".gz" behind it is passed over); null if unknown.
[[nodiscard]] ReaderKind const* reader_of_path(std::string_view path);

/// The longest article that is read as a whole, in bytes.
constexpr std::size_t largest_article = 32U << 20;

[[nodiscard]] bool sniff_jsonl(std::string_view head);
[[nodiscard]] std::unique_ptr<Reader> open_jsonl(Input& input, DiagnosticSink const& sink);
[[nodiscard]] bool sniff_html(std::string_view head);
[[nodiscard]] std::unique_ptr<Reader> open_html(Input& input, DiagnosticSink const& sink);
[[nodiscard]] bool sniff_text(std::string_view head);
[[nodiscard]] std::unique_ptr<Reader> open_text(Input& input, DiagnosticSink const& sink);

}  // namespace diplograph
