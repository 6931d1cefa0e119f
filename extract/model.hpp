#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace diplograph {

class Memo;

/// What the model says of the words of one sentence, word by word; numbers index the model's inventories.
struct Analysis {
    std::vector<std::uint8_t> upos, xpos, names;
    std::vector<int> heads;                ///< from 1, 0 is the root; empty if the sentence was not parsed
    std::vector<std::uint8_t> relations;
};

/// The trained tagger, parser and name finder. Immutable, shared by any number of threads.
class Model {
public:
    /// \throws std::runtime_error naming the file and the fault.
    explicit Model(std::filesystem::path const& path);
    ~Model();
    Model(Model const&) = delete;
    Model& operator=(Model const&) = delete;

    /// \param memo of words that this model has read, or null.
    [[nodiscard]] Analysis analyze(std::vector<std::string_view> const& words, bool parse, Memo* memo = nullptr) const;
    /// The dictionary form of a word by its Penn Treebank tag.
    [[nodiscard]] std::string lemma(std::string_view word, std::uint8_t xpos) const;

    [[nodiscard]] std::vector<std::string> const& upos() const;
    [[nodiscard]] std::vector<std::string> const& xpos() const;
    [[nodiscard]] std::vector<std::string> const& relations() const;
    /// IOB2 tags: "O", "B-PER", ...
    [[nodiscard]] std::vector<std::string> const& names() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace diplograph
