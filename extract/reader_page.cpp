#include "extract/reader_page.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <unordered_map>
#include <vector>

#include "extract/reader_date.hpp"
#include "extract/reader_page_data.hpp"
#include "extract/reader_text.hpp"

namespace diplograph {

namespace {

/// Below this depth of elements nothing is read: no article is there, and walks stay off the end of the stack.
constexpr int deepest = 400;

/// Memory of one parse, given back at once; the library would free the tree element by element, by recursion.
class Arena {
public:
    static void* allocate(void* self, std::size_t size) { return static_cast<Arena*>(self)->take(size); }
    static void release(void*, void*) {}

private:
    void* take(std::size_t size) {
        size = (size + 15) / 16 * 16;
        if (size > left_) {
            left_ = std::max<std::size_t>(size, 1U << 18);
            blocks_.push_back(std::make_unique<std::max_align_t[]>(left_ / sizeof(std::max_align_t) + 1));
            at_ = reinterpret_cast<char*>(blocks_.back().get());
        }
        void* const out = at_;
        at_ += size;
        left_ -= size;
        return out;
    }

    std::vector<std::unique_ptr<std::max_align_t[]>> blocks_;
    char* at_ = nullptr;
    std::size_t left_ = 0;
};

bool is_element(GumboNode const& node) { return node.type == GUMBO_NODE_ELEMENT; }

bool is_one_of(GumboTag tag, std::initializer_list<GumboTag> tags) {
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

std::string_view attribute(GumboNode const& node, char const* name) {
    GumboAttribute const* const found = gumbo_get_attribute(&node.v.element.attributes, name);
    return found != nullptr ? std::string_view(found->value) : std::string_view{};
}

template <class Visit>
void children(GumboNode const& node, Visit visit) {
    GumboVector const& list = node.type == GUMBO_NODE_DOCUMENT ? node.v.document.children : node.v.element.children;
    if (!is_element(node) && node.type != GUMBO_NODE_DOCUMENT) return;
    for (unsigned i = 0; i < list.length; ++i) visit(*static_cast<GumboNode const*>(list.data[i]));
}

bool is_block(GumboTag tag) {
    return is_one_of(tag, {GUMBO_TAG_P, GUMBO_TAG_DIV, GUMBO_TAG_ARTICLE, GUMBO_TAG_SECTION, GUMBO_TAG_MAIN, GUMBO_TAG_BODY,
                           GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_LI, GUMBO_TAG_DL, GUMBO_TAG_DT, GUMBO_TAG_DD, GUMBO_TAG_TABLE,
                           GUMBO_TAG_TBODY, GUMBO_TAG_TR, GUMBO_TAG_TD, GUMBO_TAG_TH, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_PRE,
                           GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6, GUMBO_TAG_CENTER,
                           GUMBO_TAG_HEADER, GUMBO_TAG_HR, GUMBO_TAG_HTML});
}

/// Elements that hold no article, whatever they are called.
bool is_furniture(GumboTag tag) {
    return is_one_of(tag, {GUMBO_TAG_HEAD, GUMBO_TAG_NAV, GUMBO_TAG_HEADER, GUMBO_TAG_FOOTER, GUMBO_TAG_ASIDE, GUMBO_TAG_FORM,
                           GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_FIGURE, GUMBO_TAG_FIGCAPTION,
                           GUMBO_TAG_BUTTON, GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT,
                           GUMBO_TAG_SVG, GUMBO_TAG_TEMPLATE, GUMBO_TAG_H1, GUMBO_TAG_TIME, GUMBO_TAG_LABEL, GUMBO_TAG_TITLE,
                           GUMBO_TAG_CAPTION, GUMBO_TAG_VIDEO, GUMBO_TAG_AUDIO});
}

constexpr std::array<std::string_view, 27> furniture_words{
    "related",  "share",  "sharing", "comment", "comments",   "menu",       "cookie",  "cookies",   "sidebar",
    "footer",   "nav",    "navbar",  "social",  "breadcrumb", "breadcrumbs", "promo",  "advert",    "ads",
    "newsletter", "caption", "tags",  "subscribe", "recommended", "popular", "trending", "byline", "consent"};

bool is_named_furniture(std::string_view names) {
    for (std::size_t at = 0; at < names.size();) {
        std::string word;
        while (at < names.size()) {
            char const c = names[at];
            char const low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
            // "relatedLinks" is two words.
            bool const hump = low != c && !word.empty() && names[at - 1] >= 'a' && names[at - 1] <= 'z';
            if (low < 'a' || low > 'z' || hump) break;
            word += low;
            ++at;
        }
        if (std::find(furniture_words.begin(), furniture_words.end(), word) != furniture_words.end()) return true;
        if (word.empty()) ++at;
    }
    return false;
}

bool is_hidden(GumboNode const& node) {
    return gumbo_get_attribute(&node.v.element.attributes, "hidden") != nullptr || attribute(node, "aria-hidden") == "true" ||
           attribute(node, "style").find("display:none") != std::string_view::npos ||
           attribute(node, "style").find("display: none") != std::string_view::npos;
}

/// How much text stands in an element, and how much of it in links.
struct Weight {
    std::size_t text = 0;
    std::size_t linked = 0;
    double score = 0;
};

class MainText {
public:
    explicit MainText(GumboNode const& root) : root_(root) { total_ = weigh(root, false, 0).text; }

    std::string read() {
        score(root_, nullptr, nullptr, 0);
        GumboNode const* best = &root_;
        double highest = 0;
        for (GumboNode const* node : order_) {
            Weight const& weight = weights_[node];
            double const links = weight.text == 0 ? 1 : static_cast<double>(weight.linked) / static_cast<double>(weight.text);
            GumboTag const tag = node->v.element.tag;
            double const bonus = tag == GUMBO_TAG_ARTICLE ? 1.3 : tag == GUMBO_TAG_MAIN ? 1.1 : 1;
            double const value = weight.score * (1 - links) * bonus;
            if (value > highest) {
                highest = value;
                best = node;
            }
        }
        write(*best, 0);
        flush();
        return std::move(out_);
    }

private:
    Weight weigh(GumboNode const& node, bool linked, int depth) {
        Weight out;
        if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA) {
            std::string_view const text = node.v.text.text;
            out.text = text.size();
            out.linked = linked ? text.size() : 0;
            return out;
        }
        if (depth > deepest || (is_element(node) && (is_furniture(node.v.element.tag) || is_hidden(node)))) return out;
        bool const inside = linked || (is_element(node) && node.v.element.tag == GUMBO_TAG_A);
        children(node, [&](GumboNode const& child) {
            Weight const part = weigh(child, inside, depth + 1);
            out.text += part.text;
            out.linked += part.linked;
        });
        weights_[&node] = out;
        return out;
    }

    bool is_dropped(GumboNode const& node) {
        GumboTag const tag = node.v.element.tag;
        if (is_furniture(tag) || is_hidden(node)) return true;
        if (is_one_of(tag, {GUMBO_TAG_HTML, GUMBO_TAG_BODY, GUMBO_TAG_MAIN, GUMBO_TAG_ARTICLE})) return false;
        std::string_view const role = attribute(node, "role");
        if (role == "navigation" || role == "complementary" || role == "banner" || role == "contentinfo") return true;
        Weight const& weight = weights_[&node];
        if (is_one_of(tag, {GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_TABLE}) && weight.linked * 2 > weight.text) return true;
        // What holds most of the page is not its furniture, whatever its name.
        if (weight.text * 2 > total_) return false;
        return is_named_furniture(attribute(node, "class")) || is_named_furniture(attribute(node, "id"));
    }

    /// Text of the element that is not in a block below it, links aside.
    std::size_t own_text(GumboNode const& node, int depth) {
        std::size_t out = 0;
        if (depth > deepest) return 0;
        children(node, [&](GumboNode const& child) {
            if (child.type == GUMBO_NODE_TEXT) {
                std::string_view const text = child.v.text.text;
                if (text.size() > 2) out += text.size();
            } else if (is_element(child) && !is_block(child.v.element.tag) && child.v.element.tag != GUMBO_TAG_A &&
                       !is_furniture(child.v.element.tag)) {
                out += own_text(child, depth + 1);
            }
        });
        return out;
    }

    void score(GumboNode const& node, GumboNode const* parent, GumboNode const* grandparent, int depth) {
        if (!is_element(node) || depth > deepest || is_dropped(node)) return;
        order_.push_back(&node);
        GumboTag const tag = node.v.element.tag;
        if (is_block(tag)) {
            std::size_t const own = own_text(node, 0);
            bool const paragraph = is_one_of(tag, {GUMBO_TAG_P, GUMBO_TAG_LI, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_PRE, GUMBO_TAG_H2,
                                                   GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_DD, GUMBO_TAG_DT});
            if (own >= 25) {
                auto const value = static_cast<double>(own);
                if (!paragraph) weights_[&node].score += value;
                if (parent != nullptr) weights_[parent].score += paragraph ? value : value / 2;
                if (grandparent != nullptr) weights_[grandparent].score += value / 2;
            }
        }
        children(node, [&](GumboNode const& child) { score(child, &node, parent, depth + 1); });
    }

    void write(GumboNode const& node, int depth) {
        if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA || node.type == GUMBO_NODE_WHITESPACE) {
            add(node.v.text.text);
            return;
        }
        if (!is_element(node) || depth > deepest) return;
        GumboTag const tag = node.v.element.tag;
        if (tag == GUMBO_TAG_BR) {
            line_ += '\n';
            return;
        }
        if (depth > 0 && is_dropped(node)) return;
        bool const block = is_block(tag);
        if (block) flush();
        bool const link = tag == GUMBO_TAG_A;
        std::size_t const before = line_.size();
        children(node, [&](GumboNode const& child) { write(child, depth + 1); });
        if (link) linked_ += line_.size() - before;
        if (block) flush();
    }

