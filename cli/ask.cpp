#include "cli/ask.hpp"

#include <iostream>

#include "cli/print.hpp"
#include "core/event.hpp"
#include "extract/extract.hpp"
#include "graph/in_order.hpp"
#include "graph/topology.hpp"

namespace diplograph {

std::string resolve_name(Store& store, std::string const& name) {
    std::string const folded = name_key(name);
    if (folded.empty()) throw UserError(found_nothing, "nobody is called \"" + name + '"');
    std::vector<Candidate> const candidates = find(store, name, folded);
    auto const list = [&](std::size_t most) {
        std::string text;
        for (std::size_t i = 0; i < candidates.size() && i < most; ++i) {
            Candidate const& c = candidates[i];
            text += "\n  " + c.key + "  " + c.name + (c.country.empty() ? "" : " (" + c.country + ")") + ", " + std::to_string(c.events) + " events";
        }
        return text;
    };
    if (candidates.empty()) throw UserError(found_nothing, "nobody is called \"" + name + '"');
    if (candidates.front().rank == 4) throw UserError(found_nothing, "nobody is called \"" + name + "\"; did you mean:" + list(5));
    int const best = candidates.front().rank;
    std::size_t acting = 0, same = 0;
    for (Candidate const& c : candidates) {
        if (c.rank != best) continue;
        ++same;
        acting += c.events > 0;
    }
    if (same == 1 || (acting == 1 && candidates.front().events > 0)) return candidates.front().key;
    throw UserError(wrong_usage, '"' + name + "\" may be one of these; give the full name or the id:" + list(12));
}

std::shared_ptr<double> confidence_option(CLI::App& app) {
    auto least = std::make_shared<double>(0);
    app.add_option("--min-confidence", *least, "leave out events that are less sure: between 0 and 1")->check(CLI::Range(0.0, 1.0));
    return least;
}

void as_of_option(CLI::App& app, std::string& as_of) {
    app.add_option("--as-of", as_of, "what was known then: only what articles until this day report, with the status they give")->type_name("DATE");
}

void FilterOptions::add_to(CLI::App& app) {
    app.add_option("--type", types, "only these types of event: meeting,call,visit, ...")->delimiter(',')->allow_extra_args(false)->type_name("TYPES");
    app.add_option("--status", statuses, "occurred, ongoing, planned, proposed, cancelled, denied")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("LIST");
    app.add_option("--where", place, "a place, a country or its three-letter code")->type_name("PLACE");
    app.add_option("--from", from, "first day: 2018-01-31, 2018-01 or 2018")->type_name("DATE");
    app.add_option("--to", to, "last day")->type_name("DATE");
    app.add_option("--at", at, "what was so on this day: events whose dates include it")->type_name("DATE");
    as_of_option(app, as_of);
    app.add_option("--min-confidence", min_confidence, "between 0 and 1")->check(CLI::Range(0.0, 1.0));
}

EventFilter FilterOptions::filter(Store& store) const {
    for (std::string const& type : types) check_word<EventType>("type of event", type);
    for (std::string const& status : statuses) check_word<Status>("status", status);
    EventFilter f;
    f.types = types;
    f.statuses = statuses;
    f.place = place;
    f.article = article;
    f.from = day_option("--from", from, Side::first);
    f.to = day_option("--to", to, Side::last);
    f.at = day_option("--at", at);
    f.as_of = day_option("--as-of", as_of, Side::last);
    f.min_confidence = min_confidence;
    if (!actor.empty()) f.actor = resolve_name(store, actor);
    return f;
}

int answer(Table const& table, Options const& options) {
    if (table.rows.empty() && !options.json && !options.csv) {
        if (!options.quiet) std::cerr << "diplograph: nothing found\n";
        return found_nothing;
    }
    print(table, options);
    return table.rows.empty() ? found_nothing : done;
}

int answer(std::vector<Table> const& parts, Options const& options) {
    bool const empty = parts.front().rows.empty();
    if (!empty || options.json) print(parts, options);
    else if (!options.quiet) std::cerr << "diplograph: nothing found\n";
    return empty ? found_nothing : done;
}

std::function<int()> setup_met(CLI::App& app, Options& options) {
    auto filter = std::make_shared<FilterOptions>();
    auto with = std::make_shared<std::string>();
    app.add_option("WHO", filter->actor, "a name or an id")->required();
    app.add_option("--with", *with, "only meetings with this one");
    filter->add_to(app);
    return [=, &options] {
        Store store(options.database, Store::Mode::read);
        EventFilter f = filter->filter(store);
        if (!with->empty()) f.with = resolve_name(store, *with);
        return answer(met(store, f), options);
    };
}

std::function<int()> setup_events(CLI::App& app, Options& options) {
    auto filter = std::make_shared<FilterOptions>();
    filter->add_to(app);
    app.add_option("--who", filter->actor, "a name or an id");
    app.add_option("--article", filter->article, "only what this article reports");
    return [=, &options] {
        Store store(options.database, Store::Mode::read);
        return answer(events(store, filter->filter(store)), options);
    };
}

std::function<int()> setup_timeline(CLI::App& app, Options& options) {
    auto filter = std::make_shared<FilterOptions>();
    app.add_option("WHO", filter->actor, "a name or an id; all events without it");
    filter->add_to(app);
    return [=, &options] {
        Store store(options.database, Store::Mode::read);
        return answer(timeline(store, filter->filter(store)), options);
    };
}

std::function<int()> setup_path(CLI::App& app, Options& options) {
    auto from = std::make_shared<std::string>(), to = std::make_shared<std::string>();
    auto count = std::make_shared<std::size_t>(1);
    app.add_option("FROM", *from, "a name or an id")->required();
    app.add_option("TO", *to, "a name or an id")->required();
    app.add_option("-k", *count, "so many ways, each over other events")->check(CLI::Range(1, 1000));
    auto in_order = std::make_shared<bool>(false);
    app.add_flag("--in-order", *in_order, "every meeting on or after the last day of the one before; the way that arrives first");
    auto filter = std::make_shared<FilterOptions>();
    filter->add_to(app);
    return [=, &options] {
        Store store(options.database, Store::Mode::read);
        auto const find_ways = *in_order ? path_in_order : path;
        std::string const start = resolve_name(store, *from), goal = resolve_name(store, *to);
        return answer(find_ways(store, start, goal, *count, filter->filter(store)), options);
    };
}

std::function<int()> setup_casualties(CLI::App& app, Options& options) {
    auto by = std::make_shared<std::vector<std::string>>();
    auto kind = std::make_shared<std::string>();
    app.add_option("--by", *by, "sum up by place, month or both")->delimiter(',')->check(CLI::IsMember({"place", "month"}));
    app.add_option("--kind", *kind, "killed, injured, displaced, missing, detained, refugees or infected");
    auto const least = confidence_option(app);
    return [=, &options] {
        if (!kind->empty()) check_word<FigureKind>("kind of figure", *kind);
        Store store(options.database, Store::Mode::read);
        auto const has = [&](char const* word) { return std::find(by->begin(), by->end(), word) != by->end(); };
        return answer(casualties(store, has("place"), has("month"), *kind, *least), options);
    };
}

std::function<int()> setup_sql(CLI::App& app, Options& options) {
    auto text = std::make_shared<std::string>();
    app.add_option("STATEMENT", *text, "a SELECT over v_articles, v_entities, v_events, v_participants, v_reports, v_evidence, v_figures, v_names, v_offices, v_decisions")->required();
    return [=, &options] {
        Store store(options.database, Store::Mode::read);
        return answer(sql(store, *text), options);
    };
}

}  // namespace diplograph
