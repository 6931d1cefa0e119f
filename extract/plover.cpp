#include "extract/plover.hpp"

#include <algorithm>
#include <array>

namespace diplograph {

namespace {

template <std::size_t N>
bool among(std::array<std::string_view, N> const& list, std::string const& category) {
    return std::find(list.begin(), list.end(), category) != list.end();
}

}  // namespace

std::string plover_of(std::string const& category, Status status) {
    static constexpr std::array<std::string_view, 6> friendly{"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"};
    static constexpr std::array<std::string_view, 5> hostile{"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"};
    if (status == Status::occurred || status == Status::ongoing) return category;
    if (status == Status::cancelled || status == Status::denied) return {};
    if (among(friendly, category)) return "AGREE";
    if (among(hostile, category)) return status == Status::planned ? "THREATEN" : "REQUEST";
    return category;
}

}  // namespace diplograph
