#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/article.hpp"
#include "core/date.hpp"
#include "core/diagnostic.hpp"
#include "core/extraction.hpp"

namespace diplograph {

/// How inputs are read.
struct SourceOptions {
    std::optional<Date> date;  ///< stands above every date that an input states
    std::string format;        ///< name of a reader ("txt", "jsonl", "html"); empty: by name and content
};

/// What comes out of an input: an article to be read, or the record of one already read.
struct SourceItem {
    Article article;
    std::optional<Extraction> record;
};

/// What was met on the way.
struct SourceCounts {
    std::size_t articles = 0;
    std::size_t failed = 0;                      ///< broken inputs and lines, each told to the sink
    std::map<std::string, std::size_t> foreign;  ///< articles skipped because of their language, by ISO 639-1 code
};

/// The articles of files, folders (recursive, in the order of their names) and "-" (stdin), one by one.
class Source {
public:
    Source(std::vector<std::string> paths, SourceOptions options, DiagnosticSink sink);
    ~Source();
    Source(Source const&) = delete;
    Source& operator=(Source const&) = delete;

    /// The next English article or record; nothing at the end. Broken ones go to the sink and are skipped.
    [[nodiscard]] std::optional<SourceItem> next();
    [[nodiscard]] SourceCounts const& counts() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace diplograph
