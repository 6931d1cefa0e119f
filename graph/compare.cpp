#include "graph/compare.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "graph/select.hpp"

namespace diplograph {

namespace {

/// What one article says of one event. Fields are named as in the answers; what it does not state is not there.
struct Account {
    std::int64_t report = 0;
    std::string event, published, article, outlet;
    std::map<std::string, std::string> fields;
};

/// The fields that every account may have, in their order; kinds of figures follow by the alphabet.
constexpr std::array<char const*, 4> plain_fields{"type", "status", "date", "place"};

std::string dates(std::string const& first, std::string const& last, std::string const& precision) {
    if (precision == "year") return first.substr(0, 4);
    if (precision == "month") return first.substr(0, 7);
    return last.empty() || last == first ? first : first + '/' + last;
}

std::string whole(double number) { return std::to_string(static_cast<long long>(number)); }

/// "14", "at least 14", "10 to 12".
std::string amount(std::optional<double> min, std::optional<double> max, std::string qualifier) {
    if (!min && !max) return {};
    if (qualifier == "between" && min && max) return whole(*min) + " to " + whole(*max);
    std::replace(qualifier.begin(), qualifier.end(), '_', ' ');
    return (qualifier == "exact" ? "" : qualifier + ' ') + whole(min ? *min : *max);
}

/// Reads accounts in the order of events, days and articles.
class Accounts {
public:
    explicit Accounts(Database& d)
        : figures_(d.prepare("SELECT kind, min, max, qualifier FROM report_figures WHERE event = ? ORDER BY kind, coalesce(min, max) DESC, qualifier")),
          names_(d.prepare("SELECT DISTINCT n.name FROM report_participants p JOIN judgements j ON j.layer = 'entity' AND j.report = p.entity JOIN entities n ON n.key = j.node WHERE p.event = ? ORDER BY n.name")),
          sentence_(d.prepare("SELECT quote FROM report_evidence WHERE event = ? ORDER BY sentence_first, trigger_first LIMIT 1")),
          d_(d) {}

    /// The accounts that a condition leaves; it may speak of events e, reports r and articles a.
    std::vector<Account> read(std::string const& condition) {
        std::vector<Account> out;
        Statement s = d_.prepare(
            "SELECT r.id, e.key, a.published, a.key, a.outlet, a.url, r.type, r.status, r.first, r.last, r.precision, r.place_name FROM events e JOIN judgements j ON j.layer = 'event' AND j.node = e.key "
            "JOIN report_events r ON r.id = j.report JOIN articles a ON a.id = r.article" + condition + " ORDER BY e.key, a.published, a.key, r.local");
        while (s.step()) {
            Account x{s.integer(0), s.text(1), s.text(2), s.text(3), outlet_of(s.text(4), s.text(5)), {}};
            std::array<std::string, 4> const said{s.text(6), s.text(7), dates(s.text(8), s.text(9), s.text(10)), s.text(11)};
            for (std::size_t i = 0; i < said.size(); ++i)
                if (!said[i].empty()) x.fields[plain_fields[i]] = said[i];
            out.push_back(std::move(x));
        }
        return out;
    }

    void add_figures(Account& x) {
        figures_.bind(x.report);
        while (figures_.step())  // of several of a kind the greatest
            if (std::string const said = amount(figures_.maybe_real(1), figures_.maybe_real(2), figures_.text(3)); !said.empty()) x.fields.try_emplace(figures_.text(0), said);
    }
    [[nodiscard]] std::vector<std::string> names(Account const& x) {
        std::vector<std::string> out;
        names_.bind(x.report);
        while (names_.step()) out.push_back(names_.text(0));
        return out;
    }
    [[nodiscard]] std::string sentence(Account const& x) {
        sentence_.bind(x.report);
        return sentence_.step() ? sentence_.text(0) : "";
    }

private:
    Statement figures_, names_, sentence_;
    Database& d_;
};

/// The names of all fields of some accounts, in their order.
std::vector<std::string> fields_of(std::vector<Account> const& accounts) {
    std::vector<std::string> out(plain_fields.begin(), plain_fields.end());
    std::set<std::string> figures;
    for (Account const& x : accounts)
        for (auto const& [field, said] : x.fields) figures.insert(field);
    for (std::string const& field : figures)
        if (std::find(out.begin(), out.end(), field) == out.end()) out.push_back(field);
    return out;
}

Value cell(std::string const& text) { return text.empty() ? Value{} : Value{text}; }

std::string joined(std::vector<std::string> const& words) {
    std::string out;
    for (std::string const& word : words) out += (out.empty() ? "" : ", ") + word;
    return out;
}

/// One of the two outlets that are compared.
struct Voice {
    std::string outlet;
    std::set<std::string> articles;
    std::map<std::string, std::vector<Account>> accounts;  ///< by event
};

/// What an outlet has said last about an event.
Account last_word(std::vector<Account> const& accounts) {
    Account out = accounts.front();
    for (Account const& x : accounts)
        for (auto const& [field, said] : x.fields) out.fields[field] = said;
    return out;
}

std::vector<std::string> names_of(Accounts& reader, std::vector<Account> const& accounts) {
    std::set<std::string> all;
    for (Account const& x : accounts)
        for (std::string const& name : reader.names(x)) all.insert(name);
    return {all.begin(), all.end()};
}

/// Compares what both voices say of one event.
class Comparison {
public:
    Comparison(Accounts& reader, Voice& one, Voice& other) : reader_(reader), one_(one), other_(other) {
        differences_.name = "differences";
        differences_.columns = {"event", "field", one.outlet, other.outlet};
        sentences_.name = "sentences";
        sentences_.columns = {"event", "outlet", "article", "sentence"};
    }

