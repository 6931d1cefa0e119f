#include <algorithm>

#include "extract/charset.hpp"
#include "extract/reader.hpp"
#include "extract/reader_page.hpp"

namespace diplograph {

namespace {

class HtmlReader : public Reader {
public:
    HtmlReader(Input& input, DiagnosticSink const& sink) : input_(input), sink_(sink) {}

    std::optional<SourceItem> next() override {
        if (done_) return std::nullopt;
        done_ = true;
        std::string const bytes = input_.read_all(largest_article);
        if (!input_.fault().empty()) return broken(input_.fault());
        if (is_binary(bytes)) return broken("not text");
        Decoded const decoded = decode(bytes, declared_charset(bytes));
        if (decoded.repaired) sink_({input_.path(), "some bytes are no " + decoded.charset + " and were replaced", false});
        Page page = read_page(clean_text(decoded.text));
        if (page.text.empty()) return broken("no article found in the page");
        SourceItem item;
        item.article.id = input_.path();
        item.article.url = std::move(page.url);
        item.article.title = std::move(page.title);
        item.article.outlet = std::move(page.outlet);
        item.article.published = page.published;
        item.article.text = std::move(page.text);
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

bool sniff_html(std::string_view bytes) {
    // UTF-16 shows its tags once the zero bytes are gone.
    std::string head;
    for (char const c : bytes.substr(0, 2048))
        if (c != '\0') head += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    for (std::string_view const mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"})
        if (head.rfind(mark, 0) == 0) head.erase(0, mark.size());
    std::size_t const first = head.find_first_not_of(" \t\r\n");
    if (first == std::string::npos || head[first] != '<') return false;
    return head.find("<html") != std::string::npos || head.find("<!doctype html") != std::string::npos ||
           head.find("<head") != std::string::npos || head.find("<body") != std::string::npos ||
           head.find("<meta") != std::string::npos || head.find("<p>") != std::string::npos;
}

std::unique_ptr<Reader> open_html(Input& input, DiagnosticSink const& sink) {
    return std::make_unique<HtmlReader>(input, sink);
}

}  // namespace diplograph
