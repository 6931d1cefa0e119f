#include <array>
#include <csignal>
#include <iostream>

#include "cli/command.hpp"
#include "graph/sql.hpp"

namespace diplograph {

std::span<Command const> commands() {
    static constexpr auto table = std::to_array<Command>({
        {"ingest", "In", "read articles into the store", setup_ingest},
        {"extract", "In", "print what articles say as JSON lines, no store touched", setup_extract},
        {"forget", "In", "take an article out of the store as if it had never been read", setup_forget},
        {"stats", "Look", "count what the store holds", setup_stats},
        {"articles", "Look", "list the articles", setup_articles},
        {"actors", "Look", "list who acts, the busiest first", setup_actors},
        {"places", "Look", "list where events were", setup_places},
        {"show", "Look", "show one actor or event with all that is known", setup_show},
        {"search", "Look", "search the sentences behind the events", setup_search},
        {"explain", "Look", "show sentence, bytes, rule and judgement behind an event", setup_explain},
        {"verify", "Look", "prove that every fact stands in its text", setup_verify},
        {"met", "Ask", "list whom somebody met", setup_met},
        {"events", "Ask", "list events by type, status, actor, place and time", setup_events},
        {"timeline", "Ask", "list dated events in their order", setup_timeline},
        {"path", "Ask", "find how two actors are connected through meetings", setup_path},
        {"casualties", "Ask", "list the dead, injured and displaced, and who says so", setup_casualties},
        {"sql", "Ask", "run a SELECT over the documented views", setup_sql},
        {"export", "Out", "write the graph as GraphML, GEXF, DOT, CSV or JSON", setup_export},
        {"man", "About", "print the manual page", setup_man},
        {"completions", "About", "print completions for a shell", setup_completions},
    });
    return table;
}

namespace {

int code_of(StoreError const& error) {
    switch (error.kind()) {
        case StoreError::Kind::io: return io_trouble;
        case StoreError::Kind::usage: return wrong_usage;
        default: return store_trouble;
    }
}

int run(int argc, char** argv) {
    CLI::App app{"Who met whom, where and when: a graph of diplomatic events from news articles.", "diplograph"};
    Options options;
    app.set_version_flag("--version", "diplograph " DIPLOGRAPH_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    app.set_config("--config", "", "a file of option = value lines");
    app.add_option("--db", options.database, "the store")->envname("DIPLOGRAPH_DB")->capture_default_str();
    app.add_option("--data", options.data, "a folder of tables laid over the built-in ones")->envname("DIPLOGRAPH_DATA");
    app.add_option("-o,--output", options.output, "where to write; - is stdout");
    auto* const json = app.add_flag("--json", options.json, "one JSON object a line");
    app.add_flag("--csv", options.csv, "comma separated values")->excludes(json);
    app.add_flag("-q,--quiet", options.quiet, "no talk on stderr but errors");
    app.add_flag("-v,--verbose", options.verbose, "tell also what was mended on the way");
    int code = done;
    for (Command const& command : commands()) {
        CLI::App* const sub = app.add_subcommand(command.name, command.help)->group(command.group);
        std::function<int()> const body = command.setup(*sub, options);
        sub->callback([&code, body] { code = body(); });
    }
    try {
        app.parse(argc, argv);
    } catch (CLI::ParseError const& error) {
        int const status = app.exit(error);
        return status == 0 ? done : wrong_usage;
    }
    return code;
}

}  // namespace

}  // namespace diplograph

int main(int argc, char** argv) {
    using namespace diplograph;
    std::ios::sync_with_stdio(false);
    std::signal(SIGPIPE, [](int) { std::_Exit(0); });
    try {
        return run(argc, argv);
    } catch (UserError const& error) {
        std::cerr << "diplograph: " << error.what() << '\n';
        return error.code();
    } catch (StoreError const& error) {
        std::cerr << "diplograph: " << error.what() << '\n';
        return code_of(error);
    } catch (std::exception const& error) {
        std::cerr << "diplograph: " << error.what() << '\n';
        return io_trouble;
    }
}
