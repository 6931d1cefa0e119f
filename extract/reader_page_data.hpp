#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/date.hpp"

namespace diplograph {

/// What a page says about itself in its meta elements, its JSON-LD and its headings, gathered in the order of the page.
class PageData {
public:
    /// A name and content of a meta element, or "canonical" and the address of that link.
    void meta(std::string_view name, std::string_view content);
    /// A script of JSON-LD; broken ones are passed over.
    void json_ld(std::string_view json);

    /// og:title, else the headline of the JSON-LD, else the first h1, else the title element without the site's name.
    [[nodiscard]] std::string title() const;
    /// The date of the JSON-LD, else of the meta elements, else of the first time element.
    [[nodiscard]] std::optional<Date> published() const;

    std::string url;
    std::string outlet;
    std::string title_element;
    std::string heading;
    std::optional<Date> time_element;

private:
    std::string shared_title_;
    std::string headline_;
    std::optional<Date> json_date_;
    std::optional<Date> meta_date_;
};

}  // namespace diplograph
