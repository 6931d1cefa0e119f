#include "extract/figures.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace diplograph {

namespace {

struct KindWord {
    std::string_view word;
    FigureKind kind;
};
constexpr auto kind_words = std::to_array<KindWord>({
    {"killed", FigureKind::killed}, {"kill", FigureKind::killed}, {"killing", FigureKind::killed}, {"kills", FigureKind::killed},
    {"dead", FigureKind::killed}, {"died", FigureKind::killed}, {"die", FigureKind::killed}, {"deaths", FigureKind::killed},
    {"death", FigureKind::killed}, {"fatalities", FigureKind::killed}, {"lives", FigureKind::killed}, {"bodies", FigureKind::killed},
    {"perished", FigureKind::killed}, {"massacred", FigureKind::killed}, {"slain", FigureKind::killed}, {"slaughtered", FigureKind::killed},
    {"executed", FigureKind::killed}, {"drowned", FigureKind::killed}, {"toll", FigureKind::killed}, {"beheaded", FigureKind::killed},
    {"dying", FigureKind::killed},
    {"injured", FigureKind::injured}, {"wounded", FigureKind::injured}, {"hurt", FigureKind::injured}, {"injuries", FigureKind::injured},
    {"injuring", FigureKind::injured}, {"wounding", FigureKind::injured}, {"injures", FigureKind::injured}, {"wounds", FigureKind::injured},
    {"displaced", FigureKind::displaced}, {"homeless", FigureKind::displaced}, {"uprooted", FigureKind::displaced},
    {"displacing", FigureKind::displaced}, {"fled", FigureKind::displaced}, {"evacuated", FigureKind::displaced}, {"flee", FigureKind::displaced},
    {"fleeing", FigureKind::displaced},
    {"missing", FigureKind::missing}, {"unaccounted", FigureKind::missing},
    {"arrested", FigureKind::detained}, {"detained", FigureKind::detained}, {"captured", FigureKind::detained}, {"hostages", FigureKind::detained},
    {"hostage", FigureKind::detained}, {"kidnapped", FigureKind::detained}, {"abducted", FigureKind::detained}, {"jailed", FigureKind::detained},
    {"imprisoned", FigureKind::detained}, {"prisoners", FigureKind::detained}, {"arresting", FigureKind::detained}, {"detaining", FigureKind::detained},
    {"refugees", FigureKind::refugees}, {"infected", FigureKind::infected}, {"infections", FigureKind::infected}, {"cases", FigureKind::infected},
    {"delegates", FigureKind::delegates}});

std::optional<FigureKind> kind_of(std::string_view word) {
    for (KindWord const& k : kind_words)
        if (k.word == word) return k.kind;
    return std::nullopt;
}

/// Units that show a number to count no people.
bool is_other_unit(std::string_view w) {
    static constexpr auto units = std::to_array<std::string_view>({
        "percent", "per", "%", "year", "years", "year-old", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minutes",
        "km", "kilometers", "kilometres", "miles", "mile", "meters", "metres", "feet", "dollars", "euros", "pounds", "rubles", "tons", "tonnes",
        "barrels", "homes", "houses", "buildings", "villages", "vehicles", "tanks", "aircraft", "missiles", "rockets", "drones", "times", "seats",
        "votes", "states", "countries", "nations", "points", "bombs"});
    return std::find(units.begin(), units.end(), w) != units.end();
}

class Reader {
public:
    explicit Reader(Document const& document) : d_(document) {}