    void add(std::string_view text) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            bool const hard = text.substr(i, 2) == "\xC2\xA0";
            if (hard || text[i] == ' ' || text[i] == '\t' || text[i] == '\n' || text[i] == '\r') {
                if (!line_.empty() && line_.back() != ' ' && line_.back() != '\n') line_ += ' ';
                if (hard) ++i;
            } else {
                line_ += text[i];
            }
        }
    }

    /// Puts the paragraph down. Two breaks in a row end one, too; a link that stands alone is a signpost, no text.
    void flush() {
        bool const signpost = linked_ * 10 > line_.size() * 7 && line_.find(". ") == std::string::npos;
        std::string const text = std::move(line_);
        line_.clear();
        linked_ = 0;
        if (signpost) return;
        std::string paragraph;
        auto const end_paragraph = [&] {
            while (!paragraph.empty() && (paragraph.back() == ' ' || paragraph.back() == '\n')) paragraph.pop_back();
            if (!paragraph.empty()) out_ += (out_.empty() ? "" : "\n\n") + paragraph;
            paragraph.clear();
        };
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '\n') {
                if (text[i] != ' ' || (!paragraph.empty() && paragraph.back() != '\n')) paragraph += text[i];
                continue;
            }
            std::size_t const next = text.find_first_not_of(' ', i + 1);
            if (next != std::string::npos && text[next] == '\n') {
                end_paragraph();
                i = next;
            } else if (!paragraph.empty()) {
                paragraph += '\n';
            }
        }
        end_paragraph();
    }

    GumboNode const& root_;
    std::size_t total_ = 0;
    std::unordered_map<GumboNode const*, Weight> weights_;
    std::vector<GumboNode const*> order_;  ///< of the document, so that ties go to the first
    std::string out_;
    std::string line_;
    std::size_t linked_ = 0;
};

