#include "extract/names.hpp"

#include <algorithm>

namespace diplograph {

namespace {

bool is_particle_word(std::string_view w) {
    return w.starts_with("al-") || w.starts_with("el-") || w.starts_with("ash-") || w.starts_with("as-") ||
           w.starts_with("an-") || w.starts_with("ar-") || w.starts_with("ad-") || w.starts_with("d'") || w.starts_with("l'");
}

}  // namespace

bool NameParser::name_token(std::uint32_t i, bool first, bool after_title, bool given_before) const {
    std::string_view const w = d_.word(i);
    if (!d_.has(i, TokenFlag::letters)) return false;
    if (!d_.has(i, TokenFlag::capital)) return is_particle_word(w) && w.size() > 4;
    if (d_.has(i, TokenFlag::digits)) return false;
    if (d_.is(i, WordClass::determiner) || d_.is(i, WordClass::pronoun) || d_.is(i, WordClass::subordinator) ||
        d_.is(i, WordClass::auxiliary) || d_.is(i, WordClass::conjunction) || d_.is(i, WordClass::possessive))
        return false;
    if (d_.is(i, WordClass::preposition) && !d_.is(i, WordClass::given_name) && !d_.is(i, WordClass::surname)) return false;
    if (w.size() == 2 && w[1] == '.') return true;  // an initial
    bool const named = d_.is(i, WordClass::given_name) || d_.is(i, WordClass::surname);
    if (d_.is(i, WordClass::weekday)) return false;
    if (d_.is(i, WordClass::month) && w != "may" && w != "april" && w != "june" && w != "august") return false;
    if (d_.is(i, WordClass::month) && (!given_before || d_.has(i + 1, TokenFlag::digits))) return false;
    bool const ends = !d_.has(i + 1, TokenFlag::capital) && !d_.is(i + 1, WordClass::preposition);
    if (after_title && first && d_.is(i, WordClass::surname) && g_.length(i, WordClass::title) == 1 && ends) return true;  // "Prime Minister Major"
    if (g_.length(i, WordClass::title) > 0 || d_.is(i, WordClass::organization_head) || d_.is(i, WordClass::event_head))
        return named && !first && given_before && !d_.is(i, WordClass::event_head);
    if (auto const hit = g_.name(i)) {
        if (hit->is(SenseKind::adjective) || hit->is(SenseKind::demonym)) return false;
        bool const single = hit->range.last == i + 1;
        if (hit->is(SenseKind::state) || hit->is(SenseKind::organization) || hit->is(SenseKind::metonym))
            return single && named && (first ? after_title || d_.has(i + 1, TokenFlag::capital) : given_before);
        if (!single && !given_before && !after_title) return false;
        if (!hit->sense.weak && first && !named && !after_title) return false;
    }
    if (d_.is(i, WordClass::portfolio) || d_.is(i, WordClass::rank) || d_.is(i, WordClass::group_noun) || d_.is(i, WordClass::place_head))
        return named ? (first ? true : given_before) : (given_before && !first && !d_.is(i, WordClass::group_noun));
    if (d_.is(i, WordClass::adverb) && !named) return false;
    if (d_.is(i, WordClass::common)) return named || given_before || (after_title && first && d_.has(i, TokenFlag::capital) && !d_.is(i, WordClass::verb));
    return true;
}

Range NameParser::person(std::uint32_t token, std::uint32_t limit, bool after_title) const {
    std::uint32_t i = token;
    bool given = false;
    std::uint32_t words = 0;
    if (auto const known = g_.person(token); known && known->range.last <= limit && known->range.last > token + 1) {  // "Volker Turk", whatever a Turk is
        i = known->range.last;
        words = i - token;
        given = true;
    }
    while (i < limit) {
        std::string_view const w = d_.word(i);
        bool const first = words == 0;
        if (name_token(i, first, after_title, given)) {
            given |= d_.is(i, WordClass::given_name) || d_.is(i, WordClass::surname) || (w.size() == 2 && w[1] == '.') || (after_title && words == 0 && !d_.is(i, WordClass::common));
            ++words;
            ++i;
            if (words > 7) break;
            continue;
        }
        if (first) {
            bool const article = !g_.name(i) && d_.is(i, WordClass::name_particle) && (after_title || d_.has(i, TokenFlag::capital)) && i + 1 < limit &&
                                 name_token(i + 1, true, after_title, false) && (w == "al" || w == "el" || w == "abu" || w == "ibn" || w == "bin" || w == "de" || w == "van" || w == "von");
            if (!article) break;
            ++i;
            continue;
        }
        if (d_.is(i, WordClass::name_particle) && w != "y" && w != "e") {  // "bin Hamad", "van der Bellen"
            std::uint32_t next = i + 1;
            while (next < limit && d_.is(next, WordClass::name_particle)) ++next;
            bool const lower = !d_.has(i, TokenFlag::capital);
            if (next < limit && next <= i + 3 && d_.has(next, TokenFlag::capital) && (lower || name_token(next, false, after_title, true)) &&
                !d_.is(next, WordClass::title)) {
                i = next;
                given = true;
                continue;
            }
        }
        if (w == "(" && i + 2 < limit && d_.has(i + 1, TokenFlag::capital)) {  // "Henry A. (Heinz Alfred) Kissinger"
            std::uint32_t close = i + 1;
            while (close < limit && close < i + 4 && d_.word(close) != ")") ++close;
            if (d_.word(close) == ")" && close + 1 < limit && name_token(close + 1, false, true, true) &&
                !d_.has(i + 1, TokenFlag::all_capitals)) {
                i = close + 1;
                continue;
            }
        }
        if (d_.has(i, TokenFlag::quote) && i + 2 < limit && d_.has(i + 1, TokenFlag::capital) && d_.has(i + 2, TokenFlag::quote) &&
            i + 3 < limit && name_token(i + 3, false, true, true)) {
            i += 3;
            continue;
        }
        std::uint32_t const suffix = w == "," ? i + 1 : i;
        bool const numeral = d_.is(suffix, WordClass::name_suffix) && suffix < limit && d_.has(suffix, TokenFlag::capital);
        bool const sure = d_.word(suffix) == "i" || d_.word(suffix) == "v" ? after_title && suffix == i : words > 1 || suffix == i;
        if (numeral && sure) i = suffix + 1;
        break;
    }
    std::uint32_t last = i;
    if (words == 0) return {token, token};
    std::string_view const text = d_.text({token, last});
    bool const upper = std::any_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 128; });
    if (!upper) return {token, token};  // "Majlis an-nuwab"
    return {token, last};
}