    void add(std::string const& event) {
        std::vector<Account>&left = one_.accounts[event], &right = other_.accounts[event];
        for (auto* side : {&left, &right})
            for (Account& x : *side) reader_.add_figures(x);
        Account const a = last_word(left), b = last_word(right);
        for (std::string const& field : fields_of({a, b})) {
            auto const x = a.fields.find(field), y = b.fields.find(field);
            if (x != a.fields.end() && y != b.fields.end() && x->second != y->second) differences_.rows.push_back({event, field, x->second, y->second});
        }
        std::vector<std::string> const here = names_of(reader_, left), there = names_of(reader_, right);
        std::vector<std::string> only_here, only_there;
        std::set_difference(here.begin(), here.end(), there.begin(), there.end(), std::back_inserter(only_here));
        std::set_difference(there.begin(), there.end(), here.begin(), here.end(), std::back_inserter(only_there));
        if (!only_here.empty() || !only_there.empty()) differences_.rows.push_back({event, std::string("only named here"), cell(joined(only_here)), cell(joined(only_there))});
        for (auto const* side : {&left, &right}) sentences_.rows.push_back({event, side->back().outlet, side->back().article, cell(reader_.sentence(side->back()))});
    }

    [[nodiscard]] std::vector<Table> run(std::int64_t both) {
        Table counts{"outlets", {"outlet", "articles", "events", "only here", "both"}, {}};
        for (Voice const* v : {&one_, &other_}) {
            auto const events = static_cast<std::int64_t>(v->accounts.size());
            counts.rows.push_back({v->outlet, static_cast<std::int64_t>(v->articles.size()), events, events - both, both});
        }
        return {std::move(counts), std::move(differences_), std::move(sentences_)};
    }

private:
    Accounts& reader_;
    Voice &one_, &other_;
    Table differences_, sentences_;
};

}  // namespace

std::string outlet_of(std::string const& outlet, std::string const& url) {
    if (!outlet.empty()) return outlet;
    std::size_t const scheme = url.find("://");
    if (scheme == std::string::npos) return {};
    std::string host = url.substr(scheme + 3);
    host.resize(std::min(host.size(), host.find_first_of("/:?#")));
    for (char& c : host) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return host.rfind("www.", 0) == 0 ? host.substr(4) : host;
}

Table outlets(Store& store) {
    struct Sum {
        std::int64_t articles = 0, events = 0;
        std::string first, last;
    };
    std::map<std::string, Sum> sums;
    Statement s = store.database().prepare("SELECT a.outlet, a.url, a.published, (SELECT count(*) FROM report_events r WHERE r.article = a.id) FROM articles a");
    while (s.step()) {
        std::string const outlet = outlet_of(s.text(0), s.text(1)), day = s.text(2);
        if (outlet.empty()) continue;
        Sum& sum = sums[outlet];
        ++sum.articles;
        sum.events += s.integer(3);
        if (day.empty()) continue;
        sum.first = sum.first.empty() ? day : std::min(sum.first, day);
        sum.last = std::max(sum.last, day);
    }
    Table table;
    table.columns = {"outlet", "articles", "events", "first", "last"};
    for (auto const& [outlet, sum] : sums) table.rows.push_back({outlet, sum.articles, sum.events, cell(sum.first), cell(sum.last)});
    std::stable_sort(table.rows.begin(), table.rows.end(), [](auto const& a, auto const& b) { return a[1] > b[1]; });
    return table;
}

std::vector<Table> compare(Store& store, std::string const& one, std::string const& other, EventFilter const& filter) {
    std::array<Voice, 2> voices{Voice{one, {}, {}}, Voice{other, {}, {}}};
    Statement article = store.database().prepare("SELECT a.key, a.outlet, a.url FROM articles a WHERE 1" + published_by(filter.as_of, "a.published"));
    while (article.step())
        for (Voice& v : voices)
            if (outlet_of(article.text(1), article.text(2)) == v.outlet) v.articles.insert(article.text(0));
    Accounts reader(store.database());
    for (Account& x : reader.read(where(filter) + published_by(filter.as_of, "a.published")))
        for (Voice& v : voices)
            if (x.outlet == v.outlet) v.accounts[x.event].push_back(x);
    std::vector<std::string> both;
    for (auto const& [event, accounts] : voices[0].accounts)
        if (voices[1].accounts.count(event) > 0) both.push_back(event);
    Comparison comparison(reader, voices[0], voices[1]);
    for (std::string const& event : both) comparison.add(event);
    return comparison.run(static_cast<std::int64_t>(both.size()));
}

Table contradictions(Store& store, std::string const& event, std::optional<Date> const& as_of) {
    Accounts reader(store.database());
    std::vector<Account> accounts = reader.read(" WHERE e.key = " + quoted(event) + published_by(as_of, "a.published"));
    for (Account& x : accounts) reader.add_figures(x);
    Table table{"reports differ", {"published", "article", "outlet"}, {}};
    std::vector<std::string> differing;
    for (std::string const& field : fields_of(accounts)) {
        std::set<std::string> said;
        for (Account const& x : accounts)
            if (auto const at = x.fields.find(field); at != x.fields.end()) said.insert(at->second);
        if (said.size() > 1) differing.push_back(field);
    }
    if (differing.empty()) return table;
    table.columns.insert(table.columns.end(), differing.begin(), differing.end());
    for (Account const& x : accounts) {
        std::vector<Value> row{cell(x.published), x.article, cell(x.outlet)};
        for (std::string const& field : differing) {
            auto const at = x.fields.find(field);
            row.push_back(at == x.fields.end() ? Value{} : Value{at->second});
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace diplograph
