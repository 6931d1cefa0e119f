#include "core/names.hpp"

#include <algorithm>

namespace diplograph {

std::vector<std::string> words_of(std::string_view key) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < key.size();) {
        std::size_t const end = std::min(key.find(' ', at), key.size());
        if (end > at) out.emplace_back(key.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

bool one_letter_apart(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) return one_letter_apart(b, a);
    if (b.size() - a.size() > 1) return false;
    std::size_t i = 0;
    while (i < a.size() && a[i] == b[i]) ++i;
    if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
    if (i == a.size() || a.substr(i + 1) == b.substr(i + 1)) return true;
    return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

}  // namespace diplograph
