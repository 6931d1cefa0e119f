#include "graph/schema.hpp"

#include <array>

namespace diplograph {

namespace {

/// migrations[n] leads from version n to n + 1.
constexpr std::array<char const*, schema_version> migrations{R"sql(
-- Reports: what each article says. Rows are written once and never edited; their numbers are never given again, since
-- judgements name them.
CREATE TABLE articles(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, url TEXT, title TEXT, outlet TEXT, published TEXT,
  language TEXT, text TEXT NOT NULL, signature INTEGER NOT NULL, digest TEXT NOT NULL);
CREATE TABLE report_entities(id INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  local INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, country TEXT, sector TEXT, organization TEXT,
  wikipedia TEXT);
CREATE INDEX report_entities_article ON report_entities(article);
CREATE TABLE report_aliases(report INTEGER NOT NULL REFERENCES report_entities ON DELETE CASCADE, alias TEXT NOT NULL);
CREATE INDEX report_aliases_report ON report_aliases(report);
CREATE TABLE report_roles(report INTEGER NOT NULL REFERENCES report_entities ON DELETE CASCADE, title TEXT NOT NULL, owner TEXT, country TEXT);
CREATE INDEX report_roles_report ON report_roles(report);
CREATE TABLE report_mentions(report INTEGER NOT NULL REFERENCES report_entities ON DELETE CASCADE, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE INDEX report_mentions_report ON report_mentions(report);
CREATE TABLE report_events(id INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE, local INTEGER NOT NULL,
  type TEXT NOT NULL, plover TEXT, mode TEXT, cameo TEXT, status TEXT NOT NULL, name TEXT, edition TEXT, purpose TEXT,
  place INTEGER, place_name TEXT, place_country TEXT, latitude REAL, longitude REAL,
  first TEXT, last TEXT, precision TEXT, date_text TEXT, part_of INTEGER, attributed_to INTEGER, confidence REAL NOT NULL);
CREATE INDEX report_events_article ON report_events(article);
CREATE TABLE report_participants(event INTEGER NOT NULL REFERENCES report_events ON DELETE CASCADE, entity INTEGER NOT NULL REFERENCES report_entities ON DELETE CASCADE,
  role TEXT NOT NULL, office TEXT, resolved TEXT NOT NULL, attendance TEXT NOT NULL);
CREATE INDEX report_participants_event ON report_participants(event);
CREATE INDEX report_participants_entity ON report_participants(entity);
CREATE TABLE report_figures(event INTEGER NOT NULL REFERENCES report_events ON DELETE CASCADE, kind TEXT NOT NULL, min REAL, max REAL, qualifier TEXT NOT NULL,
  text TEXT, unit TEXT, share REAL, of REAL, cumulative INTEGER NOT NULL, period TEXT, place TEXT, attributed_to INTEGER);
CREATE INDEX report_figures_event ON report_figures(event);
CREATE TABLE report_topics(event INTEGER NOT NULL REFERENCES report_events ON DELETE CASCADE, topic TEXT NOT NULL);
CREATE INDEX report_topics_event ON report_topics(event);
CREATE TABLE report_evidence(id INTEGER PRIMARY KEY, event INTEGER NOT NULL REFERENCES report_events ON DELETE CASCADE, sentence_first INTEGER NOT NULL, sentence_last INTEGER NOT NULL,
  trigger_first INTEGER NOT NULL, trigger_last INTEGER NOT NULL, rule TEXT NOT NULL, status TEXT NOT NULL, quote TEXT NOT NULL);
CREATE INDEX report_evidence_event ON report_evidence(event);
-- rowid: report_evidence.id
CREATE VIRTUAL TABLE sentences USING fts5(quote, article UNINDEXED, event UNINDEXED, tokenize = 'unicode61 remove_diacritics 2');

-- The graph: what is believed. Made from the reports by judgements; may be thrown away and made again.
CREATE TABLE entities(key TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, country TEXT, sector TEXT, organization TEXT, wikipedia TEXT,
  latitude REAL, longitude REAL) WITHOUT ROWID;
CREATE TABLE aliases(entity TEXT NOT NULL, alias TEXT NOT NULL, folded TEXT NOT NULL, PRIMARY KEY(entity, alias)) WITHOUT ROWID;
CREATE TABLE events(key TEXT PRIMARY KEY, type TEXT NOT NULL, plover TEXT, mode TEXT, cameo TEXT, status TEXT NOT NULL, name TEXT, edition TEXT,
  place TEXT, place_name TEXT, place_country TEXT, latitude REAL, longitude REAL, first TEXT, last TEXT, precision TEXT, part_of TEXT,
  confidence REAL NOT NULL, reports INTEGER NOT NULL, sources INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE participants(event TEXT NOT NULL, entity TEXT NOT NULL, role TEXT NOT NULL, office TEXT, resolved TEXT, attendance TEXT, PRIMARY KEY(event, entity)) WITHOUT ROWID;
CREATE INDEX participants_entity ON participants(entity);
CREATE TABLE judgements(layer TEXT NOT NULL, report INTEGER NOT NULL, node TEXT NOT NULL, verdict TEXT NOT NULL, rule TEXT NOT NULL, score REAL NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY(layer, report)) WITHOUT ROWID;
CREATE INDEX judgements_node ON judgements(node);
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES('stale', '0');

-- Documented for `diplograph sql`.
CREATE VIEW v_articles AS SELECT key AS article, title, outlet, url, published, length(text) AS characters FROM articles;
CREATE VIEW v_entities AS SELECT e.key AS entity, e.kind, e.name, e.country, e.sector, e.organization, e.latitude, e.longitude,
  (SELECT count(*) FROM participants p WHERE p.entity = e.key) AS events FROM entities e;
CREATE VIEW v_events AS SELECT key AS event, type, status, name, first AS start, last AS end, precision, place_name AS place, place_country AS country, plover, cameo, part_of,
  confidence, reports, sources FROM events;
CREATE VIEW v_participants AS SELECT p.event, p.entity, e.name, e.kind, e.country, p.role, p.office, p.resolved, p.attendance FROM participants p JOIN entities e ON e.key = p.entity;
CREATE VIEW v_reports AS SELECT j.node AS event, a.key AS article, a.published, r.type, r.status, r.first AS start, r.place_name AS place, r.confidence, j.rule, j.reason
  FROM judgements j JOIN report_events r ON r.id = j.report JOIN articles a ON a.id = r.article WHERE j.layer = 'event';
CREATE VIEW v_evidence AS SELECT j.node AS event, a.key AS article, x.quote AS sentence, x.sentence_first, x.sentence_last, x.trigger_first, x.trigger_last, x.rule, x.status
  FROM judgements j JOIN report_events r ON r.id = j.report JOIN articles a ON a.id = r.article JOIN report_evidence x ON x.event = r.id WHERE j.layer = 'event';
CREATE VIEW v_figures AS SELECT j.node AS event, a.key AS article, a.published, f.kind, f.min, f.max, f.qualifier, f.text, f.cumulative, s.name AS source
  FROM judgements j JOIN report_events r ON r.id = j.report JOIN articles a ON a.id = r.article JOIN report_figures f ON f.event = r.id
  LEFT JOIN report_entities s ON s.id = f.attributed_to WHERE j.layer = 'event';
)sql",
                                                            R"sql(
-- What entities are told apart by; the block is where they are looked for. NULL: not known yet.
ALTER TABLE report_entities ADD COLUMN compared TEXT;
ALTER TABLE report_entities ADD COLUMN family TEXT;
ALTER TABLE report_entities ADD COLUMN known TEXT;
ALTER TABLE report_entities ADD COLUMN block TEXT;
CREATE INDEX report_entities_block ON report_entities(block);
ALTER TABLE report_events ADD COLUMN number INTEGER;  -- of the edition
ALTER TABLE report_roles ADD COLUMN office TEXT;
ALTER TABLE report_roles ADD COLUMN phase TEXT NOT NULL DEFAULT 'holding';
-- Offices by the tables of data/ of whom they know. An open end is ''.
CREATE TABLE known_tenures(known TEXT NOT NULL, title TEXT NOT NULL, owner TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
  PRIMARY KEY(known, title, owner, first)) WITHOUT ROWID;
-- What is to be decided anew: blocks of entities (those that lost a report besides as 'lost'), reports of events.
CREATE TABLE touched(layer TEXT NOT NULL, what, PRIMARY KEY(layer, what)) WITHOUT ROWID;
INSERT INTO touched SELECT 'event', id FROM report_events;
DELETE FROM judgements; DELETE FROM participants; DELETE FROM aliases; DELETE FROM entities; DELETE FROM events; DELETE FROM meta;
ALTER TABLE entities ADD COLUMN block TEXT NOT NULL DEFAULT '';
CREATE INDEX entities_block ON entities(block);
DROP INDEX judgements_node;
CREATE INDEX judgements_node ON judgements(layer, node);
CREATE INDEX events_first ON events(first);
CREATE INDEX events_place ON events(place, type, first);
CREATE INDEX events_part_of ON events(part_of);
-- Offices of persons: by the tables, or as the articles say, with the days of the first and the last of them. '' where the beginning is not known.
CREATE TABLE offices(entity TEXT NOT NULL, title TEXT NOT NULL, owner TEXT NOT NULL, phase TEXT NOT NULL, first TEXT NOT NULL, last TEXT, source TEXT NOT NULL, articles INTEGER NOT NULL,
  sentence TEXT, PRIMARY KEY(entity, source, title, owner, phase, first)) WITHOUT ROWID;
-- Where a report of an event is looked for: reports that share a key within some days may tell the same.
CREATE TABLE event_links(key TEXT NOT NULL, day INTEGER NOT NULL, report INTEGER NOT NULL, PRIMARY KEY(key, day, report)) WITHOUT ROWID;
CREATE INDEX event_links_report ON event_links(report);
-- Judgements by hand. Sides name reports by article and by what it calls them, so that they outlive the report's numbers.
CREATE TABLE decisions(id INTEGER PRIMARY KEY AUTOINCREMENT, made TEXT NOT NULL, verdict TEXT NOT NULL, layer TEXT NOT NULL, reason TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0);
CREATE TABLE decision_sides(decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE, side INTEGER NOT NULL, article TEXT NOT NULL, anchor TEXT NOT NULL,
  PRIMARY KEY(decision, side, article, anchor)) WITHOUT ROWID;
CREATE INDEX decision_sides_article ON decision_sides(article);

CREATE VIEW v_offices AS SELECT o.entity, e.name, o.title, o.owner, o.phase, nullif(o.first, '') AS first, o.last, o.source, o.articles, o.sentence FROM offices o JOIN entities e ON e.key = o.entity;
CREATE VIEW v_names AS SELECT j.node AS entity, a.key AS article, a.published, r.name, r.kind, r.country, j.rule, j.score, j.reason
  FROM judgements j JOIN report_entities r ON r.id = j.report JOIN articles a ON a.id = r.article WHERE j.layer = 'entity';
CREATE VIEW v_decisions AS SELECT d.id AS decision, d.made, d.verdict, d.layer, d.reason, d.undone FROM decisions d;
)sql"};

int pragma(Database& database, char const* text) {
    Statement statement = database.prepare(text);
    return statement.step() ? static_cast<int>(statement.integer(0)) : 0;
}

}  // namespace

void prepare_schema(Database& database, Database::Mode mode, std::string const& path) {
    int const version = pragma(database, "PRAGMA user_version");
    int const id = pragma(database, "PRAGMA application_id");
    bool const empty = pragma(database, "SELECT count(*) FROM sqlite_master") == 0;
    using Kind = StoreError::Kind;
    if (!empty && id != application_id) throw StoreError(Kind::damaged, path + ": a database, but no diplograph store");
    if (version > schema_version)
        throw StoreError(Kind::newer, path + ": made by a newer diplograph (schema " + std::to_string(version) + ", this one knows " +
                                          std::to_string(schema_version) + ")");
    if (mode == Database::Mode::read) {
        if (empty) throw StoreError(Kind::missing, path + ": an empty file, no store");
        if (version < schema_version) throw StoreError(Kind::newer, path + ": an older store; run ingest once to migrate it");
        return;
    }
    database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON");
    if (version == schema_version) return;
    database.execute("BEGIN IMMEDIATE");
    int const now = pragma(database, "PRAGMA user_version");  // another process may have been first
    for (int from = now; from < schema_version; ++from) database.execute(migrations[static_cast<std::size_t>(from)]);
    std::string const mark = "PRAGMA application_id = " + std::to_string(application_id) + "; PRAGMA user_version = " + std::to_string(schema_version);
    database.execute(mark.c_str());
    database.execute("COMMIT");
}

}  // namespace diplograph
