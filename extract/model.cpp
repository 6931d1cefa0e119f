#include "extract/model.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "extract/features.hpp"
#include "extract/iob2.hpp"
#include "extract/kernels.hpp"
#include "extract/lemma.hpp"
#include "extract/memo.hpp"
#include "extract/model_file.hpp"
#include "extract/tree.hpp"

namespace diplograph {

namespace {

/// Rows of 8-bit weights that words are looked up in.
struct Table {
    Tensor rows;
    void copy(std::uint32_t row, float* out) const {
        float const factor = rows.factors[row];
        std::int8_t const* from = rows.weights.data() + static_cast<std::size_t>(row) * rows.columns;
        for (std::uint32_t i = 0; i < rows.columns; ++i) out[i] = static_cast<float>(from[i]) * factor;
    }
};

struct Layer {
    Linear linear;
    bool recurrent = false;
};

template <class Value>
Value take(std::map<std::string, Value>& values, std::string const& name) {
    auto const found = values.find(name);
    if (found == values.end()) throw std::runtime_error("it lacks \"" + name + "\"");
    return std::move(found->second);
}

/// Vectors of one width, one a word, with the whole numbers that the next layer wants. Whoever makes them fills them.
class Rows {
public:
    Rows(std::size_t n, std::size_t w) : width(w), count_(n), values_(std::make_unique_for_overwrite<float[]>(n * w)) {}
    std::size_t width;
    [[nodiscard]] std::size_t size() const { return count_; }
    float* row(std::size_t i) { return values_.get() + i * width; }
    [[nodiscard]] float const* row(std::size_t i) const { return values_.get() + i * width; }
    /// Makes rows of another width of the same room, for others to fill: no more than it was made with.
    void narrow(std::size_t w) { width = w; }
    void set(std::size_t i, float const* values) { std::copy(values, values + width, row(i)); }
    void rectify() { diplograph::rectify(values_.get(), count_ * width); }

    void round() {
        start_whole();
        for (std::size_t i = 0; i < count_; ++i) quantize(row(i), width, whole_.get() + i * width, factors_[i]);
    }
    /// What round() made; also of rows picked from others.
    [[nodiscard]] std::int16_t const* whole(std::size_t i = 0) const { return whole_.get() + i * width; }
    [[nodiscard]] float const* factors(std::size_t i = 0) const { return factors_.data() + i; }
    void start_whole() {
        if (whole_) return;
        whole_ = std::make_unique_for_overwrite<std::int16_t[]>(count_ * width);
        factors_.resize(count_);
    }
    void set_whole(std::size_t i, Rows const& from, std::size_t k) {
        std::copy(from.whole(k), from.whole(k) + width, whole_.get() + i * width);
        factors_[i] = from.factors_[k];
    }

private:
    std::size_t count_;
    std::unique_ptr<float[]> values_;
    std::unique_ptr<std::int16_t[]> whole_;
    std::vector<float> factors_;
};

/// What a layer makes of every row.
Rows apply(Linear const& layer, Rows const& in) {
    Rows out(in.size(), layer.outputs());
    layer.start(in.whole(), in.factors(), in.size(), in.width, 0, out.row(0));
    return out;
}

/// The same over each row and its two neighbours.
void apply_wide(Linear const& layer, Rows const& in, Rows& out) {
    std::size_t const n = in.size(), w = in.width;
    out.set(0, layer.bias().data());
    layer.start(in.whole(), in.factors(), n - 1, w, 0, out.row(1));
    layer.add(in.whole(), in.factors(), n, w, w, out.row(0));
    layer.add(in.whole(1), in.factors(1), n - 1, w, 2 * w, out.row(0));
}

std::uint8_t best_of(float const* scores, std::size_t count) { return static_cast<std::uint8_t>(std::max_element(scores, scores + count) - scores); }

}  // namespace

struct Model::Parts {
    Vocabulary seen, frequent;
    std::array<Table, Features::tables> tables;
    Linear input, tags, arc_dependent, arc_head, arc_matrix, label_dependent, label_head, label_out;
    std::vector<Layer> layers;
    std::vector<float> arc_root, arc_prior, arc_distance, label_root;
    std::vector<std::string> upos_words, xpos_words, relation_words, name_words;
    Iob2 iob2;
    Lemmas lemmas;
    std::size_t width = 0;

