#include "extract/knowledge_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "extract/compile.hpp"
#include "extract/extract.hpp"
#include "extract/model.hpp"

namespace diplograph {

namespace {

constexpr std::uint64_t magic = 0x31574F4E4B504944ULL;  // "DIPKNOW1"
constexpr std::size_t header_words = 3;                 // magic, fingerprint, hash

std::size_t padded(std::size_t size) { return (size + 7) / 8 * 8; }

std::uint64_t word_at(std::span<char const> bytes, std::size_t index) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + 8 * index, 8);
    return word;
}

}  // namespace

std::uint64_t mix(std::string_view bytes, std::uint64_t hash) {
    auto const add = [&](std::uint64_t word) { hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL, hash ^= hash >> 29; };
    std::size_t i = 0;
    for (; i + 8 <= bytes.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + i, 8);
        add(word);
    }
    std::uint64_t rest = bytes.size();
    for (; i < bytes.size(); ++i) rest = rest << 8 | static_cast<unsigned char>(bytes[i]);
    add(rest);
    return hash;
}

std::vector<char> pack(Tables<Rows>& tables, std::uint64_t fingerprint) {
    std::vector<std::uint64_t> lengths;
    std::vector<char> arrays;
    tables.each([&](auto const& rows) {
        using Value = typename std::remove_cvref_t<decltype(rows)>::value_type;
        static_assert(std::is_trivially_copyable_v<Value>);
        lengths.push_back(rows.size());
        std::size_t const at = arrays.size(), size = rows.size() * sizeof(Value);
        arrays.resize(at + padded(size));
        if (size > 0) std::memcpy(arrays.data() + at, rows.data(), size);
    });
    std::vector<std::uint64_t> header{magic, fingerprint, mix({arrays.data(), arrays.size()}, 0)};
    header.insert(header.end(), lengths.begin(), lengths.end());
    std::vector<char> out(header.size() * 8);
    std::memcpy(out.data(), header.data(), out.size());
    out.insert(out.end(), arrays.begin(), arrays.end());
    return out;
}

std::optional<Tables<View>> unpack(std::span<char const> bytes, std::uint64_t fingerprint) {
    Tables<View> tables;
    std::size_t arrays = 0;
    tables.each([&](auto const&) { ++arrays; });
    std::size_t at = 8 * (header_words + arrays), index = header_words;
    if (bytes.size() < at || word_at(bytes, 0) != magic || word_at(bytes, 1) != fingerprint) return std::nullopt;
    if (word_at(bytes, 2) != mix({bytes.data() + at, bytes.size() - at}, 0)) return std::nullopt;
    bool whole = true;
    tables.each([&](auto& view) {
        using Value = typename std::remove_cvref_t<decltype(view)>::value_type;
        std::size_t const count = word_at(bytes, index++), room = (bytes.size() - at) / sizeof(Value);
        whole &= count <= room;
        if (!whole) return;
        view = {reinterpret_cast<Value const*>(bytes.data() + at), count};
        at = std::min(at + padded(count * sizeof(Value)), bytes.size());
    });
    return whole ? std::optional(tables) : std::nullopt;
}

MappedFile::MappedFile(std::filesystem::path const& path) {
    int const file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    struct stat facts {};
    if (fstat(file, &facts) == 0 && facts.st_size > 0) {
        auto const size = static_cast<std::size_t>(facts.st_size);
        void* const memory = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
        if (memory != MAP_FAILED) bytes_ = {static_cast<char const*>(memory), size};
    }
    close(file);
}

MappedFile::~MappedFile() {
    if (!bytes_.empty()) munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

namespace {

/// The compiled tables: mapped from a knowledge.bin that was made from just these, else made now.
void load_tables(Knowledge& knowledge, TableFiles const& files, std::vector<std::filesystem::path> const& folders) {
    for (std::filesystem::path const& folder : folders) {
        auto const file = std::make_shared<MappedFile const>(folder / "knowledge.bin");
        if (auto const tables = unpack(file->bytes(), files.fingerprint)) {
            static_cast<Tables<View>&>(knowledge) = *tables;
            knowledge.storage = file;
            return;
        }
    }
    auto const bytes = std::make_shared<std::vector<char> const>(compile_tables(files));
    static_cast<Tables<View>&>(knowledge) = unpack(*bytes, files.fingerprint).value();
    knowledge.storage = bytes;
}

}  // namespace

std::shared_ptr<Knowledge const> load_knowledge(std::vector<std::filesystem::path> const& folders) {
    auto knowledge = std::make_shared<Knowledge>();
    TableFiles const files(folders);
    load_tables(*knowledge, files, folders);
    for (TableFiles::File const& file : files.files) {
        if (file.name == "irregular.tsv") knowledge->predicates.read_irregular(file.name, file.text);
        if (file.name == "facets.tsv") knowledge->codes.read_facets(file.name, file.text);
        if (file.name == "cameo.tsv") knowledge->codes.read_codes(file.name, file.text);
        if (file.name == "predicates.tsv") knowledge->predicates.read(file.name, file.text);
    }
    for (std::filesystem::path const& folder : folders)
        if (std::filesystem::exists(folder / "model.bin")) knowledge->model = std::make_shared<Model const>(folder / "model.bin");
    std::string missing = knowledge->predicates.rows.empty() ? "predicates.tsv" : "";
    if (!knowledge->model) missing += missing.empty() ? "model.bin" : " or model.bin";
    if (!missing.empty()) throw std::runtime_error("no " + missing + " in the folders of tables");
    return knowledge;
}

}  // namespace diplograph
