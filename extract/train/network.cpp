#include "extract/train/network.hpp"

#include <algorithm>
#include <cmath>

#include "extract/tree.hpp"

namespace diplograph {

std::uint64_t Random::next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15ULL;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ z >> 27) * 0x94D049BB133111EBULL;
    return z ^ z >> 31;
}

float Random::uniform() { return static_cast<float>(next() >> 40) * 0x1p-24F; }

float Random::normal() {
    float sum = -6;  // of twelve uniforms
    for (int i = 0; i < 12; ++i) sum += uniform();
    return sum;
}

void Parameter::shape(std::string called, Eigen::Index rows, Eigen::Index columns, float scale, Random& random) {
    name = std::move(called);
    value.resize(rows, columns);
    for (Eigen::Index i = 0; i < value.size(); ++i) value.data()[i] = scale == 0 ? 0 : scale * random.normal();
    gradient = first = second = Matrix::Zero(rows, columns);
    average = value;
}

void Batch::add(std::vector<Features> const& sentence) {
    if (words.empty()) {
        words.emplace_back();
        filled.push_back(false);
    }
    sentences.push_back({static_cast<int>(words.size()), static_cast<int>(sentence.size())});
    words.insert(words.end(), sentence.begin(), sentence.end());
    filled.insert(filled.end(), sentence.size(), true);
    words.emplace_back();
    filled.push_back(false);
    for (std::vector<int>* gold : {&upos, &xpos, &heads, &relations, &names}) gold->resize(words.size(), -1);
}

struct Network::Trace {
    Matrix embedded, mask;             ///< of the input: T x sum of widths
    Matrix first;                      ///< behind the input layer
    struct Step {
        Matrix wide;                   ///< T x 3 width
        Matrix inner;                  ///< convolution: rectified; recurrence: candidates and gates
        Matrix cells;
        Matrix mask;
    };
    std::vector<Step> steps;
    Matrix out;                        ///< T x width
    Matrix out_mask;
};

namespace {

constexpr float input_dropout = 0.3F, layer_dropout = 0.25F, word_dropout = 0.15F;

Matrix dropout_mask(Eigen::Index rows, Eigen::Index columns, float rate, Random& random) {
    Matrix mask(rows, columns);
    float const keep = 1 / (1 - rate);
    for (Eigen::Index i = 0; i < mask.size(); ++i) mask.data()[i] = random.uniform() < rate ? 0 : keep;
    return mask;
}

void clear_empty(Batch const& batch, Matrix& m) {
    for (std::size_t t = 0; t < batch.filled.size(); ++t)
        if (!batch.filled[t]) m.row(static_cast<Eigen::Index>(t)).setZero();
}

Matrix widen(Matrix const& h) {
    Eigen::Index const n = h.rows(), w = h.cols();
    Matrix wide = Matrix::Zero(n, 3 * w);
    wide.middleCols(w, w) = h;
    if (n > 1) {
        wide.block(1, 0, n - 1, w) = h.topRows(n - 1);
        wide.block(0, 2 * w, n - 1, w) = h.bottomRows(n - 1);
    }
    return wide;
}

void narrow(Matrix const& wide, Matrix& h) {
    Eigen::Index const n = h.rows(), w = h.cols();
    h += wide.middleCols(w, w);
    if (n > 1) {
        h.topRows(n - 1) += wide.block(1, 0, n - 1, w);
        h.bottomRows(n - 1) += wide.block(0, 2 * w, n - 1, w);
    }
}

/// Rows of logits become probabilities minus the gold ones where gold is known, else zero; returns the loss.
float cross_entropy(Matrix& logits, std::vector<int> const& gold, float weight) {
    float loss = 0;
    for (Eigen::Index t = 0; t < logits.rows(); ++t) {
        int const g = gold[static_cast<std::size_t>(t)];
        auto row = logits.row(t);
        if (g < 0) {
            row.setZero();
            continue;
        }
        float const top = row.maxCoeff();
        row = (row.array() - top).exp().matrix();
        row /= row.sum();
        loss -= std::log(std::max(row(g), 1e-9F));
        row(g) -= 1;
        row *= weight;
    }
    return loss;
}

void dense_backward(Matrix const& in, Matrix const& out_gradient, Parameter& weights, Parameter& bias, Matrix& in_gradient) {
    weights.gradient.noalias() += in.transpose() * out_gradient;
    bias.gradient += out_gradient.colwise().sum();
    in_gradient.noalias() += out_gradient * weights.value.transpose();
}

}  // namespace

