#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace diplograph {

/// One annotated sentence. Layers that its source lacks are empty.
struct Sample {
    std::string id;  ///< "sent_id"
    std::vector<std::string> forms;
    std::vector<std::string> lemmas, upos, xpos, relations;
    std::vector<int> heads;          ///< 0: root, else 1-based
    std::vector<std::string> names;  ///< IOB2 tags of named entities; "" where it is not known
};

/// Reads the trees of a CoNLL-U file; multiword ranges and empty nodes are left out. Documents with entities in MISC, as
/// GUM writes them, get names: the proper nouns of entities whose head is one.
/// \throws std::runtime_error naming file and line of a broken row.
[[nodiscard]] std::vector<Sample> read_conllu(std::filesystem::path const& path);

/// Reads names in IOB2: columns apart by blanks or tabs; `form` and `tag` say which hold the word and the tag.
[[nodiscard]] std::vector<Sample> read_iob2(std::filesystem::path const& path, std::size_t form, std::size_t tag);

}  // namespace diplograph
