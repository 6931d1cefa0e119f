#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "extract/extract.hpp"
#include "extract/source.hpp"

using namespace diplograph;

namespace {

Extraction read(std::string text, char const* published = "2018-01-31") {
    static Extractor const extract(load_knowledge({DIPLOGRAPH_SOURCE "/data", DIPLOGRAPH_BINARY "/data"}));
    Article article;
    article.id = "test";
    article.published = parse_date(published);
    article.text = std::move(text);
    return extract(std::move(article));
}

std::vector<std::string> names(Extraction const& x, Event const& event) {
    std::vector<std::string> out;
    for (Participant const& p : event.participants) out.push_back(x.entities[p.entity].name);
    std::sort(out.begin(), out.end());
    return out;
}

/// The events of a type, told as "status: A, B @place on day".
std::vector<std::string> told(Extraction const& x, EventType type) {
    std::vector<std::string> out;
    for (Event const& event : x.events) {
        if (event.type != type) continue;
        std::string line(word(event.status));
        line += ':';
        for (std::string const& name : names(x, event)) line += (line.back() == ':' ? " " : ", ") + name;
        if (event.place) line += " @" + event.place->name;
        if (event.date && event.date->start) line += " on " + to_string(*event.date->start);
        out.push_back(line);
    }
    return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("who met whom, where and when") {
    CHECK(told(read("French President Emmanuel Macron met German Chancellor Angela Merkel in Berlin on Monday."), EventType::meeting) ==
          Lines{"occurred: Angela Merkel, Emmanuel Macron @Berlin on 2018-01-29"});
    CHECK(told(read("Egyptian Foreign Minister Sameh Shoukry held talks in Cairo on Tuesday with his Jordanian counterpart, Ayman Safadi."), EventType::meeting) ==
          Lines{"occurred: Ayman Safadi, Sameh Shoukry @Cairo on 2018-01-30"});
    CHECK(told(read("Talks between Norwegian Foreign Minister Ine Eriksen Soreide and Colombian President Juan Manuel Santos took place in Oslo on Tuesday."), EventType::meeting) ==
          Lines{"occurred: Ine Eriksen Soreide, Juan Manuel Santos @Oslo on 2018-01-30"});
}

TEST_CASE("separate meetings are several") {
    Extraction const x = read("On Tuesday Turkish Foreign Minister Mevlut Cavusoglu had separate meetings with Greek Foreign Minister Nikos Kotzias and Bulgarian Foreign Minister Ekaterina Zaharieva.");
    CHECK(told(x, EventType::meeting) == Lines{"occurred: Mevlut Cavusoglu, Nikos Kotzias on 2018-01-30", "occurred: Ekaterina Zaharieva, Mevlut Cavusoglu on 2018-01-30"});
}

TEST_CASE("status of a meeting") {
    auto const status = [](std::string const& text) {
        Extraction const x = read(text);
        for (Event const& event : x.events)
            if (event.type == EventType::meeting || event.type == EventType::conference) return std::string(word(event.status));
        return std::string("none");
    };
    CHECK(status("Russian President Vladimir Putin will meet Chinese President Xi Jinping in Beijing on Friday.") == "planned");
    CHECK(status("Russian President Vladimir Putin is to meet Chinese President Xi Jinping in Beijing.") == "planned");
    CHECK(status("Russian President Vladimir Putin did not meet Chinese President Xi Jinping in Beijing.") == "cancelled");
    CHECK(status("Saudi Arabia denied that Crown Prince Mohammed bin Salman had met Israeli Prime Minister Benjamin Netanyahu.") == "denied");
    CHECK(status("U.S. President Donald Trump called off a summit with North Korean leader Kim Jong Un.") == "cancelled");
    CHECK(status("Ukrainian President Petro Poroshenko hopes to meet Russian President Vladimir Putin.") == "proposed");
}

TEST_CASE("absence is a fact of its own, and no end of the gathering") {
    auto const who = [](std::string const& text) {
        Extraction const x = read(text);
        for (Event const& event : x.events)
            for (Participant const& p : event.participants)
                if (event.type == EventType::conference && p.attendance != Attendance::present) return std::string(word(event.status)) + ' ' + x.entities[p.entity].name + ' ' + std::string(word(p.attendance));
        return std::string("none");
    };
    CHECK(who("Iran boycotted the conference on Syria in Geneva on Tuesday.") == "occurred Iran declined");
    CHECK(who("Hungarian Prime Minister Viktor Orban did not attend the summit in Kyiv.") == "occurred Viktor Orban declined");
    CHECK(who("Xi Jinping will not attend the G20 summit in New Delhi.") == "planned Xi Jinping declined");
    CHECK(who("Russia was not invited to the peace summit in Switzerland.") == "occurred Russia uninvited");
    CHECK(who("Taliban leader Haibatullah Akhundzada was invited to the conference in Doha.") == "occurred Haibatullah Akhundzada invited");
    CHECK(who("Hungarian Prime Minister Viktor Orban attended the summit in Kyiv.") == "none");
}

TEST_CASE("an article of an agency: a meeting beside a conference, an office by its day, a toll with its source") {
    Extraction const x = read(
        "TEHRAN (Sample) – Iran's deputy foreign minister for legal affairs, Abbas Araqchi, and Russian deputy foreign minister Sergei Ryabkov met in Vienna on Tuesday for talks on the nuclear conference.\n\n"
        "In the meeting, held on the sidelines of the Iran nuclear conference in the Austrian capital, they discussed the lifting of sanctions.\n\n"
        "He had previously held a meeting with Chinese president's special envoy Wang Qun.\n\n"
        "On November 22, the presidents of Iran, Russia and Turkey held talks in Sochi.\n\n"
        "According to a report by the Yemeni Center for Human Rights, the war has claimed the lives of over 8,000 people and injured 1.2 million others.\n");
    Lines const meetings = told(x, EventType::meeting);
    REQUIRE(meetings.size() == 3);
    CHECK(meetings[0] == "occurred: Abbas Araqchi, Sergei Ryabkov @Vienna on 2018-01-30");
    CHECK(meetings[1] == "occurred: Abbas Araqchi, Wang Qun");
    CHECK(meetings[2] == "occurred: Hassan Rouhani, Recep Tayyip Erdogan, Vladimir Putin @Sochi on 2017-11-22");
    for (Event const& event : x.events)
        if (event.type == EventType::casualty) {
            REQUIRE(event.figures.size() == 2);
            CHECK(event.figures[0].min == 8000);
            CHECK(event.figures[0].qualifier == Qualifier::more_than);
            CHECK(event.figures[1].min == 1200000);
            REQUIRE(event.attributed_to);
            CHECK(x.entities[*event.attributed_to].name == "Yemeni Center for Human Rights");
        }
}

TEST_CASE("the article that the project started from") {
    std::filesystem::path const folder = DIPLOGRAPH_SOURCE "/../shared/seed";
    if (!std::filesystem::exists(folder)) {
        WARN("skipped: no " << folder);
        return;
    }
    Source source({folder.string()}, {parse_date("2018-01-31"), {}}, [](Diagnostic const&) {});
    auto const item = source.next();
    REQUIRE(item);
    Extractor const extract(load_knowledge({DIPLOGRAPH_SOURCE "/data", DIPLOGRAPH_BINARY "/data"}));
    Extraction const x = extract(item->article);
    CHECK(told(x, EventType::meeting) == Lines{"occurred: Hossein Jaberi Ansari, Xie Xiaoyuan @Sochi on 2018-01-30", "occurred: Alexander Lavrentiev, Hossein Jaberi Ansari",
                                               "occurred: Hassan Rouhani, Recep Tayyip Erdogan, Vladimir Putin @Sochi on 2017-11-22"});
    CHECK(told(x, EventType::attack) == Lines{"occurred: Islamic State @Al-Bukamal on 2017-11-19"});
    auto const conference = std::find_if(x.events.begin(), x.events.end(), [](Event const& e) { return e.type == EventType::conference; });
    REQUIRE(conference != x.events.end());
    CHECK(conference->name == "Syria peace congress");
    CHECK(conference->status == Status::ongoing);
    CHECK(names(x, *conference) == Lines{"China", "Hossein Jaberi Ansari", "Russia", "Sergei Lavrov"});
    auto const beside = std::find_if(x.events.begin(), x.events.end(), [](Event const& e) { return e.type == EventType::meeting && e.part_of.has_value(); });
    REQUIRE(beside != x.events.end());
    CHECK(*beside->part_of == static_cast<Index>(conference - x.events.begin()));
}

TEST_CASE("what is no diplomacy") {
    for (char const* text : {"The proposal met with protests from the farmers.", "Barcelona met Real Madrid in the final on Sunday.", "The singer met her fans after the show.",
                             "The new rules meet the demands of the industry.", "No casualties were reported."}) {
        INFO(text);
        Extraction const x = read(text);
        CHECK(std::none_of(x.events.begin(), x.events.end(), [](Event const& e) {
            return e.type == EventType::meeting || e.type == EventType::conference || e.type == EventType::casualty;
        }));
    }
}

namespace {

/// The codes of PLOVER that a text comes to, in the order of its events.
std::vector<std::string> codes(std::string text) {
    std::vector<std::string> out;
    for (Event const& event : read(std::move(text)).events)
        if (!event.plover.empty()) out.push_back(event.plover);
    return out;
}

}  // namespace

TEST_CASE("what a sentence tells beside its point keeps no codes") {
    CHECK(codes("Kenya closed its border with Somalia after militants attacked a village.") == Lines{"SANCTION"});
    CHECK(codes("Kenya accused Somalia of arming the rebels.") == Lines{"ACCUSE"});
    CHECK(codes("Militants attacked a village in Kenya.") == Lines{"ASSAULT"});  // the only act of its sentence
    CHECK(codes("Peru will withdraw its troops from the border because Ecuador bombed a town.") == Lines{"AGREE"});
}

TEST_CASE("people without a name act, and are of the country where they do") {
    Extraction const x = read("Thousands of students in Nairobi protested against the Kenyan government on Monday.");
    REQUIRE(told(x, EventType::protest).size() == 1);
    auto const students = std::find_if(x.entities.begin(), x.entities.end(), [](Entity const& e) { return e.kind == EntityKind::group && e.sector == "CVL"; });
    REQUIRE(students != x.entities.end());
    CHECK(students->country == "KEN");
    CHECK(told(read("Two Kenyans were arrested in Uganda."), EventType::coercion) == Lines{"occurred: Kenyans @Uganda"});
    CHECK(told(read("UN inspectors visited Tripoli. Libyan officials praised the inspectors."), EventType::support).size() == 1);
}

TEST_CASE("nobody does what a storm, an accident or a phrase does") {
    CHECK(told(read("A hurricane hit Jamaica on Monday."), EventType::attack).empty());
    CHECK(told(read("Seven people were killed in Kenya when a bus crashed."), EventType::attack).empty());
    CHECK(told(read("Seven people were killed in Kenya when gunmen attacked a bus."), EventType::attack).size() >= 1);
    CHECK(told(read("The Kenyan minister maintained a policy of silence."), EventType::statement).empty());
    CHECK(told(read("The Kenyan minister hails from Mombasa."), EventType::support).empty());
    CHECK(told(read("Kenyan President William Ruto asked the visitors whether they liked the food."), EventType::request).empty());
}

TEST_CASE("who acts: the subject's phrase, the speaker, the owner of a statement") {
    CHECK(told(read("Supporters of Kenyan President William Ruto blocked roads in Nairobi."), EventType::protest) == Lines{"occurred: Kenya, Supporters @Nairobi"});
    CHECK(told(read("A sit-in by Sudanese teachers outside the ministry is in its fifth day."), EventType::protest) == Lines{"occurred: Sudanese teachers"});
    CHECK(told(read("Brazil issued a statement condemning Peru."), EventType::accusation) == Lines{"occurred: Brazil, Peru"});
    CHECK(told(read("The Kenyan rebels said they will release two Ugandan soldiers."), EventType::concession) == Lines{"planned: Kenyan rebels, two Ugandan soldiers"});
    CHECK(told(read("The treaty between Chad and Niger threatens Libya."), EventType::threat).empty());
}

TEST_CASE("countries as lists write them") {
    CHECK(told(read("Chancellor Olaf Scholz of Germany, Federal Republic of made a private visit to Spain."), EventType::visit) == Lines{"occurred: Olaf Scholz, Spain @Spain"});
}
