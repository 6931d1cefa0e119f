#include "extract/lines.hpp"

#include "extract/charset.hpp"

namespace diplograph {

std::optional<Line> Lines::next() {
    while (take()) {
        std::string where = input_.path() + ':' + std::to_string(number_);
        if (too_long_) {
            sink_({where, "a line over " + std::to_string(largest_article >> 20) + " MiB: " + excerpt(line_), true});
            continue;
        }
        std::string_view text = line_;
        if (number_ == 1 && text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
        if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) continue;
        found_ = true;
        if (!valid_utf8(text)) {
            repaired_ = repair_utf8(text);
            sink_({where, "bytes that are no UTF-8 were replaced", false});
            text = repaired_;
        }
        return Line{std::move(where), text};
    }
    return std::nullopt;
}

/// Takes the next line into line_; false at the end.
bool Lines::take() {
    line_.clear();
    too_long_ = false;
    ++number_;
    bool any = false;
    while (true) {
        if (rest_.empty()) {
            rest_ = input_.read();
            if (rest_.empty()) return any && input_.fault().empty();
        }
        any = true;
        std::size_t const end = rest_.find('\n');
        std::string_view const part = rest_.substr(0, end);
        if (too_long_ || line_.size() + part.size() > largest_article) {
            // The beginning is enough for the message.
            if (!too_long_) line_ += part;
            too_long_ = true;
            found_ = true;
            if (line_.size() > 256) {
                line_.resize(256);
                line_.shrink_to_fit();
            }
        } else {
            line_ += part;
        }
        rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
        if (end != std::string_view::npos) return true;
    }
}

}  // namespace diplograph
