#include "extract/language.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/bytes.hpp"
#include "extract/fold.hpp"

namespace diplograph {

namespace {

struct WordList {
    std::string_view code;
    std::string_view words;
};

/// Function words as `fold` leaves them: lower case, without diacritics.
constexpr std::array<WordList, 24> lists{{
    {"en", "the of and to in a is that for on with was by as at from it his he an be has have are its this not which were had "
           "but their they who will said been or after would also about more than met when between i you we with during"},
    {"fr", "le la les de des du et en un une est que pour dans qui sur par au aux avec ce cette ne pas plus son sa ses se il "
           "elle ont ete a mais ou leur sont etait selon apres entre nous vous"},
    {"de", "der die das und in den von zu mit des auf ist im fur nicht dem ein eine als auch es an hat sich werden aus er sie "
           "nach bei wird um am sind noch wie einem uber einen so zum war haben nur oder aber vor zur bis mehr durch"},
    {"es", "el la los las de del y en un una que es por con para se su al lo como mas pero sus le ha no este esta entre "
           "cuando muy sin sobre ser tambien me hasta hay donde fue desde son segun contra"},
    {"pt", "o a os as de do da dos das e em um uma que para com nao por mais no na nos nas se foi ao aos pelo pela ele ela "
           "seu sua ou ser quando muito ha esta tambem ate isso entre sobre segundo"},
    {"it", "il lo la i gli le di del della dei delle e in un una che per con non sono si da dal dalla al alla nel nella ha "
           "come anche piu suo sua ma ed questo tra stato dopo ai sul sulla"},
    {"nl", "de het een van en in is dat op te zijn met voor niet aan er die om ook als dan maar bij naar door uit over hij "
           "werd zij nog wordt wel tot hebben heeft onder deze was"},
    {"tr", "ve bir bu icin ile da de olarak daha cok gibi en kadar sonra olan ne ise ya ancak tarafindan arasinda her dedi "
           "turkiye oldugunu eden iki uzere soyledi"},
    {"pl", "i w z na do sie nie jest to ze o jak za po od a przez dla tak jego co czy przy oraz ktory ktore ktora ze byl "
           "ich tym ale tego jej juz przed"},
    {"ro", "si in de la cu a pe nu o un din care este sa au pentru ca mai al ale lui fost prin dupa sunt intre dar sau "
           "acest aceasta spus catre"},
    {"id", "yang dan di dengan untuk dari dalam ini itu pada tidak akan adalah ke oleh telah juga karena tersebut sebagai "
           "ada bahwa mereka kata presiden antara"},
    {"sv", "och att i det som en pa ar av for med den till inte har de ett om var sig fran vid nar han kan ska efter "
           "vi eller sin under mellan"},
    {"da", "og at i det som en pa er af for med den til ikke har de et om var sig fra ved han kan skal efter vi eller "
           "blev mellem hvor efter siger"},
    {"no", "og a i det som en pa er av for med den til ikke har de et om var seg fra ved han kan skal etter vi eller "
           "ble mellom hvor sier"},
    {"fi", "ja on ei etta se oli ovat kuin mutta myos han joka olla mukaan sen niin kun ole vain jo jossa ollut kanssa"},
    {"cs", "a v se na ze je s z do o to i za po ve k pro jako od ale podle by jeho ktery ktere ktera jsou byl take pred"},
    {"hu", "a az es hogy nem is egy de volt ez meg csak mint el szerint azt ki vagy mar kell lesz miniszter utan"},
    {"hr", "i u je na se za da su od s o to koji koja koje kao iz ali nije bi do sto ili bio je nakon izmedu"},
    {"sq", "dhe ne te e i nje per me se qe nga eshte ka si por do ky kjo mbi tha ishte jane"},
    {"vi", "va cua la cac co trong cho khong nguoi duoc mot voi nhung den tai ngay da nay khi tu ve"},
    {"az", "ve bir bu ucun ile olan da de edib sonra kimi olub nazir etdi arasinda"},
    {"ca", "el la els les de del i en un una que es per amb no al als ha com mes pero aquest aquesta entre seu"},
    {"sk", "a v sa na ze je s z do o to i za po vo k pre ako od ale podla by jeho ktory ktore ktora su bol aj pred"},
    {"so", "iyo oo ka ku in uu waxaa ay la soo ee si waa aan dalka madaxweynaha kala"},
}};

enum Script { latin, cyrillic, arabic, hebrew, greek, han, kana, hangul, devanagari, thai, georgian, armenian, other, scripts };

Script script_of(char32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? latin : other;
    struct Block {
        char32_t first;
        char32_t last;
        Script script;
    };
    static constexpr std::array<Block, 16> blocks{{{0xC0, 0x24F, latin},
                                                   {0x1E00, 0x1EFF, latin},
                                                   {0x370, 0x3FF, greek},
                                                   {0x1F00, 0x1FFF, greek},
                                                   {0x400, 0x52F, cyrillic},
                                                   {0x530, 0x58F, armenian},
                                                   {0x590, 0x5FF, hebrew},
                                                   {0x600, 0x77F, arabic},
                                                   {0xFB50, 0xFEFF, arabic},
                                                   {0x900, 0x97F, devanagari},
                                                   {0xE00, 0xE7F, thai},
                                                   {0x10A0, 0x10FF, georgian},
                                                   {0x1100, 0x11FF, hangul},
                                                   {0xAC00, 0xD7A3, hangul},
                                                   {0x3041, 0x30FF, kana},
                                                   {0x3400, 0x9FFF, han}}};
    for (Block const& block : blocks)
        if (c >= block.first && c <= block.last) return block.script;
    return other;
}

bool holds(std::string_view text, std::initializer_list<std::string_view> letters) {
    return std::any_of(letters.begin(), letters.end(),
                       [&](std::string_view letter) { return text.find(letter) != std::string_view::npos; });
}

std::string language_of_script(Script script, std::string_view text, bool with_kana) {
    switch (script) {
        case cyrillic:
            if (holds(text, {"\u0457", "\u0454", "\u0491"})) return "uk";
            if (holds(text, {"\u045E"})) return "be";
            if (holds(text, {"\u04D9", "\u049B", "\u04B1"})) return "kk";
            if (holds(text, {"\u0453", "\u045C"})) return "mk";
            if (holds(text, {"\u0452", "\u045B", "\u0459", "\u045A"})) return "sr";
            return holds(text, {"\u044B", "\u044D"}) ? "ru" : "bg";
        case arabic:
            if (holds(text, {"\u0679", "\u06D2", "\u0688"})) return "ur";
            if (holds(text, {"\u06C6", "\u06D5"})) return "ku";
            if (holds(text, {"\u0681", "\u069A", "\u0685"})) return "ps";
            return holds(text, {"\u067E", "\u0686", "\u06AF", "\u06CC"}) ? "fa" : "ar";
        case hebrew: return "he";
        case greek: return "el";
        case han: return with_kana ? "ja" : "zh";
        case kana: return "ja";
        case hangul: return "ko";
        case devanagari: return "hi";
        case thai: return "th";
        case georgian: return "ka";
        case armenian: return "hy";
        default: return "und";
    }
}

using Votes = std::unordered_map<std::string, std::vector<std::uint8_t>>;

Votes const& votes() {
    static Votes const table = [] {
        Votes out;
        for (std::uint8_t i = 0; i < lists.size(); ++i) {
            std::string_view words = lists[i].words;
            while (!words.empty()) {
                std::size_t const end = std::min(words.find(' '), words.size());
                std::vector<std::uint8_t>& codes = out[std::string(words.substr(0, end))];
                // What is an English word too ("to", "is", "on") speaks for English alone.
                bool const english = i != 0 && !codes.empty() && codes.front() == 0;
                if (!english && (codes.empty() || codes.back() != i)) codes.push_back(i);
                words.remove_prefix(std::min(end + 1, words.size()));
            }
        }
        return out;
    }();
    return table;
}

std::string language_of_words(std::string_view text) {
    std::array<std::size_t, lists.size()> counts{};
    std::array<std::size_t, lists.size()> different{};
    std::unordered_set<std::string> seen;
    std::size_t words = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size()) {
            CodePoint const c = code_point(text, end);
            if (script_of(c.value) == other) break;
            end += c.size;
        }
        if (end > at) {
            ++words;
            if (auto const it = votes().find(fold(text.substr(at, end - at))); it != votes().end()) {
                bool const fresh = seen.insert(it->first).second;
                for (std::uint8_t const code : it->second) {
                    ++counts[code];
                    if (fresh) ++different[code];
                }
            }
        }
        at = end > at ? end : at + code_point(text, at).size;
    }
    if (words < 8) return "en";
    auto const best = static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
    // Headlines and lists of names hold few function words of any language: English has the benefit of the doubt.
    if (different[best] < 3 || counts[best] < 4 || counts[best] * 8 < words || counts[best] < counts[0] * 2) return "en";
    return std::string(lists[best].code);
}

}  // namespace

std::string language_of(std::string_view text) {
    std::string_view head = text.substr(0, 8192);
    while (!head.empty() && head.size() < text.size() && is_continuation(text[head.size()]))
        head.remove_suffix(1);
    std::array<std::size_t, scripts> counts{};
    for (std::size_t at = 0; at < head.size();) {
        CodePoint const c = code_point(head, at);
        ++counts[script_of(c.value)];
        at += c.size;
    }
    counts[other] = 0;
    // A Chinese or Korean sign is about a word, a Latin letter a fifth of one.
    counts[han] *= 3;
    counts[hangul] *= 2;
    auto const best = static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
    if (counts[best] == 0) return "und";
    if (best == latin) return language_of_words(head);
    return language_of_script(static_cast<Script>(best), head, counts[kana] * 20 > counts[han]);
}

}  // namespace diplograph