Network::Network(Layout const& l, std::uint64_t seed) : layout(l), random_(seed) {
    tables.resize(Features::tables);
    int columns = 0;
    for (std::size_t i = 0; i < Features::tables; ++i) {
        std::uint32_t const rows = i == 0 ? static_cast<std::uint32_t>(l.seen) + 1 : i == 1 ? static_cast<std::uint32_t>(l.frequent) + 1 : hashed_rows[i - 2];
        tables[i].shape("table" + std::to_string(i), rows, table_widths[i], 0.1F, random_);
        tables[i].sparse = true;
        columns += table_widths[i];
    }
    auto const he = [](int in) { return std::sqrt(2.0F / static_cast<float>(in)); };
    input_.shape("input", columns, l.width, he(columns), random_);
    input_bias_.shape("input_bias", 1, l.width, 0, random_);
    layers_.resize(static_cast<std::size_t>(l.convolutions + l.recurrences));
    for (std::size_t i = 0; i < layers_.size(); ++i) {
        Layer& layer = layers_[i];
        layer.recurrent = static_cast<int>(i) >= l.convolutions;
        int const out = layer.recurrent ? 2 * l.width : l.width;
        layer.weights.shape("layer" + std::to_string(i), 3 * l.width, out, 0.5F * he(3 * l.width), random_);
        layer.bias.shape("layer" + std::to_string(i) + "_bias", 1, out, 0, random_);
    }
    float const small = std::sqrt(1.0F / static_cast<float>(l.width));
    upos_.shape("upos", l.width, l.upos, small, random_);
    upos_bias_.shape("upos_bias", 1, l.upos, 0, random_);
    xpos_.shape("xpos", l.width, l.xpos, small, random_);
    xpos_bias_.shape("xpos_bias", 1, l.xpos, 0, random_);
    names_.shape("names", l.width, l.names, small, random_);
    names_bias_.shape("names_bias", 1, l.names, 0, random_);
    arc_dependent_.shape("arc_dependent", l.width, l.arc, he(l.width), random_);
    arc_dependent_bias_.shape("arc_dependent_bias", 1, l.arc, 0, random_);
    arc_head_.shape("arc_head", l.width, l.arc, he(l.width), random_);
    arc_head_bias_.shape("arc_head_bias", 1, l.arc, 0, random_);
    arc_root_.shape("arc_root", 1, l.arc, 0.3F, random_);
    arc_matrix_.shape("arc_matrix", l.arc, l.arc, 0.05F, random_);
    arc_prior_.shape("arc_prior", l.arc, 1, 0.05F, random_);
    arc_distance_.shape("arc_distance", 1, distance_buckets, 0, random_);
    label_dependent_.shape("label_dependent", l.width, l.label, he(2 * l.width), random_);
    label_head_.shape("label_head", l.width, l.label, he(2 * l.width), random_);
    label_bias_.shape("label_bias", 1, l.label, 0, random_);
    label_root_.shape("label_root", 1, l.label, 0.3F, random_);
    label_out_.shape("label_out", l.label, l.relations, std::sqrt(1.0F / static_cast<float>(l.label)), random_);
    label_out_bias_.shape("label_out_bias", 1, l.relations, 0, random_);
}

std::vector<Parameter*> Network::parameters() {
    std::vector<Parameter*> all;
    for (Parameter& p : tables) all.push_back(&p);
    all.insert(all.end(), {&input_, &input_bias_});
    for (Layer& layer : layers_) all.insert(all.end(), {&layer.weights, &layer.bias});
    all.insert(all.end(), {&upos_, &upos_bias_, &xpos_, &xpos_bias_, &names_, &names_bias_, &arc_dependent_, &arc_dependent_bias_, &arc_head_,
                           &arc_head_bias_, &arc_root_, &arc_matrix_, &arc_prior_, &arc_distance_, &label_dependent_, &label_head_, &label_bias_,
                           &label_root_, &label_out_, &label_out_bias_});
    return all;
}

