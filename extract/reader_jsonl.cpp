#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <stdexcept>

#include "extract/charset.hpp"
#include "extract/lines.hpp"
#include "extract/reader.hpp"
#include "extract/record.hpp"

namespace diplograph {

namespace {

using rapidjson::Value;

constexpr std::string_view blanks = " \t\r\n";

std::string printed(Value const& value) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    value.Accept(writer);
    return excerpt({buffer.GetString(), buffer.GetSize()});
}

[[noreturn]] void fault(std::string_view key, std::string_view wanted, Value const& value) {
    throw std::runtime_error('"' + std::string(key) + "\" is not " + std::string(wanted) + ": " + printed(value));
}

std::string_view view(Value const& value) { return {value.GetString(), value.GetStringLength()}; }

std::string string(Value const& object, char const* key) {
    auto const it = object.FindMember(key);
    if (it == object.MemberEnd() || it->value.IsNull()) return {};
    if (!it->value.IsString()) fault(key, "a string", it->value);
    std::string out(view(it->value));
    // One byte for one byte: places that others have measured in the text stay right.
    std::replace_if(out.begin(), out.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == '\x7F'; }, ' ');
    return out;
}

std::optional<Date> published(Value const& object) {
    auto const it = object.FindMember("published");
    if (it == object.MemberEnd() || it->value.IsNull()) return std::nullopt;
    std::optional<Date> date;
    if (it->value.IsString()) date = parse_date(view(it->value));
    if (!date) fault("published", "a date", it->value);
    return date;
}

std::string id_of(Value const& object) {
    auto const it = object.FindMember("id");
    if (it != object.MemberEnd() && (it->value.IsInt64() || it->value.IsUint64())) return printed(it->value);
    return string(object, "id");
}

SourceItem article_of(Value const& object) {
    SourceItem item;
    Article& article = item.article;
    article.id = id_of(object);
    article.url = string(object, "url");
    article.title = string(object, "title");
    article.outlet = string(object, "outlet");
    if (auto const it = object.FindMember("source"); article.outlet.empty() && it != object.MemberEnd() && it->value.IsString())
        article.outlet = string(object, "source");
    article.published = published(object);
    article.text = string(object, "text");
    auto const text = object.FindMember("text");
    if (text == object.MemberEnd()) throw std::runtime_error("\"text\" is missing: " + printed(object));
    if (text->value.IsNull()) fault("text", "a string", text->value);
    if (article.text.find_first_not_of(blanks) == std::string::npos) throw std::runtime_error("\"text\" is empty");
    return item;
}

bool is_record(Value const& object) {
    auto const it = object.FindMember("schema");
    return it != object.MemberEnd() && it->value.IsString() && view(it->value) == "diplograph.extraction/1";
}

SourceItem item_of(std::string_view line) {
    constexpr unsigned flags = rapidjson::kParseFullPrecisionFlag | rapidjson::kParseIterativeFlag |
                               rapidjson::kParseValidateEncodingFlag;
    rapidjson::Document document;
    document.Parse<flags>(line.data(), line.size());
    if (document.HasParseError()) {
        std::size_t const at = std::min(document.GetErrorOffset(), line.size());
        throw std::runtime_error(std::string("broken JSON (") + rapidjson::GetParseError_En(document.GetParseError()) +
                                 " at byte " + std::to_string(at + 1) + "): " + excerpt(line));
    }
    if (!document.IsObject()) throw std::runtime_error("not a JSON object: " + printed(document));
    if (!is_record(document)) return article_of(document);
    SourceItem item;
    item.record = from_record(line);
    item.article = item.record->article;
    if (item.article.text.empty()) throw std::runtime_error("a record without \"text\": " + excerpt(line));
    return item;
}

class JsonlReader : public Reader {
public:
    JsonlReader(Input& input, DiagnosticSink const& sink) : input_(input), sink_(sink), lines_(input, sink) {}

    std::optional<SourceItem> next() override {
        while (auto const line = lines_.next()) {
            try {
                SourceItem item = item_of(line->text);
                if (item.article.id.empty()) item.article.id = line->where;
                return item;
            } catch (std::runtime_error const& error) {
                sink_({line->where, error.what(), true});
            }
        }
        if (!done_) {
            done_ = true;
            if (!input_.fault().empty()) sink_({input_.path(), input_.fault(), true});
            else if (!lines_.found()) sink_({input_.path(), "no JSON lines in it", true});
        }
        return std::nullopt;
    }

private:
    Input& input_;
    DiagnosticSink const& sink_;
    Lines lines_;
    bool done_ = false;
};

}  // namespace

bool sniff_jsonl(std::string_view head) {
    if (head.substr(0, 3) == "\xEF\xBB\xBF") head.remove_prefix(3);
    std::size_t const first = head.find_first_not_of(blanks);
    return first != std::string_view::npos && head[first] == '{';
}

std::unique_ptr<Reader> open_jsonl(Input& input, DiagnosticSink const& sink) {
    return std::make_unique<JsonlReader>(input, sink);
}

}  // namespace diplograph
