#include <set>

#include "extract/document.hpp"

namespace diplograph {

namespace {

/// The words of a heading that opens a list of participants.
bool opens_roster(Document const& d, Range line) {
    static std::set<std::string> const headings{"participants", "present", "attendees", "persons present", "list of participants", "in attendance", "also present"};
    std::string words;
    for (std::uint32_t i = line.first; i < line.last; ++i) {
        if (!d.has(i, TokenFlag::letters)) continue;
        if (!words.empty()) words += ' ';
        words += d.word(i);
    }
    return headings.count(words) > 0;
}

}  // namespace

void mark_rosters(Document& d) {
    constexpr std::uint32_t longest_line = 28;
    for (std::size_t s = 0; s + 1 < d.sentences.size(); ++s) {
        Range const heading = d.sentences[s].range;
        if (heading.last - heading.first > 4 || !opens_roster(d, heading)) continue;
        for (std::size_t line = s + 1; line < d.sentences.size(); ++line) {
            Range const range = d.sentences[line].range;
            bool const apart = line > s + 1 && d.has(range.first, TokenFlag::block_start);
            if (apart || range.last - range.first > longest_line) break;
            d.sentences[line].roster = true;
        }
    }
}

}  // namespace diplograph
