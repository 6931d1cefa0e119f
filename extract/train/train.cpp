#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <tuple>

#include "extract/iob2.hpp"
#include "extract/model_file.hpp"
#include "extract/source.hpp"
#include "extract/train/lemmas.hpp"
#include "extract/train/network.hpp"
#include "extract/train/sample.hpp"
#include "extract/train/self_label.hpp"
#include "extract/train/vectors.hpp"

using namespace diplograph;

namespace {

/// Strings and their numbers, the most frequent first.
struct Inventory {
    std::vector<std::string> words;
    std::map<std::string, int> numbers;

    explicit Inventory(std::map<std::string, int> const& counts, int least = 1) {
        std::vector<std::pair<int, std::string>> sorted;
        for (auto const& [word, count] : counts)
            if (count >= least) sorted.emplace_back(-count, word);
        std::sort(sorted.begin(), sorted.end());
        for (auto& [count, word] : sorted) {
            numbers[word] = static_cast<int>(words.size());
            words.push_back(word);
        }
    }
    [[nodiscard]] int operator()(std::string const& word) const {
        auto const found = numbers.find(word);
        return found == numbers.end() ? -1 : found->second;
    }
};

/// The kinds of names that the model tells apart.
std::string name_tag(std::string const& tag) {
    if (tag.size() < 3) return tag.empty() ? tag : "O";
    static std::map<std::string, std::string> const kinds{
        {"PER", "PER"}, {"politician", "PER"}, {"person", "PER"}, {"ORG", "ORG"}, {"organisation", "ORG"}, {"politicalparty", "ORG"},
        {"organization", "ORG"}, {"LOC", "LOC"}, {"location", "LOC"}, {"place", "LOC"}, {"country", "LOC"}, {"event", "EVT"}, {"election", "EVT"}};
    auto const found = kinds.find(tag.substr(2));
    return found == kinds.end() ? "O" : tag.substr(0, 2) + found->second;
}

/// IOB1 of wikigold has I- alone.
void to_iob2(Sample& sample) {
    std::string before = "O";
    for (std::string& tag : sample.names) {
        std::string mapped = name_tag(tag);
        if (mapped.starts_with("I-") && (before.size() < 2 || before.substr(1) != mapped.substr(1))) mapped[0] = 'B';
        before = mapped;
        tag = std::move(mapped);
    }
}

struct Prepared {
    std::vector<Features> words;
    std::vector<int> upos, xpos, heads, relations, names;
};

struct Score {
    double words = 0, uas = 0, las = 0, upos = 0, xpos = 0;
    double names = 0, found = 0, gold = 0;  ///< names right, told, and to be told
};

std::string base(std::string const& relation) { return relation.substr(0, relation.find(':')); }

/// (first, last, kind) of the names in tags.
template <class Tags>
std::set<std::tuple<std::size_t, std::size_t, std::string>> names_in(Tags const& tags, Inventory const& names) {
    std::set<std::tuple<std::size_t, std::size_t, std::string>> out;
    auto const word = [&](std::size_t t) { return t < tags.size() && static_cast<int>(tags[t]) >= 0 ? names.words[static_cast<std::size_t>(tags[t])] : std::string(); };
    for (std::size_t t = 0; t < tags.size(); ++t) {
        if (!word(t).starts_with("B-")) continue;
        std::string const kind = word(t).substr(2);
        std::size_t last = t + 1;
        while (word(last) == "I-" + kind) ++last;
        if (kind != "EVT") out.emplace(t, last, kind);
    }
    return out;
}

Score evaluate(Network& network, std::vector<Prepared> const& data, Inventory const& relations, Inventory const& names) {
    Score s;
    Iob2 const decode(names.words);
    for (std::size_t i = 0; i < data.size(); i += 64) {
        Batch batch;
        std::size_t const end = std::min(data.size(), i + 64);
        for (std::size_t k = i; k < end; ++k) batch.add(data[k].words);
        Scores const out = network.predict(batch);
        for (std::size_t k = i; k < end; ++k) {
            Batch::Piece const piece = batch.sentences[k - i];
            Prepared const& gold = data[k];
            if (!gold.names.empty()) {
                auto const told = names_in(decode(out.names.row(piece.first).data(), static_cast<std::size_t>(piece.size)), names), right = names_in(gold.names, names);
                s.found += static_cast<double>(told.size());
                s.gold += static_cast<double>(right.size());
                for (auto const& name : told) s.names += right.count(name) > 0;
            }
            for (int w = 0; w < piece.size; ++w) {
                auto const at = static_cast<std::size_t>(piece.first + w), j = static_cast<std::size_t>(w);
                Eigen::Index best = 0;
                out.upos.row(piece.first + w).maxCoeff(&best);
                ++s.words;
                s.upos += best == gold.upos[j];
                out.xpos.row(piece.first + w).maxCoeff(&best);
                s.xpos += best == gold.xpos[j];
                bool const head = out.heads[at] == gold.heads[j];
                s.uas += head;
                s.las += head && gold.relations[j] >= 0 && base(relations.words[static_cast<std::size_t>(out.relations[at])]) == base(relations.words[static_cast<std::size_t>(gold.relations[j])]);
            }
        }
    }
    return s;
}

void print(char const* what, Score const& s) {
    std::printf("  %-10s upos %.2f xpos %.2f uas %.2f las %.2f names %.2f (precision %.2f, recall %.2f)\n", what, 100 * s.upos / s.words, 100 * s.xpos / s.words, 100 * s.uas / s.words,
                100 * s.las / s.words, 200 * s.names / (s.found + s.gold), 100 * s.names / s.found, 100 * s.names / s.gold);
    std::fflush(stdout);
}

/// Rounds rows to 8 bits. Matrices are stored with a row an output, which is a column of the learned one.
Tensor to_tensor(Matrix const& rows) {
    Tensor t;
    t.rows = static_cast<std::uint32_t>(rows.rows());
    t.columns = static_cast<std::uint32_t>(rows.cols());
    for (Eigen::Index r = 0; r < rows.rows(); ++r) {
        float const factor = std::max(rows.row(r).cwiseAbs().maxCoeff(), 1e-12F) / 127;
        t.factors.push_back(factor);
        for (Eigen::Index c = 0; c < rows.cols(); ++c) t.weights.push_back(static_cast<std::int8_t>(std::lround(rows(r, c) / factor)));
    }
    return t;
}

/// Matrices that the running model wants as numbers: biases and the vectors of the root.
bool is_plain(std::string const& name) {
    return name.ends_with("_bias") || name == "arc_root" || name == "arc_prior" || name == "arc_distance" || name == "label_root";
}

void put(Network& network, ModelFile& file) {
    for (Parameter* p : network.parameters()) {
        if (is_plain(p->name)) file.numbers[p->name].assign(p->value.data(), p->value.data() + p->value.size());
        else if (p->sparse) file.tensors[p->name] = to_tensor(p->value);
        else file.tensors[p->name] = to_tensor(p->value.transpose());
    }
}

/// What is learned from: annotated sentences, and running text for the vectors of words and for names.
struct Corpus {
    std::vector<Sample> samples, ewt_dev, gum_dev;
    Text text;                          ///< of all articles, then of the samples
    std::vector<std::size_t> articles;  ///< where each begins in `text`, and the last ends

