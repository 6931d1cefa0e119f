#include "extract/align.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "extract/extract.hpp"
#include "extract/record.hpp"

namespace diplograph {

namespace {

/// All that tells whom a name stands for; names are folded and sorted.
struct Named {
    EntityKind kind = EntityKind::place;
    std::string name;
    std::string country;
    std::vector<std::string> names;
};

Named named(Entity const& entity) {
    Named out{entity.kind, name_key(entity.name), entity.country, {name_key(entity.name)}};
    for (std::string const& alias : entity.aliases) out.names.push_back(name_key(alias));
    std::sort(out.names.begin(), out.names.end());
    return out;
}

Named named(Extraction const& record, Place const& place) {
    Entity entity;
    if (place.entity) entity = record.entities[*place.entity];
    else entity.kind = EntityKind::place;
    std::string const name = std::exchange(entity.name, place.name);
    if (place.entity) entity.aliases.push_back(name);
    return named(entity);
}

bool same(Named const& a, Named const& b) {
    bool const countries = a.kind == EntityKind::country && b.kind == EntityKind::country;
    if (countries && !a.country.empty() && !b.country.empty()) return a.country == b.country;
    return std::any_of(a.names.begin(), a.names.end(), [&](std::string const& name) { return std::binary_search(b.names.begin(), b.names.end(), name); });
}

std::int64_t likeness(Named const& a, Named const& b) {
    if (!same(a, b)) return 0;
    return 4 + 2 * (a.name == b.name) + 2 * (a.kind == b.kind) + (!a.country.empty() && a.country == b.country);
}

/// The least sum of costs where every row gets a column of its own; there are no more rows than columns.
std::vector<std::size_t> cheapest(std::vector<std::vector<std::int64_t>> const& cost, std::size_t columns) {
    constexpr std::int64_t endless = std::numeric_limits<std::int64_t>::max();
    std::size_t const rows = cost.size();
    std::vector<std::int64_t> row_price(rows + 1), column_price(columns + 1);
    std::vector<std::size_t> row_of(columns + 1), before(columns + 1);  // 0 is nobody
    for (std::size_t row = 1; row <= rows; ++row) {
        std::vector<std::int64_t> distance(columns + 1, endless);
        std::vector<bool> done(columns + 1);
        std::size_t at = 0;
        for (row_of[0] = row; row_of[at] != 0;) {
            done[at] = true;
            std::size_t nearest = 0;
            std::int64_t step = endless;
            for (std::size_t c = 1; c <= columns; ++c) {
                if (done[c]) continue;
                std::int64_t const through = cost[row_of[at] - 1][c - 1] - row_price[row_of[at]] - column_price[c];
                if (through < distance[c]) {
                    distance[c] = through;
                    before[c] = at;
                }
                if (distance[c] < step) {
                    step = distance[c];
                    nearest = c;
                }
            }
            for (std::size_t c = 0; c <= columns; ++c) {
                if (done[c]) {
                    row_price[row_of[c]] += step;
                    column_price[c] -= step;
                } else if (c > 0) {
                    distance[c] -= step;
                }
            }
            at = nearest;
        }
        for (; at != 0; at = before[at]) row_of[at] = row_of[before[at]];
    }
    std::vector<std::size_t> column_of(rows);
    for (std::size_t c = 1; c <= columns; ++c)
        if (row_of[c] != 0) column_of[row_of[c] - 1] = c - 1;
    return column_of;
}

Pairs turned(Pairs pairs) {
    for (auto& [a, b] : pairs) std::swap(a, b);
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

/// The events of a record, with what is compared of them.
struct Told {
    explicit Told(Extraction const& x) : record(x) {
        for (Event const& event : x.events) {
            std::vector<Index>& list = who.emplace_back();
            for (Participant const& p : event.participants) list.push_back(p.entity);
            std::sort(list.begin(), list.end());
            list.erase(std::unique(list.begin(), list.end()), list.end());
            where.push_back(event.place ? std::optional(named(x, *event.place)) : std::nullopt);
        }
    }
    Extraction const& record;
    std::vector<std::vector<Index>> who;      ///< entities, sorted, an event a list
    std::vector<std::optional<Named>> where;
};

bool touch(Span a, Span b) { return a == b || a.overlaps(b); }

bool same_figure(Figure const& a, Figure const& b) { return a.kind == b.kind && a.min == b.min && a.max == b.max; }

/// Whether any of one list and any of another go together.
template <class Values, class Fits>
bool any_two(Values const& a, Values const& b, Fits fits) {
    return std::any_of(a.begin(), a.end(), [&](auto const& x) { return std::any_of(b.begin(), b.end(), [&](auto const& y) { return fits(x, y); }); });
}

bool is_bare(Event const& e) { return e.participants.empty() && !e.place && !is_dated(e) && e.name.empty() && e.figures.empty(); }

class EventScore {
public:
    EventScore(Told const& first, Told const& second, Pairs const& entities)
        : first_(first), second_(second), partner_(first.record.entities.size()) {
        for (auto const& [a, b] : entities) partner_[a] = b;
    }

    /// In thousandths of the points that align() speaks of.
    std::int64_t operator()(Index i, Index j) const {
        Event const& a = first_.record.events[i];
        Event const& b = second_.record.events[j];
        if (a.type != b.type) return 0;
        std::int64_t const score = who(first_.who[i], second_.who[j]) + where(i, j) + when(a, b) + what(a, b) + evidence(a, b);
        bool const nothing_to_compare = (is_bare(a) || is_bare(b)) && (a.evidence.empty() || b.evidence.empty());
        return std::max(score, std::int64_t{nothing_to_compare});
    }

private:
    std::int64_t who(std::vector<Index> const& a, std::vector<Index> const& b) const {
        if (a.empty() || b.empty()) return 0;
        auto const shared = std::count_if(a.begin(), a.end(), [&](Index one) { return partner_[one] && std::binary_search(b.begin(), b.end(), *partner_[one]); });
        return shared == 0 ? -4000 : 16000 * shared / static_cast<std::int64_t>(a.size() + b.size());
    }

    std::int64_t where(Index i, Index j) const {
        auto const& a = first_.where[i];
        auto const& b = second_.where[j];
        return !a || !b ? 0 : same(*a, *b) ? 2000 : -2000;
    }

    static std::int64_t when(Event const& a, Event const& b) {
        return !is_dated(a) || !is_dated(b) ? 0 : overlap(*a.date, *b.date) ? 2000 : -2000;
    }

    static std::int64_t what(Event const& a, Event const& b) {
        std::int64_t const name = !a.name.empty() && name_key(a.name) == name_key(b.name) ? 4000 : 0;
        if (a.figures.empty() || b.figures.empty()) return name;
        return name + (any_two(a.figures, b.figures, same_figure) ? 4000 : -1000);
    }

    static std::int64_t evidence(Event const& a, Event const& b) {
        if (any_two(a.evidence, b.evidence, [](auto const& x, auto const& y) { return touch(x.trigger, y.trigger); })) return 6000;
        return any_two(a.evidence, b.evidence, [](auto const& x, auto const& y) { return touch(x.sentence, y.sentence); }) ? 3000 : 0;
    }

    Told const& first_;
    Told const& second_;
    std::vector<std::optional<Index>> partner_;  ///< in the second record, of the first one's entities
};

Alignment align_in_order(Extraction const& first, Extraction const& second) {
    std::vector<Named> a, b;
    for (Entity const& entity : first.entities) a.push_back(named(entity));
    for (Entity const& entity : second.entities) b.push_back(named(entity));
    Alignment out;
    out.entities = assign(a.size(), b.size(), [&](Index i, Index j) { return likeness(a[i], b[j]); });
    Told const one(first), other(second);
    out.events = assign(first.events.size(), second.events.size(), EventScore(one, other, out.entities));
    return out;
}

}  // namespace

Pairs assign(std::size_t rows, std::size_t columns, std::function<std::int64_t(Index, Index)> const& weight) {
    if (rows > columns) return turned(assign(columns, rows, [&](Index row, Index column) { return weight(column, row); }));
    auto const longest = static_cast<std::int64_t>(columns);
    std::vector<std::vector<std::int64_t>> cost(rows, std::vector<std::int64_t>(columns));
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t c = 0; c < columns; ++c)
            if (std::int64_t const w = weight(static_cast<Index>(r), static_cast<Index>(c)); w > 0)
                cost[r][c] = -w * (longest * longest + 1) - longest + static_cast<std::int64_t>(r > c ? r - c : c - r);
    Pairs out;
    std::vector<std::size_t> const column_of = cheapest(cost, columns);
    for (std::size_t r = 0; r < rows; ++r)
        if (cost[r][column_of[r]] < 0) out.emplace_back(static_cast<Index>(r), static_cast<Index>(column_of[r]));
    return out;
}

Alignment align(Extraction const& first, Extraction const& second) {
    // Equal sums could fall differently the other way round: the records' own text decides who is first.
    if (to_record(first, false) <= to_record(second, false)) return align_in_order(first, second);
    Alignment const other = align_in_order(second, first);
    return {turned(other.entities), turned(other.events)};
}

bool same_place(Extraction const& first, Place const& a, Extraction const& second, Place const& b) { return same(named(first, a), named(second, b)); }

bool is_dated(Event const& event) { return event.date && event.date->start; }

bool overlap(DateInterval const& a, DateInterval const& b) {
    return *a.start <= b.end.value_or(*b.start) && *b.start <= a.end.value_or(*a.start);
}

}  // namespace diplograph
