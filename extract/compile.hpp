#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace diplograph {

/// The texts of the tables in some folders, and what tells one state of them from another.
struct TableFiles {
    struct File {
        std::string name, text;
    };
    std::vector<File> files;        ///< by folder, then in the order in which they are read
    std::uint64_t fingerprint = 0;  ///< of names and contents

    /// \throws std::runtime_error for a folder that is missing or a file that cannot be read.
    explicit TableFiles(std::vector<std::filesystem::path> const& folders);
};

/// Compiles tables to the bytes of knowledge.bin: the arrays of Tables one after the other, with a header of their
/// sizes. The same tables give the same bytes.
/// \throws std::runtime_error naming file, line and text of a bad row.
[[nodiscard]] std::vector<char> compile_tables(TableFiles const& files);

}  // namespace diplograph
