#include "extract/score.hpp"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <map>

#include "cli/ask.hpp"
#include "cli/print.hpp"
#include "extract/lines.hpp"

namespace diplograph {

namespace {

/// Reads the records of a file; broken lines go to the sink. \throws UserError if the file cannot be read.
template <class Take>
void read_records(std::string const& path, DiagnosticSink const& sink, Take take) {
    Input input(path);
    Lines lines(input, sink);
    while (auto const line = lines.next()) {
        try {
            take(read_record(line->text), line->where);
        } catch (std::runtime_error const& error) {
            sink({line->where, error.what(), true});
        }
    }
    if (!input.fault().empty()) throw UserError(io_trouble, path + ": " + input.fault());
}

/// "2 articles without gold, not graded: "a", "b"", with the first ten ids.
void tell(std::vector<std::string> const& ids, std::string const& what) {
    if (ids.empty()) return;
    std::cerr << "diplograph: " << ids.size() << (ids.size() == 1 ? " article " : " articles ") << what;
    for (std::size_t i = 0; i < std::min<std::size_t>(ids.size(), 10); ++i) std::cerr << (i == 0 ? ": " : ", ") << '"' << ids[i] << '"';
    std::cerr << (ids.size() > 10 ? ", ...\n" : "\n");
}

Value ratio(std::optional<double> const& value) {
    if (!value) return std::monostate{};
    return std::round(*value * 1000) / 1000;
}

Value maybe(std::string const& text) {
    if (text.empty()) return std::monostate{};
    return text;
}

Table score_table(Score const& score) {
    Table table{"", {"measure", "type", "precision", "recall", "f1", "right", "predicted", "gold"}, {}};
    auto const count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
    for (auto const& [measure, type, tally] : score.rows())
        table.rows.push_back({std::string(word(measure)), type, ratio(tally.precision()), ratio(tally.recall()), ratio(tally.f1()),
                              count(tally.right), count(tally.predicted), count(tally.gold)});
    return table;
}

/// `most` mistakes; 0 is all.
Table error_table(Score const& score, std::size_t most) {
    Table table{"", {"article", "measure", "gold", "predicted", "event"}, {}};
    for (Mistake const& one : score.mistakes()) {
        if (most > 0 && table.rows.size() == most) break;
        table.rows.push_back({one.article, std::string(word(one.measure)), maybe(one.gold), maybe(one.predicted), maybe(one.event)});
    }
    return table;
}

/// What the command is asked for.
struct ScoreOptions {
    std::string gold, predictions;
    std::vector<std::string> types, kinds;
    bool errors = false;
    std::size_t most = 0;  ///< errors; 0 is all
};

/// The values of the words. \throws UserError if one is none.
template <class Enum>
std::set<Enum> chosen(std::string const& what, std::vector<std::string> const& words) {
    std::set<Enum> out;
    for (std::string const& one : words) {
        check_word<Enum>(what, one);
        out.insert(*from_word<Enum>(one));
    }
    return out;
}

int score(ScoreOptions const& asked, Options const& options) {
    Score score(chosen<EventType>("type of event", asked.types), chosen<EntityKind>("kind of entity", asked.kinds));
    if (asked.gold == "-" && asked.predictions == "-") throw UserError(wrong_usage, "only one of GOLD and PREDICTIONS can be stdin");
    bool failed = false;
    DiagnosticSink const sink = [&](Diagnostic const& d) {
        failed = failed || d.failed;
        if (d.failed || options.verbose) std::cerr << "diplograph: " << d.where << ": " << d.what << '\n';
    };
    struct Article {
        Record gold;
        std::optional<Record> predicted;
    };
    std::vector<Article> articles;
    std::map<std::string, std::size_t> article_of;
    std::vector<std::string> strange, missing;
    read_records(asked.gold, sink, [&](Record record, std::string const& where) {
        std::string const id = record.extraction.article.id;
        if (article_of.emplace(id, articles.size()).second) articles.push_back({std::move(record), std::nullopt});
        else sink({where, "the second record of \"" + id + '"', true});
    });
    read_records(asked.predictions, sink, [&](Record record, std::string const& where) {
        std::string const id = record.extraction.article.id;
        auto const at = article_of.find(id);
        if (at == article_of.end()) strange.push_back(id);
        else if (articles[at->second].predicted) sink({where, "the second record of \"" + id + '"', true});
        else articles[at->second].predicted = std::move(record);
    });
    for (Article const& article : articles) {
        if (!article.predicted) missing.push_back(article.gold.extraction.article.id);
        score.add(article.gold, article.predicted.value_or(Record{}));
    }
    if (!options.quiet) {
        tell(strange, "without gold, not graded");
        tell(missing, "without a prediction, taken for empty");
    }
    bool const any = std::any_of(articles.begin(), articles.end(), [](Article const& a) { return a.gold.entities || a.gold.events; });
    if (!any) {
        std::cerr << "diplograph: " << asked.gold << ": no gold record to grade by\n";
        return failed ? inputs_failed : found_nothing;
    }
    print(asked.errors ? error_table(score, asked.most) : score_table(score), options);
    return failed ? inputs_failed : done;
}

}  // namespace

std::function<int()> setup_score(CLI::App& app, Options& options) {
    auto asked = std::make_shared<ScoreOptions>();
    app.add_option("GOLD", asked->gold, "records of what the articles say, by hand or another coder; what they leave out is not graded")->required();
    app.add_option("PREDICTIONS", asked->predictions, "records to be graded, as `extract` prints them; - is stdin")->required();
    app.add_option("--type", asked->types, "only these types of event: meeting,call,visit, ...")->delimiter(',')->allow_extra_args(false)->type_name("TYPES");
    app.add_option("--kind", asked->kinds, "only these kinds of entity: person,country,organization,place,group,event_name")->delimiter(',')->allow_extra_args(false)->type_name("KINDS");
    auto* const errors = app.add_option("--errors", asked->most, "list what is missed and what is false instead, N at most")->expected(0, 1)->type_name("[N]");
    return [=, &options] {
        asked->errors = errors->count() > 0;
        return score(*asked, options);
    };
}

}  // namespace diplograph
