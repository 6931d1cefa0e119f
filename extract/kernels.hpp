#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "extract/model_file.hpp"

namespace diplograph {

/// Rounds to 12 bits, so that products with 8-bit weights add up in 32 bits without overflow.
void quantize(float const* values, std::size_t count, std::int16_t* out, float& factor);

/// Weights stand in blocks of so many rows. Within a block two columns of each row stand together, so that one instruction
/// makes sums of eight rows, which lie beside each other as the outputs do.
constexpr std::size_t weight_rows = 16;

/// Two columns of a block: one line of the cache.
struct alignas(64) WeightPair {
    std::int16_t weights[2 * weight_rows] = {};
};

/// A layer y = W x + b in whole numbers: the same bits on every processor.
class Linear {
public:
    Linear() = default;
    /// Rows of the tensor are outputs; columns are even in number. `bias` may be empty.
    Linear(Tensor const& tensor, std::vector<float> bias);
    [[nodiscard]] std::size_t outputs() const { return outputs_; }
    [[nodiscard]] std::size_t inputs() const { return columns_; }
    [[nodiscard]] std::vector<float> const& bias() const { return bias_; }
    /// n rows of y become the bias and the products of n rows of x, `count` wide, with the columns from `from` on; both are
    /// even. y and x may lie anywhere.
    void start(std::int16_t const* x, float const* factors, std::size_t n, std::size_t count, std::size_t from, float* y) const;
    /// Adds such products to n rows of y.
    void add(std::int16_t const* x, float const* factors, std::size_t n, std::size_t count, std::size_t from, float* y) const;

private:
    std::size_t columns_ = 0, outputs_ = 0;
    std::vector<WeightPair> weights_;
    std::vector<float> factors_, bias_;
};

/// n rows of y, each m wide, become the products of n rows of `a` with m rows of `b`, all of `width`, which is even and
/// at most 512: so many products of 12 bits add up in 32 bits.
void multiply(std::int16_t const* a, float const* a_factors, std::size_t n, std::int16_t const* b, float const* b_factors, std::size_t m, std::size_t width, float* y);

/// x becomes tanh(x), or 1 / (1 + e^-x), without the C library: the same bits everywhere.
void hyperbolic_tangent(float* x, std::size_t count);
void logistic(float* x, std::size_t count);

/// x becomes max(x, 0).
void rectify(float* x, std::size_t count);
/// Adds y, or max(y, 0), to x.
void add(float* x, float const* y, std::size_t count);
void add_rectified(float* x, float const* y, std::size_t count);

/// Adds to n rows of h, `width` wide, cells of gated recurrence, the first half from the left and the second from the
/// right: c = g c + (1 - g) tanh(a). Rows of y are `width` of a and `width` of g before the logistic function; they change.
void recur(float* y, std::size_t n, std::size_t width, float* h);

}  // namespace diplograph