    /// Digits or number words with their scale: "1.9 million", "twenty-three", "two hundred"; `at` moves behind.
    [[nodiscard]] std::optional<double> number(std::uint32_t& at, std::uint32_t limit) const {
        std::uint32_t i = at;
        std::optional<double> total;
        if (d_.has(i, TokenFlag::digits) && !d_.has(i, TokenFlag::letters)) {
            std::string plain;
            for (char const c : d_.word(i))
                if (c != ',') plain += c;
            double value = 0;
            auto const [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
            if (error != std::errc() || end != plain.data() + plain.size()) return std::nullopt;
            total = value;
            ++i;
            auto const three = [](std::string_view w) { return w.size() == 3 && std::all_of(w.begin(), w.end(), [](char c) { return c >= '0' && c <= '9'; }); };
            for (; plain.size() <= 3 && value >= 1 && i < limit && three(d_.word(i)); ++i) {  // "2 800"
                double group = 0;
                std::string_view const digits = d_.word(i);
                std::from_chars(digits.data(), digits.data() + digits.size(), group);
                total = *total * 1000 + group;
            }
        } else {
            while (i < limit) {
                double part = 0;
                if (!small(d_.word(i), part)) break;
                total = total.value_or(0) + part;
                ++i;
                if (i + 1 < limit && d_.word(i) == "and" && small(d_.word(i + 1), part)) ++i;
                if (i < limit && d_.word(i) == "hundred") {
                    total = *total * 100;
                    ++i;
                    if (i < limit && d_.word(i) == "and") ++i;
                }
            }
        }
        if (!total && d_.word(i) == "half" && d_.word(i + 1) == "a" && d_.word(i + 2) == "dozen") {
            total = 6;
            i += 3;
        } else if (!total && d_.word(i) == "a" && d_.word(i + 1) == "dozen") {
            total = 12;
            i += 2;
        }
        if (!total) return std::nullopt;
        if (i < limit && d_.word(i) == "dozen" && *total < 12) {
            *total *= 12;
            ++i;
        }
        while (i < limit && d_.is(i, WordClass::scale)) {
            double scale = 1;
            std::string_view const text = d_.knowledge->value(d_.tokens[i].word, WordClass::scale);
            std::from_chars(text.data(), text.data() + text.size(), scale);
            *total *= scale;
            ++i;
        }
        at = i;
        return total;
    }

private:
    [[nodiscard]] bool small(std::string_view word, double& out) const {
        auto const value = [&](std::string_view w, double& v) {
            auto const id = d_.knowledge->number(w);
            if (!id || !d_.knowledge->is(*id, WordClass::number)) return false;
            std::string_view const text = d_.knowledge->value(*id, WordClass::number);
            return std::from_chars(text.data(), text.data() + text.size(), v).ec == std::errc();
        };
        if (value(word, out)) return true;
        std::size_t const dash = word.find('-');
        double tens = 0, ones = 0;
        if (dash == std::string_view::npos || !value(word.substr(0, dash), tens) || !value(word.substr(dash + 1), ones) || tens < 20) return false;
        out = tens + ones;
        return true;
    }

    Document const& d_;
};

struct Phrase {
    std::array<std::string_view, 3> words;
    Qualifier qualifier;
};
constexpr auto qualifiers = std::to_array<Phrase>({
    {{"at", "least", ""}, Qualifier::at_least}, {{"no", "fewer", "than"}, Qualifier::at_least}, {{"no", "less", "than"}, Qualifier::at_least},
    {{"not", "less", "than"}, Qualifier::at_least}, {{"more", "than", ""}, Qualifier::more_than}, {{"over", "", ""}, Qualifier::more_than},
    {{"upwards", "of", ""}, Qualifier::more_than}, {{"up", "to", ""}, Qualifier::up_to}, {{"as", "many", "as"}, Qualifier::up_to},
    {{"nearly", "", ""}, Qualifier::nearly}, {{"almost", "", ""}, Qualifier::nearly}, {{"close", "to", ""}, Qualifier::nearly},
    {{"fewer", "than", ""}, Qualifier::nearly}, {{"less", "than", ""}, Qualifier::nearly}, {{"just", "under", ""}, Qualifier::nearly},
    {{"about", "", ""}, Qualifier::about}, {{"around", "", ""}, Qualifier::about}, {{"some", "", ""}, Qualifier::about},
    {{"approximately", "", ""}, Qualifier::about}, {{"an", "estimated", ""}, Qualifier::about}, {{"estimated", "", ""}, Qualifier::about},
    {{"roughly", "", ""}, Qualifier::about}, {{"under", "", ""}, Qualifier::nearly}, {{"above", "", ""}, Qualifier::more_than}});

void bound(Quantity& q, double value) {
    switch (q.qualifier) {
        case Qualifier::at_least:
        case Qualifier::more_than: q.min = value; break;
        case Qualifier::up_to:
        case Qualifier::nearly: q.max = value; break;
        default: q.min = q.max = value;
    }
}

}  // namespace

std::optional<Quantity> read_quantity(Document const& d, std::uint32_t token, std::uint32_t limit) {
    Reader const reader(d);
    Quantity q;
    std::uint32_t at = token;
    for (Phrase const& phrase : qualifiers) {
        std::uint32_t i = token;
        bool fits = true;
        for (std::string_view const word : phrase.words)
            if (!word.empty()) fits = fits && d.word(i++) == word;
        if (!fits) continue;
        at = i;
        q.qualifier = phrase.qualifier;
        break;
    }
    if (d.word(at) == "between") {
        std::uint32_t i = at + 1;
        auto const low = reader.number(i, limit);
        if (low && d.word(i) == "and") {
            ++i;
            if (auto const high = reader.number(i, limit)) return Quantity{{token, i}, low, high, Qualifier::between};
        }
        return std::nullopt;
    }
    if (d.is(at, WordClass::vague_number) && at < limit) {  // "dozens of", "hundreds"
        std::string_view const w = d.word(at);
        if (w == "several" || w == "tens" ) {
            if (w == "several" || d.word(at + 1) != "of" || !d.is(at + 2, WordClass::vague_number)) return std::nullopt;
        }
        double value = 0;
        std::string_view const text = d.knowledge->value(d.tokens[at].word, WordClass::vague_number);
        std::from_chars(text.data(), text.data() + text.size(), value);
        std::uint32_t end = at + 1;
        if (w == "tens") {
            value = 20000;
            end = at + 3;
        } else if (d.word(end) == "of" && d.is(end + 1, WordClass::vague_number)) {
            value *= 1000;
            end += 2;
        }
        return Quantity{{token, end}, value, {}, Qualifier::at_least};
    }
    std::uint32_t i = at;
    auto const value = reader.number(i, limit);
    if (!value) return std::nullopt;
    if (d.word(i) == "to" && q.qualifier != Qualifier::up_to) {  // "20 to 30"
        std::uint32_t j = i + 1;
        if (auto const high = reader.number(j, limit); high && *high > *value) return Quantity{{token, j}, value, high, Qualifier::between};
    }
    bound(q, *value);
    q.range = {token, i};
    return q;
}

namespace {

/// Binds the quantities of a sentence to the words for dead, injured ...
class FigureFinder {
public:
    FigureFinder(Document const& document, Range sentence) : d_(document), s_(sentence) {}

