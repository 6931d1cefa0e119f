#include "extract/train/vectors.hpp"

#include <cmath>

namespace diplograph {

namespace {

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 128; }

}  // namespace

std::vector<std::vector<std::string>> cut_text(std::string_view text) {
    std::vector<std::vector<std::string>> sentences(1);
    for (std::size_t i = 0; i < text.size();) {
        char const c = text[i];
        if (c == '\n' && i + 1 < text.size() && text[i + 1] == '\n' && !sentences.back().empty()) sentences.emplace_back();
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            ++i;
            continue;
        }
        std::size_t end = i + 1;
        if (is_word(c)) {
            while (end < text.size() && (is_word(text[end]) || ((text[end] == '.' || text[end] == ',') && end + 1 < text.size() && is_word(text[end + 1]) && text[end - 1] >= '0' && text[end - 1] <= '9')))
                ++end;
            std::string_view const word = text.substr(i, end - i);
            bool const abbreviation = end < text.size() && text[end] == '.' && word.size() <= 3 && word[0] >= 'A' && word[0] <= 'Z';
            if (abbreviation) ++end;
        }
        sentences.back().emplace_back(text.substr(i, end - i));
        if ((c == '.' || c == '!' || c == '?') && sentences.back().size() > 3) sentences.emplace_back();
        i = end;
    }
    return sentences;
}

Matrix learn_vectors(std::vector<std::vector<std::string>> const& sentences, Vocabulary const& vocabulary, int width, int epochs, Random& random) {
    std::size_t const size = vocabulary.hashes().size() + 1;
    std::vector<std::vector<std::uint32_t>> text;
    std::vector<double> counts(size, 0);
    double total = 0;
    for (auto const& sentence : sentences) {
        auto& line = text.emplace_back();
        for (std::string const& word : sentence) {
            std::uint32_t const number = vocabulary.number(word_hash(word));
            line.push_back(number);
            ++counts[number];
            ++total;
        }
    }
    std::vector<std::uint32_t> noise;  // by count to the power 0.75
    double sum = 0;
    for (std::size_t w = 1; w < size; ++w) sum += std::pow(counts[w], 0.75);
    for (std::size_t w = 1; w < size; ++w) noise.insert(noise.end(), static_cast<std::size_t>(std::pow(counts[w], 0.75) / sum * 1e6) + 1, static_cast<std::uint32_t>(w));
    Matrix in(static_cast<Eigen::Index>(size), width), out = Matrix::Zero(static_cast<Eigen::Index>(size), width);
    for (Eigen::Index i = 0; i < in.size(); ++i) in.data()[i] = (random.uniform() - 0.5F) / static_cast<float>(width);
    constexpr int window = 3, negatives = 5;
    double const all = total * epochs;
    double done = 0;
    Eigen::RowVectorXf change(width);
    for (int epoch = 0; epoch < epochs; ++epoch)
        for (auto const& line : text) {
            float const rate = 0.05F * static_cast<float>(std::max(0.02, 1 - done / all));
            done += static_cast<double>(line.size());
            for (std::size_t i = 0; i < line.size(); ++i) {
                if (line[i] == 0) continue;
                double const frequency = counts[line[i]] / total;
                if (frequency > 1e-3 && random.uniform() > std::sqrt(1e-3 / frequency)) continue;
                std::size_t const reach = 1 + random.below(window);
                for (std::size_t j = i > reach ? i - reach : 0; j <= i + reach && j < line.size(); ++j) {
                    if (j == i || line[j] == 0) continue;
                    auto center = in.row(line[i]);
                    change.setZero();
                    for (int k = 0; k <= negatives; ++k) {
                        std::uint32_t const other = k == 0 ? line[j] : noise[random.below(noise.size())];
                        if (k > 0 && other == line[j]) continue;
                        auto context = out.row(other);
                        float const score = center.dot(context);
                        float const error = ((k == 0 ? 1.0F : 0.0F) - 1 / (1 + std::exp(-score))) * rate;
                        change += error * context;
                        context += error * center;
                    }
                    center += change;
                }
            }
        }
    in.row(0).setZero();
    float const deviation = std::sqrt(in.squaredNorm() / static_cast<float>(in.size()));
    return in * (0.15F / deviation);
}

}  // namespace diplograph
