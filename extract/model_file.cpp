#include "extract/model_file.hpp"

#include <bit>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include "core/bytes.hpp"

namespace diplograph {

namespace {

static_assert(std::endian::native == std::endian::little, "model files are little-endian");

constexpr std::string_view first_line = "diplograph-model 1";

std::string fingerprint(std::string_view bytes) { return hexadecimal(fnv1a(bytes)); }

class Writer {
public:
    template <class T>
    void raw(T const* data, std::size_t count) {
        out.append(reinterpret_cast<char const*>(data), count * sizeof(T));
    }
    void number(std::size_t n) {
        auto const small = static_cast<std::uint32_t>(n);
        raw(&small, 1);
    }
    void text(std::string const& s) {
        number(s.size());
        out += s;
    }
    std::string out;
};

class Bytes {
public:
    explicit Bytes(std::string_view bytes) : left_(bytes) {}
    template <class T>
    std::vector<T> raw(std::size_t count) {
        if (count > left_.size() / sizeof(T)) throw std::runtime_error("it is truncated");
        std::vector<T> out(count);
        if (count > 0) std::memcpy(out.data(), left_.data(), count * sizeof(T));
        left_.remove_prefix(count * sizeof(T));
        return out;
    }
    std::size_t number() { return raw<std::uint32_t>(1)[0]; }
    std::string text() {
        std::vector<char> const letters = raw<char>(number());
        return {letters.begin(), letters.end()};
    }

private:
    std::string_view left_;
};

ModelFile parse(std::string_view bytes) {
    ModelFile file;
    if (!bytes.starts_with("diplograph-model ")) throw std::runtime_error("it is no model");
    if (!bytes.starts_with(std::string(first_line) + '\n')) throw std::runtime_error("it is a model of another version: " + std::string(bytes.substr(0, bytes.find('\n'))));
    bytes.remove_prefix(first_line.size() + 1);
    while (!bytes.starts_with('\n')) {
        std::size_t const end = bytes.find('\n'), colon = bytes.find(": ");
        if (end == std::string_view::npos || colon >= end) throw std::runtime_error("its header is broken");
        file.header[std::string(bytes.substr(0, colon))] = bytes.substr(colon + 2, end - colon - 2);
        bytes.remove_prefix(end + 1);
        if (bytes.empty()) throw std::runtime_error("it is truncated");
    }
    bytes.remove_prefix(1);
    if (fingerprint(bytes) != file.header["hash"]) throw std::runtime_error("it is truncated or altered: its hash does not fit");
    Bytes in(bytes);
    for (std::size_t n = in.number(); n > 0; --n) {
        auto& list = file.words[in.text()];
        for (std::size_t i = in.number(); i > 0; --i) list.push_back(in.text());
    }
    for (std::size_t n = in.number(); n > 0; --n) {
        std::string const name = in.text();
        file.hashes[name] = in.raw<std::uint64_t>(in.number());
    }
    for (std::size_t n = in.number(); n > 0; --n) {
        std::string const name = in.text();
        file.numbers[name] = in.raw<float>(in.number());
    }
    for (std::size_t n = in.number(); n > 0; --n) {
        Tensor& t = file.tensors[in.text()];
        t.rows = static_cast<std::uint32_t>(in.number());
        t.columns = static_cast<std::uint32_t>(in.number());
        t.factors = in.raw<float>(t.rows);
        t.weights = in.raw<std::int8_t>(static_cast<std::size_t>(t.rows) * t.columns);
    }
    return file;
}

}  // namespace

ModelFile read_model_file(std::filesystem::path const& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error(path.string() + ": the model cannot be opened");
    std::string const bytes{std::istreambuf_iterator<char>(in), {}};
    try {
        return parse(bytes);
    } catch (std::runtime_error const& e) {
        throw std::runtime_error(path.string() + ": " + e.what());
    }
}

void write_model_file(ModelFile file, std::filesystem::path const& path) {
    Writer body;
    body.number(file.words.size());
    for (auto const& [name, list] : file.words) {
        body.text(name);
        body.number(list.size());
        for (std::string const& word : list) body.text(word);
    }
    body.number(file.hashes.size());
    for (auto const& [name, list] : file.hashes) {
        body.text(name);
        body.number(list.size());
        body.raw(list.data(), list.size());
    }
    body.number(file.numbers.size());
    for (auto const& [name, list] : file.numbers) {
        body.text(name);
        body.number(list.size());
        body.raw(list.data(), list.size());
    }
    body.number(file.tensors.size());
    for (auto const& [name, t] : file.tensors) {
        body.text(name);
        body.number(t.rows);
        body.number(t.columns);
        body.raw(t.factors.data(), t.factors.size());
        body.raw(t.weights.data(), t.weights.size());
    }
    file.header["hash"] = fingerprint(body.out);
    std::ofstream out(path, std::ios::binary);
    out << first_line << '\n';
    for (auto const& [key, value] : file.header) out << key << ": " << value << '\n';
    out << '\n' << body.out;
    if (!out.flush()) throw std::runtime_error(path.string() + ": cannot be written");
}

}  // namespace diplograph
