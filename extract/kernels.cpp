#include "extract/kernels.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
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

constexpr std::size_t block = weight_rows;
/// Vectors that share a weight once it is fetched.
constexpr std::size_t tile = 6;

/// What a block of rows gives for some vectors that lie `width` apart, to be added to outputs that lie `stride` apart.
struct Task {
    WeightPair const* weights;
    std::int16_t const* x;
    std::size_t width, pairs;  ///< `pairs` of columns are summed
    float const *by, *factors;  ///< of each row, and of each vector
    float const* base;  ///< what the products are added to, `base_stride` apart: the bias or y
    std::size_t base_stride;
    float* y;
    std::size_t stride, rows;  ///< the last block may have fewer rows
};

using Run = void (*)(Task const&);

/// Puts rows of numbers in their blocks; what is missing to the last block stays 0.
template <class Number>
std::vector<WeightPair> in_blocks(Number const* numbers, std::size_t rows, std::size_t columns) {
    std::vector<WeightPair> out((rows + block - 1) / block * columns / 2);
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t c = 0; c < columns; ++c) out[(r / block * columns + c) / 2].weights[r % block * 2 + c % 2] = numbers[r * columns + c];
    return out;
}

/// Factors of rows, with a 0 for each that is missing to the last block.
std::vector<float> padded(float const* factors, std::size_t count) {
    std::vector<float> out((count + block - 1) / block * block);
    std::copy(factors, factors + count, out.begin());
    return out;
}

/// For `count` vectors, each sum of a block in a place of its own.
template <std::size_t count>
void run_block(Task const& t) {
    std::int32_t sums[count * block] = {};
    for (std::size_t p = 0; p < t.pairs; ++p) {
        std::int16_t const* const weights = t.weights[p].weights;
        for (std::size_t k = 0; k < count; ++k) {
            std::int32_t const first = t.x[k * t.width + 2 * p], second = t.x[k * t.width + 2 * p + 1];
            for (std::size_t r = 0; r < block; ++r) sums[k * block + r] += weights[2 * r] * first + weights[2 * r + 1] * second;
        }
    }
    for (std::size_t k = 0; k < count; ++k)
        for (std::size_t r = 0; r < t.rows; ++r) t.y[k * t.stride + r] = t.base[k * t.base_stride + r] + static_cast<float>(sums[k * block + r]) * (t.by[r] * t.factors[k]);
}

#ifdef DIPLOGRAPH_AVX2
/// The same; every sum has a register of its own.
template <std::size_t count>
__attribute__((target("avx2"))) void run_block_avx2(Task const& t) {
    __m256i low[count], high[count];
#pragma GCC unroll 8
    for (std::size_t k = 0; k < count; ++k) low[k] = high[k] = _mm256_setzero_si256();
    WeightPair const* weights = t.weights;
    std::int16_t const* x = t.x;
#pragma GCC unroll 4
    for (std::size_t p = 0; p < t.pairs; ++p, ++weights, x += 2) {
        auto const* const from = reinterpret_cast<__m256i const*>(weights->weights);
        __m256i const a = _mm256_load_si256(from), b = _mm256_load_si256(from + 1);
#pragma GCC unroll 8
        for (std::size_t k = 0; k < count; ++k) {
            std::int32_t both = 0;
            std::memcpy(&both, x + k * t.width, sizeof(both));
            __m256i const v = _mm256_set1_epi32(both);
            low[k] = _mm256_add_epi32(low[k], _mm256_madd_epi16(a, v));
            high[k] = _mm256_add_epi32(high[k], _mm256_madd_epi16(b, v));
        }
    }
    __m256 const by_low = _mm256_loadu_ps(t.by), by_high = _mm256_loadu_ps(t.by + 8);
#pragma GCC unroll 8
    for (std::size_t k = 0; k < count; ++k) {
        __m256 const factor = _mm256_set1_ps(t.factors[k]);
        __m256 const first = _mm256_mul_ps(_mm256_cvtepi32_ps(low[k]), _mm256_mul_ps(by_low, factor));
        __m256 const second = _mm256_mul_ps(_mm256_cvtepi32_ps(high[k]), _mm256_mul_ps(by_high, factor));
        float* const y = t.y + k * t.stride;
        float const* const base = t.base + k * t.base_stride;
        if (t.rows == block) {
            _mm256_storeu_ps(y, _mm256_add_ps(_mm256_loadu_ps(base), first));
            _mm256_storeu_ps(y + 8, _mm256_add_ps(_mm256_loadu_ps(base + 8), second));
        } else {
            float products[block];
            _mm256_storeu_ps(products, first);
            _mm256_storeu_ps(products + 8, second);
            for (std::size_t r = 0; r < t.rows; ++r) y[r] = base[r] + products[r];
        }
    }
}
#endif

