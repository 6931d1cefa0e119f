#include "extract/knowledge_file.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "extract/compile.hpp"

using namespace diplograph;

namespace {

TableFiles const& files() {
    static TableFiles const read({DIPLOGRAPH_SOURCE "/data"});
    return read;
}

}  // namespace

TEST_CASE("compiled tables are the same bytes each time and can be read back") {
    std::vector<char> const bytes = compile_tables(files());
    CHECK(bytes == compile_tables(files()));
    auto const tables = unpack(bytes, files().fingerprint);
    REQUIRE(tables);
    CHECK(tables->states.size() > 200);
    CHECK(tables->node_senses.size() == tables->node_edges.size());
    CHECK(bytes.size() < 8'000'000);
}

TEST_CASE("what is damaged, cut short or made of other tables is not used") {
    std::vector<char> const bytes = compile_tables(files());
    CHECK_FALSE(unpack(bytes, files().fingerprint + 1));
    CHECK_FALSE(unpack({}, files().fingerprint));
    for (std::size_t const size : {std::size_t{7}, std::size_t{100}, bytes.size() / 2, bytes.size() - 1}) CHECK_FALSE(unpack({bytes.data(), size}, files().fingerprint));
    for (std::size_t const at : {std::size_t{0}, std::size_t{20}, bytes.size() / 3, bytes.size() - 9}) {
        std::vector<char> damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x40);
        CHECK_FALSE(unpack(damaged, files().fingerprint));
    }
}
