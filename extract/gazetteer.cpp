#include "extract/gazetteer.hpp"

#include <algorithm>

namespace diplograph {

namespace {

/// Which reading of the same words is taken: smaller first.
int rank_of(SenseKind kind) {
    switch (kind) {
        case SenseKind::state: return 0;
        case SenseKind::adjective: return 1;
        case SenseKind::demonym: return 2;
        case SenseKind::organization: return 3;
        case SenseKind::metonym: return 4;
        case SenseKind::capital: return 5;
        case SenseKind::gathering: return 6;
        default: return 7;
    }
}

}  // namespace

Gazetteer::Gazetteer(Document const& document) : d_(document) {
    for (Sentence const& sentence : d_.sentences)
        for (std::uint32_t i = sentence.range.first; i < sentence.range.last; ++i) {
            shouted_ = sentence.shouted;
            look(i, sentence.range.last);
        }
}

bool Gazetteer::fits(Sense const& sense, Range range) const {
    if (sense.acronym && !d_.has(range.first, TokenFlag::all_capitals)) return false;
    if (shouted_ && range.last > range.first + 1) return true;  // "NEW YORK"
    return !sense.capital || d_.has(range.first, TokenFlag::capital) || d_.word(range.first).starts_with("al-");
}

void Gazetteer::look(std::uint32_t token, std::uint32_t limit) {
    Knowledge const& k = *d_.knowledge;
    std::optional<Hit> best, person;
    std::uint32_t node = 0;
    for (std::uint32_t i = token; i < limit; ++i) {
        node = k.step(node, d_.tokens[i].word);
        if (node == 0) break;
        Range const range{token, i + 1};
        std::optional<Hit> here;
        std::int32_t place = -1;
        for (Sense const& sense : k.senses_at(node)) {
            if (!fits(sense, range)) continue;
            Hit const hit{range, sense, -1};
            if (sense.kind == SenseKind::phrase) {
                phrases_.push_back(hit);
            } else if (sense.kind == SenseKind::person) {
                if (!person || person->range != range) person = hit;
            } else {
                if (sense.kind == SenseKind::place &&
                    (place < 0 || k.places[sense.row].weight > k.places[static_cast<std::size_t>(place)].weight)) {
                    place = static_cast<std::int32_t>(sense.row);
                    if (here && here->sense.kind == SenseKind::place) here = hit;
                }
                if (!here || rank_of(sense.kind) < rank_of(here->sense.kind)) here = hit;
            }
        }
        if (here) {
            here->place = place;
            best = here;
        }
    }
    if (best && best->is(SenseKind::state)) turn(*best, limit);
    if (best) names_.push_back(*best);
    if (person) persons_.push_back(*person);
}

/// "Germany, Federal Republic of", as in lists: the name that begins behind the comma.
void Gazetteer::turn(Hit& hit, std::uint32_t limit) const {
    Knowledge const& k = *d_.knowledge;
    std::uint32_t const comma = hit.range.last;
    std::uint32_t of = comma + 1;
    while (of < limit && of < comma + 6 && (d_.has(of, TokenFlag::capital) || d_.has(of, TokenFlag::possessive))) ++of;
    if (d_.word(comma) != "," || of == comma + 1 || of >= limit || d_.word(of) != "of") return;
    for (bool const article : {false, true}) {
        std::uint32_t node = 0;
        bool first = true;
        for (std::uint32_t i = comma + 1; i <= of && (first || node != 0); ++i, first = false) node = k.step(node, d_.tokens[i].word);
        if (article && node != 0) node = k.number("the") ? k.step(node, *k.number("the")) : 0;
        for (std::uint32_t i = hit.range.first; i < comma && node != 0; ++i) node = k.step(node, d_.tokens[i].word);
        if (node == 0) continue;
        for (Sense const& sense : k.senses_at(node))
            if (sense.kind == SenseKind::state) {
                hit.sense = sense;
                hit.range.last = of + 1;
                return;
            }
    }
}

std::optional<Hit> Gazetteer::get(std::vector<Hit> const& hits, std::uint32_t token) const {
    auto const found = std::lower_bound(hits.begin(), hits.end(), token,
                                        [](Hit const& hit, std::uint32_t i) { return hit.range.first < i; });
    if (found == hits.end() || found->range.first != token) return std::nullopt;
    return *found;
}

std::uint32_t Gazetteer::length(std::uint32_t token, WordClass kind) const {
    std::uint32_t longest = d_.is(token, kind) ? 1 : 0;
    auto found = std::lower_bound(phrases_.begin(), phrases_.end(), token,
                                  [](Hit const& hit, std::uint32_t i) { return hit.range.first < i; });
    for (; found != phrases_.end() && found->range.first == token; ++found)
        if (d_.knowledge->grammar[found->sense.row].kind == kind)
            longest = std::max(longest, found->range.last - found->range.first);
    return longest;
}

std::string_view Gazetteer::value(std::uint32_t token, WordClass kind) const {
    std::uint32_t const size = length(token, kind);
    if (size <= 1) return d_.knowledge->value(d_.tokens[token].word, kind);
    auto found = std::lower_bound(phrases_.begin(), phrases_.end(), token,
                                  [](Hit const& hit, std::uint32_t i) { return hit.range.first < i; });
    for (; found != phrases_.end() && found->range.first == token; ++found)
        if (found->range.last == token + size && d_.knowledge->grammar[found->sense.row].kind == kind)
            return d_.knowledge->text(d_.knowledge->grammar[found->sense.row].value);
    return {};
}

}  // namespace diplograph