    explicit Parts(ModelFile file) {
        seen = Vocabulary(take(file.hashes, "seen"));
        frequent = Vocabulary(take(file.hashes, "frequent"));
        for (std::size_t i = 0; i < tables.size(); ++i) tables[i].rows = take(file.tensors, "table" + std::to_string(i));
        auto const layer_of = [&](std::string const& name, std::string const& bias) {
            Tensor const weights = take(file.tensors, name);
            std::vector<float> numbers = bias.empty() ? std::vector<float>(weights.rows) : take(file.numbers, bias);
            require(numbers.size() == weights.rows && weights.columns % 2 == 0);
            return Linear(weights, std::move(numbers));
        };
        auto const linear = [&](std::string const& name, bool biased) { return layer_of(name, biased ? name + "_bias" : ""); };
        input = linear("input", true);
        width = input.outputs();
        for (std::size_t i = 0; file.tensors.count("layer" + std::to_string(i)) > 0; ++i) {
            Linear layer = linear("layer" + std::to_string(i), true);
            bool const recurrent = layer.outputs() == 2 * width;
            layers.push_back({std::move(layer), recurrent});
        }
        upos_words = take(file.words, "upos");
        xpos_words = take(file.words, "xpos");
        relation_words = take(file.words, "relations");
        name_words = take(file.words, "names");
        tags = tag_layer(file);
        arc_dependent = linear("arc_dependent", true);
        arc_head = linear("arc_head", true);
        arc_matrix = linear("arc_matrix", false);
        label_dependent = layer_of("label_dependent", "label_bias");
        label_head = linear("label_head", false);
        label_out = linear("label_out", true);
        arc_root = take(file.numbers, "arc_root");
        arc_prior = take(file.numbers, "arc_prior");
        arc_distance = take(file.numbers, "arc_distance");
        label_root = take(file.numbers, "label_root");
        iob2 = Iob2(name_words);
        lemmas = Lemmas(take(file.words, "lemma_rules"), take(file.words, "lemma_words"), xpos_words);
        check();
    }

    /// The layers that score tags of both kinds and of names, as one: a word is read once for all.
    Linear tag_layer(ModelFile& file) const {
        Tensor all{0, static_cast<std::uint32_t>(width), {}, {}};
        std::vector<float> bias;
        for (auto const& [name, words] : {std::pair<std::string, std::vector<std::string> const&>{"upos", upos_words}, {"xpos", xpos_words}, {"names", name_words}}) {
            Tensor const part = take(file.tensors, name);
            std::vector<float> const numbers = take(file.numbers, name + "_bias");
            require(part.columns == all.columns && part.rows == words.size() && numbers.size() == words.size());
            all.rows += part.rows;
            all.factors.insert(all.factors.end(), part.factors.begin(), part.factors.end());
            all.weights.insert(all.weights.end(), part.weights.begin(), part.weights.end());
            bias.insert(bias.end(), numbers.begin(), numbers.end());
        }
        return Linear(all, std::move(bias));
    }

    static void require(bool holds) {
        if (!holds) throw std::runtime_error("its parts do not fit together");
    }

    /// Sizes that must agree, lest a damaged file make us read where nothing is.
    void check() const {
        auto const fits = [](Linear const& layer, std::size_t inputs, std::size_t outputs) { require(layer.inputs() == inputs && layer.outputs() == outputs); };
        std::size_t columns = 0;
        for (std::size_t i = 0; i < tables.size(); ++i) {
            columns += tables[i].rows.columns;
            std::size_t const rows = i == 0 ? seen.hashes().size() + 1 : i == 1 ? frequent.hashes().size() + 1 : hashed_rows[i - 2];
            require(tables[i].rows.rows == rows);
        }
        require(width > 0 && width % 2 == 0);
        fits(input, columns, width);
        for (Layer const& layer : layers) fits(layer.linear, 3 * width, layer.recurrent ? 2 * width : width);
        for (auto const* words : {&upos_words, &xpos_words, &relation_words, &name_words}) require(!words->empty() && words->size() <= 256);
        std::size_t const arc = arc_root.size(), label = label_root.size();
        for (Linear const* layer : {&arc_dependent, &arc_head}) fits(*layer, width, arc);
        fits(arc_matrix, arc, arc);
        require(arc % 2 == 0 && arc <= 512);
        require(arc_prior.size() == arc && arc_distance.size() == static_cast<std::size_t>(distance_buckets));
        for (Linear const* layer : {&label_dependent, &label_head}) fits(*layer, width, label);
        fits(label_out, label, relation_words.size());
    }

