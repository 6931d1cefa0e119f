#include "graph/spelling.hpp"

#include <algorithm>
#include <array>

#include "core/names.hpp"

namespace diplograph {

namespace {

struct Sound {
    std::string_view letters, sound;
};

/// How transliterations write consonants, longest first; capitals stand for sounds of several letters. Voice and breath
/// are left out where scripts differ in them: gh, q and k; s, z and ts.
constexpr std::array<Sound, 35> consonants{{{"dsch", "Z"}, {"tsch", "C"}, {"shch", "S"}, {"dzh", "Z"}, {"sch", "S"}, {"tch", "C"}, {"ch", "C"}, {"ck", "k"}, {"cz", "C"},
                                            {"dh", "d"},   {"dj", "Z"},   {"ds", "s"},   {"dz", "s"},  {"gh", "k"},  {"kh", "h"},  {"ks", "x"}, {"ph", "f"},
                                            {"qu", "k"},   {"sh", "S"},   {"sz", "S"},   {"th", "t"},  {"ts", "s"},  {"tz", "s"},  {"zh", "Z"}, {"bh", "b"},
                                            {"xh", "Z"},   {"c", "k"},    {"g", "k"},    {"q", "k"},   {"w", "v"},   {"ff", "v"},  {"j", "Z"},  {"z", "s"}, {"y", "e"}, {"ss", "s"}}};
/// What German spelling makes otherwise.
constexpr std::array<Sound, 3> german{{{"sch", "S"}, {"ch", "h"}, {"j", "e"}}};

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

/// A word as it may sound: vowels in two classes, doubled letters once.
std::string spoken(std::string_view word, bool as_german = false) {
    std::string out;
    auto const starts = [&](Sound const& s, std::size_t at) { return word.substr(at).starts_with(s.letters); };
    auto const add = [&](char c) {
        if (out.empty() || out.back() != c) out += c;
    };
    for (std::size_t at = 0; at < word.size();) {
        if (is_vowel(word[at])) {
            add(word[at] == 'o' || word[at] == 'u' ? 'o' : 'e');
            ++at;
            continue;
        }
        Sound const* found = std::find_if(consonants.begin(), consonants.end(), [&](Sound const& s) { return starts(s, at); });
        if (as_german && (found == consonants.end() || found->letters.size() < 3))
            if (auto const* other = std::find_if(german.begin(), german.end(), [&](Sound const& s) { return starts(s, at); }); other != german.end()) found = other;
        if (found == consonants.end()) {
            if (word[at] != 'h' || at + 1 < word.size()) add(word[at]);  // a last h is silent
            ++at;
        } else {
            add(found->sound[0]);
            at += found->letters.size();
        }
    }
    return out;
}

/// "Sergei" and "Sergey": what even short words may differ in.
std::string lightly(std::string_view word) {
    std::string out;
    for (char c : word) {
        if (c == 'y' || c == 'j') c = 'i';
        if (c == 'z') c = 's';
        if (out.empty() || out.back() != c) out += c;
    }
    return out;
}

}  // namespace

Likeness likeness(std::string_view a, std::string_view b) {
    constexpr std::size_t long_enough = 5;  // letters; in shorter words every one counts
    if (a == b) return Likeness::same;
    if (a.size() < 2 || b.size() < 2) return Likeness::different;
    if (lightly(a) == lightly(b)) return Likeness::spelled;
    if (std::min(a.size(), b.size()) < long_enough) return Likeness::different;
    std::string const x = spoken(a), y = spoken(b);
    if (x == y || spoken(a, true) == y || x == spoken(b, true)) return Likeness::spelled;
    if (one_letter_apart(a, b) || (std::min(x.size(), y.size()) >= long_enough && one_letter_apart(x, y))) return Likeness::near;
    return Likeness::different;
}

std::string sound_of(std::string_view word) {
    std::string const heard = spoken(word, true);
    std::string out;
    for (std::size_t i = 0; i < heard.size(); ++i) {
        char c = heard[i];
        if (c == 'e' || c == 'o') {
            if (i > 0) continue;
            c = 'a';
        }
        switch (c) {
            case 'h': case 'C': continue;  // "Tschurkin" and "Churkin", "Chruschtschow" and "Khrushchev"
            case 'S': case 'Z': case 'x': c = 's'; break;
            case 'f': c = 'v'; break;
            case 'd': c = 't'; break;
            default: break;
        }
        if (out.empty() || out.back() != c) out += c;
    }
    return out.empty() ? std::string(word) : out;
}

}  // namespace diplograph
