#include "extract/signature.hpp"

#include <cstddef>
#include <vector>

namespace diplograph {

namespace {

constexpr std::uint64_t fnv_basis = 0xcbf29ce484222325ULL;
constexpr std::uint64_t fnv_prime = 0x100000001b3ULL;

/// Spreads the bits of an FNV hash, whose upper half hardly moves on short words.
std::uint64_t mix(std::uint64_t x) {
    x ^= x >> 30;
    x *= 0xbf58476d1ce4e5b9ULL;
    x ^= x >> 27;
    x *= 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

bool in_word(unsigned char c) {
    return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

class Simhash {
public:
    void word(std::uint64_t hash) {
        first_ = second_;
        second_ = third_;
        third_ = hash;
        if (++words_ >= 3) vote(mix(mix(mix(first_) ^ second_) ^ third_));
    }

    [[nodiscard]] std::uint64_t value() {
        if (words_ == 0) return 0;
        if (words_ < 3) vote(mix(mix(second_) ^ third_));
        std::uint64_t out = 0;
        for (std::size_t bit = 0; bit < 64; ++bit) {
            std::uint64_t ones = 0;
            for (std::size_t plane = 0; plane < planes_.size(); ++plane) ones |= (planes_[plane] >> bit & 1U) << plane;
            if (ones * 2 > votes_) out |= std::uint64_t{1} << bit;
        }
        return out;
    }

private:
    /// Adds one to the counter of every bit that is set.
    void vote(std::uint64_t hash) {
        ++votes_;
        for (std::size_t plane = 0; hash != 0; ++plane) {
            if (plane == planes_.size()) planes_.push_back(0);
            std::uint64_t const carry = planes_[plane] & hash;
            planes_[plane] ^= hash;
            hash = carry;
        }
    }

    std::vector<std::uint64_t> planes_;  ///< 64 counters side by side: bit b of planes_[p] is digit p of counter b
    std::uint64_t votes_ = 0;
    std::uint64_t first_ = 0;
    std::uint64_t second_ = 0;
    std::uint64_t third_ = 0;
    std::size_t words_ = 0;
};

}  // namespace

std::uint64_t text_signature(std::string_view text) {
    Simhash simhash;
    std::uint64_t hash = fnv_basis;
    bool open = false;
    for (char const c : text) {
        auto byte = static_cast<unsigned char>(c);
        if (in_word(byte)) {
            if (byte >= 'A' && byte <= 'Z') byte = static_cast<unsigned char>(byte + ('a' - 'A'));
            hash = (hash ^ byte) * fnv_prime;
            open = true;
        } else if (open) {
            simhash.word(hash);
            hash = fnv_basis;
            open = false;
        }
    }
    if (open) simhash.word(hash);
    return simhash.value();
}

}  // namespace diplograph