/// The fastest that the machine can do, by the number of vectors less one.
std::array<Run, tile> choose_runs() {
#ifdef DIPLOGRAPH_AVX2
    if (__builtin_cpu_supports("avx2")) return {run_block_avx2<1>, run_block_avx2<2>, run_block_avx2<3>, run_block_avx2<4>, run_block_avx2<5>, run_block_avx2<6>};
#endif
    return {run_block<1>, run_block<2>, run_block<3>, run_block<4>, run_block<5>, run_block<6>};
}

/// Runs a task for each block of `outputs` rows and each tile of n vectors; blocks of weights are `step` apart.
void run_all(Task const& whole, std::size_t step, std::size_t outputs, std::size_t n) {
    static std::array<Run, tile> const runs = choose_runs();
    std::size_t const tiles = (n + tile - 1) / tile;
    Task task = whole;
    for (std::size_t first = 0; first < outputs; first += block, task.weights += step) {
        task.by = whole.by + first;
        task.rows = std::min(block, outputs - first);
        for (std::size_t i = 0; i < tiles; ++i) {
            std::size_t const t = i * n / tiles, count = (i + 1) * n / tiles - t;  // none much smaller than the others
            task.x = whole.x + t * whole.width;
            task.factors = whole.factors + t;
            task.base = whole.base + t * whole.base_stride + first;
            task.y = whole.y + t * whole.stride + first;
            runs[count - 1](task);
        }
    }
}

/// Half of a sign, so that a cut rounds.
inline float half_of(float x) { return std::copysign(0.5F, x); }

/// Where e^x is a number; in a loop of its own, or compilers split the one that goes on.
inline float bounded(float x) { return std::min(std::max(x, -80.0F), 80.0F); }

inline float power_of_e(float x) {
    float const scaled = x * 1.44269504F;
    auto const whole = static_cast<std::int32_t>(scaled + half_of(scaled));
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
        out[i] = static_cast<std::int16_t>(static_cast<std::int32_t>(scaled + half_of(scaled)));
    }
}

Linear::Linear(Tensor const& tensor, std::vector<float> bias)
    : columns_(tensor.columns), outputs_(tensor.rows), weights_(in_blocks(tensor.weights.data(), tensor.rows, tensor.columns)), factors_(padded(tensor.factors.data(), tensor.rows)), bias_(std::move(bias)) {
    assert(columns_ % 2 == 0);
    bias_.resize(outputs_, 0);
}

void Linear::start(std::int16_t const* x, float const* factors, std::size_t n, std::size_t count, std::size_t from, float* y) const {
    run_all({weights_.data() + from / 2, x, count, count / 2, factors_.data(), factors, bias_.data(), 0, y, outputs_, 0}, columns_ / 2, outputs_, n);
}

void Linear::add(std::int16_t const* x, float const* factors, std::size_t n, std::size_t count, std::size_t from, float* y) const {
    run_all({weights_.data() + from / 2, x, count, count / 2, factors_.data(), factors, y, outputs_, y, outputs_, 0}, columns_ / 2, outputs_, n);
}

void multiply(std::int16_t const* a, float const* a_factors, std::size_t n, std::int16_t const* b, float const* b_factors, std::size_t m, std::size_t width, float* y) {
    assert(width % 2 == 0 && width <= 512);
    std::vector<float> const nothing(m);
    run_all({in_blocks(b, m, width).data(), a, width, width / 2, padded(b_factors, m).data(), a_factors, nothing.data(), 0, y, m, 0}, width / 2, m, n);
}

DIPLOGRAPH_CLONES void hyperbolic_tangent(float* x, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) x[i] = bounded(2 * x[i]);
    for (std::size_t i = 0; i < count; ++i) x[i] = 1 - 2 / (power_of_e(x[i]) + 1);
}

DIPLOGRAPH_CLONES void logistic(float* x, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) x[i] = bounded(-x[i]);
    for (std::size_t i = 0; i < count; ++i) x[i] = 1 / (1 + power_of_e(x[i]));
}

DIPLOGRAPH_CLONES void rectify(float* x, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) x[i] = std::max(x[i], 0.0F);
}

DIPLOGRAPH_CLONES void add(float* x, float const* y, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) x[i] += y[i];
}

DIPLOGRAPH_CLONES void add_rectified(float* x, float const* y, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) x[i] += std::max(y[i], 0.0F);
}

DIPLOGRAPH_CLONES void recur(float* y, std::size_t n, std::size_t width, float* h) {
    std::vector<float> cell(width, 0.0F);
    auto const run = [&](std::size_t t, std::size_t from, std::size_t to) {
        float const *const a = y + t * 2 * width, *const g = a + width;
        for (std::size_t i = from; i < to; ++i) {
            cell[i] = g[i] * cell[i] + (1 - g[i]) * a[i];
            h[t * width + i] += cell[i];
        }
    };
    for (std::size_t t = 0; t < n; ++t) {
        hyperbolic_tangent(y + t * 2 * width, width);
        logistic(y + t * 2 * width + width, width);
        run(t, 0, width / 2);
    }
    for (std::size_t t = n; t-- > 0;) run(t, width / 2, width);
}

}  // namespace diplograph
