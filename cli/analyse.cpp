#include <iostream>

#include "cli/ask.hpp"
#include "cli/print.hpp"
#include "graph/central.hpp"
#include "graph/communities.hpp"
#include "graph/ego.hpp"
#include "graph/streaks.hpp"

namespace diplograph {

std::function<int()> setup_ego(CLI::App& app, Options& options) {
    auto filter = std::make_shared<FilterOptions>();
    auto hops = std::make_shared<std::size_t>(1);
    app.add_option("WHO", filter->actor, "a name or an id")->required();
    app.add_option("--hops", *hops, "within so many meetings")->check(CLI::Range(1, 100))->capture_default_str();
    filter->add_to(app);
    return [=, &options] {
        Store store(options.database, Store::Mode::read);
        EventFilter f = filter->filter(store);
        std::string const actor = std::exchange(f.actor, {});  // it is where the ways begin, not in every event
        return answer(ego(store, actor, *hops, f), options);
    };
}

std::function<int()> setup_streaks(CLI::App& app, Options& options) {
    auto filter = std::make_shared<FilterOptions>();
    auto other = std::make_shared<std::string>();
    app.add_option("WHO", filter->actor, "a name or an id")->required();
    app.add_option("OTHER", *other, "a name or an id")->required();
    filter->add_to(app);
    return [=, &options] {
        Store store(options.database, Store::Mode::read);
        EventFilter const f = filter->filter(store);
        std::string const with = resolve_name(store, *other);
        if (with == f.actor) throw UserError(wrong_usage, "streaks wants two different actors");
        return answer(streaks(store, f.actor, with, f), options);
    };
}

std::function<int()> setup_central(CLI::App& app, Options& options) {
    auto filter = std::make_shared<FilterOptions>();
    auto ranking = std::make_shared<Ranking>();
    auto by = std::make_shared<std::string>("degree"), window = std::make_shared<std::string>();
    app.add_option("--by", *by, "degree: how many others; betweenness: how many ways of others lead over it; pagerank")->capture_default_str();
    app.add_option("--window", *window, "one ranking for every 90d, 4w, 6m or 1y")->type_name("TIME");
    app.add_option("-n", ranking->count, "at most so many, or so many in every window")->check(CLI::Range(1, 1000000))->capture_default_str();
    app.add_flag("--exact", ranking->exact, "do not estimate betweenness where the graph is large");
    filter->add_to(app);
    return [=, &options] {
        check_word<Prominence>("measure", *by);
        ranking->by = *from_word<Prominence>(*by);
        if (!window->empty() && !(ranking->window = parse_window(*window))) throw UserError(wrong_usage, "--window is no length of time as 90d, 4w, 6m or 1y: \"" + *window + '"');
        Store store(options.database, Store::Mode::read);
        Centrality const found = central(store, filter->filter(store), *ranking);
        if (found.pivots < found.actors && !options.quiet)
            std::cerr << "diplograph: betweenness is estimated from " << found.pivots << " of " << found.actors << " actors; --exact takes all\n";
        return answer(found.table, options);
    };
}

std::function<int()> setup_communities(CLI::App& app, Options& options) {
    auto filter = std::make_shared<FilterOptions>();
    auto members = std::make_shared<bool>(false);
    app.add_flag("--members", *members, "a row for every member");
    filter->add_to(app);
    return [=, &options] {
        Store store(options.database, Store::Mode::read);
        Communities const found = communities(store, filter->filter(store));
        if (!found.groups.rows.empty() && !options.quiet) std::cerr << "diplograph: modularity " << found.modularity << " of " << found.groups.rows.size() << " groups\n";
        return answer(*members ? found.members : found.groups, options);
    };
}

}  // namespace diplograph