    std::vector<FigureMention> run() {
        for (std::uint32_t i = s_.first; i < s_.last;) {
            auto const q = read_quantity(d_, i, s_.last);
            if (!q || is_date(q->range)) {
                ++i;
                continue;
            }
            if (counts_people(*q)) bind(*q);
            i = q->range.last;
        }
        shares();
        tolls();
        return std::move(out_);
    }

private:
    [[nodiscard]] bool is_date(Range range) const {
        return std::any_of(d_.times.begin(), d_.times.end(), [&](TimeMention const& t) { return t.range.contains(range.last - 1); });
    }

    [[nodiscard]] bool counts_people(Quantity const& q) const {
        std::string_view const before = q.range.first > s_.first ? d_.word(q.range.first - 1) : std::string_view{};
        Syntax const syntax(d_);
        std::uint32_t const node = syntax.of_token(q.range.first), head = d_.nodes[node].head;
        if (head != Node::none && head + 1 == node && (syntax.upos(head) == "NOUN" || syntax.upos(head) == "PROPN") && d_.has(d_.nodes[head].token, TokenFlag::capital)) return false;  // "Flight 370"
        if (before == "including" || before == "$" || before == "€" || before == "£" || before == "aged" || before == "us$" || before == "no") return false;
        for (std::uint32_t i = q.range.last; i < s_.last && i < q.range.last + 3; ++i) {
            if (is_other_unit(d_.word(i)) || d_.is(i, WordClass::uncounted)) return false;
            if (d_.is(i, WordClass::preposition)) break;
        }
        return !(d_.word(q.range.last) == "of" && (d_.word(q.range.last + 1) == "them" || d_.word(q.range.last + 1) == "whom"));
    }

