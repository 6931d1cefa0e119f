#include "graph/store.hpp"

#include "core/bytes.hpp"
#include "graph/join_entities.hpp"
#include "graph/join_events.hpp"
#include "graph/resolve.hpp"
#include "graph/schema.hpp"

namespace diplograph {

namespace {

/// Articles to a transaction: SQLite is fast in batches, and a killed run loses one at most.
constexpr std::size_t batch = 200;

std::optional<std::string> day(std::optional<Date> const& date) { return date ? std::optional(to_string(*date)) : std::nullopt; }

/// Collects values one behind the other, so that different ones never give the same bytes.
class Bytes {
public:
    void add(std::string_view text) {
        add(static_cast<double>(text.size()));
        bytes_ += text;
    }
    void add(std::string const& text) { add(std::string_view(text)); }
    void add(double number) { bytes_.append(reinterpret_cast<char const*>(&number), sizeof number); }
    void add(std::optional<Date> const& date) { add(day(date).value_or("")); }
    void add(Span span) { add_all(static_cast<double>(span.begin), static_cast<double>(span.end)); }
    void add(std::optional<double> const& number) { number ? add(*number) : add(std::string_view("none")); }
    void add(std::optional<Index> const& index) { add(index ? static_cast<double>(*index) : -1.0); }
    template <class... Values>
    void add_all(Values const&... values) {
        (add(values), ...);
    }
    [[nodiscard]] std::string const& bytes() const { return bytes_; }

private:
    std::string bytes_;
};

/// Covers all that the report says, not only the text: other rules may read the same text otherwise. Its first half is
/// the text's own, so that a text can be proved without its report.
std::string digest_of(Extraction const& x) {
    Bytes b;
    Article const& a = x.article;
    b.add_all(a.title, a.url, a.outlet, a.published, x.language);
    for (Entity const& e : x.entities) {
        b.add_all(word(e.kind), e.name, e.key, e.country, e.sector, e.organization, e.wikipedia, e.compared, e.family, e.known);
        b.add_all(static_cast<double>(e.aliases.size()), static_cast<double>(e.roles.size()), static_cast<double>(e.mentions.size()));
        for (std::string const& alias : e.aliases) b.add(alias);
        for (Role const& r : e.roles) b.add_all(r.title, r.of, r.country, r.office, word(r.phase));
        for (Span const m : e.mentions) b.add(m);
    }
    for (Event const& e : x.events) {
        b.add_all(word(e.type), e.plover, e.mode, e.cameo, word(e.status), e.name, e.edition, e.purpose, e.part_of, e.attributed_to, e.confidence);
        b.add_all(static_cast<double>(e.participants.size()), static_cast<double>(e.figures.size()), static_cast<double>(e.topics.size()));
        for (Participant const& p : e.participants) b.add_all(std::optional(p.entity), word(p.role), p.office, word(p.resolved), word(p.attendance));
        if (e.place) b.add_all(e.place->entity, e.place->name, e.place->country, e.place->latitude, e.place->longitude);
        if (e.date) b.add_all(e.date->start, e.date->end, word(e.date->precision), e.date->text);
        for (Figure const& f : e.figures) {
            b.add_all(word(f.kind), f.min, f.max, word(f.qualifier), f.text, f.unit, f.share, f.of, f.period, f.place, f.attributed_to);
            b.add(f.cumulative ? 1.0 : 0.0);
        }
        for (std::string const& t : e.topics) b.add(t);
        for (Evidence const& v : e.evidence) b.add_all(v.sentence, v.trigger, v.rule, word(v.status), v.quote);
    }
    return stable_hash(a.text) + stable_hash(b.bytes());
}

}  // namespace

struct Store::Statements {
    explicit Statements(Database& d)
        : article(d.prepare("INSERT INTO articles(key, url, title, outlet, published, language, text, signature, digest) VALUES(?,?,?,?,?,?,?,?,?)")),
          entity(d.prepare("INSERT INTO report_entities(article, local, kind, name, key, country, sector, organization, wikipedia, compared, family, known, block) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)")),
          alias(d.prepare("INSERT INTO report_aliases VALUES(?,?)")),
          role(d.prepare("INSERT INTO report_roles(report, title, owner, country, office, phase) VALUES(?,?,?,?,?,?)")),
          tenure(d.prepare("INSERT OR REPLACE INTO known_tenures VALUES(?,?,?,?,?)")),
          touch(d.prepare("INSERT OR IGNORE INTO touched VALUES(?,?)")),
          mention(d.prepare("INSERT INTO report_mentions VALUES(?,?,?)")),
          event(d.prepare("INSERT INTO report_events(article, local, type, plover, mode, cameo, status, name, edition, purpose, place, place_name, place_country, latitude, longitude, "
                          "first, last, precision, date_text, part_of, attributed_to, confidence, number) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")),
          participant(d.prepare("INSERT INTO report_participants VALUES(?,?,?,?,?,?)")),
          figure(d.prepare("INSERT INTO report_figures VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)")),
          topic(d.prepare("INSERT INTO report_topics VALUES(?,?)")),
          evidence(d.prepare("INSERT INTO report_evidence(event, sentence_first, sentence_last, trigger_first, trigger_last, rule, status, quote) VALUES(?,?,?,?,?,?,?,?)")),
          sentence(d.prepare("INSERT INTO sentences(rowid, quote, article, event) VALUES(?,?,?,?)")) {}
    Statement article, entity, alias, role, tenure, touch, mention, event, participant, figure, topic, evidence, sentence;
};

Store::Store(std::string const& path, Mode mode) : database_(path, mode) {
    prepare_schema(database_, mode, path);
    if (mode != Mode::read) statements_ = std::make_unique<Statements>(database_);
}

Store::~Store() = default;

void Store::begin() {
    if (open_transaction_) return;
    database_.execute("BEGIN IMMEDIATE");
    open_transaction_ = true;
}

bool Store::has(Article const& a) {
    Statement known = database_.prepare("SELECT 1 FROM articles WHERE key = ? AND text = ? AND published IS ? AND title IS ? AND outlet IS ? AND url IS ?");
    return known.bind(a.id, a.text, day(a.published), maybe(a.title), maybe(a.outlet), maybe(a.url)).step();
}

bool Store::add(Extraction const& extraction) {
    Article const& a = extraction.article;
    std::string const digest = digest_of(extraction);
    begin();
    {
        Statement known = database_.prepare("SELECT digest FROM articles WHERE key = ?");
        if (known.bind(a.id).step()) {
            if (known.text(0) == digest) return false;
            known.reset();
            forget(a.id);
            begin();
        }
    }
    insert(extraction, digest);
    if (++pending_ >= batch) save();
    return true;
}

void Store::insert(Extraction const& x, std::string const& digest) {
    Statements& s = *statements_;
    Article const& a = x.article;
    s.article.run(a.id, maybe(a.url), maybe(a.title), maybe(a.outlet), day(a.published), x.language, a.text, x.signature, digest);
    std::int64_t const article = database_.last_id();
    std::vector<std::int64_t> entities, events;
    for (std::size_t i = 0; i < x.entities.size(); ++i) {
        Entity const& e = x.entities[i];
        std::string const block = block_of(e);
        s.entity.run(article, static_cast<std::int64_t>(i), word(e.kind), e.name, e.key, maybe(e.country), maybe(e.sector), maybe(e.organization), maybe(e.wikipedia),
                     maybe(e.compared), maybe(e.family), maybe(e.known), block);
        entities.push_back(database_.last_id());
        for (std::string const& alias : e.aliases) s.alias.run(entities.back(), alias);
        for (Role const& role : e.roles) s.role.run(entities.back(), role.title, maybe(role.of), maybe(role.country), maybe(role.office), word(role.phase));
        s.touch.run("block", block);
        for (Span const span : e.mentions) s.mention.run(entities.back(), span.begin, span.end);
    }
    for (Tenure const& t : x.tenures)
        if (t.entity < x.entities.size()) s.tenure.run(x.entities[t.entity].known, t.title, t.owner, day(t.first).value_or(""), day(t.last).value_or(""));
    auto const entity = [&](std::optional<Index> const& i) { return i && *i < entities.size() ? std::optional(entities[*i]) : std::nullopt; };
    for (std::size_t i = 0; i < x.events.size(); ++i) {
        Event const& e = x.events[i];
        std::optional<Place> const& p = e.place;
        std::optional<std::string> first, last, precision, words;
        if (e.date) {
            first = day(e.date->start);
            last = day(e.date->end);
            precision = std::string(word(e.date->precision));
            words = e.date->text;
        }
        s.event.run(article, static_cast<std::int64_t>(i), word(e.type), maybe(e.plover), maybe(e.mode), maybe(e.cameo), word(e.status), maybe(e.name), maybe(e.edition),
                    maybe(e.purpose), p ? entity(p->entity) : std::nullopt, p ? maybe(p->name) : std::nullopt, p ? maybe(p->country) : std::nullopt,
                    p ? p->latitude : std::nullopt, p ? p->longitude : std::nullopt, first, last, precision, words, e.part_of, entity(e.attributed_to), e.confidence, e.number);
        events.push_back(database_.last_id());
        std::int64_t const id = events.back();
        s.touch.run("event", id);
        for (Participant const& q : e.participants)
            if (q.entity < entities.size()) s.participant.run(id, entities[q.entity], word(q.role), maybe(q.office), word(q.resolved), word(q.attendance));
        for (Figure const& f : e.figures)
            s.figure.run(id, word(f.kind), f.min, f.max, word(f.qualifier), maybe(f.text), maybe(f.unit), f.share, f.of, f.cumulative, maybe(f.period), maybe(f.place),
                         entity(f.attributed_to));
        for (std::string const& topic : e.topics) s.topic.run(id, topic);
        for (Evidence const& v : e.evidence) {
            s.evidence.run(id, v.sentence.begin, v.sentence.end, v.trigger.begin, v.trigger.end, v.rule, word(v.status), v.quote);
            s.sentence.run(database_.last_id(), v.quote, article, id);
        }
    }
}

bool Store::forget(std::string const& key) {
    begin();
    Statement find = database_.prepare("SELECT id FROM articles WHERE key = ?");
    if (!find.bind(key).step()) return false;
    std::int64_t const id = find.integer(0);
    find.reset();
    touch_article(database_, id);
    database_.prepare("DELETE FROM sentences WHERE rowid IN (SELECT x.id FROM report_evidence x JOIN report_events e ON e.id = x.event WHERE e.article = ?)").run(id);
    database_.prepare("DELETE FROM articles WHERE id = ?").run(id);
    return true;
}

/// Ends the transaction; what is touched waits for commit() or the next run's commit().
void Store::save() {
    if (!open_transaction_) return;
    database_.execute("COMMIT");
    open_transaction_ = false;
    pending_ = 0;
}

void Store::commit() {
    begin();
    resolve(database_);
    database_.execute("COMMIT");
    open_transaction_ = false;
    pending_ = 0;
}

Verification Store::verify() {
    Verification out;
    Statement integrity = database_.prepare("PRAGMA integrity_check");
    while (integrity.step())
        if (integrity.text(0) != "ok") out.faults.push_back("integrity: " + integrity.text(0));
    Statement keys = database_.prepare("PRAGMA foreign_key_check");
    while (keys.step()) out.faults.push_back("foreign key: " + keys.text(0) + " row " + keys.text(1));
    auto const border = [](std::string const& text, std::int64_t at) {
        auto const i = static_cast<std::size_t>(at);
        return i == text.size() || (i < text.size() && !is_continuation(text[i]));
    };
    auto const inside = [&](std::string const& text, std::int64_t first, std::int64_t last) {
        return first >= 0 && first < last && static_cast<std::size_t>(last) <= text.size() && border(text, first) && border(text, last);
    };
    Statement articles = database_.prepare("SELECT id, key, text, digest FROM articles ORDER BY key");
    Statement evidence = database_.prepare(
        "SELECT x.sentence_first, x.sentence_last, x.trigger_first, x.trigger_last, x.quote FROM report_evidence x JOIN report_events e ON e.id = x.event WHERE e.article = ?");
    Statement mentions = database_.prepare("SELECT m.first, m.last, r.name FROM report_mentions m JOIN report_entities r ON r.id = m.report WHERE r.article = ?");
    while (articles.step()) {
        std::string const text = articles.text(2), key = articles.text(1);
        if (articles.text(3).compare(0, 16, stable_hash(text)) != 0) out.faults.push_back(key + ": the text is not the one that was read");
        evidence.bind(articles.integer(0));
        while (evidence.step()) {
            out.spans += 2;
            std::int64_t const first = evidence.integer(0), last = evidence.integer(1);
            if (!inside(text, first, last)) {
                out.faults.push_back(key + ": sentence [" + std::to_string(first) + ", " + std::to_string(last) + ") is outside the text");
                continue;
            }
            if (text.substr(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first)) != evidence.text(4))
                out.faults.push_back(key + ": the sentence at " + std::to_string(first) + " does not read \"" + evidence.text(4) + '"');
            if (!inside(text, evidence.integer(2), evidence.integer(3)) || evidence.integer(2) < first || evidence.integer(3) > last)
                out.faults.push_back(key + ": a trigger at " + evidence.text(2) + " is outside its sentence");
        }
        mentions.bind(articles.integer(0));
        while (mentions.step()) {
            ++out.spans;
            if (!inside(text, mentions.integer(0), mentions.integer(1)))
                out.faults.push_back(key + ": a mention of " + mentions.text(2) + " is outside the text");
        }
    }
    Statement orphans = database_.prepare("SELECT count(*) FROM report_events r LEFT JOIN judgements j ON j.layer = 'event' AND j.report = r.id WHERE j.node IS NULL");
    Statement touched = database_.prepare("SELECT 1 FROM touched");
    bool const is_stale = touched.step();
    if (orphans.step() && orphans.integer(0) > 0 && !is_stale) out.faults.push_back(orphans.text(0) + " reports belong to no event");
    return out;
}

}  // namespace diplograph
