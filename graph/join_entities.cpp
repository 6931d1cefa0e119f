#include "graph/join_entities.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>

#include "core/bytes.hpp"
#include "core/names.hpp"
#include "graph/spelling.hpp"
#include "graph/variant.hpp"

namespace diplograph {

namespace {

/// A key as it stands in a URL or shell: words joined by hyphens.
std::string slug(std::string const& key) {
    std::string out = key;
    for (char& c : out)
        if (c == ' ' || c == '/' || c == '\'' || c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20) c = '-';
    return out;
}

bool is_body(std::string const& kind) { return kind == "organization" || kind == "group"; }

/// By what a variant is found: the sounds of a person's given names and their first letters; for surnames alone the country
/// and the offices. Other things are few in a block.
std::vector<std::string> signs_of(Variant const& v) {
    if (v.kind != "person") return {"*"};
    std::vector<std::string> out;
    for (std::string const& word : v.words) {
        if (v.is_full() && word == v.words.back()) continue;
        out.push_back("sound " + sound_of(word));
        out.push_back(std::string("letter ") + word[0]);
        if (word.size() == 1) out.push_back(std::string("initial ") + word[0]);
    }
    if (!v.country.empty()) out.push_back("country " + v.country);
    for (std::string const& office : v.offices) out.push_back("office " + office.substr(0, office.find('|')));
    return out;
}

/// The signs that a variant looks for.
std::vector<std::string> sought_by(Variant const& v) {
    if (v.kind != "person") return {"*"};
    std::vector<std::string> out;
    if (!v.is_full()) {
        if (!v.country.empty()) out.push_back("country " + v.country);
        for (std::string const& office : v.offices) out.push_back("office " + office.substr(0, office.find('|')));
        return out;
    }
    for (std::size_t i = 0; i + 1 < v.words.size(); ++i) out.push_back((v.words[i].size() == 1 ? std::string("letter ") : "sound ") + (v.words[i].size() == 1 ? v.words[i] : sound_of(v.words[i])));
    // Whoever has initials there is written "W. Smith" somewhere.
    for (std::size_t i = 0; i + 1 < v.words.size(); ++i)
        if (v.words[i].size() > 1) out.push_back(std::string("initial ") + v.words[i][0]);
    return out;
}

/// Variants on their way to be one entity.
struct Group {
    std::vector<std::size_t> variants;
    std::size_t reports = 0;
};

/// One block: groups grow from the fullest names to the barest.
class Block {
public:
    Block(std::vector<EntityReport> const& reports, std::vector<Variant> variants, Pins const& pins) : reports_(reports), variants_(std::move(variants)), pins_(pins) {}

    std::vector<Cluster> run() {
        std::vector<std::size_t> rest = begin();
        std::stable_sort(rest.begin(), rest.end(), [&](std::size_t a, std::size_t b) { return rank(a) > rank(b); });
        for (std::size_t const v : rest) place(v);
        std::vector<Cluster> out;
        for (Group const& group : groups_) out.push_back(cluster(group));
        return out;
    }

    [[nodiscard]] Judgement judge(Variant const& a, Variant const& b) const {
        if (pins_.differ(a.pin, b.pin)) return {Verdict::different, 0, "judged by hand"};
        if (a.pin && a.pin == b.pin) return {Verdict::same, 1, "judged by hand"};
        if (a.kind == "person") return judge_persons(a, b);
        if (is_body(a.kind)) return judge_bodies(a, b);
        if (a.kind == "place") return judge_places(a, b);
        bool const one = a.kind == "country" && !a.country.empty() ? a.country == b.country : a.key == b.key && a.country == b.country;
        return {one ? Verdict::same : Verdict::different, 1, "same name"};
    }

private:
    /// What was judged by hand, and whom the tables know, found the groups; returns the other variants.
    std::vector<std::size_t> begin() {
        std::map<int, std::size_t> pinned;
        std::map<std::string, std::size_t> known;
        std::vector<std::size_t> rest;
        for (std::size_t i = 0; i < variants_.size(); ++i) {
            Variant& v = variants_[i];
            if (!v.pin) continue;
            auto const [at, fresh] = pinned.try_emplace(*v.pin, groups_.size());
            if (fresh) groups_.emplace_back();
            else v.rule = "judged by hand", v.score = 1;
            add(at->second, i);
        }
        for (std::size_t i = 0; i < variants_.size(); ++i) {
            Variant& v = variants_[i];
            if (v.pin) continue;
            if (v.known.empty()) {
                rest.push_back(i);
                continue;
            }
            std::size_t const taken = groups_.size();
            auto const [at, fresh] = known.try_emplace(v.known, taken);
            if (!fresh) {
                v.rule = "known by the tables as one", v.score = 0.98;
                add(at->second, i);
                continue;
            }
            // A group judged by hand that the tables know as the same, if it is the only one.
            auto const same = fitting(i, pinned.size());
            if (same.size() == 1) at->second = same.front().second;
            else groups_.emplace_back();
            add(at->second, i);
        }
        return rest;
    }

