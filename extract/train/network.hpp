#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <string>
#include <vector>

#include "extract/features.hpp"

namespace diplograph {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Numbers that follow from a seed alone (splitmix64).
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next();
    /// [0, 1).
    float uniform();
    /// [0, n).
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
    float normal();

private:
    std::uint64_t state_;
};

/// A matrix that is learned: its gradient, the moments of Adam, and the running average that is kept in the end.
struct Parameter {
    std::string name;
    Matrix value, gradient, first, second, average;
    bool frozen = false;
    bool sparse = false;                ///< only rows in `touched` have a gradient
    std::vector<std::uint32_t> touched;

    void shape(std::string called, Eigen::Index rows, Eigen::Index columns, float scale, Random& random);
};

/// Sizes of the layers; they stand in the model file and say all about its shape.
struct Layout {
    int seen = 0, frequent = 0;             ///< words in the two vocabularies
    int width = 128;                        ///< of the encoder
    int convolutions = 2, recurrences = 3;  ///< layers of either kind
    int arc = 96, label = 96;
    int upos = 0, xpos = 0, relations = 0, names = 0;
};

/// Widths of the tables of Features.
constexpr std::array<int, Features::tables> table_widths{64, 64, 32, 32, 32, 32, 32};

/// Sentences laid one under the other with an empty row between them. Gold of -1 is unknown.
struct Batch {
    std::vector<Features> words;  ///< of the empty rows: all zero
    std::vector<bool> filled;
    std::vector<int> upos, xpos, heads, relations, names;  ///< heads within the sentence, 0 the root
    struct Piece { int first = 0, size = 0; };
    std::vector<Piece> sentences;

    void add(std::vector<Features> const& sentence);
};

/// What the network says of a batch, row by row.
struct Scores {
    Matrix upos, xpos, names;
    std::vector<Matrix> arcs;                 ///< by sentence: n x (n + 1)
    std::vector<int> heads, relations;        ///< decoded; filled by predict()
};

/// Encoder of residual convolutions and gated recurrences (QRNN, Bradbury et al. 2017) over summed evidence of words and
/// letters, with heads for parts of speech, names and biaffine arcs (Dozat and Manning 2017).
class Network {
public:
    Network(Layout const& layout, std::uint64_t seed);

    /// One step of Adam on a batch; returns the loss a word.
    float learn(Batch const& batch, float rate);
    /// Decodes with the present weights.
    [[nodiscard]] Scores predict(Batch const& batch);
    /// Probabilities of the tags of names, row by row.
    [[nodiscard]] Matrix name_probabilities(Batch const& batch);
    /// Puts the averaged weights in place of the present ones; again puts them back.
    void swap_average();

    std::vector<Parameter*> parameters();
    Layout layout;
    std::vector<Parameter> tables;  ///< in the order of Features::rows

private:
    struct Trace;
    void encode(Batch const& batch, Trace& trace, bool training);
    void backward(Batch const& batch, Trace& trace, Matrix& gradient);
    void step(float rate);

    Parameter input_, input_bias_;
    struct Layer {
        Parameter weights, bias;  ///< of a recurrence: candidates and gates side by side
        bool recurrent = false;
    };
    std::vector<Layer> layers_;
    Parameter upos_, upos_bias_, xpos_, xpos_bias_, names_, names_bias_;
    Parameter arc_dependent_, arc_dependent_bias_, arc_head_, arc_head_bias_, arc_root_, arc_matrix_, arc_prior_, arc_distance_;
    Parameter label_dependent_, label_head_, label_bias_, label_root_, label_out_, label_out_bias_;
    Random random_;
    std::uint64_t steps_ = 0;
};

}  // namespace diplograph
