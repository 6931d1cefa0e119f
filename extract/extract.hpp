#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.hpp"
#include "core/extraction.hpp"

namespace diplograph {

struct Knowledge;

/// Reads the tables of data/. Later folders overlay earlier ones: their lines are added to a table.
/// \throws std::runtime_error naming file, line and text of a bad row, or the folder that is missing.
[[nodiscard]] std::shared_ptr<Knowledge const> load_knowledge(std::vector<std::filesystem::path> const& folders);

/// Turns an article into what it says. Immutable, shared by any number of threads.
class Extractor {
public:
    explicit Extractor(std::shared_ptr<Knowledge const> knowledge);
    [[nodiscard]] Extraction operator()(Article article) const;

private:
    std::shared_ptr<Knowledge const> knowledge_;
};

/// A name folded for comparison: lower case, no diacritics or apostrophes, hyphens as spaces ("al-Sisi" -> "al sisi").
[[nodiscard]] std::string name_key(std::string_view name);

}  // namespace diplograph