    void add(std::size_t group, std::size_t variant) {
        groups_[group].variants.push_back(variant);
        groups_[group].reports += variants_[variant].reports.size();
        for (std::string const& sign : signs_of(variants_[variant])) {
            std::vector<std::size_t>& list = by_sign_[sign];
            if (list.empty() || list.back() != group) list.push_back(group);
        }
    }

    /// Groups that a variant could join: they share a sign with it.
    [[nodiscard]] std::vector<std::size_t> candidates(Variant const& v, std::size_t among) const {
        std::vector<std::size_t> out;
        for (std::string const& sign : sought_by(v))
            if (auto const found = by_sign_.find(sign); found != by_sign_.end()) out.insert(out.end(), found->second.begin(), found->second.end());
        std::sort(out.begin(), out.end());
        out.erase(std::unique(out.begin(), out.end()), out.end());
        while (!out.empty() && out.back() >= among) out.pop_back();
        return out;
    }

    /// With a country before those without, more words before fewer, initials last.
    [[nodiscard]] std::tuple<bool, bool, std::size_t, std::size_t, std::size_t> rank(std::size_t i) const {
        Variant const& v = variants_[i];
        auto const letters = static_cast<std::size_t>(std::count_if(v.words.begin(), v.words.end(), [](std::string const& w) { return w.size() == 1; }));
        return {v.is_full(), !v.country.empty(), v.words.size() - letters, v.words.size(), v.key.size()};
    }

    /// Groups of the first `among` that a variant may join: no member contradicts, and one at least agrees. With scores.
    [[nodiscard]] std::vector<std::pair<double, std::size_t>> fitting(std::size_t i, std::size_t among) const {
        std::vector<std::pair<double, std::size_t>> out;
        for (std::size_t const g : candidates(variants_[i], among)) {
            double best = 0;
            bool clash = false;
            std::vector<std::size_t> agreeing, misnamed;
            for (std::size_t const m : groups_[g].variants) {
                Judgement const j = judge(variants_[i], variants_[m]);
                if (j.verdict == Verdict::different && j.by_name) misnamed.push_back(m);
                else clash = clash || (j.verdict == Verdict::different && !bare_without_country(i, m));
                if (clash) break;
                if (j.verdict == Verdict::same) agreeing.push_back(m), best = std::max(best, j.score);
            }
            // Another name says something only if the name that agrees could not bear it either: Abu Mazen is Mahmoud Abbas.
            for (std::size_t const m : misnamed)
                clash = clash || std::all_of(agreeing.begin(), agreeing.end(), [&](std::size_t a) { return names_fit(variants_[a], variants_[m]); });
            if (!clash && best > 0) out.push_back({best, g});
        }
        std::stable_sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.first > b.first; });
        return out;
    }

    /// A member known by its surname alone says nothing against a full name.
    [[nodiscard]] bool bare_without_country(std::size_t a, std::size_t b) const {
        Variant const &x = variants_[a], &y = variants_[b];
        return x.kind == "person" && x.is_full() != y.is_full() && (x.country.empty() || y.country.empty()) && !pins_.differ(x.pin, y.pin);
    }

    void place(std::size_t i) {
        auto const fits = fitting(i, groups_.size());
        std::optional<std::size_t> home;
        if (fits.size() == 1 || (fits.size() > 1 && fits[0].first > fits[1].first)) {
            home = fits.front().second;
        } else if (fits.size() > 1) {  // of several the one that nearly all reports mean
            std::size_t all = 0;
            for (auto const& [score, g] : fits) all += groups_[g].reports;
            for (auto const& [score, g] : fits)
                if (variants_[i].country.empty() && groups_[g].reports * 3 >= all * 2) home = g;
        }
        if (!home) {
            groups_.emplace_back();
            add(groups_.size() - 1, i);
            return;
        }
        Variant& v = variants_[i];
        for (std::size_t const m : groups_[*home].variants) {
            Judgement const j = judge(v, variants_[m]);
            if (j.verdict != Verdict::same || (v.rule != "same name" && j.score <= v.score)) continue;
            v.rule = j.reason;
            v.score = j.score;
        }
        add(*home, i);
    }

    [[nodiscard]] Cluster cluster(Group const& group) const {
        Cluster out;
        std::map<std::string, std::size_t> names, countries, kinds;
        std::string known;
        for (std::size_t const i : group.variants) {
            Variant const& v = variants_[i];
            names[v.key] += v.reports.size();
            if (!v.country.empty()) countries[v.country] += v.reports.size();
            kinds[v.kind] += v.reports.size();
            if (known.empty()) known = v.known;
            for (std::size_t const r : v.reports) out.members.push_back({r, v.rule, v.score, v.key + (v.country.empty() ? "" : ", " + v.country)});
        }
        std::sort(out.members.begin(), out.members.end(), [&](auto const& a, auto const& b) {
            return std::tie(reports_[a.report].article, reports_[a.report].local) < std::tie(reports_[b.report].article, reports_[b.report].local);
        });
        std::string const kind = most_frequent(kinds), country = most_frequent(countries);
        constexpr std::size_t above_all = 1'000'000'000;  // a full name, however rare, before a surname
        if (kind == "person")
            for (auto& [name, count] : names) count += name.find(' ') != std::string::npos ? above_all : 0;
        std::string const name = known.empty() ? most_frequent(names) : known;
        if (kind == "country" && !country.empty()) out.key = "country/" + country;
        else if (kind == "place" && !known.empty()) out.key = "place/" + slug(name);
        else out.key = kind + "/" + slug(name) + (country.empty() || kind == "event_name" ? "" : "-" + lower_ascii(country));
        return out;
    }

