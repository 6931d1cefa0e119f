#include "graph/pins.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace diplograph {

std::set<int> Pins::borne_by(std::vector<std::int64_t> const& reports) const {
    std::set<int> out;
    for (std::int64_t const r : reports)
        if (auto const found = of(r)) out.insert(*found);
    return out;
}

void Pins::follow(std::set<std::int64_t>& reports, std::set<int> const& pins) const {
    for (int const pin : pins)
        if (auto const found = reports_.find(pin); found != reports_.end()) reports.insert(found->second.begin(), found->second.end());
}

/// A new pin for all these; it stays apart from what their former ones were apart from.
int Pins::pin(std::set<std::int64_t> const& reports) {
    std::set<int> const before = borne_by({reports.begin(), reports.end()});
    int const fresh = next_++;
    std::vector<int> others;
    for (auto const& [a, b] : apart_)
        if (before.count(a) > 0 && before.count(b) == 0) others.push_back(b);
    for (int const other : others) {
        apart_.insert({fresh, other});
        apart_.insert({other, fresh});
    }
    for (std::int64_t const r : reports) {
        if (auto const found = of(r)) reports_[*found].erase(r);
        pins_[r] = fresh;
    }
    reports_[fresh] = reports;
    return fresh;
}

void Pins::same(std::vector<std::int64_t> const& reports) {
    if (reports.empty()) return;
    std::set<std::int64_t> all(reports.begin(), reports.end());
    follow(all, borne_by(reports));
    pin(all);
}

void Pins::different(std::vector<std::int64_t> const& these, std::vector<std::int64_t> const& those) {
    if (these.empty() || those.empty()) return;
    std::set<std::int64_t> left(these.begin(), these.end()), right(those.begin(), those.end());
    std::set<int> const a = borne_by(these), b = borne_by(those);
    std::set<int> only_a, only_b;  // a pin on both sides is what is split
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::inserter(only_a, only_a.end()));
    std::set_difference(b.begin(), b.end(), a.begin(), a.end(), std::inserter(only_b, only_b.end()));
    follow(left, only_a);
    follow(right, only_b);
    int const x = pin(left), y = pin(right);
    apart_.insert({x, y});
    apart_.insert({y, x});
}

std::optional<int> Pins::of(std::int64_t report) const {
    auto const found = pins_.find(report);
    return found == pins_.end() ? std::nullopt : std::optional(found->second);
}

bool Pins::differ(std::optional<int> a, std::optional<int> b) const { return a && b && *a != *b && apart_.count({*a, *b}) > 0; }

std::vector<std::vector<std::int64_t>> Pins::groups() const {
    std::map<int, std::set<std::int64_t>> reports;
    for (auto const& [pin, list] : reports_)
        if (!list.empty()) reports[pin] = list;
    std::map<int, int> lead;  // of pins that belong together
    auto const find = [&](int pin) {
        while (lead.count(pin) > 0 && lead[pin] != pin) pin = lead[pin];
        return pin;
    };
    for (auto const& [pin, list] : reports) lead[pin] = pin;
    for (auto const& [a, b] : apart_)
        if (reports.count(a) > 0 && reports.count(b) > 0) {
            int const x = find(a), y = find(b);
            lead[std::max(x, y)] = std::min(x, y);
        }
    std::map<int, std::vector<std::int64_t>> groups;
    for (auto& [pin, list] : reports) {
        auto& group = groups[find(pin)];
        group.insert(group.end(), list.begin(), list.end());
    }
    std::vector<std::vector<std::int64_t>> out;
    for (auto& [pin, list] : groups) {
        std::sort(list.begin(), list.end());
        out.push_back(std::move(list));
    }
    return out;
}

}  // namespace diplograph