int NameParser::certainty(Range name) const {
    std::uint32_t words = 0, common = 0, shouted = 0, given = 0, surname = 0;
    for (std::uint32_t i = name.first; i < name.last; ++i) {
        if (!d_.has(i, TokenFlag::letters)) continue;
        ++words;
        given += d_.is(i, WordClass::given_name) && !d_.is(i, WordClass::common);
        surname += d_.is(i, WordClass::surname) && !d_.is(i, WordClass::common);
        common += d_.is(i, WordClass::common) && d_.word(i).size() > 2;
        shouted += d_.has(i, TokenFlag::all_capitals) && d_.word(i).size() <= 5;
    }
    if (words < 2) return 0;
    bool const given_first = d_.is(name.first, WordClass::given_name);
    std::uint32_t const end = name.last - 1;
    bool const plain_end = d_.is(end, WordClass::common) && !d_.is(end, WordClass::surname) && !d_.is(end, WordClass::name_suffix);  // "Christian Democratic"
    if (given_first && words == 2 && plain_end) return 0;
    if (given_first && common < words) return d_.is(name.first, WordClass::common) ? 1 : 2;
    if (given > 0 && words <= 5) return 2;
    if (g_.person(name.first)) return 2;
    if (common > 0 || shouted > 0 || words > 4) return 0;
    return surname > 0 ? 2 : 1;
}

void NameParser::remember(Range name) {
    for (std::uint32_t i = name.first; i < name.last; ++i) {
        bool const word = d_.has(i, TokenFlag::letters) && (d_.word(i).size() > 2 || d_.is(i, WordClass::surname)) && !d_.is(i, WordClass::name_particle) &&
                          !d_.is(i, WordClass::name_suffix);
        bool const family = i == name.first && name.last - name.first > 1 && d_.is(i, WordClass::surname);  // "Moon Jae-in"
        if (word && (family || i + 1 == name.last || !d_.is(i, WordClass::common))) known_.insert(std::string(d_.word(i)));
    }
}