std::string text_of(GumboNode const& node, int depth) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA)
        return node.v.text.text;
    std::string out;
    if (depth < deepest) children(node, [&](GumboNode const& child) { out += text_of(child, depth + 1); });
    return out;
}

/// Hands the elements that speak about the page to its data, in the order of the document.
void collect(GumboNode const& node, PageData& data, int depth) {
    if (depth > deepest) return;
    if (is_element(node)) {
        GumboTag const tag = node.v.element.tag;
        if (tag == GUMBO_TAG_META) {
            std::string_view name = attribute(node, "property");
            if (name.empty()) name = attribute(node, "name");
            if (name.empty()) name = attribute(node, "itemprop");
            data.meta(name, attribute(node, "content"));
        } else if (tag == GUMBO_TAG_LINK && attribute(node, "rel") == "canonical") {
            data.meta("canonical", attribute(node, "href"));
        } else if (tag == GUMBO_TAG_TITLE && data.title_element.empty()) {
            data.title_element = text_of(node, depth);
        } else if (tag == GUMBO_TAG_H1 && data.heading.empty()) {
            data.heading = text_of(node, depth);
        } else if (tag == GUMBO_TAG_TIME && !data.time_element) {
            data.time_element = date_of_meta(attribute(node, "datetime"));
            if (!data.time_element) data.time_element = date_of_line(text_of(node, depth));
        } else if (tag == GUMBO_TAG_SCRIPT && attribute(node, "type") == "application/ld+json") {
            data.json_ld(text_of(node, depth));
        }
    }
    children(node, [&](GumboNode const& child) { collect(child, data, depth + 1); });
}

std::optional<Date> date_in_lines(GumboNode const& node) {
    std::string const text = text_of(node, 0);
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const end = std::min(text.find('\n', at), text.size());
        if (auto const date = date_of_line(std::string_view(text).substr(at, end - at))) return date;
        at = end + 1;
    }
    return std::nullopt;
}

}  // namespace

Page read_page(std::string_view html) {
    Arena arena;
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = Arena::allocate;
    options.deallocator = Arena::release;
    options.userdata = &arena;
    options.max_errors = 0;
    GumboOutput const* const output = gumbo_parse_with_options(&options, html.data(), html.size());
    PageData data;
    collect(*output->root, data, 0);
    Page page;
    page.title = data.title();
    page.url = data.url;
    page.outlet = data.outlet;
    page.published = data.published();
    std::string const text = MainText(*output->root).read();
    std::string const whole = page.title + "\n\n" + text;
    TextParts const parts = split_text(whole);
    // A headline that is taken for a sentence stands in the body.
    bool const split = !page.title.empty() && parts.title == page.title;
    page.text = std::string(split ? parts.body : cut_navigation(text));
    if (!page.published) page.published = parts.published;
    if (!page.published) page.published = date_in_lines(*output->root);
    return page;
}

}  // namespace diplograph