    Corpus(std::filesystem::path const& treebanks, std::filesystem::path const& articles_file) {
        samples = read_conllu(treebanks / "EWT/en_ewt-ud-train.conllu");
        take_names(samples, read_iob2(treebanks / "UNER_EWT/en_ewt-ud-train.iob2", 1, 2));
        for (Sample& s : samples)  // a quarter of the names in it are not annotated
            for (std::size_t i = 0; i < s.names.size(); ++i)
                if (s.names[i] == "O" && s.upos[i] == "PROPN") s.names[i].clear();
        add(read_conllu(treebanks / "GUM/en_gum-ud-train.conllu"));
        add(read_iob2(treebanks / "wikigold/CONLL-format/data/wikigold.conll.txt", 0, 1));
        for (char const* part : {"train.txt", "dev.txt"}) add(read_iob2(treebanks / "CrossNER_politics" / part, 0, 1));
        ewt_dev = read_conllu(treebanks / "EWT/en_ewt-ud-dev.conllu");
        take_names(ewt_dev, read_iob2(treebanks / "UNER_EWT/en_ewt-ud-dev.iob2", 1, 2));
        gum_dev = read_conllu(treebanks / "GUM/en_gum-ud-dev.conllu");
        Source source({articles_file.string()}, {}, [](Diagnostic const&) {});
        while (auto item = source.next()) {
            articles.push_back(text.size());
            for (auto& sentence : cut_text(item->article.text))
                if (!sentence.empty()) text.push_back(std::move(sentence));
        }
        articles.push_back(text.size());
        for (auto* set : {&samples, &ewt_dev, &gum_dev})
            for (Sample& s : *set) to_iob2(s);
        for (Sample const& s : samples) text.push_back(s.forms);
    }

