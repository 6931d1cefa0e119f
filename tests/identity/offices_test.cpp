#include <catch2/catch.hpp>

#include <algorithm>

#include "extract/compared_name.hpp"
#include "extract/extract.hpp"
#include "extract/knowledge.hpp"

using namespace diplograph;

namespace {

std::shared_ptr<Knowledge const> const& tables() {
    static auto const knowledge = load_knowledge({DIPLOGRAPH_SOURCE "/data", DIPLOGRAPH_BINARY "/data"});
    return knowledge;
}

Extraction read(std::string text, std::string const& published) {
    static Extractor const extract(tables());
    Article article;
    article.text = std::move(text);
    article.published = parse_date(published);
    return extract(std::move(article));
}

Entity person(Extraction const& x, std::string const& name) {
    for (Entity const& e : x.entities)
        if (e.name == name) return e;
    return {};
}

std::string compared(std::string const& name, std::string const& country) {
    std::string out;
    ComparedName const c = compared_name(*tables(), name, country);
    for (std::string const& word : c.words) out += word + ' ';
    return out + "| " + c.family;
}

}  // namespace

TEST_CASE("former, acting and elect say how somebody stands to an office") {
    Extraction const x = read(
        "U.S. President-elect Joe Biden spoke by phone with French President Emmanuel Macron on Monday. Acting Lebanese Prime Minister Hassan Diab met former Russian foreign minister Igor Ivanov in Beirut on Tuesday.",
        "2020-12-01");
    auto const phase = [&](char const* name) {
        Entity const e = person(x, name);
        REQUIRE(!e.roles.empty());
        return e.roles.front().phase;
    };
    CHECK(phase("Joe Biden") == Phase::designate);
    CHECK(phase("Emmanuel Macron") == Phase::holding);
    CHECK(phase("Hassan Diab") == Phase::acting);
    CHECK(phase("Igor Ivanov") == Phase::former);
    CHECK(person(x, "Igor Ivanov").roles.front().office == "foreign minister");
}

TEST_CASE("an office means its holder on the day, and a name whom the tables know of that day") {
    Extraction const x = read("The Russian foreign minister met U.S. Deputy Secretary of State Strobe Talbott in Moscow on Wednesday.", "1999-05-12");
    CHECK(person(x, "Igor Ivanov").known == "igor ivanov");
    std::string const elder = person(read("President George Bush met Mikhail Gorbachev in Washington on Thursday.", "1990-05-31"), "George Bush").known;
    std::string const younger = person(read("President George Bush met Vladimir Putin in Moscow on Friday.", "2004-05-24"), "George Bush").known;
    CHECK(!elder.empty());
    CHECK(!younger.empty());
    CHECK(elder != younger);
    CHECK(std::any_of(x.tenures.begin(), x.tenures.end(), [&](Tenure const& t) { return t.title == "foreign minister" && t.owner == "RUS" && x.entities[t.entity].name == "Igor Ivanov"; }));
}

TEST_CASE("names are compared in the order of their country") {
    CHECK(compared("Xi Jinping", "CHN") == "jinping xi | xi");
    CHECK(compared("Jinping Xi", "CHN") == "jinping xi | xi");
    CHECK(compared("Yun Byung-se", "KOR") == compared("Byung-se Yoon", "KOR"));
    CHECK(compared("Kim Jong Un", "PRK") == compared("Kim Jong-un", "PRK"));
    CHECK(compared("Taro Kono", "JPN") == compared("Kono Taro", "JPN"));
    CHECK(compared("Juan Manuel Santos Calderon", "COL") == "juan manuel santos | santos");
    CHECK(compared("Andres Manuel Lopez Obrador", "MEX") == "andres manuel lopez | lopez");
    CHECK(compared("Bill Clinton", "USA") == compared("William Clinton", "USA"));
    CHECK(compared("Bashar al-Assad", "SYR") == "bashar assad | assad");
    CHECK(compared_name(*tables(), "Abdullah bin Zayed Al Nahyan", "ARE").family == "abdullah");
    CHECK(compared("Abdel Fattah el-Sisi", "EGY") == compared("Abdulfattah al-Sisi", "EGY"));
    CHECK(compared("Abiy Ahmed", "ETH") == "abiy ahmed | abiy");
    CHECK(compared("U Thant", "MMR") == "thant | thant");
}
