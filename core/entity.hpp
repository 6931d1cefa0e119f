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

/// An office or function of a person, in the article's words.
struct Role {
    std::string title;    ///< "special assistant for political affairs"
    std::string of;       ///< whose: "foreign minister", "United Nations"; may be empty
    std::string country;  ///< ISO 3166 alpha-3, may be empty

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
};

}  // namespace diplograph
