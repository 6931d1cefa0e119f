#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <stdexcept>
#include <unordered_map>

#include "core/bytes.hpp"
#include "extract/charset.hpp"
#include "extract/extract.hpp"
#include "extract/record.hpp"
#include "extract/signature.hpp"

namespace diplograph {

namespace {

using rapidjson::Value;

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

/// The value of a key; nothing if it is missing or null.
Value const* find(Value const& object, char const* key) {
    auto const it = object.FindMember(key);
    return it == object.MemberEnd() || it->value.IsNull() ? nullptr : &it->value;
}

Value const& need(Value const& object, char const* key) {
    if (Value const* value = find(object, key)) return *value;
    throw std::runtime_error('"' + std::string(key) + "\" is missing: " + printed(object));
}

std::string string(Value const& object, char const* key) {
    Value const* value = find(object, key);
    if (value == nullptr) return {};
    if (!value->IsString()) fault(key, "a string", *value);
    return std::string(view(*value));
}

std::string needed_string(Value const& object, char const* key) {
    Value const& value = need(object, key);
    if (!value.IsString() || value.GetStringLength() == 0) fault(key, "a string with something in it", value);
    return std::string(view(value));
}

std::optional<double> number(Value const& object, char const* key) {
    Value const* value = find(object, key);
    if (value == nullptr) return std::nullopt;
    if (!value->IsNumber()) fault(key, "a number", *value);
    return value->GetDouble();
}

std::optional<Date> day(Value const& object, char const* key) {
    Value const* value = find(object, key);
    if (value == nullptr) return std::nullopt;
    std::optional<Date> date;
    if (value->IsString()) date = parse_date(view(*value));
    if (!date) fault(key, "a date", *value);
    return date;
}

/// A word of an enumeration, or `otherwise` where there is none.
template <class Enum>
Enum choice(Value const& object, char const* key, Enum otherwise) {
    Value const* value = find(object, key);
    if (value == nullptr) return otherwise;
    std::optional<Enum> chosen;
    if (value->IsString()) chosen = from_word<Enum>(view(*value));
    if (!chosen) fault(key, "a word of the schema", *value);
    return *chosen;
}

template <class Enum>
Enum needed_choice(Value const& object, char const* key) {
    need(object, key);
    return choice(object, key, Enum{});
}

/// The values of a list, which must be objects if `objects`; an absent one is empty.
template <class Take>
void each(Value const& object, char const* key, bool objects, Take take) {
    Value const* list = find(object, key);
    if (list == nullptr) return;
    if (!list->IsArray()) fault(key, "a list", *list);
    for (Value const& value : list->GetArray()) {
        if (objects && !value.IsObject()) fault(key, "a list of objects", value);
        take(value);
    }
}

std::vector<std::string> strings(Value const& object, char const* key) {
    std::vector<std::string> out;
    each(object, key, false, [&](Value const& value) {
        if (!value.IsString()) fault(key, "a list of strings", value);
        out.emplace_back(view(value));
    });
    return out;
}

using Ids = std::unordered_map<std::string, Index>;

void number_ids(Value const& record, char const* key, Ids& ids) {
    each(record, key, true, [&](Value const& value) {
        if (!ids.emplace(needed_string(value, "id"), static_cast<Index>(ids.size())).second)
            fault("id", "used once", need(value, "id"));
    });
}

class RecordReader {
public:
    explicit RecordReader(Value const& record) : record_(record) {}

    Extraction read() {
        Article& article = out_.article;
        if (needed_string(record_, "schema") != "diplograph.extraction/1")
            fault("schema", "\"diplograph.extraction/1\"", need(record_, "schema"));
        article.id = needed_string(record_, "id");
        article.url = string(record_, "url");
        article.title = string(record_, "title");
        article.outlet = string(record_, "outlet");
        article.published = day(record_, "published");
        article.text = string(record_, "text");
        if (find(record_, "text") != nullptr) limit_ = article.text.size();
        if (std::string language = string(record_, "language"); !language.empty()) out_.language = std::move(language);
        number_ids(record_, "entities", entities_);
        number_ids(record_, "events", events_);
        each(record_, "entities", true, [&](Value const& value) { out_.entities.push_back(entity(value)); });
        each(record_, "events", true, [&](Value const& value) { out_.events.push_back(event(value)); });
        if (!article.text.empty()) out_.signature = text_signature(article.text);
        return std::move(out_);
    }

private:
    Span span(char const* key, Value const& value) const {
        if (!value.IsArray() || value.Size() != 2 || !value[0].IsUint() || !value[1].IsUint())
            fault(key, "a span", value);
        Span const out{value[0].GetUint(), value[1].GetUint()};
        if (out.begin > out.end || out.end > limit_ || !border(out.begin) || !border(out.end))
            fault(key, "a span of the text", value);
        return out;
    }

    /// Spans begin and end between characters; without the text nobody can tell.
    bool border(std::uint32_t at) const {
        std::string const& text = out_.article.text;
        return at >= text.size() || !is_continuation(text[at]);
    }

    std::optional<Index> reference(Value const& object, char const* key, Ids const& ids) const {
        Value const* value = find(object, key);
        if (value == nullptr) return std::nullopt;
        auto const it = value->IsString() ? ids.find(std::string(view(*value))) : ids.end();
        if (it == ids.end()) fault(key, "an id of this record", *value);
        return it->second;
    }

