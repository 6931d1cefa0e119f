#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace diplograph {

/// What judgements by hand say of reports. A report that was judged bears a pin: reports with one pin are the same thing,
/// reports whose pins differ() are not. Later judgements go before earlier ones.
class Pins {
public:
    /// All these are one thing. What they were told apart from before, they stay apart from.
    void same(std::vector<std::int64_t> const& reports);
    /// These are one thing, and those another.
    void different(std::vector<std::int64_t> const& these, std::vector<std::int64_t> const& those);

    /// The pin of a report, if it bears one.
    [[nodiscard]] std::optional<int> of(std::int64_t report) const;
    [[nodiscard]] bool differ(std::optional<int> a, std::optional<int> b) const;
    [[nodiscard]] bool empty() const { return pins_.empty(); }
    /// The reports of every pin, those that were told apart from one another as well: what is decided together.
    [[nodiscard]] std::vector<std::vector<std::int64_t>> groups() const;

private:
    int pin(std::set<std::int64_t> const& reports);
    [[nodiscard]] std::set<int> borne_by(std::vector<std::int64_t> const& reports) const;
    /// Adds the reports that bear these pins already.
    void follow(std::set<std::int64_t>& reports, std::set<int> const& pins) const;

    std::unordered_map<std::int64_t, int> pins_;
    std::unordered_map<int, std::set<std::int64_t>> reports_;
    std::set<std::pair<int, int>> apart_;  ///< both ways round
    int next_ = 0;
};

}  // namespace diplograph
