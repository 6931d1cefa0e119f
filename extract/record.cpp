#include "extract/record.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <charconv>
#include <cmath>
#include <optional>

namespace diplograph {

namespace {

/// A JSON writer that knows how the record puts down absent values, dates, spans and numbers.
class RecordWriter {
public:
    RecordWriter() : json_(buffer_) {}

    void begin() { json_.StartObject(); }
    void end() { json_.EndObject(); }
    void key(std::string_view name) { json_.Key(name.data(), size(name)); }
    void string(std::string_view text) { json_.String(text.data(), size(text)); }
    void null() { json_.Null(); }

    void text(std::string_view name, std::string_view value) {
        key(name);
        string(value);
    }

    void maybe(std::string_view name, std::string_view value) {
        key(name);
        if (value.empty())
            null();
        else
            string(value);
    }

    void day(std::string_view name, std::optional<Date> const& value) {
        maybe(name, value ? to_string(*value) : std::string{});
    }

    void number(std::string_view name, std::optional<double> const& value) {
        key(name);
        if (!value || !std::isfinite(*value)) return null();
        char digits[64];
        bool const whole = std::abs(*value) < 1e15 && std::trunc(*value) == *value;
        auto const result = whole ? std::to_chars(digits, digits + sizeof digits, static_cast<std::int64_t>(*value))
                                  : std::to_chars(digits, digits + sizeof digits, *value);
        json_.RawValue(digits, static_cast<std::size_t>(result.ptr - digits), rapidjson::kNumberType);
    }

    void boolean(std::string_view name, bool value) {
        key(name);
        json_.Bool(value);
    }

    void reference(std::string_view name, char letter, std::optional<Index> const& index) {
        key(name);
        if (!index) return null();
        string(letter + std::to_string(std::uint64_t{*index} + 1));
    }

    void span(Span value) {
        json_.StartArray();
        json_.Uint(value.begin);
        json_.Uint(value.end);
        json_.EndArray();
    }

    void span(std::string_view name, Span value) {
        key(name);
        span(value);
    }

    /// A list, each value put down by `put`.
    template <class Values, class Put>
    void list(std::string_view name, Values const& values, Put put) {
        key(name);
        json_.StartArray();
        for (auto const& value : values) put(value);
        json_.EndArray();
    }

    [[nodiscard]] std::string str() const { return {buffer_.GetString(), buffer_.GetSize()}; }

private:
    static rapidjson::SizeType size(std::string_view text) { return static_cast<rapidjson::SizeType>(text.size()); }

    rapidjson::StringBuffer buffer_;
    rapidjson::Writer<rapidjson::StringBuffer> json_;
};

void put(RecordWriter& out, Role const& role) {
    out.begin();
    out.text("title", role.title);
    out.maybe("of", role.of);
    out.maybe("country", role.country);
    out.end();
}

void put(RecordWriter& out, Entity const& entity, Index index) {
    out.begin();
    out.reference("id", 'e', index);
    out.text("kind", word(entity.kind));
    out.text("name", entity.name);
    out.list("aliases", entity.aliases, [&](std::string const& alias) { out.string(alias); });
    out.maybe("country", entity.country);
    out.maybe("sector", entity.sector);
    out.maybe("organization", entity.organization);
    out.maybe("wikipedia", entity.wikipedia);
    out.list("roles", entity.roles, [&](Role const& role) { put(out, role); });
    out.list("mentions", entity.mentions, [&](Span mention) { out.span(mention); });
    out.end();
}

void put(RecordWriter& out, Participant const& participant) {
    out.begin();
    out.reference("entity", 'e', participant.entity);
    out.text("role", word(participant.role));
    out.maybe("office", participant.office);
    out.text("resolved", word(participant.resolved));
    out.text("attendance", word(participant.attendance));
    out.end();
}

void put(RecordWriter& out, std::optional<Place> const& place) {
    out.key("place");
    if (!place) return out.null();
    out.begin();
    out.reference("entity", 'e', place->entity);
    out.text("name", place->name);
    out.maybe("country", place->country);
    out.number("lat", place->latitude);
    out.number("lon", place->longitude);
    out.end();
}

void put(RecordWriter& out, std::optional<DateInterval> const& date) {
    out.key("date");
    if (!date) return out.null();
    out.begin();
    out.day("start", date->start);
    out.day("end", date->end);
    out.text("precision", word(date->precision));
    out.maybe("text", date->text);
    out.end();
}

void put(RecordWriter& out, Figure const& figure) {
    out.begin();
    out.text("kind", word(figure.kind));
    out.number("min", figure.min);
    out.number("max", figure.max);
    out.text("qualifier", word(figure.qualifier));
    out.maybe("text", figure.text);
    out.maybe("unit", figure.unit);
    out.number("share", figure.share);
    out.number("of", figure.of);
    out.boolean("cumulative", figure.cumulative);
    out.maybe("period", figure.period);
    out.maybe("place", figure.place);
    out.reference("attributed_to", 'e', figure.attributed_to);
    out.end();
}

void put(RecordWriter& out, Evidence const& evidence) {
    out.begin();
    out.span("sentence", evidence.sentence);
    out.span("trigger", evidence.trigger);
    out.maybe("rule", evidence.rule);
    out.text("status", word(evidence.status));
    out.end();
}

void put(RecordWriter& out, Event const& event, Index index) {
    out.begin();
    out.reference("id", 'v', index);
    out.text("type", word(event.type));
    out.maybe("plover", event.plover);
    out.maybe("mode", event.mode);
    out.maybe("cameo", event.cameo);
    out.text("status", word(event.status));
    out.maybe("name", event.name);
    out.maybe("edition", event.edition);
    out.maybe("purpose", event.purpose);
    out.list("participants", event.participants, [&](Participant const& one) { put(out, one); });
    put(out, event.place);
    put(out, event.date);
    out.list("figures", event.figures, [&](Figure const& figure) { put(out, figure); });
    out.list("topics", event.topics, [&](std::string const& topic) { out.string(topic); });
    out.reference("part_of", 'v', event.part_of);
    out.reference("attributed_to", 'e', event.attributed_to);
    out.number("confidence", event.confidence);
    out.list("evidence", event.evidence, [&](Evidence const& one) { put(out, one); });
    out.end();
}

}  // namespace

std::string to_record(Extraction const& extraction, bool with_text) {
    Article const& article = extraction.article;
    RecordWriter out;
    out.begin();
    out.text("schema", "diplograph.extraction/1");
    out.text("id", article.id);
    out.maybe("url", article.url);
    out.maybe("title", article.title);
    if (!article.outlet.empty()) out.text("outlet", article.outlet);
    out.day("published", article.published);
    out.maybe("language", extraction.language);
    if (with_text) out.text("text", article.text);
    Index entity = 0;
    out.list("entities", extraction.entities, [&](Entity const& one) { put(out, one, entity++); });
    Index event = 0;
    out.list("events", extraction.events, [&](Event const& one) { put(out, one, event++); });
    out.end();
    return out.str();
}

}  // namespace diplograph
