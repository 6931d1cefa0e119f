#include "extract/memo.hpp"

#include "core/bytes.hpp"

namespace diplograph {

namespace {

/// Places that a word may take, one behind the other.
constexpr std::size_t tries = 4;

}  // namespace

std::size_t Memo::place_of(std::string_view word) const {
    std::uint64_t const hash = fnv1a(word);
    std::size_t place = (hash ^ hash >> 32) % places_.size();
    for (std::size_t i = 0; i < tries; ++i, place = (place + 1) % places_.size())
        if (places_[place].numbers.empty() || places_[place].word == word) return place;
    return places_.size();
}

float const* Memo::find(std::string_view word) const {
    std::size_t const place = place_of(word);
    return place == places_.size() || places_[place].numbers.empty() ? nullptr : places_[place].numbers.data();
}

void Memo::keep(std::string_view word, float const* numbers, std::size_t count) {
    std::size_t const place = place_of(word);
    if (place < places_.size() && places_[place].numbers.empty()) places_[place] = {std::string(word), {numbers, numbers + count}};
}

}  // namespace diplograph
