#include "extract/reader_text.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "extract/charset.hpp"
#include "extract/reader.hpp"
#include "extract/reader_date.hpp"

namespace diplograph {

namespace {

constexpr std::string_view blanks = " \t\r\n\f\v";

std::string_view trim(std::string_view text) {
    std::size_t const from = text.find_first_not_of(blanks);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> out;
    for (std::size_t at = 0; at <= text.size();) {
        std::size_t const end = std::min(text.find('\n', at), text.size());
        out.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

std::vector<std::string> words_of(std::string_view line) {
    std::vector<std::string> out;
    bool inside = false;
    for (char const c : line) {
        char const low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        bool const letter = (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9') || static_cast<unsigned char>(c) >= 0x80;
        if (letter) {
            if (!inside) out.emplace_back();
            out.back() += low;
        }
        inside = letter || (inside && c == '\'');
    }
    return out;
}

template <std::size_t N>
bool any_of(std::array<std::string_view, N> const& set, std::string const& word) {
    return std::find(set.begin(), set.end(), word) != set.end();
}

constexpr std::array<std::string_view, 17> pointing{"most",    "top",      "latest",   "related", "more",   "recommended",
                                                    "trending", "other",   "next",     "previous", "popular", "read",
                                                    "see",     "editors", "featured", "breaking", "recent"};
constexpr std::array<std::string_view, 20> pointed{"stories", "story",   "news",   "article",  "articles", "posts",   "post",
                                                   "topics",  "headlines", "links", "tags",    "read",     "visited", "viewed",
                                                   "popular", "commented", "more",  "also",    "picks",    "content"};
constexpr std::array<std::string_view, 14> alone{"share",   "tags",    "comments", "print",     "related", "subscribe", "newsletter",
                                                 "advertisement", "copyright", "trending", "tweet", "email", "keywords", "facebook"};

/// A heading or a button of a page, not of an article: "Most Visited in Politics", "Share this", "Tags: Iran, Syria".
bool is_navigation(std::string_view line) {
    std::vector<std::string> const words = words_of(line);
    if (words.empty() || words.size() > 12) return false;
    if (any_of(alone, words[0]) && (words.size() <= 4 || line.find(':') < 12)) return true;
    if (words.size() > 6) return false;
    std::string const& first = words[0];
    if (first == "follow" && words.size() > 1 && words[1] == "us") return true;
    if ((first == "your" || first == "leave" || first == "add" || first == "post") && words.back() == "comment") return true;
    if (!any_of(pointing, first)) return false;
    return std::any_of(words.begin() + 1, words.end(), [](std::string const& word) { return any_of(pointed, word); });
}

bool is_navigation_heading(std::string_view line) {
    return is_navigation(line) && words_of(line).size() <= 5 && line.find_first_of(".?!") == std::string_view::npos;
}

/// The last sign of a line behind which quotes and brackets are passed over.
bool ends_sentence(std::string_view line) {
    while (!line.empty()) {
        if (line.size() >= 3 && line.substr(line.size() - 3, 2) == "\xE2\x80" &&
            (line.back() == '\x9D' || line.back() == '\x99')) {
            line.remove_suffix(3);
        } else if (line.size() >= 3 && line.substr(line.size() - 3) == "\xE2\x80\xA6") {
            return true;
        } else if (std::string_view("\"')]").find(line.back()) != std::string_view::npos) {
            line.remove_suffix(1);
        } else {
            return std::string_view(".!?;,").find(line.back()) != std::string_view::npos;
        }
    }
    return false;
}

bool is_short(std::string_view line) { return line.size() <= 100 && words_of(line).size() <= 14; }

std::string_view until(std::string_view text, std::string_view line) {
    return text.substr(0, static_cast<std::size_t>(line.data() - text.data()));
}

class TextReader : public Reader {
public:
    TextReader(Input& input, DiagnosticSink const& sink) : input_(input), sink_(sink) {}

    std::optional<SourceItem> next() override {
        if (done_) return std::nullopt;
        done_ = true;
        std::string const bytes = input_.read_all(largest_article);
        if (!input_.fault().empty()) return broken(input_.fault());
        if (is_binary(bytes)) return broken("not text");
        Decoded const decoded = decode(bytes);
        if (decoded.repaired) sink_({input_.path(), "some bytes are no " + decoded.charset + " and were replaced", false});
        std::string const text = clean_text(decoded.text);
        TextParts const parts = split_text(text);
        if (parts.body.empty()) return broken("no text in it");
        SourceItem item;
        item.article.id = input_.path();
        item.article.title = parts.title;
        item.article.published = parts.published;
        item.article.text = std::string(parts.body);
        return item;
    }

private:
    std::optional<SourceItem> broken(std::string what) {
        sink_({input_.path(), std::move(what), true});
        return std::nullopt;
    }

    Input& input_;
    DiagnosticSink const& sink_;
    bool done_ = false;
};

}  // namespace

std::string_view cut_navigation(std::string_view text) {
    std::vector<std::string_view> const lines = lines_of(text);
    std::string_view kept = text;
    for (std::string_view const raw : lines) {
        std::string_view const line = trim(raw);
        if (line.empty() || !is_navigation_heading(line)) continue;
        std::string_view const before = until(text, raw);
        if (before.size() * 3 <= text.size() * 2 || !ends_sentence(trim(before))) continue;
        kept = before;
        break;
    }
    std::vector<std::string_view> rest = lines_of(kept);
    std::size_t end = rest.size();
    while (end > 0) {
        std::string_view const line = trim(rest[end - 1]);
        if (!line.empty() && (ends_sentence(line) || !is_short(line))) break;
        --end;
    }
    // A text that has no sentences is a list, and kept.
    bool const after_sentence = end > 0 && ends_sentence(trim(rest[end - 1]));
    bool navigation = false;
    for (std::size_t i = end; i < rest.size(); ++i) navigation = navigation || is_navigation(rest[i]);
    if (end < rest.size() && end > 0 && (after_sentence || navigation)) {
        std::string_view const shorter = until(kept, rest[end]);
        if (shorter.size() * 2 >= kept.size()) kept = shorter;
    }
    return trim(kept);
}

TextParts split_text(std::string_view text) {
    TextParts out;
    std::vector<std::string_view> const lines = lines_of(text);
    std::size_t at = 0;
    std::size_t seen = 0;
    bool titled = false;
    for (; at < lines.size(); ++at) {
        std::string_view const line = trim(lines[at]);
        if (line.empty()) continue;
        if (++seen > 8) break;
        if (std::optional<Date> const date = date_of_line(line)) {
            if (!out.published) out.published = date;
            continue;
        }
        if (titled && line == out.title) continue;
        if (titled) break;
        bool const sentence = line.size() > 250 || (line.size() > 100 && ends_sentence(line));
        bool const more = std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(at) + 1, lines.end(),
                                      [](std::string_view other) { return !trim(other).empty(); });
        if (sentence || !more) break;
        out.title = std::string(line);
        titled = true;
    }
    std::size_t const body = at;
    for (std::size_t i = body; i < lines.size() && seen <= 8 && !out.published; ++i) {
        std::string_view const line = trim(lines[i]);
        if (line.empty()) continue;
        ++seen;
        out.published = date_of_line(line);
        if (!out.published) out.published = date_before_place(line);
    }
    if (body < lines.size())
        out.body = cut_navigation(text.substr(static_cast<std::size_t>(lines[body].data() - text.data())));
    return out;
}

bool sniff_text(std::string_view) { return true; }

std::unique_ptr<Reader> open_text(Input& input, DiagnosticSink const& sink) {
    return std::make_unique<TextReader>(input, sink);
}

}  // namespace diplograph
