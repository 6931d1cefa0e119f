#include "extract/memo.hpp"

#include <algorithm>
#include <memory>

#include "core/bytes.hpp"

namespace diplograph {

namespace {

/// Places that a word may take, one behind the other.
constexpr std::size_t tries = 4;

}  // namespace

Memo::~Memo() {
    for (auto const& place : places_) delete place.load();
}

std::size_t Memo::place_of(std::string_view word) const {
    std::uint64_t const hash = fnv1a(word);
    return (hash ^ hash >> 32) % places_.size();
}

float const* Memo::find(std::string_view word) const {
    std::size_t place = place_of(word);
    for (std::size_t i = 0; i < tries; ++i, place = (place + 1) % places_.size()) {
        Entry const* const entry = places_[place].load(std::memory_order_acquire);
        if (entry == nullptr) return nullptr;
        if (entry->word == word) return entry->numbers.data();
    }
    return nullptr;
}

void Memo::keep(std::string_view word, float const* numbers, std::size_t count) {
    auto entry = std::make_unique<Entry const>(Entry{std::string(word), {numbers, numbers + count}});
    std::size_t place = place_of(word);
    for (std::size_t i = 0; i < tries; ++i, place = (place + 1) % places_.size()) {
        Entry const* there = nullptr;
        if (places_[place].compare_exchange_strong(there, entry.get(), std::memory_order_acq_rel)) {
            static_cast<void>(entry.release());
            return;
        }
        if (there->word == word) return;  // another thread was faster
    }
}

}  // namespace diplograph
