#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "extract/knowledge.hpp"

namespace diplograph {

/// A hash of many bytes, eight at a time: it tells tables from changed ones, not from forged ones.
[[nodiscard]] std::uint64_t mix(std::string_view bytes, std::uint64_t hash);

/// The bytes of knowledge.bin: a header of magic, fingerprint of the tables, hash of what follows and the lengths of the
/// arrays; then the arrays, each at a multiple of 8.
[[nodiscard]] std::vector<char> pack(Tables<Rows>& tables, std::uint64_t fingerprint);

/// Views of the arrays in such bytes, which must outlive them; nothing if they are no such file, damaged, or made from
/// other tables.
[[nodiscard]] std::optional<Tables<View>> unpack(std::span<char const> bytes, std::uint64_t fingerprint);

/// A file mapped into memory; empty if it cannot be.
class MappedFile {
public:
    explicit MappedFile(std::filesystem::path const& path);
    ~MappedFile();
    MappedFile(MappedFile const&) = delete;
    MappedFile& operator=(MappedFile const&) = delete;
    [[nodiscard]] std::span<char const> bytes() const { return bytes_; }

private:
    std::span<char const> bytes_;
};

}  // namespace diplograph
