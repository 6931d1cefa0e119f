#include "graph/central.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "graph/meetings.hpp"

namespace diplograph {

namespace {

/// Links that betweenness may look at in all before it is estimated from some actors: seconds of work.
constexpr std::size_t most_links = 200'000'000;

double rounded(double value) { return std::round(value * 1e6) / 1e6; }

/// Betweenness by Brandes 2001, from all nodes or from some spread evenly (Brandes and Pich 2007). The library's version
/// knows no choice of nodes, and is not faster.
class Brandes {
public:
    explicit Brandes(Acquaintance const& graph) : g_(graph), distance_(g_.size(), unseen), order_(g_.size()), ways_(g_.size()), share_(g_.size()), sum_(g_.size()) {}

    /// For every node the share of pairs of others that it stands between.
    std::vector<double> run(std::size_t pivots) {
        std::size_t const n = g_.size();
        if (n < 3) return sum_;
        for (std::size_t i = 0; i < pivots; ++i) {
            search(static_cast<std::uint32_t>(i * n / pivots));
            gather();
        }
        double const others = static_cast<double>(n - 1) * static_cast<double>(n - 2);  // every pair was seen from both ends
        for (double& s : sum_) s *= static_cast<double>(n) / static_cast<double>(pivots) / others;
        return sum_;
    }

private:
    static constexpr std::uint32_t unseen = UINT32_MAX;

    /// Counts the shortest ways from a node to all others.
    void search(std::uint32_t from) {
        reached_ = 0;
        order_[reached_++] = from;
        distance_[from] = 0;
        ways_[from] = 1;
        for (std::size_t head = 0; head < reached_; ++head) {
            std::uint32_t const v = order_[head];
            for (std::size_t i = g_.begin[v]; i < g_.begin[v + 1]; ++i) {
                std::uint32_t const w = g_.links[i].other;
                if (distance_[w] == unseen) {
                    distance_[w] = distance_[v] + 1;
                    order_[reached_++] = w;
                    ways_[w] = ways_[v];
                } else if (distance_[w] == distance_[v] + 1) {
                    ways_[w] += ways_[v];
                }
            }
        }
    }

    /// Adds up from the far end what share of them leads over every node, and clears the table.
    void gather() {
        for (std::size_t k = reached_; k-- > 1;) {
            std::uint32_t const w = order_[k];
            double const part = (1 + share_[w]) / ways_[w];
            for (std::size_t i = g_.begin[w]; i < g_.begin[w + 1]; ++i)
                if (std::uint32_t const v = g_.links[i].other; distance_[v] + 1 == distance_[w]) share_[v] += ways_[v] * part;
            sum_[w] += share_[w];
        }
        for (std::size_t k = 0; k < reached_; ++k) {
            distance_[order_[k]] = unseen;
            share_[order_[k]] = 0;
        }
    }

    Acquaintance const& g_;
    std::vector<std::uint32_t> distance_, order_;
    std::vector<double> ways_, share_, sum_;
    std::size_t reached_ = 0;
};

std::vector<double> pagerank(Acquaintance const& g) {
    constexpr double damping = 0.85, close = 1e-9;
    auto const n = static_cast<double>(g.size());
    std::vector<double> strength(g.size(), 0), rank(g.size(), 1 / n), next(g.size());
    for (std::size_t v = 0; v < g.size(); ++v)
        for (std::size_t i = g.begin[v]; i < g.begin[v + 1]; ++i) strength[v] += g.links[i].meetings;
    for (int turn = 0; turn < 200; ++turn) {
        std::fill(next.begin(), next.end(), (1 - damping) / n);
        for (std::size_t v = 0; v < g.size(); ++v)
            for (std::size_t i = g.begin[v]; i < g.begin[v + 1]; ++i) next[g.links[i].other] += damping * rank[v] * g.links[i].meetings / strength[v];
        double change = 0;
        for (std::size_t v = 0; v < g.size(); ++v) change += std::abs(next[v] - rank[v]);
        rank.swap(next);
        if (change < close) break;
    }
    return rank;
}

std::chrono::sys_days add_months(std::chrono::sys_days day, long months) { return std::chrono::sys_days{std::chrono::year_month_day{day} + std::chrono::months{months}}; }

/// Windows one after the other, numbered from the one that holds a first day.
class Calendar {
public:
    Calendar(Window window, Date first) : months_(window.unit == 'm' ? window.count : window.unit == 'y' ? 12L * window.count : 0), days_(window.count * (window.unit == 'w' ? 7L : 1L)) {
        std::chrono::year_month_day const day{first};
        if (months_ == 0) first_ = first;
        else first_ = std::chrono::sys_days{day.year() / (window.unit == 'y' ? std::chrono::January : day.month()) / 1};
    }
    [[nodiscard]] long number(Date day) const {
        if (day < first_) return -1;
        if (months_ == 0) return static_cast<long>((day - first_).count()) / days_;
        return static_cast<long>((month(day) - month(first_)).count()) / months_;
    }
    [[nodiscard]] Date begin(long number) const {
        return months_ == 0 ? first_ + std::chrono::days{number * days_} : add_months(first_, number * months_);
    }

private:
    static std::chrono::year_month month(Date day) {
        std::chrono::year_month_day const d{day};
        return d.year() / d.month();
    }
    long months_, days_;
    Date first_;
};

/// Ranks the actors of one graph after the other into one table.
class Ranker {
public:
    Ranker(Meetings const& all, Ranking const& ranking) : all_(all), ranking_(ranking) {
        out_.table.columns = {"who", "country", "met", "meetings"};
        if (ranking.by != Prominence::degree) out_.table.columns.emplace_back(word(ranking.by));
        out_.table.columns.emplace_back("id");
        if (ranking.window) out_.table.columns.insert(out_.table.columns.begin(), {"from", "to"});
    }

