#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"

namespace diplograph {

struct Knowledge;
struct TenureFact;

/// Somebody in an office, as the tables know it. Open ends are empty.
struct Holding {
    std::string person, title, owner;  ///< owner: ISO code, or the name of an organization
    std::optional<Date> from, to;
};

/// The title under which an office mostly goes there, or the kind of office.
[[nodiscard]] std::string_view usual_title(Knowledge const& knowledge, TenureFact const& tenure);

/// A place that bears a name.
struct PlaceAnswer {
    std::string name, kind, country, province;
    double latitude = 0, longitude = 0, weight = 0;
};

/// What a name stands for.
struct Meaning {
    std::string kind;  ///< state, adjective, demonym, metonym, capital, organization, group, gathering, person, place
    std::string name;  ///< of what it stands for
    std::string country, detail;
};

/// The ISO code of a state by code, name, adjective or demonym, or the name of an organization by any of its names; empty if
/// the tables know neither.
[[nodiscard]] std::string owner_called(Knowledge const& knowledge, std::string_view name);

/// Who holds or held an office: title or kind of office ("foreign minister", "head_of_state"), at an owner of
/// owner_called() or anywhere if it is empty, on a day if one is given. By owner and first day.
[[nodiscard]] std::vector<Holding> holders(Knowledge const& knowledge, std::string_view title, std::string_view owner, std::optional<Date> day);

/// The offices of everybody who bears a name or a part of it, on a day if one is given.
[[nodiscard]] std::vector<Holding> offices_of(Knowledge const& knowledge, std::string_view name, std::optional<Date> day);

/// Places of a name, the best known first.
[[nodiscard]] std::vector<PlaceAnswer> places_called(Knowledge const& knowledge, std::string_view name);

/// All that a name stands for, in the order in which texts are read.
[[nodiscard]] std::vector<Meaning> meanings(Knowledge const& knowledge, std::string_view name);

/// What does not fit together in the tables. A fault is wrong for sure; a doubt may be: two in one office at a time.
struct Finding {
    bool fault = false;
    std::string what;
};
[[nodiscard]] std::vector<Finding> check_tables(Knowledge const& knowledge);

}  // namespace diplograph
