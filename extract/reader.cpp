#include "extract/reader.hpp"

#include <algorithm>

namespace diplograph {

std::vector<ReaderKind> const& readers() {
    static std::vector<ReaderKind> const table{
        {"jsonl", {".jsonl", ".ndjson", ".json"}, sniff_jsonl, open_jsonl},
        {"html", {".html", ".htm", ".xhtml"}, sniff_html, open_html},
        {"txt", {".txt"}, sniff_text, open_text},
    };
    return table;
}

ReaderKind const* reader_of_path(std::string_view path) {
    std::string name(path.substr(path.rfind('/') + 1));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    auto const ends = [&](std::string_view tail) {
        return name.size() > tail.size() && std::string_view(name).substr(name.size() - tail.size()) == tail;
    };
    if (ends(".gz")) name.resize(name.size() - 3);
    for (ReaderKind const& kind : readers())
        if (std::any_of(kind.extensions.begin(), kind.extensions.end(), ends)) return &kind;
    return nullptr;
}

}  // namespace diplograph