void Network::encode(Batch const& batch, Trace& trace, bool training) {
    auto const n = static_cast<Eigen::Index>(batch.words.size());
    Eigen::Index columns = 0;
    for (int const w : table_widths) columns += w;
    trace.embedded = Matrix::Zero(n, columns);
    for (Eigen::Index t = 0; t < n; ++t) {
        if (!batch.filled[static_cast<std::size_t>(t)]) continue;
        Features const& f = batch.words[static_cast<std::size_t>(t)];
        bool const forget = training && random_.uniform() < word_dropout;
        Eigen::Index at = 0;
        for (std::size_t i = 0; i < Features::tables; ++i) {
            std::uint32_t const row = forget && i < 2 ? 0 : f.rows[i];
            trace.embedded.row(t).segment(at, table_widths[i]) = tables[i].value.row(row);
            at += table_widths[i];
        }
    }
    if (training) {
        trace.mask = dropout_mask(n, columns, input_dropout, random_);
        trace.embedded.array() *= trace.mask.array();
    }
    Matrix h = (trace.embedded * input_.value).rowwise() + Eigen::RowVectorXf(input_bias_.value.row(0));
    h = h.cwiseMax(0);
    clear_empty(batch, h);
    trace.first = h;
    trace.steps.resize(layers_.size());
    Eigen::Index const w = layout.width, half = w / 2;
    for (std::size_t l = 0; l < layers_.size(); ++l) {
        Layer const& layer = layers_[l];
        Trace::Step& step = trace.steps[l];
        step.wide = widen(h);
        step.inner = (step.wide * layer.weights.value).rowwise() + Eigen::RowVectorXf(layer.bias.value.row(0));
        Matrix out;
        if (!layer.recurrent) {
            step.inner = step.inner.cwiseMax(0);
            out = step.inner;
        } else {
            step.inner.leftCols(w) = step.inner.leftCols(w).array().tanh().matrix();
            step.inner.rightCols(w) = (1 / (1 + (-step.inner.rightCols(w).array()).exp())).matrix();
            step.cells = Matrix::Zero(n, w);
            for (Eigen::Index t = 0; t < n; ++t) {  // the left half runs forwards, the right half backwards
                Eigen::Index const u = n - 1 - t;
                auto const run = [&](Eigen::Index at, Eigen::Index before, Eigen::Index column) {
                    if (!batch.filled[static_cast<std::size_t>(at)]) return;
                    auto const gate = step.inner.row(at).segment(w + column, half).array();
                    auto const candidate = step.inner.row(at).segment(column, half).array();
                    step.cells.row(at).segment(column, half) = (gate * step.cells.row(before).segment(column, half).array() + (1 - gate) * candidate).matrix();
                };
                run(t, t == 0 ? 0 : t - 1, 0);
                run(u, u + 1 == n ? u : u + 1, half);
            }
            out = step.cells;
        }
        if (training) {
            step.mask = dropout_mask(n, w, layer_dropout, random_);
            out.array() *= step.mask.array();
        }
        h += out;
        clear_empty(batch, h);
    }
    if (training) {
        trace.out_mask = dropout_mask(n, w, layer_dropout, random_);
        h.array() *= trace.out_mask.array();
    }
    trace.out = h;
}