    /// The word behind the count ("12 people were killed"), else the one before it ("killed 12 people").
    void bind(Quantity const& q) {
        std::uint32_t i = q.range.last;
        if (d_.word(i) == "of") ++i;
        std::uint32_t const first = i;
        for (; i < s_.last && i < first + 9; ++i) {
            std::string_view const w = d_.word(i);
            if (auto const kind = kind_of(w)) {
                if (w == "toll" || w == "lives" || w == "kill" || w == "flee") break;
                if ((w == "killing" || w == "wounding" || w == "injuring" || w == "displacing") && i > first + 1) break;
                if (transitive(i) || set_free(q, *kind)) break;
                return put(q, i, *kind, first);
            }
            if (d_.has(i, TokenFlag::punctuation) || d_.word(i) == "when" || d_.word(i) == "as" || (d_.word(i) == "and" && i > first + 2)) break;
            if (d_.has(i, TokenFlag::digits) && !d_.has(i, TokenFlag::letters)) break;
            if (w == "have" || w == "were" || w == "was" || w == "has" || w == "had" || w == "been" || w == "others" || w == "more" || w == "are" || w == "of" || w == "reported" || w == "confirmed") continue;
            if (d_.is(i, WordClass::preposition) && i > first) {
                if (w == "in" || w == "from" || w == "by" || w == "to") {
                    continue;
                }
                break;
            }
        }
        backward(q, first);
    }

    /// "exchanged 50 prisoners": nobody was detained.
    [[nodiscard]] bool set_free(Quantity const& q, FigureKind kind) const {
        if (kind != FigureKind::detained) return false;
        for (std::uint32_t i = q.range.first; i > s_.first && i + 5 > q.range.first; --i) {
            std::string_view const w = d_.word(i - 1);
            for (std::string_view const verb : {"exchang", "releas", "free", "swap", "pardon", "liberat"})
                if (w.starts_with(verb)) return true;
        }
        return false;
    }

    /// "the blast killed 12", "and injured about 5,000": an object follows, so the count before is another one.
    [[nodiscard]] bool transitive(std::uint32_t verb) const {
        if (!d_.word(verb).ends_with("ed")) return false;
        for (std::uint32_t i = verb; i > s_.first && i + 4 > verb; --i)
            if (d_.is(i - 1, WordClass::auxiliary)) return false;
        return read_quantity(d_, verb + 1, s_.last).has_value();
    }

    void backward(Quantity const& q, std::uint32_t first) {
        for (std::uint32_t steps = 0, i = q.range.first; i > s_.first && steps < 8; ++steps) {
            --i;
            std::string_view const w = d_.word(i);
            if (auto const kind = kind_of(w)) {
                bool const toll = w == "toll" || w == "deaths" || w == "death";
                bool const near = steps < 5 || toll;
                bool const ok = near && w != "dead" && w != "missing" && w != "refugees" && w != "prisoners" && w != "bodies" && w != "cases" && w != "hostages" && w != "homeless" &&
                                !w.starts_with("fle") && !w.starts_with("die");  // whose subject suffers
                if (ok) put(q, i, *kind, first);
                return;
            }
            if (d_.word(i) == "invited" || d_.word(i) == "some") continue;
            if (d_.has(i, TokenFlag::punctuation) && w != "\"") return;
            if (d_.has(i, TokenFlag::digits) && !d_.has(i, TokenFlag::letters) && w.size() > 2) return;
        }
    }

    void put(Quantity const& q, std::uint32_t trigger, FigureKind kind, std::uint32_t unit) {
        FigureMention m;
        m.trigger = trigger;
        m.figure.kind = kind;
        m.figure.min = q.min;
        m.figure.max = q.max;
        m.figure.qualifier = q.qualifier;
        std::uint32_t last = q.range.last;
        for (std::uint32_t i = unit; i < s_.last && i < unit + 4; ++i) {  // "470,000 people", "12 Russian soldiers"
            if (!d_.has(i, TokenFlag::letters) || d_.is(i, WordClass::auxiliary) || d_.is(i, WordClass::preposition) ||
                d_.is(i, WordClass::conjunction) || kind_of(d_.word(i)) || d_.is(i, WordClass::modal) || d_.is(i, WordClass::subordinator))
                break;
            if (d_.is(i, WordClass::group_noun) || d_.word(i) == "others" || d_.word(i) == "persons" || d_.is(i, WordClass::noun)) {
                m.figure.unit = std::string(d_.word(i));
                last = i + 1;
                break;
            }
        }
        if (kind == FigureKind::delegates) m.figure.unit = "delegates";
        m.range = {q.range.first, last};
        m.figure.text = std::string(d_.text(m.range));
        m.figure.cumulative = is_toll();
        for (Mention const& mention : d_.mentions)
            if (mention.kind == EntityKind::country && mention.range.first >= q.range.last && mention.range.first < trigger &&
                mention.form == MentionForm::adjective)
                m.country = mention.country;
        out_.push_back(std::move(m));
    }

