#include "views.hpp"

namespace diplograph {

namespace {

using namespace std::string_literals;

Date day(int year, unsigned month, unsigned day) { return make_date(year, month, day).value(); }

ViewNode node(std::string id, std::string label, std::string kind) {
    ViewNode out;
    out.id = std::move(id);
    out.label = std::move(label);
    out.kind = std::move(kind);
    return out;
}

ViewEdge edge(std::uint32_t source, std::uint32_t target, std::string relation) {
    ViewEdge out;
    out.source = source;
    out.target = target;
    out.relation = relation;
    out.label = std::move(relation);
    return out;
}

}  // namespace

View nasty_view() {
    View view;
    auto const add = [&](std::string label, std::string kind) { view.nodes.push_back(node("key-" + std::to_string(view.nodes.size()), std::move(label), std::move(kind))); };
    add("محمد جواد ظريف", "person");
    add("王毅", "person");
    add(R"("Quoted" & <tagged> 'single' ]]> --)", "person");
    add(R"(a backslash at the end \)", "organization");
    add(R"(escapes \n \N \G \" \\)", "organization");
    add("line\nbreak\r\nand\ttab", "group");
    add("controls \x01\x1B\x7F and a "s + '\0' + " zero"s, "group");
    add("broken \xC3\x28 \xFF \xC0\xAF \xED\xA0\x80 \xF4\x90\x80\x80 \xE2\x82", "country");
    add("forbidden \xEF\xBF\xBE \xEF\xBF\xBF, allowed \xEF\xBF\xBD \xF0\x9F\x95\x8A e\xCC\x81 \xE2\x80\xAE", "place");
    add(std::string(10 * 1024, 'x'), "event_name");
    add("  blanks around, =1+1; a | b  ", "place");
    add("<b>no markup</b>", "meeting");
    view.nodes.push_back(node("key \"12\" <&> \\\n\x02", "", "agreement"));
    for (std::size_t const event : {std::size_t{11}, std::size_t{12}}) view.nodes[event].is_event = true;

    ViewNode& person = view.nodes[0];
    person.country = "IRN";
    person.detail = "foreign minister, \"acting\"";
    person.aliases = {"Zarif", "ظريف", "a\\b", "c\"d", "e | f", "g\nh", "\x03"};
    person.spells = {{day(2013, 8, 15), day(2013, 8, 15)}, {day(2015, 1, 1), day(2021, 8, 25)}};
    person.size = 7;
    ViewNode& place = view.nodes[8];
    place.latitude = -33.865143;
    place.longitude = 151.2099;
    ViewNode& meeting = view.nodes[11];
    meeting.status = "occurred";
    meeting.sources = {"wire-1", "wire \"2\""};
    meeting.quotes = {"He said \"no\\\".", "She\nleft."};
    meeting.spells = {{day(2015, 7, 14), day(2015, 7, 14)}};

    for (std::uint32_t i = 0; i < 11; ++i) view.edges.push_back(edge(i, 11, i == 8 ? "located_in" : "participant"));
    view.edges.push_back(edge(0, 12, "signatory"));
    view.edges.push_back(edge(0, 12, "host"));  // a second relation between the same two
    view.edges.push_back(edge(12, 11, "part_of"));
    view.edges[0].label = "said \"yes\" \\";
    view.edges[0].confidence = 0.95;
    view.edges[0].sources = {"wire-1", "wire \"2\""};
    view.edges[0].events = {"key-11"};
    view.edges[0].spells = {{day(2015, 7, 14), day(2015, 7, 14)}};
    return view;
}

View weighted_view() {
    View view;
    view.shape = Shape::actors;
    view.directed = false;
    view.nodes = {node("person/a", "A", "person"), node("person/b", "B", "person"), node("country/IRN", "Iran", "country"), node("person/alone", "Alone", "person")};
    view.nodes[2].country = "IRN";
    view.nodes[2].latitude = 35.69439;
    view.nodes[2].longitude = 51.42151;
    view.edges = {edge(0, 1, "met"), edge(0, 2, "met"), edge(1, 2, "met")};
    view.edges[0].weight = 12;
    view.edges[0].events = {"call-1", "meeting-2"};
    view.edges[0].spells = {{day(1999, 12, 31), day(2000, 1, 1)}, {day(2001, 2, 3), day(2001, 2, 3)}};
    view.edges[1].weight = 0.25;
    view.edges[2].weight = 3000000;
    return view;
}

}  // namespace diplograph
