#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/span.hpp"
#include "core/words.hpp"

namespace diplograph {

enum class EntityKind { person, country, organization, place, group, event_name };

template <>
struct Words<EntityKind> {
    static constexpr std::array<std::string_view, 6> words{
        "person", "country", "organization", "place", "group", "event_name"};
};

/// How somebody stands to an office on the day of the article.
enum class Phase { holding, former, acting, designate };
template <>
struct Words<Phase> {
    static constexpr std::array<std::string_view, 4> words{"holding", "former", "acting", "designate"};
};

/// An office or function of a person, in the article's words.
struct Role {
    std::string title;    ///< "special assistant for political affairs"
    std::string of;       ///< whose: "foreign minister", "United Nations"; may be empty
    std::string country;  ///< ISO 3166 alpha-3, may be empty
    std::string office = {};  ///< the title as offices are compared: "former minister of defence" is "defense minister"
    Phase phase = Phase::holding;

    friend bool operator==(const Role&, const Role&) = default;
};

/// Somebody or something that an article names. Absent strings are empty.
struct Entity {
    EntityKind kind = EntityKind::person;
    std::string name;  ///< the fullest form that the article gives
    std::vector<std::string> aliases;
    std::string country;       ///< ISO 3166 alpha-3
    std::string sector;        ///< actor class of the field: GOV MIL REB ...
    std::string organization;  ///< name of the organization that a person acts for
    std::string wikipedia;
    std::vector<Role> roles;
    std::vector<Span> mentions;  ///< in the order of the text
    std::string key;  ///< `name` folded: lower case, no diacritics, words in order, one space between
    // By what it is told apart from others of its name; the last stages of extraction know it, records leave it out.
    std::string compared;  ///< of a person: words of the name as names are compared, the family's last
    std::string family;    ///< the word that a person goes by alone; that tells a body from others of its kind, if any does
    std::string known;     ///< who or what it is in the tables, empty if they do not know
};

}  // namespace diplograph
