#include "extract/kernels.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <cstdint>
#include <vector>

using namespace diplograph;

namespace {

/// Numbers between -1 and 1 that follow from their place.
float number(std::size_t i) { return std::sin(static_cast<float>(i * 37 % 1009)); }

Tensor tensor(std::uint32_t rows, std::uint32_t columns) {
    Tensor t{rows, columns, {}, {}};
    for (std::uint32_t r = 0; r < rows; ++r) t.factors.push_back(0.01F + 0.001F * static_cast<float>(r));
    for (std::size_t i = 0; i < std::size_t{rows} * columns; ++i) t.weights.push_back(static_cast<std::int8_t>(std::lround(127 * number(i + 5))));
    return t;
}

struct Input {
    std::vector<float> values, factors;
    std::vector<std::int16_t> whole;
    Input(std::size_t n, std::size_t width) : values(n * width), factors(n), whole(n * width) {
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = number(i);
        for (std::size_t t = 0; t < n; ++t) quantize(&values[t * width], width, &whole[t * width], factors[t]);
    }
};

}  // namespace

TEST_CASE("rounding to 12 bits keeps numbers within half a step") {
    Input const in(3, 50);
    for (std::size_t i = 0; i < in.values.size(); ++i) {
        CHECK(std::abs(in.whole[i]) <= 2047);
        CHECK(static_cast<float>(in.whole[i]) * in.factors[i / 50] == Approx(in.values[i]).margin(static_cast<double>(in.factors[i / 50]) * 0.501));
    }
    std::vector<float> const nothing(9, 0.0F);
    std::vector<std::int16_t> out(9, 7);
    float factor = 7;
    quantize(nothing.data(), 9, out.data(), factor);
    CHECK(factor == 0);
    CHECK(out == std::vector<std::int16_t>(9, 0));
}

TEST_CASE("tanh and the logistic function are those of the C library within 1e-5") {
    for (float x = -100; x < 100; x += 0.0373F) {
        float a[] = {x}, b[] = {x};
        hyperbolic_tangent(a, 1);
        logistic(b, 1);
        REQUIRE(a[0] == Approx(std::tanh(x)).margin(1e-5));
        REQUIRE(b[0] == Approx(1 / (1 + std::exp(-static_cast<double>(x)))).margin(1e-5));
    }
    for (std::size_t count : {0U, 1U, 7U, 8U, 9U, 33U}) {  // any number at once gives what each gives alone
        std::vector<float> many(count), alone(count);
        for (std::size_t i = 0; i < count; ++i) many[i] = alone[i] = 4 * number(i);
        hyperbolic_tangent(many.data(), count);
        for (float& x : alone) hyperbolic_tangent(&x, 1);
        CHECK(many == alone);
    }
}

TEST_CASE("a layer is its matrix times each vector and its bias") {
    for (std::uint32_t const rows : {1U, 5U, 16U, 33U})
        for (std::size_t const width : {2U, 16U, 38U})
            for (std::size_t n = 1; n <= 9; ++n) {
                Tensor const t = tensor(rows, static_cast<std::uint32_t>(width));
                std::vector<float> bias(rows);
                for (std::size_t r = 0; r < rows; ++r) bias[r] = number(r + 70);
                Linear const layer(t, bias);
                REQUIRE(layer.outputs() == rows);
                Input const in(n, width);
                std::vector<float> y(n * rows, 99.0F);
                layer.start(in.whole.data(), in.factors.data(), n, width, 0, y.data());
                for (std::size_t k = 0; k < n; ++k)
                    for (std::size_t r = 0; r < rows; ++r) {
                        double sum = static_cast<double>(bias[r]);
                        for (std::size_t i = 0; i < width; ++i)
                            sum += static_cast<double>(t.weights[r * width + i]) * static_cast<double>(t.factors[r]) * in.whole[k * width + i] * static_cast<double>(in.factors[k]);
                        REQUIRE(y[k * rows + r] == Approx(sum).epsilon(1e-5).margin(1e-5));
                    }
            }
}

TEST_CASE("a layer adds some of its columns") {
    Tensor const t = tensor(3, 12);
    Linear const layer(t, {});
    Input const in(5, 4);
    std::vector<float> y(15, 1.0F);
    CHECK(layer.bias() == std::vector<float>(3, 0.0F));
    layer.add(in.whole.data(), in.factors.data(), 5, 4, 8, y.data());
    for (std::size_t k = 0; k < 5; ++k)
        for (std::size_t r = 0; r < 3; ++r) {
            std::int32_t sum = 0;
            for (std::size_t i = 0; i < 4; ++i) sum += t.weights[r * 12 + 8 + i] * in.whole[k * 4 + i];
            CHECK(y[k * 3 + r] == 1 + static_cast<float>(sum) * (t.factors[r] * in.factors[k]));
        }
}

TEST_CASE("rows times rows are the sums of their products") {
    for (std::size_t const m : {1U, 16U, 21U}) {
        std::size_t const n = 7, width = 96;
        Input const a(n, width), b(m, width);
        std::vector<float> y(n * m, 99.0F);
        multiply(a.whole.data(), a.factors.data(), n, b.whole.data(), b.factors.data(), m, width, y.data());
        for (std::size_t k = 0; k < n; ++k)
            for (std::size_t r = 0; r < m; ++r) {
                std::int64_t sum = 0;
                for (std::size_t i = 0; i < width; ++i) sum += static_cast<std::int64_t>(a.whole[k * width + i]) * b.whole[r * width + i];
                REQUIRE(y[k * m + r] == static_cast<float>(sum) * (b.factors[r] * a.factors[k]));
            }
    }
    std::vector<std::int16_t> const most(512, 2047);  // the greatest sum
    float const one = 1;
    float y = 0;
    multiply(most.data(), &one, 1, most.data(), &one, 1, 512, &y);
    CHECK(y == static_cast<float>(512 * 2047 * 2047));
}

TEST_CASE("gated recurrence keeps what the gate holds, from both sides") {
    std::size_t const n = 4, width = 6;
    std::vector<float> y(n * 2 * width), h(n * width, 0.5F);
    for (std::size_t i = 0; i < y.size(); ++i) y[i] = 3 * number(i);
    std::vector<double> expected(h.begin(), h.end()), cell(width, 0);
    auto const step = [&](std::size_t t, std::size_t i) {
        double const gate = 1 / (1 + std::exp(-static_cast<double>(y[t * 2 * width + width + i])));
        cell[i] = gate * cell[i] + (1 - gate) * std::tanh(static_cast<double>(y[t * 2 * width + i]));
        expected[t * width + i] += cell[i];
    };
    for (std::size_t t = 0; t < n; ++t)
        for (std::size_t i = 0; i < width / 2; ++i) step(t, i);
    for (std::size_t t = n; t-- > 0;)
        for (std::size_t i = width / 2; i < width; ++i) step(t, i);
    recur(y.data(), n, width, h.data());
    for (std::size_t i = 0; i < h.size(); ++i) CHECK(h[i] == Approx(expected[i]).margin(1e-4));
}
