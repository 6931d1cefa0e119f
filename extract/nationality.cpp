#include <algorithm>
#include <map>
#include <set>

#include "extract/document.hpp"

namespace diplograph {

namespace {

/// The country with most mentions, of itself and of its places; the first by code among equals.
std::string most_named(Document const& d) {
    std::map<std::string, std::size_t> counts;
    for (Entity const& e : d.entities)
        if (!e.country.empty() && e.kind != EntityKind::person) counts[e.country] += e.mentions.size();
    auto const best = std::max_element(counts.begin(), counts.end(), [](auto const& a, auto const& b) { return a.second < b.second; });
    return best == counts.end() ? std::string() : best->first;
}

/// The country that an article was sent from and that it names most; empty if it has no dateline or is about others.
std::string dateline_country(Document const& d) {
    for (Sentence const& sentence : d.sentences)
        if (sentence.dateline)
            for (Mention const& m : d.mentions)
                if (sentence.range.contains(m.range.first) && m.kind == EntityKind::place && m.entity) return most_named(d) == m.country ? m.country : std::string();
    return {};
}

bool is_nameless(Entity const& e) {
    static std::set<std::string_view> const people{"GOV", "OPP", "REB", "PTY", "LEG", "JUD", "COP", "MIL", "CVL", "CRM"};
    return e.kind == EntityKind::group && e.country.empty() && e.organization.empty() && e.wikipedia.empty() && people.count(e.sector) > 0;
}

/// Of which country those are who act within one: in a protest that of its place or target, else that of the place, or of
/// the institutions on the other side.
std::string home_of(Document const& d, Event const& event) {
    static std::set<std::string_view> const domestic{"GOV", "OPP", "PTY", "LEG", "JUD", "COP"};
    if (event.place && !event.place->country.empty()) return event.place->country;
    std::string country;
    for (Participant const& p : event.participants) {
        Entity const& e = d.entities[p.entity];
        if (e.country.empty()) continue;
        bool const own = event.type == EventType::protest || (e.kind != EntityKind::country && domestic.count(e.sector) > 0);
        if (!own || (!country.empty() && country != e.country)) return {};
        country = e.country;
    }
    return country;
}

/// "protesters", "the police", "rebels": people whose country only the event tells.
void settle_groups(Document& d) {
    for (Event const& event : d.events) {
        if (event.type < EventType::request || event.type == EventType::casualty) continue;
        bool const any = std::any_of(event.participants.begin(), event.participants.end(), [&](Participant const& p) { return is_nameless(d.entities[p.entity]); });
        std::string const country = any ? home_of(d, event) : std::string();
        if (country.empty()) continue;
        for (Participant const& p : event.participants)
            if (is_nameless(d.entities[p.entity])) d.entities[p.entity].country = country;
    }
}

}  // namespace

void infer_countries(Document& d) {
    auto const official = [&](Entity const& e) {
        return e.kind == EntityKind::person && e.country.empty() && e.organization.empty() && !e.roles.empty() && (e.sector == "GOV" || e.sector == "LEG" || e.sector == "MIL");
    };
    auto const assign = [&](Entity& e, std::string const& country) {
        e.country = country;
        for (Role& role : e.roles)
            if (role.country.empty()) role.country = country;
    };
    for (Event const& event : d.events) {
        bool const gathering = event.type == EventType::meeting || event.type == EventType::visit;
        if (!gathering || !event.place || event.place->country.empty()) continue;
        std::string const& here = event.place->country;
        std::set<std::string> guests;
        for (Participant const& p : event.participants) {
            Entity const& who = d.entities[p.entity];
            if (who.kind == EntityKind::person && !who.country.empty() && who.country != here) guests.insert(who.country);
        }
        bool const guest = guests.size() == 1;  // of several they met on neutral ground
        bool const host = std::any_of(event.participants.begin(), event.participants.end(), [&](Participant const& p) {
            return d.entities[p.entity].kind == EntityKind::person && d.entities[p.entity].country == here;
        });
        for (Participant const& p : event.participants)
            if (guest && !host && official(d.entities[p.entity])) assign(d.entities[p.entity], here);
    }
    for (Entity& e : d.entities) {  // whoever speaks or acts for an organization is of its kind
        bool const acts = e.kind == EntityKind::person || e.kind == EntityKind::group;
        if (!acts || !e.country.empty() || e.organization.empty()) continue;
        for (Sense const& sense : d.knowledge->senses_of(e.organization))
            if (sense.kind == SenseKind::organization)
                if (std::string_view const sector = d.knowledge->text(d.knowledge->organizations[sense.row].sector); sector == "IGO" || sector == "NGO") {
                    e.sector = sector;
                    break;
                }
    }
    settle_groups(d);
    std::set<std::string> named;
    for (Entity const& e : d.entities)
        if (!e.country.empty()) named.insert(e.country);
    static std::set<std::string_view> const domestic{"GOV", "OPP", "REB", "PTY", "LEG", "JUD", "COP", "MIL"};
    if (named.size() == 1)  // an article about one country
        for (Entity& e : d.entities)
            if (e.kind != EntityKind::country && e.kind != EntityKind::place && e.country.empty() && e.organization.empty() && domestic.count(e.sector) > 0) assign(e, *named.begin());
    if (std::string const home = dateline_country(d); !home.empty())
        for (Entity& e : d.entities)
            if (official(e)) assign(e, home);
}

}  // namespace diplograph
