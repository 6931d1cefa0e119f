#include "graph/compare.hpp"

#include "cli/ask.hpp"
#include "cli/print.hpp"
#include "extract/extract.hpp"
#include "graph/conferences.hpp"

namespace diplograph {

namespace {

/// The outlet of the store that a name means. \throws UserError.
std::string known_outlet(Table const& all, std::string const& name) {
    std::string list;
    for (auto const& row : all.rows) {
        auto const& outlet = std::get<std::string>(row.front());
        if (outlet == name || name_key(outlet) == name_key(name)) return outlet;
        list += "\n  " + outlet;
    }
    throw UserError(found_nothing, "no article is from \"" + name + '"' + (list.empty() ? "; no outlet is known" : "; there are:" + list));
}

}  // namespace

std::function<int()> setup_compare(CLI::App& app, Options& options) {
    auto names = std::make_shared<std::vector<std::string>>();
    auto filter = std::make_shared<FilterOptions>();
    app.add_option("OUTLET", *names, "two outlets; without them the outlets are listed")->expected(0, 2);
    app.add_option("--who", filter->actor, "only events of this one: a name or an id");
    filter->add_to(app);
    return [=, &options] {
        Store store(options.database, Store::Mode::read);
        Table const all = outlets(store);
        if (names->empty()) return answer(all, options);
        if (names->size() == 1) throw UserError(wrong_usage, "compare wants two outlets");
        std::string const one = known_outlet(all, names->front()), other = known_outlet(all, names->back());
        if (one == other) throw UserError(wrong_usage, "compare wants two different outlets");
        return answer(compare(store, one, other, filter->filter(store)), options);
    };
}

std::function<int()> setup_conferences(CLI::App& app, Options& options) {
    auto name = std::make_shared<std::string>();
    auto filter = std::make_shared<FilterOptions>();
    app.add_option("NAME", *name, "only those with these words in their name, or with this id; with their participants and parts");
    app.add_option("--who", filter->actor, "only conferences of this one: a name or an id");
    filter->add_to(app);
    app.remove_option(app.get_option("--type"));
    return [=, &options] {
        Store store(options.database, Store::Mode::read);
        EventFilter const f = filter->filter(store);
        return name->empty() ? answer(conferences(store, f), options) : answer(show_conferences(store, *name, f), options);
    };
}

}  // namespace diplograph