    /// A running total, not new dead: "raising the death toll to 44", "has claimed".
    [[nodiscard]] bool is_toll() const {
        for (std::uint32_t i = s_.first; i < s_.last; ++i) {
            std::string_view const w = d_.word(i);
            if (w == "toll" || w == "since" || w == "total" || w == "so" || (w == "claimed" && i > 0 && d_.is(i - 1, WordClass::auxiliary))) return true;
        }
        return false;
    }

    /// "displaced nearly half of the country's population of about 23 million".
    void shares() {
        for (std::uint32_t i = s_.first; i < s_.last; ++i) {
            std::string_view const w = d_.word(i);
            double const share = w == "half" ? 0.5 : w == "third" ? 1.0 / 3 : w == "quarter" ? 0.25 : w == "two-thirds" ? 2.0 / 3 : 0;
            if (share == 0 || d_.word(i + 1) != "of") continue;
            std::uint32_t people = 0;
            for (std::uint32_t j = i + 2; j < s_.last && j < i + 9; ++j)
                if (d_.word(j) == "population" || d_.word(j) == "people") people = j;
            if (people == 0) continue;
            std::uint32_t const number = d_.word(people + 1) == "of" ? people + 2 : i + 2;
            auto const whole = read_quantity(d_, number, s_.last);
            if (!whole || !(whole->max ? whole->max : whole->min)) continue;
            double const of = whole->max ? *whole->max : *whole->min;
            std::uint32_t first = i;
            Quantity q;
            std::string_view const before = i > s_.first ? d_.word(i - 1) : std::string_view{};
            q.qualifier = before == "nearly" || before == "almost" ? Qualifier::nearly
                          : before == "over"                       ? Qualifier::more_than
                          : before == "than"                       ? Qualifier::more_than
                                                                   : Qualifier::about;
            if (q.qualifier != Qualifier::about || before == "about" || before == "a") --first;
            bound(q, share * of);
            q.range = {first, whole->range.last};
            std::erase_if(out_, [&](FigureMention const& m) { return m.range.first >= first && m.range.first < whole->range.last; });
            std::size_t const count = out_.size();
            backward(q, whole->range.last);
            if (out_.size() == count) continue;
            Figure& f = out_.back().figure;
            f.share = share;
            f.of = of;
            f.unit = "people";
            f.text = std::string(d_.text(q.range));
        }
    }

    /// "The death toll from the attack on a market rose to 44", "put the number of dead at 60": far behind the word.
    void tolls() {
        for (std::uint32_t i = s_.first; i + 2 < s_.last; ++i) {
            std::optional<FigureKind> kind;
            std::uint32_t at = i + 1;
            if (d_.word(i) == "toll") kind = FigureKind::killed;
            if (d_.word(i) == "number" && d_.word(i + 1) == "of")
                for (std::uint32_t j = i + 2; j < i + 5 && !kind; ++j) {
                    kind = d_.word(j) == "casualties" ? std::optional(FigureKind::killed) : kind_of(d_.word(j));
                    at = j + 1;
                }
            if (!kind) continue;
            for (std::uint32_t j = at; j + 1 < s_.last && d_.word(j) != ";" && d_.word(j) != ","; ++j) {
                std::string_view const w = d_.word(j);
                if (w != "to" && w != "at" && w != "of" && w != "reached" && w != "passed" && w != "hit" && w != "topped" && w != "exceeded") continue;
                auto const q = read_quantity(d_, j + 1, s_.last);
                if (!q || is_date(q->range) || !counts_people(*q)) continue;
                std::erase_if(out_, [&](FigureMention const& m) { return m.range.first < q->range.last && q->range.first < m.range.last; });
                put(*q, i, *kind, q->range.last);
                out_.back().figure.cumulative = true;
                break;
            }
        }
    }

    Document const& d_;
    Range s_;
    std::vector<FigureMention> out_;
};

}  // namespace

std::vector<FigureMention> find_figures(Document const& document, Range sentence) { return FigureFinder(document, sentence).run(); }

}  // namespace diplograph