std::optional<NameParser::Body> NameParser::body(std::uint32_t token, std::uint32_t limit) const {
    Body body;
    std::uint32_t i = token;
    std::uint32_t end = 0;  // behind the head, or behind what "of" and "for" bring
    bool open = false;      // after "of", "for": the words belong to the body
    std::uint32_t capitals = 0;
    while (i < limit && i < token + 14) {
        std::string_view const w = d_.word(i);
        bool const upper = d_.has(i, TokenFlag::capital) || (d_.has(i, TokenFlag::digits) && i > token && !d_.has(i, TokenFlag::letters) && w.size() <= 2);
        if (std::uint32_t const phrase = upper ? g_.length(i, WordClass::organization_head) : 0; phrase > 1 && i + phrase <= limit && !open) {  // "National Assembly"
            body.kind = EntityKind::organization;
            body.sector = std::string(g_.value(i, WordClass::organization_head));
            capitals += phrase;
            i += phrase;
            end = i;
            continue;
        }
        if (upper && !d_.is(i, WordClass::weekday) && !d_.is(i, WordClass::pronoun)) {
            bool const organization = d_.is(i, WordClass::organization_head);
            bool const gathering = d_.is(i, WordClass::event_head);
            bool const place = d_.is(i, WordClass::place_head);
            bool const behind_of = open && (d_.word(i - 1) == "of" || d_.word(i - 1) == "for" || d_.word(i - 1) == "the");  // "Council of Ministers"
            bool const portfolio = open && d_.word(i - 1) == "and" && d_.is(i, WordClass::portfolio) && g_.length(i + 1, WordClass::title) > 0;  // "and Trade Secretary X"
            if (g_.length(i, WordClass::title) > 0 && !organization && !gathering && !behind_of && !portfolio && i > token) break;
            if (d_.is(i, WordClass::determiner) && !open) break;
            if (d_.is(i, WordClass::month)) break;
            ++capitals;
            ++i;
            if (organization || gathering || (place && end == 0)) {
                body.kind = gathering ? EntityKind::event_name : organization ? EntityKind::organization : EntityKind::place;
                body.sector = organization ? std::string(d_.knowledge->value(d_.tokens[i - 1].word, WordClass::organization_head)) : std::string();
                end = i;
                if (d_.has(i, TokenFlag::possessive) && i + 1 < limit && !d_.has(i + 1, TokenFlag::capital)) break;
            } else if (open) {
                end = i;
            }
            continue;
        }
        if (d_.has(i, TokenFlag::possessive) && i + 1 < limit && d_.has(i + 1, TokenFlag::capital) && end == 0) {
            ++i;
            continue;
        }
        std::uint32_t next = i + 1;
        if (d_.word(next) == "the") ++next;
        bool const more = next < limit && d_.has(next, TokenFlag::capital) && !d_.is(next, WordClass::weekday);
        if ((w == "of" || w == "for" || w == "on") && more && end == i && body.kind != EntityKind::place) {
            open = true;
            i = next;
            continue;
        }
        bool const untitled = g_.length(next, WordClass::title) == 0 || (d_.is(next, WordClass::portfolio) && g_.length(next + 1, WordClass::title) > 0);  // "Foreign Affairs and Trade Secretary X"
        if ((w == "and" || w == "&") && more && open && next == i + 1 && end == i && untitled &&
            (d_.is(next, WordClass::common) || d_.is(next, WordClass::portfolio)) && (d_.is(i - 1, WordClass::common) || d_.is(i - 1, WordClass::portfolio))) {
            ++i;
            continue;
        }
        if ((w == "and" || w == "&") && more && !open && end == 0 && capitals > 0 && d_.is(i - 1, WordClass::common) && d_.is(next, WordClass::common)) {
            ++i;
            continue;
        }
        break;
    }
    if (end == 0 || end - token < 2) return std::nullopt;
    body.range = {token, end};
    Knowledge const& k = *d_.knowledge;
    for (std::uint32_t t = token; t < end; ++t)
        if (auto const hit = g_.name(t); hit && (hit->is(SenseKind::state) || hit->is(SenseKind::adjective) || hit->is(SenseKind::capital))) {
            body.country = k.text(k.states[hit->sense.row].iso3);
            break;
        }
    if (body.sector == "IGO" && !body.country.empty()) {  // "the Nigerian Union of Teachers" is no government
        body.sector = "GOV";
        for (std::uint32_t t = token; t < end; ++t)
            if (d_.is(t, WordClass::group_noun) && d_.knowledge->value(d_.tokens[t].word, WordClass::group_noun).starts_with("CVL")) body.sector = "CVL";
    }
    return body;
}

}  // namespace diplograph
