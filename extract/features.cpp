#include "extract/features.hpp"

#include <algorithm>

namespace diplograph {

namespace {

constexpr std::uint64_t basis = 14695981039346656037ULL;

std::uint64_t mix(std::uint64_t hash, std::string_view text) {
    for (char const c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash;
}

std::string plain(std::string_view word) {
    std::string out(word);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        else if (c >= '0' && c <= '9') c = '0';
    }
    return out;
}

/// "Xxx-x": letters, digits and signs by their kind, runs of one kind cut to two.
std::string shape_of(std::string_view word) {
    std::string out;
    for (char const c : word) {
        char const kind = c >= 'A' && c <= 'Z' ? 'X' : c >= 'a' && c <= 'z' ? 'x' : c >= '0' && c <= '9' ? '0' : static_cast<unsigned char>(c) >= 128 ? 'u' : c;
        std::size_t const n = out.size();
        if (n < 2 || out[n - 1] != kind || out[n - 2] != kind) out += kind;
    }
    return out;
}

}  // namespace

std::uint32_t Vocabulary::number(std::uint64_t hash) const {
    auto const found = std::lower_bound(hashes_.begin(), hashes_.end(), hash);
    return found != hashes_.end() && *found == hash ? static_cast<std::uint32_t>(found - hashes_.begin()) + 1 : 0;
}

std::uint64_t word_hash(std::string_view word) { return mix(basis, plain(word)); }

Features features_of(std::string_view word, Vocabulary const& seen, Vocabulary const& frequent) {
    std::string const text = plain(word);
    std::uint64_t const whole = mix(basis, text);
    auto const bucket = [](std::uint64_t hash, std::size_t table) { return static_cast<std::uint32_t>((hash ^ hash >> 32) % hashed_rows[table]); };
    auto const suffix = [&](std::size_t length) { return text.size() > length ? std::string_view(text).substr(text.size() - length) : std::string_view(text); };
    Features f;
    f.rows[0] = seen.number(whole);
    f.rows[1] = frequent.number(whole);
    f.rows[2] = bucket(mix(basis, suffix(2)), 0);
    f.rows[3] = bucket(mix(basis, suffix(3)), 1);
    f.rows[4] = bucket(mix(basis, suffix(4)), 2);
    f.rows[5] = bucket(mix(basis, std::string_view(text).substr(0, 3)), 3);
    f.rows[6] = bucket(mix(basis, shape_of(word)), 4);
    return f;
}

}  // namespace diplograph