void Network::backward(Batch const& batch, Trace& trace, Matrix& g) {
    auto const n = static_cast<Eigen::Index>(batch.words.size());
    Eigen::Index const w = layout.width, half = w / 2;
    g.array() *= trace.out_mask.array();
    for (std::size_t l = layers_.size(); l-- > 0;) {
        Layer& layer = layers_[l];
        Trace::Step& step = trace.steps[l];
        clear_empty(batch, g);
        Matrix out = (g.array() * step.mask.array()).matrix();
        Matrix inner;
        if (!layer.recurrent) {
            inner = (step.inner.array() > 0).select(out, 0.0F);
        } else {
            inner = Matrix::Zero(n, 2 * w);
            Matrix carry = Matrix::Zero(1, w);
            for (Eigen::Index t = 0; t < n; ++t) {
                Eigen::Index const u = n - 1 - t;
                auto const run = [&](Eigen::Index at, Eigen::Index before, Eigen::Index column) {
                    auto flow = carry.row(0).segment(column, half);
                    if (!batch.filled[static_cast<std::size_t>(at)]) {
                        flow.setZero();
                        return;
                    }
                    Eigen::Array<float, 1, Eigen::Dynamic> const cell = out.row(at).segment(column, half).array() + flow.array();
                    auto const gate = step.inner.row(at).segment(w + column, half).array();
                    auto const candidate = step.inner.row(at).segment(column, half).array();
                    auto const old = step.cells.row(before).segment(column, half).array();
                    inner.row(at).segment(column, half) = (cell * (1 - gate) * (1 - candidate.square())).matrix();
                    inner.row(at).segment(w + column, half) = (cell * (old - candidate) * gate * (1 - gate)).matrix();
                    flow = (cell * gate).matrix();
                };
                run(u, u == 0 ? 0 : u - 1, 0);
                run(t, t + 1 == n ? t : t + 1, half);
            }
        }
        layer.weights.gradient.noalias() += step.wide.transpose() * inner;
        layer.bias.gradient += inner.colwise().sum();
        Matrix const wide = inner * layer.weights.value.transpose();
        narrow(wide, g);
    }
    clear_empty(batch, g);
    g = (trace.first.array() > 0).select(g, 0.0F);
    Matrix embedded = Matrix::Zero(n, trace.embedded.cols());
    dense_backward(trace.embedded, g, input_, input_bias_, embedded);
    embedded.array() *= trace.mask.array();
    for (Eigen::Index t = 0; t < n; ++t) {
        if (!batch.filled[static_cast<std::size_t>(t)]) continue;
        Features const& f = batch.words[static_cast<std::size_t>(t)];
        Eigen::Index at = 0;
        for (std::size_t i = 0; i < Features::tables; ++i) {
            if (!tables[i].frozen && !(i < 2 && f.rows[i] == 0)) {
                tables[i].gradient.row(f.rows[i]) += embedded.row(t).segment(at, table_widths[i]);
                tables[i].touched.push_back(f.rows[i]);
            }
            at += table_widths[i];
        }
    }
}

