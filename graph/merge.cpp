#include "graph/merge.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>

#include "core/bytes.hpp"

namespace diplograph {

std::string stable_hash(std::string_view bytes) {
    std::uint64_t hash = fnv1a(bytes);
    hash ^= hash >> 32;  // the last bytes reach all digits
    hash *= 0x9e3779b97f4a7c15ULL;
    hash ^= hash >> 29;
    return hexadecimal(hash);
}

namespace {

std::vector<std::string> words_of(std::string const& key) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < key.size();) {
        std::size_t const end = std::min(key.find(' ', at), key.size());
        if (end > at) out.push_back(key.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

/// A key as it stands in a URL or shell: words joined by hyphens.
std::string slug(std::string const& key) {
    std::string out = key;
    for (char& c : out)
        if (c == ' ' || c == '/' || c == '\'' || c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20) c = '-';
    return out;
}

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

/// Whether two spellings differ by at most one letter: Sergei and Sergey.
bool near(std::string const& a, std::string const& b) {
    if (a == b) return true;
    if (a.size() > b.size()) return near(b, a);
    if (a.size() < 5 || b.size() - a.size() > 1) return false;
    std::size_t i = 0;
    while (i < a.size() && a[i] == b[i]) ++i;
    return a.size() == b.size() ? a.compare(i + 1, std::string::npos, b, i + 1, std::string::npos) == 0
                                : a.compare(i, std::string::npos, b, i + 1, std::string::npos) == 0;
}

std::size_t initials(std::vector<std::string> const& words) {
    return static_cast<std::size_t>(std::count_if(words.begin(), words.end(), [](std::string const& w) { return w.size() == 1; }));
}

/// Two full names of one block (same surname): the shorter's words all stand in the longer, initials and near spellings counted.
bool names_agree(std::vector<std::string> const& a, std::vector<std::string> const& b) {
    auto const& small = a.size() <= b.size() ? a : b;
    auto const& big = a.size() <= b.size() ? b : a;
    if (initials(small) > 0 && initials(big) > initials(small)) return false;  // George W. and George H. W. Bush
    std::size_t at = 0;
    for (std::string const& word : small) {
        bool found = false;
        for (std::size_t i = at; i < big.size() && !found; ++i) {
            bool const initial = (word.size() == 1 || big[i].size() == 1) && word[0] == big[i][0];
            if (near(word, big[i]) || initial) {
                found = true;
                at = i + 1;
            }
        }
        if (!found) return false;
    }
    return true;
}

class Sets {
public:
    explicit Sets(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
    std::size_t find(std::size_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    void join(std::size_t a, std::size_t b) {
        a = find(a), b = find(b);
        if (a != b) parent_[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::size_t> parent_;
};

/// A spelling of a person with a country: all its reports are one.
struct Variant {
    std::string key, country;
    std::vector<std::string> words;
    std::vector<std::size_t> reports;
    std::string rule = "same name";
};

/// Of persons with one name and different countries the one that most reports mean; none if there is no such one.
std::optional<std::size_t> main_namesake(std::vector<Variant> const& variants, Sets& sets, std::vector<std::size_t> const& namesakes) {
    std::size_t all = 0, most = 0;
    std::optional<std::size_t> best;
    for (std::size_t const i : namesakes) {
        std::size_t reports = 0;
        for (std::size_t j = 0; j < variants.size(); ++j) reports += sets.find(j) == sets.find(i) ? variants[j].reports.size() : 0;
        all += reports;
        if (reports > most) best = i;
        most = std::max(most, reports);
    }
    return most * 3 >= all * 2 ? best : std::nullopt;
}

/// One block: persons of one surname. A name joins a person if it agrees with all names of that person, and with no other
/// person of the country: so an initial or a bare surname never ties two given names together.
void merge_block(std::vector<Variant>& variants, std::vector<EntityReport> const& reports, std::vector<Cluster>& out) {
    Sets sets(variants.size());
    auto const full = [](Variant const& v) { return v.words.size() > 1; };
    std::map<std::string, std::vector<std::size_t>> same_name;  // with a country
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < variants.size(); ++i) {
        if (variants[i].country.empty()) continue;
        same_name[variants[i].key].push_back(i);
        if (full(variants[i])) order.push_back(i);
    }
    // The fullest names found the persons; shorter ones look for theirs.
    auto const fullness = [&](std::size_t i) { return std::tuple(variants[i].words.size() - initials(variants[i].words), variants[i].words.size(), variants[i].key.size()); };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return fullness(a) > fullness(b); });
    std::map<std::string, std::vector<std::vector<std::size_t>>> persons;  // by country
    for (std::size_t const i : order) {
        auto& here = persons[variants[i].country];
        std::vector<std::size_t> fitting;
        for (std::size_t p = 0; p < here.size() && fitting.size() < 2; ++p)
            if (std::all_of(here[p].begin(), here[p].end(), [&](std::size_t j) { return names_agree(variants[i].words, variants[j].words); })) fitting.push_back(p);
        if (fitting.size() != 1) {
            here.push_back({i});
            continue;
        }
        sets.join(i, here[fitting[0]].front());
        here[fitting[0]].push_back(i);
        variants[i].rule = "name spelled or shortened otherwise, same country";
    }
    for (std::size_t i = 0; i < variants.size(); ++i) {
        Variant& v = variants[i];
        if (v.country.empty() && full(v)) {
            if (auto const namesake = main_namesake(variants, sets, same_name[v.key])) {
                sets.join(i, *namesake);
                if (same_name[v.key].size() > 1) v.rule = "same name, nearly always of that country";
            }
        }
        if (v.country.empty() || full(v) || persons[v.country].size() != 1) continue;
        sets.join(i, persons[v.country][0].front());
        v.rule = "surname, only one of that country";
    }
    std::map<std::size_t, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < variants.size(); ++i) groups[sets.find(i)].push_back(i);
    for (auto const& [root, members] : groups) {
        Cluster cluster;
        std::string country;
        std::map<std::string, std::size_t> counts;
        for (std::size_t const m : members) {
            if (country.empty()) country = variants[m].country;
            counts[variants[m].key] += variants[m].reports.size();
            for (std::size_t const r : variants[m].reports)
                cluster.members.push_back({r, variants[m].rule, variants[m].rule == "same name" ? 1.0 : 0.9, variants[m].key + (country.empty() ? "" : ", " + country)});
        }
        auto const best = std::max_element(counts.begin(), counts.end(), [](auto const& a, auto const& b) {
            auto const rank = [](auto const& x) { return std::tuple(words_of(x.first).size() > 1, x.second, x.first.size()); };
            return rank(a) != rank(b) ? rank(a) < rank(b) : a.first > b.first;
        });
        cluster.key = "person/" + slug(best->first) + (country.empty() ? "" : "-" + lower(country));
        std::sort(cluster.members.begin(), cluster.members.end(), [&](auto const& a, auto const& b) {
            return std::tie(reports[a.report].article, reports[a.report].local) < std::tie(reports[b.report].article, reports[b.report].local);
        });
        out.push_back(std::move(cluster));
    }
}

}  // namespace

std::vector<Cluster> merge_entities(std::vector<EntityReport> const& reports) {
    std::map<std::string, Cluster> plain;
    std::map<std::string, std::map<std::pair<std::string, std::string>, Variant>> blocks;  // by surname
    std::vector<std::size_t> order(reports.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tie(reports[a].article, reports[a].local) < std::tie(reports[b].article, reports[b].local);
    });
    for (std::size_t const i : order) {
        EntityReport const& r = reports[i];
        if (r.kind == "person") {
            std::vector<std::string> words = words_of(r.key);
            if (words.empty()) words.push_back("?");
            while (words.size() > 1 && (words.back() == "jr" || words.back() == "sr" || words.back() == "ii" || words.back() == "iii")) words.pop_back();
            Variant& v = blocks[words.back()][{r.key, r.country}];
            if (v.reports.empty()) {
                v.key = r.key;
                v.country = r.country;
                v.words = words;
            }
            v.reports.push_back(i);
            continue;
        }
        std::string key = r.kind + "/" + (r.kind == "country" && !r.country.empty() ? r.country : slug(r.key));
        if (r.kind == "place" && !r.country.empty()) key += "-" + lower(r.country);
        if ((r.kind == "organization" || r.kind == "group") && !r.country.empty()) key += "-" + lower(r.country);
        Cluster& cluster = plain[key];
        cluster.key = key;
        cluster.members.push_back({i, "same name", 1.0, r.name});
    }
    std::vector<Cluster> out;
    for (auto& [key, cluster] : plain) out.push_back(std::move(cluster));
    for (auto& [surname, variants] : blocks) {
        std::vector<Variant> list;
        for (auto& [name, variant] : variants) list.push_back(std::move(variant));
        merge_block(list, reports, out);
    }
    std::sort(out.begin(), out.end(), [](Cluster const& a, Cluster const& b) { return a.key < b.key; });
    for (std::size_t i = 1, copy = 1; i < out.size(); ++i) {  // namesakes that no country keeps apart
        copy = out[i].key == out[i - 1].key || (copy > 1 && out[i - 1].key == out[i].key + "-" + std::to_string(copy)) ? copy + 1 : 1;
        if (copy > 1) out[i].key += "-" + std::to_string(copy);
    }
    return out;
}

namespace {

bool is_gathering(std::string const& type) { return type == "meeting" || type == "call" || type == "visit" || type == "mediation"; }

bool realised(std::string const& status) { return status == "occurred" || status == "ongoing"; }

bool places_agree(EventReport const& a, EventReport const& b) {
    if (a.place.empty() || b.place.empty() || a.place == b.place) return true;
    bool const country = a.place_is_country || b.place_is_country;
    return country && (a.place_country == b.place_country || a.place_country.empty() || b.place_country.empty());
}

/// Whether two reports of one block tell the same event.
std::optional<std::string> same_event(EventReport const& a, EventReport const& b) {
    if (a.type != b.type || !places_agree(a, b)) return std::nullopt;
    std::vector<std::string> shared;
    std::set_intersection(a.participants.begin(), a.participants.end(), b.participants.begin(), b.participants.end(), std::back_inserter(shared));
    std::size_t const least = std::min(a.participants.size(), b.participants.size());
    if (a.type == "conference") return a.name == b.name && !a.name.empty() ? std::optional<std::string>("same name and time") : std::nullopt;
    if (a.type == "casualty") return !a.place.empty() && a.place == b.place ? std::optional<std::string>("same place and time") : std::nullopt;
    bool const subset = least > 0 && shared.size() == least;
    if (is_gathering(a.type)) {
        bool const joined = subset && (shared.size() >= 2 || (a.type == "visit" && !a.place.empty() && a.place == b.place));
        if (joined) return "same participants, time and place";
        return std::nullopt;
    }
    if (a.type == "statement" && a.article != b.article) return std::nullopt;
    if (subset && shared.size() >= 2 && realised(a.status) == realised(b.status)) return "same participants, time and place";
    return std::nullopt;
}

}  // namespace

std::vector<Cluster> merge_events(std::vector<EventReport> const& reports) {
    std::vector<std::size_t> order(reports.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        // Reports with more participants first, so that shorter ones find them whatever came in first.
        EventReport const& x = reports[a];
        EventReport const& y = reports[b];
        if (x.participants.size() != y.participants.size()) return x.participants.size() > y.participants.size();
        return std::tie(x.article, x.local) < std::tie(y.article, y.local);
    });
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> blocks;  // type and day -> clusters
    std::vector<Cluster> clusters;
    for (std::size_t const i : order) {
        EventReport const& r = reports[i];
        std::string reason;
        std::size_t found = clusters.size();
        bool const dated = r.first && (r.exact || r.type == "conference");
        std::pair<std::string, std::string> const block{r.type, r.first ? to_string(*r.first) : std::string()};
        if (dated)
            for (std::size_t const c : blocks[block]) {
                // A cluster is joined as a whole: every member must agree.
                bool all = true;
                for (Cluster::Member const& m : clusters[c].members) {
                    auto const why = same_event(reports[m.report], r);
                    all = all && why.has_value() && reports[m.report].article != r.article;
                    if (why) reason = *why;
                }
                if (all) {
                    found = c;
                    break;
                }
            }
        if (found == clusters.size()) {
            clusters.emplace_back();
            if (dated) blocks[block].push_back(found);
            reason = "first report";
        }
        clusters[found].members.push_back({i, found == clusters.size() ? "alone" : reason == "first report" ? "alone" : "same event", reason == "first report" ? 1.0 : 0.9, reason});
    }
    std::map<std::string, std::size_t> used;
    for (Cluster& c : clusters) {
        std::sort(c.members.begin(), c.members.end(), [&](auto const& a, auto const& b) {
            return std::tie(reports[a.report].article, reports[a.report].local) < std::tie(reports[b.report].article, reports[b.report].local);
        });
        EventReport const& first = reports[c.members.front().report];
        std::string const hash = stable_hash(first.article + "#" + std::to_string(first.local));
        std::string date = "undated";
        for (Cluster::Member const& m : c.members)
            if (reports[m.report].first) {
                date = to_string(*reports[m.report].first);
                break;
            }
        c.key = first.type + "-" + date + "-" + hash.substr(0, 8);
    }
    std::sort(clusters.begin(), clusters.end(), [](Cluster const& a, Cluster const& b) { return a.key < b.key; });
    for (std::size_t i = 1; i < clusters.size(); ++i)
        if (clusters[i].key == clusters[i - 1].key) clusters[i].key += "-2";
    return clusters;
}

}  // namespace diplograph
