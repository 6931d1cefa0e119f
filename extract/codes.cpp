#include "extract/codes.hpp"

#include <algorithm>
#include <array>

namespace diplograph {

namespace {

template <std::size_t N>
bool among(std::array<std::string_view, N> const& list, std::string const& category) {
    return std::find(list.begin(), list.end(), category) != list.end();
}

}  // namespace

void recode(Event& e) {
    static constexpr std::array<std::string_view, 6> friendly{"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"};
    static constexpr std::array<std::string_view, 5> hostile{"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"};
    if (e.status == Status::occurred || e.status == Status::ongoing) return;
    if (e.status == Status::cancelled || e.status == Status::denied) {
        e.plover.clear();
        e.cameo.clear();
    } else if (among(friendly, e.plover)) {
        e.cameo = e.plover == "CONSULT" ? "036" : e.plover == "AID" ? "033" : e.plover == "CONCEDE" || e.plover == "RETREAT" ? "035" : "030";
        e.plover = "AGREE";
    } else if (among(hostile, e.plover)) {
        e.cameo = e.plover == "SANCTION" ? "131" : e.plover == "ASSAULT" ? "138" : e.plover == "PROTEST" ? "133" : "130";
        e.plover = "THREATEN";
    }
}

}  // namespace diplograph