    [[nodiscard]] Text article(std::size_t i) const {
        return {text.begin() + static_cast<std::ptrdiff_t>(articles[i]), text.begin() + static_cast<std::ptrdiff_t>(articles[i + 1])};
    }

    /// Gives trees the names that another file has of the same sentences.
    static void take_names(std::vector<Sample>& trees, std::vector<Sample> const& names) {
        std::map<std::string, Sample const*> by_id;
        for (Sample const& s : names) by_id[s.id] = &s;
        for (Sample& s : trees)
            if (auto const found = by_id.find(s.id); found != by_id.end() && found->second->forms == s.forms) s.names = found->second->names;
    }

    void add(std::vector<Sample>&& more) {
        for (Sample& s : more) samples.push_back(std::move(s));
    }
};

Vocabulary words_seen(std::map<std::uint64_t, int> const& counts, int least) {
    std::vector<std::uint64_t> hashes;
    for (auto const& [hash, count] : counts)
        if (count >= least) hashes.push_back(hash);
    return Vocabulary(std::move(hashes));
}

Inventory tags_of(Corpus const& corpus, std::vector<std::string> Sample::*layer, int least = 1) {
    std::map<std::string, int> counts;
    for (Sample const& s : corpus.samples)
        for (std::string const& tag : s.*layer)
            if (!tag.empty()) ++counts[tag];
    return Inventory(counts, least);
}

/// Trains all heads together over the shared encoder.
class Trainer {
public:
    explicit Trainer(Corpus const& corpus)
        : corpus_(corpus), upos_(tags_of(corpus, &Sample::upos)), xpos_(tags_of(corpus, &Sample::xpos)), relations_(tags_of(corpus, &Sample::relations, 10)),
          names_(tags_of(corpus, &Sample::names)) {
        std::map<std::uint64_t, int> in_samples, in_text;
        for (Sample const& s : corpus.samples)
            for (std::string const& w : s.forms) ++in_samples[word_hash(w)];
        for (auto const& sentence : corpus.text)
            for (std::string const& w : sentence) ++in_text[word_hash(w)];
        seen_ = words_seen(in_text, 5);
        frequent_ = words_seen(in_samples, 3);
        Layout layout;
        layout.seen = static_cast<int>(seen_.hashes().size());
        layout.frequent = static_cast<int>(frequent_.hashes().size());
        layout.upos = static_cast<int>(upos_.words.size());
        layout.xpos = static_cast<int>(xpos_.words.size());
        layout.relations = static_cast<int>(relations_.words.size());
        layout.names = static_cast<int>(names_.words.size());
        network_.emplace(layout, 7);
        network_->tables[0].value = learn_vectors(corpus.text, seen_, table_widths[0], 4, random_);
        network_->tables[0].frozen = true;
        network_->tables[1].value.row(0).setZero();
    }

    void run(std::filesystem::path const& to) {
        constexpr int epochs = 32, alone = 10;  // all, and those before the running text joins in
        std::vector<Prepared> data = prepare(corpus_.samples);
        std::vector<Prepared> const ewt_dev = prepare(corpus_.ewt_dev), gum_dev = prepare(corpus_.gum_dev);
        std::vector<std::size_t> order(data.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        for (int epoch = 0; epoch < epochs; ++epoch) {
            if (epoch == alone) {
                network_->swap_average();
                for (Prepared& p : prepare(self_label())) data.push_back(std::move(p));
                network_->swap_average();
                while (order.size() < data.size()) order.push_back(order.size());
            }
            for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_.below(i)]);
            double loss = 0;
            int batches = 0;
            for (std::size_t i = 0; i < order.size(); ++batches) {
                Batch const batch = next_batch(data, order, i);
                if (batch.sentences.empty()) break;
                double const progress = (epoch + static_cast<double>(i) / static_cast<double>(order.size())) / epochs;
                loss += static_cast<double>(network_->learn(batch, static_cast<float>(2e-3 * std::max(0.03, 1 - progress))));
            }
            std::printf("epoch %d: loss %.4f\n", epoch + 1, loss / batches);
            network_->swap_average();
            print("EWT dev", evaluate(*network_, ewt_dev, relations_, names_));
            print("GUM dev", evaluate(*network_, gum_dev, relations_, names_));
            save(to);
            network_->swap_average();
        }
    }

private:
    [[nodiscard]] std::vector<Prepared> prepare(std::vector<Sample> const& samples) const {
        std::vector<Prepared> out;
        for (Sample const& s : samples) {
            Prepared& p = out.emplace_back();
            for (std::string const& w : s.forms) p.words.push_back(features_of(w, seen_, frequent_));
            for (std::string const& w : s.upos) p.upos.push_back(upos_(w));
            for (std::string const& w : s.xpos) p.xpos.push_back(xpos_(w));
            for (std::string const& w : s.relations) p.relations.push_back(relations_(w) < 0 ? relations_(base(w)) : relations_(w));
            for (std::string const& w : s.names) p.names.push_back(names_(w));
            p.heads = s.heads;
        }
        return out;
    }

