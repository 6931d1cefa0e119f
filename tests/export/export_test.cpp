#include "export/export.hpp"

#include <rapidjson/document.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "export/buffer.hpp"
#include "views.hpp"

using namespace diplograph;

namespace {

std::string written(Exporter const& exporter, View const& view, ExportOptions const& options) {
    std::string out;
    exporter.write(view, options, [&](std::string_view piece) { out.append(piece); });
    return out;
}

/// Compares with the file of that name in tests/golden; DIPLOGRAPH_GOLDEN=write makes the files anew.
void compare(std::string const& name, std::string const& text) {
    std::string const path = DIPLOGRAPH_SOURCE "/tests/golden/" + name;
    char const* const mode = std::getenv("DIPLOGRAPH_GOLDEN");
    if (mode != nullptr && std::string_view(mode) == "write") std::ofstream(path, std::ios::binary) << text;
    std::ifstream file(path, std::ios::binary);
    INFO(path);
    REQUIRE(file.good());
    std::stringstream golden;
    golden << file.rdbuf();
    CHECK(golden.str() == text);
}

void compare_all(std::string const& name, View const& view) {
    for (Exporter const& exporter : exporters()) {
        std::string const format = exporter.name;
        ExportOptions options;
        if (format == "csv") {
            compare(name + ".edges.csv", written(exporter, view, options));
            options.csv_nodes = true;
            compare(name + ".nodes.csv", written(exporter, view, options));
        } else {
            compare(name + "." + format, written(exporter, view, options));
        }
        options.gexf_version = "1.2";
        if (format == "gexf") compare(name + ".1.2.gexf", written(exporter, view, options));
    }
}

/// How a text looks once what XML forbids and what is no UTF-8 has been replaced.
void check_text(rapidjson::Value const& object, char const* key, std::string const& text) {
    INFO(key);
    if (text.empty()) {
        CHECK_FALSE(object.HasMember(key));
        return;
    }
    REQUIRE(object.HasMember(key));
    CHECK(std::string(object[key].GetString(), object[key].GetStringLength()) == printable_text(text));
}

}  // namespace

TEST_CASE("Every writer writes what its golden file holds") {
    compare_all("nasty", nasty_view());
    compare_all("weighted", weighted_view());
    compare_all("empty", View{});
}

TEST_CASE("JSON is read back as the view that was written") {
    View const view = GENERATE(nasty_view(), weighted_view());
    std::string const text = written(*find_exporter("json"), view, {});
    rapidjson::Document json;
    json.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseFullPrecisionFlag>(text.data(), text.size());
    REQUIRE_FALSE(json.HasParseError());
    CHECK(json["directed"].GetBool() == view.directed);
    REQUIRE(json["nodes"].Size() == view.nodes.size());
    REQUIRE(json["edges"].Size() == view.edges.size());
    for (rapidjson::SizeType i = 0; i < view.nodes.size(); ++i) {
        rapidjson::Value const& node = json["nodes"][i];
        check_text(node, "key", view.nodes[i].id);
        check_text(node, "label", view.nodes[i].label);
        check_text(node, "kind", view.nodes[i].kind);
        check_text(node, "detail", view.nodes[i].detail);
        CHECK(node.HasMember("latitude") == view.nodes[i].latitude.has_value());
        if (view.nodes[i].latitude) CHECK(node["latitude"].GetDouble() == *view.nodes[i].latitude);
        REQUIRE(node.HasMember("aliases") == !view.nodes[i].aliases.empty());
        for (rapidjson::SizeType a = 0; a < view.nodes[i].aliases.size(); ++a)
            CHECK(node["aliases"][a].GetString() == printable_text(view.nodes[i].aliases[a]));
    }
    for (rapidjson::SizeType i = 0; i < view.edges.size(); ++i) {
        rapidjson::Value const& edge = json["edges"][i];
        check_text(edge, "source", view.nodes[view.edges[i].source].id);
        check_text(edge, "target", view.nodes[view.edges[i].target].id);
        check_text(edge, "relation", view.edges[i].relation);
        CHECK(edge["weight"].GetDouble() == view.edges[i].weight);
    }
}

TEST_CASE("What is no UTF-8 and what XML forbids is replaced") {
    CHECK(printable_text("a\tb\nc") == "a\tb\nc");
    CHECK(printable_text("\x01") == "\xEF\xBF\xBD");
    CHECK(printable_text("\xED\xA0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(printable_text("\xE2\x82") == "\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(printable_text("\xF0\x9F\x95\x8A") == "\xF0\x9F\x95\x8A");
    CHECK(json_list({}) == "[]");
    CHECK(json_list({"a\"b", "c\\"}) == R"(["a\"b","c\\"])");
}

TEST_CASE("A writer hands its bytes over in pieces of bounded size") {
    View view = nasty_view();
    while (view.nodes.size() < 20000) view.nodes.push_back(view.nodes[view.nodes.size() % 5]);
    for (Exporter const& exporter : exporters()) {
        if (std::string_view(exporter.name) == "csv") continue;  // its table of edges is short
        INFO(exporter.name);
        std::size_t pieces = 0, longest = 0;
        exporter.write(view, {}, [&](std::string_view piece) {
            ++pieces;
            longest = std::max(longest, piece.size());
        });
        CHECK(pieces > 10);
        CHECK(longest < 96 * 1024);
    }
}

TEST_CASE("Formats are found by their names") {
    for (Exporter const& exporter : exporters()) CHECK(find_exporter(exporter.name) == &exporter);
    CHECK(find_exporter("pdf") == nullptr);
    CHECK(find_exporter("") == nullptr);
}
