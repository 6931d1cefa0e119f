// Any bytes, read as text, as a page and as JSON lines: what comes out is an extraction whose spans stand in its text,
// and whose record reads back as the same; as CoNLL-U and as a tree over it every word has ten columns and a head.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "extract/extract.hpp"
#include "extract/record.hpp"
#include "extract/source.hpp"

using namespace diplograph;

namespace {

void require(bool holds, char const* what, Article const& article) {
    if (holds) return;
    std::fprintf(stderr, "%s, in:\n%s\n", what, article.text.c_str());
    std::abort();
}

/// The bytes as a file without a place on the disk.
class MemoryFile {
public:
    MemoryFile(std::uint8_t const* data, std::size_t size) : number_(memfd_create("input", 0)) {
        if (number_ < 0 || write(number_, data, size) != static_cast<ssize_t>(size)) throw std::runtime_error("no memory for a file");
    }
    ~MemoryFile() { close(number_); }
    MemoryFile(MemoryFile const&) = delete;
    MemoryFile& operator=(MemoryFile const&) = delete;
    [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(number_); }

private:
    int number_;
};

bool is_border(std::string_view text, std::uint32_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

void check_span(Span span, Article const& article) {
    require(span.begin < span.end && span.end <= article.text.size(), "a span lies outside of its text", article);
    require(is_border(article.text, span.begin) && is_border(article.text, span.end), "a span cuts a character", article);
}

void check_spans(Extraction const& x) {
    for (Entity const& entity : x.entities)
        for (Span const span : entity.mentions) check_span(span, x.article);
    for (Event const& event : x.events)
        for (Evidence const& evidence : event.evidence) {
            check_span(evidence.sentence, x.article);
            check_span(evidence.trigger, x.article);
            require(evidence.sentence.contains(evidence.trigger), "a trigger stands outside of its sentence", x.article);
            require(evidence.quote == x.article.text.substr(evidence.sentence.begin, evidence.sentence.size()), "a quote is not its sentence", x.article);
        }
}

void check_references(Extraction const& x) {
    auto const entity = [&](std::optional<Index> i) { require(!i || *i < x.entities.size(), "an event names no entity", x.article); };
    for (Event const& event : x.events) {
        for (Participant const& p : event.participants) entity(p.entity);
        for (Figure const& figure : event.figures) entity(figure.attributed_to);
        if (event.place) entity(event.place->entity);
        entity(event.attributed_to);
        require(!event.part_of || *event.part_of < x.events.size(), "an event is part of none", x.article);
    }
}

void check_record(Extraction const& x) {
    std::string const line = to_record(x, true);
    require(line.find('\n') == std::string::npos, "a record has several lines", x.article);
    require(to_record(from_record(line), true) == line, "a record reads back as another", x.article);
}

/// Numbers begin at 1 in every sentence and count on; heads are numbers of the sentence.
void check_conllu(std::string const& conllu, Article const& article) {
    std::size_t words = 0, furthest = 0, begin = 0;
    while (begin < conllu.size()) {
        std::size_t const end = conllu.find('\n', begin);
        std::string_view const line = std::string_view(conllu).substr(begin, end - begin);
        begin = end + 1;
        if (line.empty()) {
            require(furthest <= words, "a head stands outside of its sentence", article);
            words = furthest = 0;
            continue;
        }
        std::string_view const id = line.substr(0, line.find('\t'));
        if (line.starts_with('#') || id.find('-') != std::string_view::npos) continue;
        require(std::count(line.begin(), line.end(), '\t') == 9, "a word has not ten columns", article);
        require(id == std::to_string(++words), "words are not numbered", article);
        std::size_t at = 0;
        for (int column = 0; column < 6; ++column) at = line.find('\t', at) + 1;
        furthest = std::max(furthest, static_cast<std::size_t>(std::strtoul(line.data() + at, nullptr, 10)));
    }
    require(words == 0, "the last sentence has no end", article);
}

Extractor const& extractor() {
    static Extractor const extract(load_knowledge({DIPLOGRAPH_SOURCE "/data", DIPLOGRAPH_BINARY "/data"}));
    return extract;
}

void read_as(std::string const& format, std::string const& path) {
    Extractor const& extract = extractor();
    Source source({path}, {std::nullopt, format}, [](Diagnostic const&) {});
    while (auto item = source.next()) {
        bool const ours = !item->record;
        if (ours) check_conllu(extract.parse(item->article), item->article);
        Extraction const x = ours ? extract(std::move(item->article)) : std::move(*item->record);
        if (ours) check_spans(x);
        check_references(x);
        check_record(x);
    }
}

/// The bytes as CoNLL-U, and as the words of one: a line each.
void annotate(std::string_view bytes) {
    Extractor const& extract = extractor();
    for (bool const keep_tags : {false, true}) static_cast<void>(extract.annotate(bytes, keep_tags));
    std::string lines;
    for (std::size_t id = 1; !bytes.empty() && id < 500; ++id) {
        std::size_t const end = std::min({bytes.find_first_of(" \t\n\r"), bytes.size(), std::size_t{40}});
        lines += std::to_string(id) + '\t' + std::string(bytes.substr(0, end)) + '\n';
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    check_conllu(extract.annotate(lines), {});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    MemoryFile const file(data, size);
    for (char const* format : {"txt", "html", "jsonl"}) read_as(format, file.path());
    annotate({reinterpret_cast<char const*>(data), size});
    return 0;
}