    Entity entity(Value const& value) const {
        Entity out;
        out.kind = needed_choice<EntityKind>(value, "kind");
        out.name = needed_string(value, "name");
        out.aliases = strings(value, "aliases");
        out.country = string(value, "country");
        out.sector = string(value, "sector");
        out.organization = string(value, "organization");
        out.wikipedia = string(value, "wikipedia");
        each(value, "roles", true, [&](Value const& role) {
            out.roles.push_back({string(role, "title"), string(role, "of"), string(role, "country"), {}, Phase::holding});
        });
        each(value, "mentions", false, [&](Value const& one) { out.mentions.push_back(span("mentions", one)); });
        out.key = name_key(out.name);
        return out;
    }

    Participant participant(Value const& value) const {
        Participant out;
        need(value, "entity");
        out.entity = *reference(value, "entity", entities_);
        out.role = choice(value, "role", out.role);
        out.office = string(value, "office");
        out.resolved = choice(value, "resolved", out.resolved);
        out.attendance = choice(value, "attendance", out.attendance);
        return out;
    }

    std::optional<Place> place(Value const& object) const {
        Value const* value = find(object, "place");
        if (value == nullptr) return std::nullopt;
        if (!value->IsObject()) fault("place", "an object", *value);
        return Place{reference(*value, "entity", entities_), needed_string(*value, "name"), string(*value, "country"),
                     number(*value, "lat"), number(*value, "lon")};
    }

    static std::optional<DateInterval> date(Value const& object) {
        Value const* value = find(object, "date");
        if (value == nullptr) return std::nullopt;
        if (!value->IsObject()) fault("date", "an object", *value);
        return DateInterval{day(*value, "start"), day(*value, "end"), choice(*value, "precision", Precision::day),
                            string(*value, "text")};
    }

    Figure figure(Value const& value) const {
        Figure out;
        out.kind = needed_choice<FigureKind>(value, "kind");
        out.min = number(value, "min");
        out.max = number(value, "max");
        out.qualifier = choice(value, "qualifier", out.qualifier);
        out.text = string(value, "text");
        out.unit = string(value, "unit");
        out.share = number(value, "share");
        out.of = number(value, "of");
        if (Value const* cumulative = find(value, "cumulative")) {
            if (!cumulative->IsBool()) fault("cumulative", "true or false", *cumulative);
            out.cumulative = cumulative->GetBool();
        }
        out.period = string(value, "period");
        out.place = string(value, "place");
        out.attributed_to = reference(value, "attributed_to", entities_);
        return out;
    }

    Evidence evidence(Value const& value) const {
        Evidence out;
        out.sentence = span("sentence", need(value, "sentence"));
        out.trigger = span("trigger", need(value, "trigger"));
        out.rule = string(value, "rule");
        out.status = choice(value, "status", out.status);
        if (!out_.article.text.empty()) out.quote = out_.article.text.substr(out.sentence.begin, out.sentence.size());
        return out;
    }

    Event event(Value const& value) const {
        Event out;
        out.type = needed_choice<EventType>(value, "type");
        out.plover = string(value, "plover");
        out.mode = string(value, "mode");
        out.cameo = string(value, "cameo");
        out.status = choice(value, "status", out.status);
        out.name = string(value, "name");
        out.edition = string(value, "edition");
        out.purpose = string(value, "purpose");
        each(value, "participants", true, [&](Value const& one) { out.participants.push_back(participant(one)); });
        out.place = place(value);
        out.date = date(value);
        each(value, "figures", true, [&](Value const& one) { out.figures.push_back(figure(one)); });
        out.topics = strings(value, "topics");
        out.part_of = reference(value, "part_of", events_);
        out.attributed_to = reference(value, "attributed_to", entities_);
        out.confidence = number(value, "confidence").value_or(0);
        each(value, "evidence", true, [&](Value const& one) { out.evidence.push_back(evidence(one)); });
        return out;
    }

    Value const& record_;
    Extraction out_;
    Ids entities_;
    Ids events_;
    std::size_t limit_ = std::numeric_limits<std::uint32_t>::max();
};

bool states(Value const& object, char const* key) { return object.HasMember(key); }

StatedEvent stated(Value const& event) {
    StatedEvent out{states(event, "status"), states(event, "participants"), states(event, "place"), states(event, "date"),
                    states(event, "figures"), {}, {}};
    each(event, "participants", true, [&](Value const& one) { out.roles.push_back(states(one, "role")); });
    each(event, "figures", true, [&](Value const& one) { out.bounds.push_back({states(one, "min"), states(one, "max")}); });
    return out;
}

rapidjson::Document parse_record(std::string_view line) {
    // Iterative: a hostile depth of brackets must not end the stack.
    constexpr unsigned flags = rapidjson::kParseFullPrecisionFlag | rapidjson::kParseIterativeFlag |
                               rapidjson::kParseValidateEncodingFlag;
    rapidjson::Document document;
    document.Parse<flags>(line.data(), line.size());
    if (document.HasParseError())
        throw std::runtime_error(std::string("broken JSON (") + rapidjson::GetParseError_En(document.GetParseError()) + " at byte " +
                                 std::to_string(std::min(document.GetErrorOffset(), line.size()) + 1) + "): " + excerpt(line));
    if (!document.IsObject()) throw std::runtime_error("not a JSON object: " + printed(document));
    return document;
}

}  // namespace

Extraction from_record(std::string_view line) { return RecordReader(parse_record(line)).read(); }

Record read_record(std::string_view line) {
    rapidjson::Document const document = parse_record(line);
    Record out;
    out.extraction = RecordReader(document).read();
    out.entities = states(document, "entities");
    out.events = states(document, "events");
    each(document, "entities", true, [&](Value const& one) { out.countries.push_back(states(one, "country")); });
    each(document, "events", true, [&](Value const& one) { out.stated.push_back(stated(one)); });
    return out;
}

}  // namespace diplograph