float Network::learn(Batch const& batch, float rate) {
    Trace trace;
    encode(batch, trace, true);
    Matrix const& h = trace.out;
    auto const n = static_cast<Eigen::Index>(batch.words.size());
    Matrix g = Matrix::Zero(n, layout.width);
    float loss = 0;
    float const weight = 1.0F / static_cast<float>(n);

    auto const head = [&](Parameter& weights, Parameter& bias, std::vector<int> const& gold, float share) {
        Matrix logits = (h * weights.value).rowwise() + Eigen::RowVectorXf(bias.value.row(0));
        loss += share * cross_entropy(logits, gold, share * weight);
        dense_backward(h, logits, weights, bias, g);
    };
    head(upos_, upos_bias_, batch.upos, 1.0F);
    head(xpos_, xpos_bias_, batch.xpos, 0.5F);
    head(names_, names_bias_, batch.names, 0.5F);

    Matrix dependents = ((h * arc_dependent_.value).rowwise() + Eigen::RowVectorXf(arc_dependent_bias_.value.row(0))).cwiseMax(0);
    Matrix heads = ((h * arc_head_.value).rowwise() + Eigen::RowVectorXf(arc_head_bias_.value.row(0))).cwiseMax(0);
    Matrix label_d = h * label_dependent_.value, label_h = h * label_head_.value;
    Matrix dependents_g = Matrix::Zero(n, layout.arc), heads_g = Matrix::Zero(n, layout.arc);
    Matrix label_d_g = Matrix::Zero(n, layout.label), label_h_g = Matrix::Zero(n, layout.label);
    for (Batch::Piece const& piece : batch.sentences) {
        if (batch.heads[static_cast<std::size_t>(piece.first)] < 0) continue;
        Eigen::Index const m = piece.size;
        Matrix const d = dependents.middleRows(piece.first, m);
        Matrix all(m + 1, layout.arc);
        all.row(0) = arc_root_.value;
        all.bottomRows(m) = heads.middleRows(piece.first, m);
        Matrix const turned = d * arc_matrix_.value;
        Matrix scores = turned * all.transpose();
        Eigen::RowVectorXf const prior = (all * arc_prior_.value).transpose();
        scores.rowwise() += prior;
        for (int i = 0; i < m; ++i)
            for (int j = 0; j <= m; ++j) scores(i, j) += j == i + 1 ? -1e9F : arc_distance_.value(0, distance_bucket(i + 1, j));
        std::vector<int> const gold(batch.heads.begin() + piece.first, batch.heads.begin() + piece.first + m);
        loss += cross_entropy(scores, gold, weight);
        for (int i = 0; i < m; ++i)
            for (int j = 0; j <= m; ++j)
                if (j != i + 1) arc_distance_.gradient(0, distance_bucket(i + 1, j)) += scores(i, j);
        Matrix all_g = scores.transpose() * turned;
        Eigen::VectorXf const sums = scores.colwise().sum().transpose();
        arc_prior_.gradient += all.transpose() * sums;
        all_g += sums * arc_prior_.value.transpose();
        Matrix const turned_g = scores * all;
        arc_matrix_.gradient.noalias() += d.transpose() * turned_g;
        dependents_g.middleRows(piece.first, m) += turned_g * arc_matrix_.value.transpose();
        arc_root_.gradient += all_g.row(0);
        heads_g.middleRows(piece.first, m) += all_g.bottomRows(m);

        Matrix joined(m, layout.label);
        for (Eigen::Index i = 0; i < m; ++i) {
            int const h_at = gold[static_cast<std::size_t>(i)];
            joined.row(i) = label_d.row(piece.first + i) + label_bias_.value + (h_at == 0 ? Matrix(label_root_.value) : Matrix(label_h.row(piece.first + h_at - 1)));
        }
        joined = joined.cwiseMax(0);
        Matrix logits = (joined * label_out_.value).rowwise() + Eigen::RowVectorXf(label_out_bias_.value.row(0));
        std::vector<int> const labels(batch.relations.begin() + piece.first, batch.relations.begin() + piece.first + m);
        loss += cross_entropy(logits, labels, weight);
        Matrix joined_g = Matrix::Zero(m, layout.label);
        dense_backward(joined, logits, label_out_, label_out_bias_, joined_g);
        joined_g = (joined.array() > 0).select(joined_g, 0.0F);
        label_bias_.gradient += joined_g.colwise().sum();
        label_d_g.middleRows(piece.first, m) += joined_g;
        for (Eigen::Index i = 0; i < m; ++i) {
            int const h_at = gold[static_cast<std::size_t>(i)];
            if (h_at == 0) label_root_.gradient += joined_g.row(i);
            else label_h_g.row(piece.first + h_at - 1) += joined_g.row(i);
        }
    }
    dependents_g = (dependents.array() > 0).select(dependents_g, 0.0F);
    heads_g = (heads.array() > 0).select(heads_g, 0.0F);
    dense_backward(h, dependents_g, arc_dependent_, arc_dependent_bias_, g);
    dense_backward(h, heads_g, arc_head_, arc_head_bias_, g);
    label_dependent_.gradient.noalias() += h.transpose() * label_d_g;
    label_head_.gradient.noalias() += h.transpose() * label_h_g;
    g.noalias() += label_d_g * label_dependent_.value.transpose();
    g.noalias() += label_h_g * label_head_.value.transpose();
    backward(batch, trace, g);
    step(rate);
    return loss * weight;
}

