#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/span.hpp"

namespace diplograph {

struct Document;
class Model;

/// A syntactic word as Universal Dependencies cut it: a token, or a part of one ("peace-keeping" has three).
struct Node {
    Span span;
    std::uint32_t token = 0;
    std::uint32_t head = none;  ///< index of Document::nodes; none for the root of a sentence, and where nothing was parsed
    std::uint8_t upos = 0, xpos = 0, relation = 0, name = 0;  ///< by the inventories of the model
    static constexpr std::uint32_t none = 0xFFFFFFFF;
};

/// Read access to the tree over a document.
class Syntax {
public:
    explicit Syntax(Document const& document) : d_(document) {}

    [[nodiscard]] std::string_view upos(std::uint32_t node) const;
    [[nodiscard]] std::string_view xpos(std::uint32_t node) const;
    /// With its subtype: "nsubj:pass".
    [[nodiscard]] std::string_view relation(std::uint32_t node) const;
    /// "B-PER", "I-LOC", "O".
    [[nodiscard]] std::string_view name(std::uint32_t node) const;
    [[nodiscard]] std::string lemma(std::uint32_t node) const;
    [[nodiscard]] std::string_view form(std::uint32_t node) const;
    /// Nodes that depend on one, in the order of the text.
    [[nodiscard]] std::vector<std::uint32_t> children(std::uint32_t node) const;
    /// The node of a token that governs its other nodes.
    [[nodiscard]] std::uint32_t of_token(std::uint32_t token) const;
    /// The first node among those of the tokens [first, last) whose head stands outside.
    [[nodiscard]] std::uint32_t top(std::uint32_t first, std::uint32_t last) const;
    /// [first, last) of the nodes of the sentence that holds a node.
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> sentence(std::uint32_t node) const;

private:
    Document const& d_;
};

/// The sentences of a document as CoNLL-U; the words of one that was not parsed hang on its first.
[[nodiscard]] std::string to_conllu(Document const& document);

/// The same for words that are given as CoNLL-U: comments and ranges stay, and what is none; words are numbered and
/// annotated anew. With `keep_tags` their two tags stay, too, and lemmas follow them.
[[nodiscard]] std::string annotate_conllu(Model const& model, std::string_view conllu, bool keep_tags = false);

}  // namespace diplograph