    std::vector<EntityReport> const& reports_;
    std::vector<Variant> variants_;
    Pins const& pins_;
    std::vector<Group> groups_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_sign_;
};

/// Calls `each` with the variants that belong together: one block, or several with pins across.
template <class Each>
void in_blocks(std::vector<EntityReport> const& reports, Pins const& pins, Each&& each) {
    std::map<std::string, std::vector<Variant>> blocks;
    std::map<int, std::string> lead;  // pin -> block
    std::map<std::string, std::string> joined;
    std::function<std::string(std::string const&)> const root = [&](std::string const& block) {
        auto const found = joined.find(block);
        return found == joined.end() ? block : root(found->second);
    };
    std::vector<Variant> variants = variants_of(reports, pins);
    for (Variant const& v : variants) {
        if (!v.pin) continue;
        std::string const block = root(block_of(reports[v.reports.front()]));
        auto const [at, fresh] = lead.try_emplace(*v.pin, block);
        std::string const other = root(at->second);
        if (other != block) joined[std::max(block, other)] = std::min(block, other);
    }
    for (Variant& v : variants) blocks[root(block_of(reports[v.reports.front()]))].push_back(std::move(v));
    for (auto& [name, list] : blocks) each(Block(reports, list, pins), list);
}

std::string squeezed(std::string const& key) {
    std::string out;
    for (std::string const& word : words_of(key))
        if (word.size() > 2) out += word;
    return out.empty() ? key : out;
}

}  // namespace

std::string block_of(EntityReport const& r) {
    if (r.kind == "person") {
        std::vector<std::string> const words = words_of(r.key);
        return "person " + sound_of(!r.family.empty() ? r.family : words.empty() ? r.key : words.back());
    }
    if (r.kind == "country") return "country " + (r.country.empty() ? r.key : r.country);
    std::string const& name = r.known.empty() ? r.key : r.known;
    if (is_body(r.kind)) {
        std::vector<std::string> const words = words_of(r.compared.empty() ? name : r.compared);
        if (words.size() < 2) return "body " + (words.empty() ? name : words.front());
        std::string initials;
        for (std::string const& word : words)
            if (word != "the" && word != "of" && word != "for" && word != "and" && word != "on" && word != "in") initials += word[0];
        return "body " + initials;
    }
    if (r.kind == "place") return "place " + sound_of(squeezed(r.known.empty() ? name : name.substr(0, name.rfind(' '))));
    return r.kind + " " + name;
}

std::string block_of(Entity const& e) {
    EntityReport r;
    r.kind = word(e.kind);
    r.key = e.key;
    r.country = e.country;
    r.compared = e.compared;
    r.family = e.family;
    r.known = e.known;
    return block_of(r);
}

std::vector<Cluster> join_entities(std::vector<EntityReport> const& reports, Pins const& pins) {
    std::vector<Cluster> out;
    in_blocks(reports, pins, [&](Block block, std::vector<Variant> const&) {
        for (Cluster& c : block.run()) out.push_back(std::move(c));
    });
    std::sort(out.begin(), out.end(), [&](Cluster const& a, Cluster const& b) {
        EntityReport const &x = reports[a.members.front().report], &y = reports[b.members.front().report];
        return std::tie(a.key, x.article, x.local) < std::tie(b.key, y.article, y.local);
    });
    std::map<std::string, int> used;
    for (Cluster& c : out)  // namesakes that no country keeps apart
        if (int const copy = ++used[c.key]; copy > 1) c.key += "-" + std::to_string(copy);
    return out;
}

std::vector<Doubt> doubtful_entities(std::vector<EntityReport> const& reports, Pins const& pins) {
    std::vector<Doubt> out;
    in_blocks(reports, pins, [&](Block const& block, std::vector<Variant> const& variants) {
        std::unordered_map<std::string, std::vector<std::size_t>> by_sign;
        for (std::size_t i = 0; i < variants.size(); ++i) {
            std::set<std::size_t> others;
            for (std::string const& sign : signs_of(variants[i])) {
                std::vector<std::size_t>& list = by_sign[sign];
                if (sign.rfind("country ", 0) != 0 || !variants[i].is_full()) others.insert(list.begin(), list.end());
                list.push_back(i);
            }
            for (std::size_t const j : others) {
                Judgement const judged = block.judge(variants[i], variants[j]);
                if (judged.verdict != Verdict::different) out.push_back({variants[j].reports.front(), variants[i].reports.front(), judged.score, judged.reason});
            }
        }
    });
    return out;
}

}  // namespace diplograph