    /// Adds the first of a graph, behind the cells of its window.
    void add(Acquaintance const& g, std::vector<Value> const& window = {}) {
        std::vector<double> const value = measured(g);
        std::vector<std::uint32_t> order;
        for (std::uint32_t v = 0; v < g.size(); ++v)
            if (ranking_.by != Prominence::betweenness || value[v] > 0) order.push_back(v);
        auto const met = [&](std::uint32_t v) { return g.begin[v + 1] - g.begin[v]; };
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            if (value[a] != value[b]) return value[a] > value[b];
            return std::pair(met(a), g.meetings[a]) > std::pair(met(b), g.meetings[b]);
        });
        for (std::size_t i = 0; i < order.size() && i < ranking_.count; ++i) {
            Actor const& a = all_.actors[g.actors[order[i]]];
            std::vector<Value> row = window;
            row.insert(row.end(), {a.name, a.country.empty() ? Value{} : Value{a.country}, static_cast<std::int64_t>(met(order[i])), std::int64_t{g.meetings[order[i]]}});
            if (ranking_.by != Prominence::degree) row.emplace_back(value[order[i]]);
            row.emplace_back(a.key);
            out_.table.rows.push_back(std::move(row));
        }
    }

    Centrality run() { return std::move(out_); }

private:
    std::vector<double> measured(Acquaintance const& g) {
        std::size_t const fits = std::max<std::size_t>(100, most_links / std::max<std::size_t>(g.links.size(), 1));
        std::size_t const pivots = ranking_.exact || ranking_.by != Prominence::betweenness ? g.size() : std::min(g.size(), fits);
        if (g.size() > out_.actors) {
            out_.actors = g.size();
            out_.pivots = pivots;
        }
        std::vector<double> value;
        if (ranking_.by == Prominence::betweenness) value = Brandes(g).run(pivots);
        if (ranking_.by == Prominence::pagerank) value = pagerank(g);
        for (std::uint32_t v = 0; ranking_.by == Prominence::degree && v < g.size(); ++v) value.push_back(static_cast<double>(g.begin[v + 1] - g.begin[v]));
        for (double& v : value) v = rounded(v);  // before they are compared: no last bit decides
        return value;
    }

    Meetings const& all_;
    Ranking const& ranking_;
    Centrality out_;
};

void add_windows(Ranker& ranker, Meetings const& all, Window window, EventFilter const& filter) {
    std::optional<Date> first = filter.from;
    for (Meeting const& m : all.meetings)
        if (!filter.from && m.first && (!first || *m.first < *first)) first = m.first;
    if (!first) return;
    Calendar const calendar(window, *first);
    std::map<long, std::vector<std::uint32_t>> windows;
    for (std::uint32_t i = 0; i < all.meetings.size(); ++i) {
        Meeting const& m = all.meetings[i];
        if (!m.first) continue;
        long const last = calendar.number(filter.to ? std::min(*m.last, *filter.to) : *m.last);
        for (long k = std::max(0L, calendar.number(*m.first)); k <= last; ++k) windows[k].push_back(i);
    }
    for (auto const& [number, chosen] : windows)
        ranker.add(acquaintance(all, chosen), {to_string(calendar.begin(number)), to_string(calendar.begin(number + 1) - std::chrono::days{1})});
}

}  // namespace

std::optional<Window> parse_window(std::string const& text) {
    Window w;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] < '0' || text[i] > '9' || w.count > 9999) return std::nullopt;
        w.count = w.count * 10 + (text[i] - '0');
    }
    if (w.count == 0 || std::string_view("dwmy").find(text.back()) == std::string_view::npos) return std::nullopt;
    w.unit = text.back();
    return w;
}

Centrality central(Store& store, EventFilter const& filter, Ranking const& ranking) {
    Meetings const all = read_meetings(store, filter);
    Ranker ranker(all, ranking);
    if (ranking.window) add_windows(ranker, all, *ranking.window, filter);
    else ranker.add(acquaintance(all));
    return ranker.run();
}

}  // namespace diplograph
