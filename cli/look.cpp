#include <iostream>

#include "cli/ask.hpp"
#include "cli/know.hpp"
#include "cli/print.hpp"
#include "core/entity.hpp"
#include "extract/extract.hpp"

namespace diplograph {

std::function<int()> setup_stats(CLI::App&, Options& options) {
    return [&options] {
        Store store(options.database, Store::Mode::read);
        return answer(stats(store), options);
    };
}

std::function<int()> setup_articles(CLI::App&, Options& options) {
    return [&options] {
        Store store(options.database, Store::Mode::read);
        return answer(articles(store), options);
    };
}

std::function<int()> setup_actors(CLI::App& app, Options& options) {
    auto kind = std::make_shared<std::string>(), country = std::make_shared<std::string>();
    app.add_option("--kind", *kind, "person, country, organization or group");
    app.add_option("--country", *country, "a country's three-letter code");
    return [=, &options] {
        if (!kind->empty()) check_word<EntityKind>("kind of actor", *kind);
        Store store(options.database, Store::Mode::read);
        return answer(actors(store, *kind, *country), options);
    };
}

std::function<int()> setup_places(CLI::App& app, Options& options) {
    auto name = std::make_shared<std::string>();
    app.add_option("NAME", *name, "the places of the world that bear this name, from the tables alone");
    return [=, &options] {
        if (!name->empty()) return answer(places_named(*name, options), options);
        Store store(options.database, Store::Mode::read);
        return answer(places(store), options);
    };
}

std::function<int()> setup_show(CLI::App& app, Options& options) {
    auto name = std::make_shared<std::string>(), as_of = std::make_shared<std::string>(), at = std::make_shared<std::string>();
    app.add_option("NAME", *name, "somebody's name or id, or the id of an event")->required();
    app.add_option("--at", *at, "only what was so on this day: offices held, events")->type_name("DAY");
    as_of_option(app, *as_of);
    return [=, &options] {
        Store store(options.database, Store::Mode::read);
        auto const day = day_option("--as-of", *as_of, Side::last);
        std::vector<Table> const parts = is_event(store, *name) ? show_event(store, *name, day) : show_entity(store, resolve_name(store, *name), day, day_option("--at", *at));
        if (parts.front().rows.empty()) throw UserError(found_nothing, "no article until " + *as_of + " reports \"" + *name + '"');
        print(parts, options);
        return static_cast<int>(done);
    };
}

std::function<int()> setup_search(CLI::App& app, Options& options) {
    auto words = std::make_shared<std::vector<std::string>>();
    auto limit = std::make_shared<std::size_t>(20);
    app.add_option("TEXT", *words, "words, or an expression of SQLite's FTS5: peace NEAR talks, \"exact words\", sanc*")->required();
    app.add_option("--limit", *limit, "at most so many sentences")->check(CLI::Range(1, 1000000));
    auto filter = std::make_shared<FilterOptions>();
    app.add_option("--who", filter->actor, "only events of this one: a name or an id");
    filter->add_to(app);
    return [=, &options] {
        Store store(options.database, Store::Mode::read);
        std::string text;
        for (std::string const& word : *words) text += (text.empty() ? "" : " ") + word;
        return answer(search(store, text, *limit, filter->filter(store)), options);
    };
}

namespace {

/// From the words over the tree and the line of the tables to slots and status, read anew with the tables of today.
Table chain(Store& store, std::string const& event, Options const& options) {
    Extractor const extract(load_knowledge(data_folders(options)));
    Table out{"chain", {"article", "step", "detail"}, {}};
    for (Telling& telling : tellings(store, event)) {
        std::string const key = telling.article.id;
        for (Step const& step : extract.trace(std::move(telling.article), telling.trigger)) out.rows.push_back({key, step.what, step.detail});
    }
    return out;
}

}  // namespace

std::function<int()> setup_explain(CLI::App& app, Options& options) {
    auto event = std::make_shared<std::string>(), who = std::make_shared<std::string>();
    app.add_option("EVENT", *event, "id of an event, as `events` lists it")->required();
    app.add_option("WHO", *who, "only the edge of this participant");
    return [=, &options] {
        Store store(options.database, Store::Mode::read);
        if (!is_event(store, *event)) throw UserError(found_nothing, "no event \"" + *event + '"');
        std::vector<Table> parts = explain(store, *event, who->empty() ? "" : resolve_name(store, *who));
        parts.push_back(chain(store, *event, options));
        print(parts, options);
        return static_cast<int>(done);
    };
}

std::function<int()> setup_verify(CLI::App&, Options& options) {
    return [&options] {
        Store store(options.database, Store::Mode::read);
        Verification const found = store.verify();
        for (std::string const& fault : found.faults) std::cerr << "diplograph: " << fault << '\n';
        Table table;
        table.columns = {"spans", "faults"};
        table.rows.push_back({static_cast<std::int64_t>(found.spans), static_cast<std::int64_t>(found.faults.size())});
        print(table, options);
        return static_cast<int>(found.faults.empty() ? done : inputs_failed);
    };
}

}  // namespace diplograph
