#include "extract/source.hpp"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include "extract/charset.hpp"
#include "extract/language.hpp"
#include "extract/reader.hpp"
#include "extract/reader_date.hpp"

namespace diplograph {

namespace {

namespace fs = std::filesystem;

bool is_tail(std::string_view text, std::string_view tail) {
    return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

/// The files of a folder that readers know, below hidden folders and those of saved pages ("Page_files") none.
void list_folder(fs::path const& folder, std::vector<std::string>& out, DiagnosticSink const& sink) {
    std::error_code error;
    fs::directory_iterator it(folder, error);
    for (; !error && it != fs::directory_iterator(); it.increment(error)) {
        std::string const name = it->path().filename().string();
        std::error_code ignored;
        if (name.empty() || name[0] == '.') continue;
        if (it->is_directory(ignored)) {
            // A link to a folder may lead back to where it stands.
            if (!is_tail(name, "_files") && !it->is_symlink(ignored)) list_folder(it->path(), out, sink);
        } else if (it->is_regular_file(ignored) && reader_of_path(name) != nullptr) {
            out.push_back(it->path().string());
        }
    }
    if (error) sink({folder.string(), "cannot be listed: " + error.message(), true});
}

ReaderKind const* reader_of_name(std::string_view name) {
    for (ReaderKind const& kind : readers())
        if (kind.name == name) return &kind;
    return nullptr;
}

ReaderKind const& reader_of_content(std::string_view head) {
    for (ReaderKind const& kind : readers())
        if (kind.sniff(head)) return kind;
    return readers().back();
}

}  // namespace

struct Source::State {
    std::deque<std::string> paths;
    std::deque<std::string> files;  ///< of the folder in work
    SourceOptions options;
    DiagnosticSink sink;
    SourceCounts counts;
    ReaderKind const* format = nullptr;
    std::unique_ptr<Input> input;
    std::unique_ptr<Reader> reader;

    /// Goes on to the next input; false if there is none.
    bool advance() {
        reader.reset();
        input.reset();
        if (!files.empty()) {
            open(std::move(files.front()));
            files.pop_front();
            return true;
        }
        if (paths.empty()) return false;
        std::string path = std::move(paths.front());
        paths.pop_front();
        std::error_code error;
        if (path != "-" && fs::is_directory(path, error)) {
            std::vector<std::string> found;
            list_folder(path, found, sink);
            std::sort(found.begin(), found.end());
            if (found.empty()) sink({path, "no file in it that can be read as an article", false});
            files.assign(found.begin(), found.end());
        } else {
            open(std::move(path));
        }
        return true;
    }

    void open(std::string path) {
        auto next = std::make_unique<Input>(std::move(path));
        std::string_view const head = next->head();
        if (!next->fault().empty() && head.empty()) return sink({next->path(), next->fault(), true});
        if (head.empty()) return sink({next->path(), "empty", true});
        if (is_binary(head)) return sink({next->path(), "not text", true});
        ReaderKind const* kind = format;
        if (kind == nullptr && next->path() != "-") kind = reader_of_path(next->path());
        if (kind == nullptr) kind = &reader_of_content(head);
        input = std::move(next);
        reader = kind->open(*input, sink);
    }

    void set_date(Article& article) const {
        if (options.date) article.published = options.date;
        if (!article.published) article.published = date_of_path(input->path());
    }
};

Source::Source(std::vector<std::string> paths, SourceOptions options, DiagnosticSink sink)
    : state_(std::make_unique<State>()) {
    state_->paths.assign(paths.begin(), paths.end());
    state_->options = std::move(options);
    state_->sink = [counts = &state_->counts, sink = std::move(sink)](Diagnostic const& diagnostic) {
        if (diagnostic.failed) ++counts->failed;
        if (sink) sink(diagnostic);
    };
    std::string const& format = state_->options.format;
    if (format.empty()) return;
    state_->format = reader_of_name(format);
    if (state_->format != nullptr) return;
    std::string known;
    for (ReaderKind const& kind : readers()) known += (known.empty() ? "" : ", ") + std::string(kind.name);
    throw std::invalid_argument("no format is named \"" + format + "\"; there are " + known);
}

Source::~Source() = default;

std::optional<SourceItem> Source::next() {
    State& state = *state_;
    while (true) {
        if (state.reader == nullptr) {
            if (!state.advance()) return std::nullopt;
            continue;
        }
        std::optional<SourceItem> item = state.reader->next();
        if (!item) {
            state.reader.reset();
            continue;
        }
        if (!item->record) {
            state.set_date(item->article);
            std::string const language = language_of(item->article.text);
            if (language != "en") {
                ++state.counts.foreign[language];
                continue;
            }
        }
        ++state.counts.articles;
        return item;
    }
}

SourceCounts const& Source::counts() const { return state_->counts; }

}  // namespace diplograph
