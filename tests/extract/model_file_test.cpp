#include "extract/model_file.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

#include "extract/memo.hpp"
#include "extract/model.hpp"

using namespace diplograph;
using Catch::Matchers::Message;

namespace {

char const* const shipped = DIPLOGRAPH_SOURCE "/data/model.bin";

std::string bytes_of(std::filesystem::path const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A model file that is gone with the test.
class File {
public:
    explicit File(std::string const& bytes) : path_(std::filesystem::temp_directory_path() / ("diplograph-model-test-" + std::to_string(getpid()))) { write(bytes); }
    ~File() { std::filesystem::remove(path_); }
    File(File const&) = delete;
    File& operator=(File const&) = delete;
    void write(std::string_view bytes) const { std::ofstream(path_, std::ios::binary) << bytes; }
    [[nodiscard]] std::filesystem::path const& path() const { return path_; }
    /// The fault of the file as told by what loads it; empty if it loads.
    [[nodiscard]] std::string fault() const {
        try {
            Model const model(path_);
        } catch (std::runtime_error const& e) {
            std::string const what = e.what();
            std::string const start = path_.string() + ": ";
            REQUIRE(what.starts_with(start));
            return what.substr(start.size());
        }
        return {};
    }

private:
    std::filesystem::path path_;
};

ModelFile small() {
    ModelFile file;
    file.header["licence"] = "CC BY-SA 4.0";
    file.words["upos"] = {"NOUN", "", "VERB"};
    file.hashes["seen"] = {1, 0xFFFFFFFFFFFFFFFFULL};
    file.numbers["bias"] = {1.5F, -2};
    file.tensors["input"] = {2, 3, {0.5F, 0.25F}, {1, 2, 3, -4, -5, -128}};
    return file;
}

}  // namespace

TEST_CASE("what is written to a model file is read back") {
    File const file("");
    write_model_file(small(), file.path());
    ModelFile const back = read_model_file(file.path());
    CHECK(back.header.at("licence") == "CC BY-SA 4.0");
    CHECK(back.header.at("hash").size() == 16);
    CHECK(back.words == small().words);
    CHECK(back.hashes == small().hashes);
    CHECK(back.numbers == small().numbers);
    REQUIRE(back.tensors.size() == 1);
    CHECK(back.tensors.at("input").rows == 2);
    CHECK(back.tensors.at("input").columns == 3);
    CHECK(back.tensors.at("input").factors == small().tensors["input"].factors);
    CHECK(back.tensors.at("input").weights == small().tensors["input"].weights);
    std::string const first = bytes_of(file.path());
    write_model_file(back, file.path());
    CHECK(bytes_of(file.path()) == first);
    CHECK_THROWS_MATCHES(write_model_file(small(), "/no/such/folder/model.bin"), std::runtime_error, Message("/no/such/folder/model.bin: cannot be written"));
}

TEST_CASE("a model that is missing, empty, foreign or of another version is told as that") {
    CHECK_THROWS_MATCHES(Model("/no/such/model.bin"), std::runtime_error, Message("/no/such/model.bin: the model cannot be opened"));
    File const file("");
    CHECK(file.fault() == "it is no model");
    file.write("GIF89a, or anything else");
    CHECK(file.fault() == "it is no model");
    file.write(std::string(5000, '\0'));
    CHECK(file.fault() == "it is no model");
    file.write("diplograph-model 2\nhash: 0\n\n");
    CHECK(file.fault() == "it is a model of another version: diplograph-model 2");
    file.write("diplograph-model 12\nhash: 0\n\n");
    CHECK(file.fault() == "it is a model of another version: diplograph-model 12");
    file.write("diplograph-model 1\nno colon\n\n");
    CHECK(file.fault() == "its header is broken");
}

TEST_CASE("a sound file with other parts is no model of ours") {
    File const file("");
    write_model_file({}, file.path());
    CHECK(file.fault() == "it lacks \"seen\"");
    ModelFile odd = read_model_file(shipped);
    odd.numbers["arc_root"].pop_back();
    write_model_file(odd, file.path());
    CHECK(file.fault() == "its parts do not fit together");
    odd = read_model_file(shipped);
    odd.tensors.erase("arc_matrix");
    write_model_file(odd, file.path());
    CHECK(file.fault() == "it lacks \"arc_matrix\"");
}

TEST_CASE("parts of any wrong size are told before anything is read beside them") {
    ModelFile const sound = read_model_file(shipped);
    File const file("");
    for (auto const& [name, tensor] : sound.tensors) {
        ModelFile odd = sound;
        Tensor& t = odd.tensors[name];
        ++t.columns;
        t.weights.resize(static_cast<std::size_t>(t.rows) * t.columns);
        write_model_file(odd, file.path());
        INFO(name << " is wider");
        CHECK(file.fault() == "its parts do not fit together");
    }
    for (auto const& [name, tensor] : sound.tensors) {
        ModelFile odd = sound;
        Tensor& t = odd.tensors[name];
        --t.rows;
        t.factors.pop_back();
        t.weights.resize(static_cast<std::size_t>(t.rows) * t.columns);
        write_model_file(odd, file.path());
        INFO(name << " has a row less");
        CHECK(file.fault() == "its parts do not fit together");
    }
    for (auto const& [name, numbers] : sound.numbers) {
        ModelFile odd = sound;
        odd.numbers[name].pop_back();
        write_model_file(odd, file.path());
        INFO(name << " is shorter");
        CHECK(file.fault() == "its parts do not fit together");
    }
}

TEST_CASE("a truncated model is told at every length") {
    std::string const whole = bytes_of(shipped);
    REQUIRE(whole.size() > 1000000);
    File const file("");
    std::size_t const header = whole.find("\n\n") + 2;
    std::vector<std::size_t> lengths{header, header + 1, header + 4, header + 100, whole.size() / 3, whole.size() / 2, whole.size() - 1};
    for (std::size_t n = 19; n < header; n += 7) lengths.push_back(n);
    for (std::size_t const n : lengths) {
        file.write(std::string_view(whole).substr(0, n));
        std::string const fault = file.fault();
        INFO(n << " bytes: " << fault);
        CHECK((fault == "it is truncated" || fault == "its header is broken" || fault == "it is truncated or altered: its hash does not fit"));
    }
    for (std::size_t n = 1; n < 18; ++n) {
        file.write(std::string_view(whole).substr(0, n));
        CHECK(file.fault() == (n < 17 ? "it is no model" : "it is a model of another version: diplograph-model "));
    }
    file.write(whole + '\n');
    CHECK(file.fault() == "it is truncated or altered: its hash does not fit");
}

TEST_CASE("one byte altered is told") {
    std::string const whole = bytes_of(shipped);
    File const file("");
    std::size_t const header = whole.find("\n\n") + 2;
    for (std::size_t const at : {header, header + 5, whole.size() / 2, whole.size() * 2 / 3, whole.size() - 1, whole.find("hash: ") + 6}) {
        std::string bytes = whole;
        bytes[at] = bytes[at] == 'x' ? 'y' : 'x';
        file.write(bytes);
        INFO(at);
        CHECK(file.fault() == "it is truncated or altered: its hash does not fit");
    }
}

TEST_CASE("a model loaded twice says the same") {
    Model const one(shipped), two(shipped);
    std::vector<std::string_view> const words{"Sergei", "Lavrov", "met", "John", "Kerry", "in", "Geneva", ",", "and", "they", "signed", "an", "agreement", "."};
    Analysis const a = one.analyze(words, true), b = two.analyze(words, true), again = one.analyze(words, true);
    CHECK((a.upos == b.upos && a.xpos == b.xpos && a.names == b.names && a.heads == b.heads && a.relations == b.relations));
    CHECK((a.upos == again.upos && a.heads == again.heads && a.relations == again.relations));
    Memo memo;
    for (int run = 0; run < 2; ++run) {  // first it fills, then it answers
        Analysis const quick = one.analyze(words, true, &memo);
        CHECK((a.upos == quick.upos && a.xpos == quick.xpos && a.names == quick.names && a.heads == quick.heads && a.relations == quick.relations));
    }
    Analysis const tagged = one.analyze(words, false);
    CHECK((tagged.upos == a.upos && tagged.names == a.names && tagged.heads.empty() && tagged.relations.empty()));
    CHECK(one.analyze({}, true).upos.empty());
    CHECK(one.upos()[a.upos[2]] == "VERB");
    CHECK(a.heads[2] == 0);
    CHECK(a.heads[0] == 3);
    CHECK(one.relations()[a.relations[0]] == "nsubj");
    CHECK(one.names()[a.names[6]] == "B-LOC");
}
