#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace diplograph {

/// A matrix of 8-bit weights, each row with a factor of its own.
struct Tensor {
    std::uint32_t rows = 0, columns = 0;
    std::vector<float> factors;        ///< one a row
    std::vector<std::int8_t> weights;  ///< row by row
};

/// What a model file holds: a header of "key: value" lines, then named lists of words, hashes, numbers and tensors.
/// The header's first line is "diplograph-model 1"; "hash" is FNV-1a of all that stands behind the header.
struct ModelFile {
    std::map<std::string, std::string> header;
    std::map<std::string, std::vector<std::string>> words;
    std::map<std::string, std::vector<std::uint64_t>> hashes;
    std::map<std::string, std::vector<float>> numbers;
    std::map<std::string, Tensor> tensors;
};

/// \throws std::runtime_error naming the file and what is wrong: missing, no model, of another version, truncated, altered.
[[nodiscard]] ModelFile read_model_file(std::filesystem::path const& path);
/// Sets "hash" in the header. \throws std::runtime_error naming the file if it cannot be written.
void write_model_file(ModelFile file, std::filesystem::path const& path);

}  // namespace diplograph