    /// Sentences of running text with the names that are easy in them, from articles all over it.
    [[nodiscard]] std::vector<Sample> self_label() {
        constexpr std::size_t enough = 10000, every = 7, longest = 80;
        SelfLabeller const label(corpus_.samples);
        std::vector<Sample> out;
        for (std::size_t i = 0; i + 1 < corpus_.articles.size() && out.size() < enough; i += every)
            for (Sample& s : label(corpus_.article(i), names_.words, [&](std::vector<std::string> const& words) { return probabilities(words); }))
                if (s.forms.size() <= longest) out.push_back(std::move(s));
        std::printf("labelled %zu sentences of running text\n", out.size());
        return out;
    }

    [[nodiscard]] Matrix probabilities(std::vector<std::string> const& words) {
        Batch batch;
        std::vector<Features> features;
        for (std::string const& w : words) features.push_back(features_of(w, seen_, frequent_));
        batch.add(features);
        return network_->name_probabilities(batch).middleRows(1, static_cast<Eigen::Index>(words.size()));
    }

    /// Sentences from `i` on, until there are enough words; moves `i` behind them.
    static Batch next_batch(std::vector<Prepared> const& data, std::vector<std::size_t> const& order, std::size_t& i) {
        constexpr std::size_t enough = 700, longest = 120;
        Batch batch;
        while (i < order.size() && batch.words.size() < enough) {
            Prepared const& p = data[order[i++]];
            if (p.words.empty() || p.words.size() > longest) continue;
            batch.add(p.words);
            auto const put = [&](std::vector<int> const& gold, std::vector<int>& into) { std::copy(gold.begin(), gold.end(), into.begin() + batch.sentences.back().first); };
            put(p.upos, batch.upos);
            put(p.xpos, batch.xpos);
            put(p.heads, batch.heads);
            put(p.relations, batch.relations);
            put(p.names, batch.names);
        }
        return batch;
    }

    void save(std::filesystem::path const& to) {
        ModelFile file;
        file.header["command"] = "diplograph-train TREEBANKS TEXT MODEL";
        file.header["licence"] = "CC BY-SA 4.0";
        file.header["source"] = "UD English EWT and GUM, UNER English EWT, wikigold, CrossNER politics; word vectors from public-domain text";
        put(*network_, file);
        file.words["upos"] = upos_.words;
        file.words["xpos"] = xpos_.words;
        file.words["relations"] = relations_.words;
        file.words["names"] = names_.words;
        LemmaLines lemmas = learn_lemmas(corpus_.samples);
        file.words["lemma_rules"] = std::move(lemmas.rules);
        file.words["lemma_words"] = std::move(lemmas.words);
        file.hashes["seen"] = seen_.hashes();
        file.hashes["frequent"] = frequent_.hashes();
        write_model_file(std::move(file), to);
    }

    Corpus const& corpus_;
    Inventory upos_, xpos_, relations_, names_;
    Vocabulary seen_, frequent_;
    std::optional<Network> network_;
    Random random_{20180130};
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fputs("usage: diplograph-train TREEBANKS TEXT MODEL\n"
                   "  TREEBANKS  folder with EWT, GUM, UNER_EWT, wikigold and CrossNER_politics\n"
                   "  TEXT       articles in JSON lines that word vectors are learned from\n"
                   "  MODEL      the file to write; the same inputs give the same bytes\n", stderr);
        return 2;
    }
    try {
        Corpus const corpus(argv[1], argv[2]);
        Trainer(corpus).run(argv[3]);
    } catch (std::exception const& e) {
        std::fprintf(stderr, "diplograph-train: %s\n", e.what());
        return 1;
    }
}
