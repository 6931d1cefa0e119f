#include "cli/know.hpp"

#include <algorithm>

#include "cli/ask.hpp"
#include "cli/output.hpp"
#include "cli/print.hpp"
#include "extract/almanac.hpp"
#include "extract/compile.hpp"
#include "extract/extract.hpp"

namespace diplograph {

namespace {

Value day_value(std::optional<Date> day) { return day ? Value(to_string(*day)) : Value(); }
Value text_value(std::string const& text) { return text.empty() ? Value() : Value(text); }

Table to_table(std::vector<Holding> const& holdings) {
    Table table;
    table.columns = {"person", "office", "of", "from", "to"};
    for (Holding const& h : holdings) table.rows.push_back({h.person, h.title, h.owner, day_value(h.from), day_value(h.to)});
    return table;
}

int check(Options const& options) {
    Table table;
    table.columns = {"verdict", "finding"};
    bool faulty = false;
    for (Finding const& finding : check_tables(*load_knowledge(data_folders(options)))) {
        table.rows.push_back({std::string(finding.fault ? "fault" : "doubt"), finding.what});
        faulty |= finding.fault;
    }
    print(table, options);
    return faulty ? inputs_failed : done;
}

int compile(Options const& options) {
    std::vector<char> const bytes = compile_tables(TableFiles(data_folders(options)));
    Output output(options.output);
    output.write(std::string(bytes.begin(), bytes.end()));
    output.close();
    return done;
}

/// People with offices whom many articles name and the tables do not know, as rows of tenures.tsv with their evidence.
int propose(Options const& options, std::int64_t articles) {
    Store store(options.database, Store::Mode::read);
    auto const knowledge = load_knowledge(data_folders(options));
    Table table = office_bearers(store, articles);
    std::erase_if(table.rows, [&](std::vector<Value> const& row) {
        auto const known = offices_of(*knowledge, std::get<std::string>(row[2]), std::nullopt);
        auto const* const country = std::get_if<std::string>(&row[0]);
        return std::any_of(known.begin(), known.end(), [&](Holding const& h) { return country == nullptr || h.owner == *country; });
    });
    return answer(table, options);
}

}  // namespace

Table places_named(std::string const& name, Options const& options) {
    Table table;
    table.columns = {"place", "kind", "country", "province", "latitude", "longitude"};
    for (PlaceAnswer const& p : places_called(*load_knowledge(data_folders(options)), name))
        table.rows.push_back({p.name, p.kind, text_value(p.country), text_value(p.province), p.latitude, p.longitude});
    return table;
}

std::function<int()> setup_who(CLI::App& app, Options& options) {
    auto name = std::make_shared<std::string>(), of = std::make_shared<std::string>(), at = std::make_shared<std::string>();
    app.add_option("NAME", *name, "an office (\"foreign minister\") or somebody's name")->required();
    app.add_option("--of", *of, "a state by code, name or adjective, or an organization");
    app.add_option("--at", *at, "a day, YYYY-MM-DD");
    return [=, &options] {
        auto const knowledge = load_knowledge(data_folders(options));
        auto const day = day_option("--at", *at);
        std::string const owner = of->empty() ? "" : owner_called(*knowledge, *of);
        if (!of->empty() && owner.empty()) throw UserError(found_nothing, "the tables know neither a state nor an organization \"" + *of + '"');
        std::vector<Holding> found = holders(*knowledge, *name, owner, day);
        if (found.empty()) {
            found = offices_of(*knowledge, *name, day);
            if (!owner.empty()) std::erase_if(found, [&](Holding const& h) { return h.owner != owner; });
        }
        return answer(to_table(found), options);
    };
}

std::function<int()> setup_what(CLI::App& app, Options& options) {
    auto name = std::make_shared<std::string>();
    app.add_option("NAME", *name, "any name: an acronym, a city, a people, a conference, somebody")->required();
    return [=, &options] {
        Table table;
        table.columns = {"is", "name", "country", "detail"};
        for (Meaning const& m : meanings(*load_knowledge(data_folders(options)), *name))
            table.rows.push_back({m.kind, m.name, text_value(m.country), text_value(m.detail)});
        return answer(table, options);
    };
}

std::function<int()> setup_knowledge(CLI::App& app, Options& options) {
    auto what = std::make_shared<std::string>();
    auto articles = std::make_shared<std::int64_t>(3);
    app.add_option("WHAT", *what, "check: find what does not fit together; compile: write knowledge.bin; propose: rows for the tables from a store")
        ->required()
        ->check(CLI::IsMember({"check", "compile", "propose"}));
    app.add_option("--articles", *articles, "propose whom at least so many articles name")->check(CLI::Range(1, 1000000));
    return [=, &options] { return *what == "check" ? check(options) : *what == "compile" ? compile(options) : propose(options, *articles); };
}

}  // namespace diplograph
