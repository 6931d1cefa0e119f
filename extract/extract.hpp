#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.hpp"
#include "core/extraction.hpp"

namespace diplograph {

struct Document;
struct Knowledge;
class Memo;

/// One step of how a word became an event.
struct Step {
    std::string what;    ///< word, tree, line, slot, status
    std::string detail;
};

/// Reads the tables of data/. Later folders overlay earlier ones: their lines are added to a table.
/// \throws std::runtime_error naming file, line and text of a bad row, or the folder that is missing.
[[nodiscard]] std::shared_ptr<Knowledge const> load_knowledge(std::vector<std::filesystem::path> const& folders);

/// Turns an article into what it says. Immutable, shared by any number of threads.
class Extractor {
public:
    /// \param parse_all parse sentences without any word of predicates.tsv, too.
    explicit Extractor(std::shared_ptr<Knowledge const> knowledge, bool parse_all = false);
    /// \param memo of words read before by the same worker, to be faster; or null.
    [[nodiscard]] Extraction operator()(Article article, Memo* memo = nullptr) const;
    /// Tells whom and what an extraction's entities are by the tables: the end of every extraction, and the beginning for a
    /// record that comes from elsewhere.
    void identify(Extraction& extraction) const;
    /// The article's sentences as CoNLL-U, parsed all.
    [[nodiscard]] std::string parse(Article article) const;
    /// The words of a text in CoNLL-U with lemmas, tags, heads and relations of our own; with `keep_tags` the tags stay.
    [[nodiscard]] std::string annotate(std::string_view conllu, bool keep_tags = false) const;

    /// The chain from a word to its event, step by step; empty if no line of the tables fires on it.
    [[nodiscard]] std::vector<Step> trace(Article article, Span trigger) const;

private:
    /// The stages before entities: words, syntax, times, mentions.
    [[nodiscard]] Document read(Article article, Memo* memo) const;

    std::shared_ptr<Knowledge const> knowledge_;
    bool parse_all_ = false;
};

/// A name folded for comparison: lower case, no diacritics or apostrophes, hyphens as spaces ("al-Sisi" -> "al sisi").
[[nodiscard]] std::string name_key(std::string_view name);

}  // namespace diplograph