void Network::step(float rate) {
    ++steps_;
    constexpr float b1 = 0.9F, b2 = 0.98F, tiny = 1e-8F, most = 5;
    auto const all = parameters();
    float norm = 0;
    for (Parameter* p : all) {
        if (p->frozen) continue;
        if (p->sparse) {
            std::sort(p->touched.begin(), p->touched.end());
            p->touched.erase(std::unique(p->touched.begin(), p->touched.end()), p->touched.end());
            for (std::uint32_t const row : p->touched) norm += p->gradient.row(row).squaredNorm();
        } else {
            norm += p->gradient.squaredNorm();
        }
    }
    float const clip = std::min(1.0F, most / std::max(std::sqrt(norm), tiny));
    float const correction = std::sqrt(1 - std::pow(b2, static_cast<float>(steps_))) / (1 - std::pow(b1, static_cast<float>(steps_)));
    float const decay = std::min(0.9995F, (1 + static_cast<float>(steps_)) / (10 + static_cast<float>(steps_)));
    for (Parameter* p : all) {
        if (p->frozen) continue;
        auto const update = [&](Eigen::Index first_row, Eigen::Index rows) {
            auto g = p->gradient.middleRows(first_row, rows).array() * clip;
            auto m = p->first.middleRows(first_row, rows).array(), v = p->second.middleRows(first_row, rows).array();
            auto x = p->value.middleRows(first_row, rows).array(), a = p->average.middleRows(first_row, rows).array();
            m = b1 * m + (1 - b1) * g;
            v = b2 * v + (1 - b2) * g.square();
            x -= rate * correction * m / (v.sqrt() + tiny);
            a = decay * a + (1 - decay) * x;
            p->gradient.middleRows(first_row, rows).setZero();
        };
        if (p->sparse) {
            for (std::uint32_t const row : p->touched) update(row, 1);
            p->touched.clear();
        } else {
            update(0, p->value.rows());
        }
    }
}

void Network::swap_average() {
    for (Parameter* p : parameters())
        if (!p->frozen && !p->sparse) p->value.swap(p->average);
}

Matrix Network::name_probabilities(Batch const& batch) {
    Trace trace;
    encode(batch, trace, false);
    Matrix scores = (trace.out * names_.value).rowwise() + Eigen::RowVectorXf(names_bias_.value.row(0));
    for (Eigen::Index t = 0; t < scores.rows(); ++t) {
        scores.row(t) = (scores.row(t).array() - scores.row(t).maxCoeff()).exp().matrix();
        scores.row(t) /= scores.row(t).sum();
    }
    return scores;
}

Scores Network::predict(Batch const& batch) {
    Trace trace;
    encode(batch, trace, false);
    Matrix const& h = trace.out;
    Scores out;
    auto const logits = [&](Parameter const& weights, Parameter const& bias) -> Matrix { return (h * weights.value).rowwise() + Eigen::RowVectorXf(bias.value.row(0)); };
    out.upos = logits(upos_, upos_bias_);
    out.xpos = logits(xpos_, xpos_bias_);
    out.names = logits(names_, names_bias_);
    Matrix const dependents = logits(arc_dependent_, arc_dependent_bias_).cwiseMax(0), heads = logits(arc_head_, arc_head_bias_).cwiseMax(0);
    Matrix const label_d = h * label_dependent_.value, label_h = h * label_head_.value;
    out.heads.assign(batch.words.size(), -1);
    out.relations.assign(batch.words.size(), -1);
    for (Batch::Piece const& piece : batch.sentences) {
        Eigen::Index const m = piece.size;
        Matrix all(m + 1, layout.arc);
        all.row(0) = arc_root_.value;
        all.bottomRows(m) = heads.middleRows(piece.first, m);
        Matrix scores = dependents.middleRows(piece.first, m) * arc_matrix_.value * all.transpose();
        scores.rowwise() += Eigen::RowVectorXf((all * arc_prior_.value).transpose());
        for (int i = 0; i < m; ++i)
            for (int j = 0; j <= m; ++j) scores(i, j) += arc_distance_.value(0, distance_bucket(i + 1, j));
        std::vector<int> const tree = best_tree({scores.data(), scores.data() + scores.size()}, static_cast<std::size_t>(m));
        for (Eigen::Index i = 0; i < m; ++i) {
            auto const at = static_cast<std::size_t>(piece.first + i);
            out.heads[at] = tree[static_cast<std::size_t>(i)];
            Matrix joined = label_d.row(piece.first + i) + label_bias_.value +
                            (out.heads[at] == 0 ? Matrix(label_root_.value) : Matrix(label_h.row(piece.first + out.heads[at] - 1)));
            joined = joined.cwiseMax(0);
            Matrix const labels = joined * label_out_.value + label_out_bias_.value;
            Eigen::Index best = 0;
            labels.row(0).maxCoeff(&best);
            out.relations[at] = static_cast<int>(best);
        }
        out.arcs.push_back(std::move(scores));
    }
    return out;
}

}  // namespace diplograph
