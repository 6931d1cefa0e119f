#include "extract/kernels.hpp"

#include <algorithm>
#include <bit>

// One binary for all processors of a kind: the widest of these that the machine has is chosen when the program starts.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define DIPLOGRAPH_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define DIPLOGRAPH_CLONES
#endif

namespace diplograph {

namespace {

/// Products of every row of weights with `tile` vectors at once, so that a weight is fetched once for all of them.
/// out[k * rows + r] is that of row r with vector k.
constexpr std::size_t tile = 4;

DIPLOGRAPH_CLONES void products(std::int16_t const* weights, std::size_t stride, std::size_t rows, std::int16_t const* const* x, std::size_t count, std::int32_t* out) {
    std::int16_t const *const a = x[0], *const b = x[1], *const c = x[2], *const d = x[3];
    for (std::size_t r = 0; r < rows; ++r) {
        std::int16_t const* const w = weights + r * stride;
        std::int32_t sa = 0, sb = 0, sc = 0, sd = 0;
        for (std::size_t i = 0; i < count; ++i) {
            std::int32_t const v = w[i];
            sa += v * a[i];
            sb += v * b[i];
            sc += v * c[i];
            sd += v * d[i];
        }
        out[r] = sa;
        out[rows + r] = sb;
        out[2 * rows + r] = sc;
        out[3 * rows + r] = sd;
    }
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
    float most = 0;
    for (std::size_t i = 0; i < count; ++i) most = std::max(most, values[i] < 0 ? -values[i] : values[i]);
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
    : columns_(tensor.columns), weights_(tensor.weights.begin(), tensor.weights.end()), factors_(tensor.factors), bias_(std::move(bias)) {
    bias_.resize(factors_.size(), 0);
}

void Linear::start(std::size_t n, float* y) const {
    for (std::size_t t = 0; t < n; ++t) std::copy(bias_.begin(), bias_.end(), y + t * outputs());
}

void Linear::add(std::int16_t const* x, float const* factors, std::size_t n, std::size_t count, std::size_t from, float* y) const {
    std::vector<std::int32_t> sums(tile * outputs());
    for (std::size_t t = 0; t < n; t += tile) {
        std::int16_t const* vectors[tile];
        for (std::size_t k = 0; k < tile; ++k) vectors[k] = x + std::min(t + k, n - 1) * count;
        products(weights_.data() + from, columns_, outputs(), vectors, count, sums.data());
        for (std::size_t k = 0; k < tile && t + k < n; ++k) {
            float* const to = y + (t + k) * outputs();
            for (std::size_t r = 0; r < outputs(); ++r) to[r] += static_cast<float>(sums[k * outputs() + r]) * (factors_[r] * factors[t + k]);
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
