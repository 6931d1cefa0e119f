#include "extract/features.hpp"

#include <algorithm>

#include "core/bytes.hpp"

namespace diplograph {

namespace {

std::string plain(std::string_view word) {
    std::string out = lower_ascii(word);
    for (char& c : out)
        if (c >= '0' && c <= '9') c = '0';
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

std::uint64_t word_hash(std::string_view word) { return fnv1a(plain(word)); }

Features features_of(std::string_view word, Vocabulary const& seen, Vocabulary const& frequent) {
    std::string const text = plain(word);
    std::uint64_t const whole = fnv1a(text);
    auto const bucket = [](std::uint64_t hash, std::size_t table) { return static_cast<std::uint32_t>((hash ^ hash >> 32) % hashed_rows[table]); };
    auto const suffix = [&](std::size_t length) { return text.size() > length ? std::string_view(text).substr(text.size() - length) : std::string_view(text); };
    Features f;
    f.rows[0] = seen.number(whole);
    f.rows[1] = frequent.number(whole);
    f.rows[2] = bucket(fnv1a(suffix(2)), 0);
    f.rows[3] = bucket(fnv1a(suffix(3)), 1);
    f.rows[4] = bucket(fnv1a(suffix(4)), 2);
    f.rows[5] = bucket(fnv1a(std::string_view(text).substr(0, 3)), 3);
    f.rows[6] = bucket(fnv1a(shape_of(word)), 4);
    return f;
}

}  // namespace diplograph
