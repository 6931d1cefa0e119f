#include "extract/reader_page_data.hpp"

#include <rapidjson/document.h>

#include <algorithm>
#include <array>

#include "extract/reader_date.hpp"

namespace diplograph {

namespace {

/// Blanks at the ends go, those between become one space.
std::string squeezed(std::string_view text) {
    std::string out;
    for (char const c : text) {
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r')
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

constexpr std::array<std::string_view, 16> date_names{
    "article:published_time", "datepublished", "date",          "dc.date",      "dc.date.issued", "dcterms.date",
    "dcterms.created",        "pubdate",       "publishdate",   "publish-date", "publish_date",   "og:published_time",
    "parsely-pub-date",       "sailthru.date", "article.published", "citation_publication_date"};

/// "Envoys meet | The Example" and "Envoys meet - The Example": the last part is the site, if it is the shorter one.
std::string without_site(std::string const& title) {
    for (std::string_view const mark : {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 "}) {
        std::size_t const at = title.rfind(mark);
        if (at != std::string::npos && at > title.size() - at - mark.size()) return title.substr(0, at);
    }
    return title;
}

/// The strings that an article's JSON-LD gives; nested objects and lists are walked down to `depth`.
struct Facts {
    std::string headline;
    std::string published;
    std::string publisher;

    void read(rapidjson::Value const& value, int depth) {
        if (depth == 0) return;
        if (value.IsArray()) {
            for (rapidjson::Value const& one : value.GetArray()) read(one, depth - 1);
        } else if (value.IsObject()) {
            take(value, "headline", headline);
            take(value, "datePublished", published);
            if (auto const it = value.FindMember("publisher"); it != value.MemberEnd() && it->value.IsObject())
                take(it->value, "name", publisher);
            for (char const* const key : {"@graph", "mainEntity", "mainEntityOfPage"})
                if (auto const it = value.FindMember(key); it != value.MemberEnd()) read(it->value, depth - 1);
        }
    }

    static void take(rapidjson::Value const& object, char const* key, std::string& out) {
        auto const it = object.FindMember(key);
        if (out.empty() && it != object.MemberEnd() && it->value.IsString())
            out.assign(it->value.GetString(), it->value.GetStringLength());
    }
};

}  // namespace

void PageData::meta(std::string_view name, std::string_view content) {
    std::string low(name);
    std::transform(low.begin(), low.end(), low.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    if (low == "og:title" && shared_title_.empty()) shared_title_ = squeezed(content);
    if (low == "canonical" || (low == "og:url" && url.empty())) url = squeezed(content);
    if (low == "og:site_name") outlet = squeezed(content);
    bool const dated = std::find(date_names.begin(), date_names.end(), low) != date_names.end();
    if (dated && !meta_date_) meta_date_ = date_of_meta(content);
}

void PageData::json_ld(std::string_view json) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseIterativeFlag>(json.data(), json.size());
    if (document.HasParseError()) return;
    Facts facts;
    facts.read(document, 8);
    if (headline_.empty()) headline_ = squeezed(facts.headline);
    if (outlet.empty()) outlet = squeezed(facts.publisher);
    if (!json_date_) json_date_ = date_of_meta(facts.published);
}

std::string PageData::title() const {
    if (!shared_title_.empty()) {
        // Some sites put their name here, too.
        std::string const tail = without_site(shared_title_);
        return !outlet.empty() && shared_title_.size() > outlet.size() + tail.size() &&
                       shared_title_.substr(shared_title_.size() - outlet.size()) == outlet
                   ? tail
                   : shared_title_;
    }
    if (!headline_.empty()) return headline_;
    std::string const first = squeezed(heading);
    return first.empty() ? without_site(squeezed(title_element)) : first;
}

std::optional<Date> PageData::published() const {
    if (json_date_) return json_date_;
    return meta_date_ ? meta_date_ : time_element;
}

}  // namespace diplograph