    [[nodiscard]] std::size_t share() const { return layers.empty() ? 0 : layers[0].linear.outputs(); }
    /// The first layers of words, which do not look at others: of each its vector, then its share in the next layer as the
    /// neighbour to the left, as the word itself and as the neighbour to the right.
    [[nodiscard]] std::vector<float> first_layers(std::vector<std::string_view> const& words) const;

    [[nodiscard]] Rows encode(std::vector<std::string_view> const& words, Memo* memo) const;
    [[nodiscard]] std::vector<float> arc_scores(Rows const& h) const;
    void arcs(Rows const& h, Analysis& out) const;
};

std::vector<float> Model::Parts::first_layers(std::vector<std::string_view> const& words) const {
    std::size_t const n = words.size();
    if (n == 0) return {};
    std::size_t columns = 0;
    for (Table const& table : tables) columns += table.rows.columns;
    Rows embedded(n, columns);
    for (std::size_t t = 0; t < n; ++t) {
        Features const f = features_of(words[t], seen, frequent);
        float* at = embedded.row(t);
        for (std::size_t i = 0; i < tables.size(); ++i) {
            tables[i].copy(f.rows[i], at);
            at += tables[i].rows.columns;
        }
    }
    embedded.round();
    Rows h = apply(input, embedded);
    h.rectify();
    h.round();
    std::size_t const all = width + 3 * share();
    std::vector<float> out(n * all), part(n * share());
    for (std::size_t t = 0; t < n; ++t) std::copy(h.row(t), h.row(t) + width, out.data() + t * all);
    for (std::size_t k = 0; k < 3 && !layers.empty(); ++k) {
        std::fill(part.begin(), part.end(), 0.0F);
        layers[0].linear.add(h.whole(), h.factors(), n, width, k * width, part.data());
        for (std::size_t t = 0; t < n; ++t) std::copy(part.data() + t * share(), part.data() + (t + 1) * share(), out.data() + t * all + width + k * share());
    }
    return out;
}

Rows Model::Parts::encode(std::vector<std::string_view> const& words, Memo* memo) const {
    std::size_t const n = words.size(), all = width + 3 * share();
    std::vector<float const*> known(n, nullptr);
    std::vector<std::string_view> fresh;
    for (std::size_t t = 0; t < n; ++t) {
        if (memo != nullptr) known[t] = memo->find(words[t]);
        if (known[t] == nullptr) fresh.push_back(words[t]);
    }
    std::vector<float> const made = first_layers(fresh);
    for (std::size_t t = 0, i = 0; t < n; ++t) {
        if (known[t] != nullptr) continue;
        known[t] = made.data() + i++ * all;
        if (memo != nullptr) memo->keep(words[t], known[t], all);
    }
    Rows h(n, width), wide(n, 2 * width);
    for (std::size_t t = 0; t < n; ++t) h.set(t, known[t]);
    for (std::size_t i = 0; i < layers.size(); ++i) {
        Layer const& layer = layers[i];
        std::size_t const outputs = layer.linear.outputs();
        wide.narrow(outputs);
        if (i > 0) {
            h.round();
            apply_wide(layer.linear, h, wide);
        } else {
            for (std::size_t t = 0; t < n; ++t) {
                wide.set(t, layer.linear.bias().data());
                for (std::size_t k = t == 0 ? 1 : 0; k < 3 && t + k < n + 1; ++k) add(wide.row(t), known[t + k - 1] + width + k * outputs, outputs);
            }
        }
        if (layer.recurrent) recur(wide.row(0), n, width, h.row(0));
        else add_rectified(h.row(0), wide.row(0), n * width);
    }
    h.round();
    return h;
}

/// How well each word, or the root, suits as the head of each word.
std::vector<float> Model::Parts::arc_scores(Rows const& h) const {
    std::size_t const n = h.size(), size = arc_head.outputs();
    Rows heads(n + 1, size);  // the root first
    heads.set(0, arc_root.data());
    arc_head.start(h.whole(), h.factors(), n, h.width, 0, heads.row(1));
    rectify(heads.row(1), n * size);
    Rows dependents = apply(arc_dependent, h);
    dependents.rectify();
    dependents.round();
    Rows turned = apply(arc_matrix, dependents);
    heads.round();
    turned.round();
    std::vector<float> scores(n * (n + 1));
    multiply(turned.whole(), turned.factors(), n, heads.whole(), heads.factors(), n + 1, size, scores.data());
    std::vector<float> prior(n + 1, 0.0F), by_distance(2 * n);  // of each head, and from -n
    for (std::size_t j = 0; j <= n; ++j)
        for (std::size_t i = 0; i < size; ++i) prior[j] += heads.row(j)[i] * arc_prior[i];
    auto const distance = [&](std::size_t d, std::size_t j) { return arc_distance[static_cast<std::size_t>(distance_bucket(static_cast<int>(d), static_cast<int>(j)))]; };
    for (std::size_t i = 0; i < 2 * n; ++i) by_distance[i] = i < n ? distance(n + 1 - i, 1) : distance(1, i + 1 - n);
    for (std::size_t d = 0; d < n; ++d) {
        float* const row = scores.data() + d * (n + 1);
        float const* const of = by_distance.data() + n - d - 1;  // of the first word as head
        row[0] = row[0] + prior[0] + distance(d + 1, 0);
        for (std::size_t j = 1; j <= n; ++j) row[j] = row[j] + prior[j] + of[j];
    }
    return scores;
}

void Model::Parts::arcs(Rows const& h, Analysis& out) const {
    std::size_t const n = h.size();
    out.heads = best_tree(arc_scores(h), n);
    std::vector<std::size_t> used(n, n);  // which of those that are heads a word is
    std::size_t heads = 0;
    for (int const head : out.heads)
        if (head > 0 && used[static_cast<std::size_t>(head) - 1] == n) used[static_cast<std::size_t>(head) - 1] = heads++;
    Rows of_heads(heads, h.width);
    of_heads.start_whole();
    for (std::size_t t = 0; t < n; ++t)
        if (used[t] < n) of_heads.set_whole(used[t], h, t);
    Rows joined = apply(label_dependent, h);
    Rows const by_head = apply(label_head, of_heads);
    for (std::size_t t = 0; t < n; ++t) add(joined.row(t), out.heads[t] == 0 ? label_root.data() : by_head.row(used[static_cast<std::size_t>(out.heads[t]) - 1]), joined.width);
    joined.rectify();
    joined.round();
    Rows const result = apply(label_out, joined);
    for (std::size_t t = 0; t < n; ++t) out.relations.push_back(best_of(result.row(t), result.width));
}

Model::Model(std::filesystem::path const& path) {
    try {
        parts_ = std::make_unique<Parts>(read_model_file(path));
    } catch (std::runtime_error const& e) {
        std::string const what = e.what();
        if (what.starts_with(path.string())) throw;
        throw std::runtime_error(path.string() + ": " + what);
    }
}

Model::~Model() = default;

Analysis Model::analyze(std::vector<std::string_view> const& words, bool parse, Memo* memo) const {
    Analysis out;
    std::size_t const n = words.size();
    if (n == 0) return out;
    Parts const& p = *parts_;
    Rows const h = p.encode(words, memo);
    Rows const scores = apply(p.tags, h);
    std::size_t const upos = p.upos_words.size(), xpos = p.xpos_words.size(), names = p.name_words.size();
    std::vector<float> of_names(n * names);
    for (std::size_t t = 0; t < n; ++t) {
        float const* const row = scores.row(t);
        out.upos.push_back(best_of(row, upos));
        out.xpos.push_back(best_of(row + upos, xpos));
        std::copy(row + upos + xpos, row + scores.width, of_names.data() + t * names);
    }
    out.names = p.iob2(of_names.data(), n);
    if (parse) p.arcs(h, out);
    return out;
}

std::string Model::lemma(std::string_view word, std::uint8_t xpos) const { return parts_->lemmas(word, xpos); }
std::vector<std::string> const& Model::upos() const { return parts_->upos_words; }
std::vector<std::string> const& Model::xpos() const { return parts_->xpos_words; }
std::vector<std::string> const& Model::relations() const { return parts_->relation_words; }
std::vector<std::string> const& Model::names() const { return parts_->name_words; }

}  // namespace diplograph
