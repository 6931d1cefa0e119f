#include "extract/kernels.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define DIPLOGRAPH_AVX2
#endif

// One binary for all processors of a kind: the widest of these that the machine has is chosen when the program starts.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define DIPLOGRAPH_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define DIPLOGRAPH_CLONES
#endif

namespace diplograph {

namespace {

/// Weights stand in blocks of rows. Within a block two columns of each row stand together, so that one instruction makes
/// sums of eight rows, which lie beside each other as the outputs do.
constexpr std::size_t block = 16;
/// Vectors that share a weight once it is fetched.
constexpr std::size_t tile = 4;

/// Sums of a block with `tile` vectors over pairs of columns: out[k * block + r].
void sums(std::int16_t const* weights, std::int16_t const* const* x, std::size_t pairs, std::int32_t* out) {
    std::fill(out, out + tile * block, 0);
    for (std::size_t p = 0; p < pairs; ++p, weights += 2 * block)
        for (std::size_t k = 0; k < tile; ++k) {
            std::int32_t const first = x[k][2 * p], second = x[k][2 * p + 1];
            for (std::size_t r = 0; r < block; ++r) out[k * block + r] += weights[2 * r] * first + weights[2 * r + 1] * second;
        }
}

#ifdef DIPLOGRAPH_AVX2
inline std::int32_t pair(std::int16_t const* from) {
    std::int32_t out = 0;
    std::memcpy(&out, from, sizeof(out));
    return out;
}

/// The same; every sum has a register of its own.
__attribute__((target("avx2"))) void sums_avx2(std::int16_t const* weights, std::int16_t const* const* x, std::size_t pairs, std::int32_t* out) {
    std::int16_t const *const a = x[0], *const b = x[1], *const c = x[2], *const d = x[3];
    __m256i a0 = _mm256_setzero_si256(), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
    for (std::size_t i = 0; i < 2 * pairs; i += 2, weights += 2 * block) {
        __m256i const low = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(weights)), high = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(weights + block));
        __m256i v = _mm256_set1_epi32(pair(a + i));
        a0 = _mm256_add_epi32(a0, _mm256_madd_epi16(low, v));
        a1 = _mm256_add_epi32(a1, _mm256_madd_epi16(high, v));
        v = _mm256_set1_epi32(pair(b + i));
        b0 = _mm256_add_epi32(b0, _mm256_madd_epi16(low, v));
        b1 = _mm256_add_epi32(b1, _mm256_madd_epi16(high, v));
        v = _mm256_set1_epi32(pair(c + i));
        c0 = _mm256_add_epi32(c0, _mm256_madd_epi16(low, v));
        c1 = _mm256_add_epi32(c1, _mm256_madd_epi16(high, v));
        v = _mm256_set1_epi32(pair(d + i));
        d0 = _mm256_add_epi32(d0, _mm256_madd_epi16(low, v));
        d1 = _mm256_add_epi32(d1, _mm256_madd_epi16(high, v));
    }
    auto* const to = reinterpret_cast<__m256i*>(out);  // an array of them would keep the sums out of registers
    _mm256_storeu_si256(to, a0);
    _mm256_storeu_si256(to + 1, a1);
    _mm256_storeu_si256(to + 2, b0);
    _mm256_storeu_si256(to + 3, b1);
    _mm256_storeu_si256(to + 4, c0);
    _mm256_storeu_si256(to + 5, c1);
    _mm256_storeu_si256(to + 6, d0);
    _mm256_storeu_si256(to + 7, d1);
}
#endif

using Sums = void (*)(std::int16_t const*, std::int16_t const* const*, std::size_t, std::int32_t*);

/// The fastest that the machine can do.
Sums choose_sums() {
#ifdef DIPLOGRAPH_AVX2
    if (__builtin_cpu_supports("avx2")) return sums_avx2;
#endif
    return sums;
}

inline float power_of_e(float x) {
    x = x < -80.0F ? -80.0F : x > 80.0F ? 80.0F : x;
    float const scaled = x * 1.44269504F;
    auto const whole = static_cast<std::int32_t>(scaled + (scaled < 0 ? -0.5F : 0.5F));
    float const r = x - static_cast<float>(whole) * 0.693147182F;  // |r| <= ln 2 / 2
    float const series = 1 + r * (1 + r * (0.5F + r * (0.166666672F + r * (0.0416666679F + r * (0.00833333377F + r * 0.00138888892F)))));
    return series * std::bit_cast<float>((whole + 127) << 23);
}

}  // namespace

DIPLOGRAPH_CLONES void quantize(float const* values, std::size_t count, std::int16_t* out, float& factor) {
    std::int32_t bits = 0;  // without their sign floats are in the order of their bits
    for (std::size_t i = 0; i < count; ++i) bits = std::max(bits, std::bit_cast<std::int32_t>(values[i]) & 0x7FFFFFFF);
    float const most = std::bit_cast<float>(bits);
    if (most == 0) {
        std::fill(out, out + count, static_cast<std::int16_t>(0));
        factor = 0;
        return;
    }
    factor = most / 2047;
    float const inverse = 2047 / most;
    for (std::size_t i = 0; i < count; ++i) {
        float const scaled = values[i] * inverse;
        out[i] = static_cast<std::int16_t>(static_cast<std::int32_t>(scaled + (scaled < 0 ? -0.5F : 0.5F)));
    }
}

Linear::Linear(Tensor const& tensor, std::vector<float> bias)
    : columns_(tensor.columns), weights_((tensor.rows + block - 1) / block * block * tensor.columns), factors_(tensor.factors), bias_(std::move(bias)) {
    assert(columns_ % 2 == 0);
    bias_.resize(factors_.size(), 0);
    for (std::size_t r = 0; r < tensor.rows; ++r)
        for (std::size_t c = 0; c < columns_; ++c)
            weights_[r / block * block * columns_ + c / 2 * 2 * block + r % block * 2 + c % 2] = tensor.weights[r * columns_ + c];
}

void Linear::start(std::size_t n, float* y) const {
    for (std::size_t t = 0; t < n; ++t) std::copy(bias_.begin(), bias_.end(), y + t * outputs());
}

void Linear::add(std::int16_t const* x, float const* factors, std::size_t n, std::size_t count, std::size_t from, float* y) const {
    static Sums const chosen = choose_sums();
    std::int32_t out[tile * block];
    for (std::size_t t = 0; t < n; t += tile) {
        std::int16_t const* vectors[tile];
        for (std::size_t k = 0; k < tile; ++k) vectors[k] = x + std::min(t + k, n - 1) * count;
        for (std::size_t first = 0; first < outputs(); first += block) {
            chosen(weights_.data() + first * columns_ + from * block, vectors, count / 2, out);
            std::size_t const rows = std::min(block, outputs() - first);
            for (std::size_t k = 0; k < tile && t + k < n; ++k) {
                float* const to = y + (t + k) * outputs() + first;
                float const* const by = factors_.data() + first;
                for (std::size_t r = 0; r < rows; ++r) to[r] += static_cast<float>(out[k * block + r]) * (by[r] * factors[t + k]);
            }
        }
    }
}

DIPLOGRAPH_CLONES void hyperbolic_tangent(float* x, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) x[i] = 1 - 2 / (power_of_e(2 * x[i]) + 1);
}

DIPLOGRAPH_CLONES void logistic(float* x, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) x[i] = 1 / (1 + power_of_e(-x[i]));
}

}  // namespace diplograph
