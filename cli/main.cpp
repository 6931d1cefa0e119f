#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <utility>

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
        {"parse", "Look", "print the syntax of articles as CoNLL-U", setup_parse},
        {"verify", "Look", "prove that every fact stands in its text", setup_verify},
        {"met", "Ask", "list whom somebody met", setup_met},
        {"events", "Ask", "list events by type, status, actor, place and time", setup_events},
        {"timeline", "Ask", "list dated events in their order", setup_timeline},
        {"path", "Ask", "find how two actors are connected through meetings", setup_path},
        {"ego", "Ask", "list who is within some meetings of somebody", setup_ego},
        {"streaks", "Ask", "tell the longest silence between two actors, and the longest streak", setup_streaks},
        {"central", "Ask", "rank actors by whom they met, or as brokers", setup_central},
        {"communities", "Ask", "find groups of actors that meet among themselves", setup_communities},
        {"conferences", "Ask", "list conferences, with their hosts, participants and parts", setup_conferences},
        {"compare", "Ask", "set side by side what two outlets report", setup_compare},
        {"casualties", "Ask", "list the dead, injured and displaced, and who says so", setup_casualties},
        {"sql", "Ask", "run a SELECT over the documented views", setup_sql},
        {"resolve", "Mend", "decide anew who is who and what is what, or propose pairs", setup_resolve},
        {"review", "Mend", "judge the proposed pairs one by one", setup_review},
        {"merge", "Mend", "judge that two actors, or two events, are one", setup_merge},
        {"split", "Mend", "judge that an actor or event is two", setup_split},
        {"distinct", "Mend", "judge that two actors, or two events, are never one", setup_distinct},
        {"undo", "Mend", "take back the last judgement", setup_undo},
        {"history", "Mend", "list the judgements made by hand", setup_history},
        {"decisions", "Mend", "write the judgements as text, or read such a text", setup_decisions},
        {"export", "Out", "write the graph as GraphML, GEXF, DOT, CSV or JSON", setup_export},
        {"score", "Grade", "compare records of articles with gold records: precision, recall, F1", setup_score},
        {"who", "Know", "tell who held an office, or which offices somebody held", setup_who},
        {"what", "Know", "tell what a name stands for", setup_what},
        {"knowledge", "Know", "check the tables, compile them, propose new rows", setup_knowledge},
        {"man", "About", "print the manual page", setup_man},
        {"completions", "About", "print completions for a shell", setup_completions},
        {"version", "About", "print the version", setup_version},
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

std::string environment(char const* name) {
    char const* const value = std::getenv(name);
    return value != nullptr ? value : "";
}

/// The user's file of options, if there is one.
std::string config_file() {
    std::string folder = environment("XDG_CONFIG_HOME");
    if (folder.empty() && !environment("HOME").empty()) folder = environment("HOME") + "/.config";
    std::string const path = folder + "/diplograph/config";
    std::error_code error;
    return !folder.empty() && std::filesystem::is_regular_file(path, error) ? path : "";
}

/// The command whose name is nearest to a word that is none; empty if nothing is near.
std::string similar_command(std::string const& typed) {
    std::string best;
    std::size_t least = 3;
    for (Command const& command : commands()) {
        std::string const name = command.name;
        std::vector<std::size_t> row(name.size() + 1);
        for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
        for (std::size_t i = 1; i <= typed.size(); ++i) {
            std::size_t diagonal = std::exchange(row[0], i);
            for (std::size_t j = 1; j < row.size(); ++j) {
                std::size_t const swap = diagonal + (typed[i - 1] == name[j - 1] ? 0U : 1U);
                diagonal = row[j];
                row[j] = std::min({row[j] + 1, row[j - 1] + 1, swap});
            }
        }
        if (row.back() < least) {
            least = row.back();
            best = name;
        }
    }
    return best;
}

/// Says what is wrong with the words of the command line.
int wrong_words(CLI::App const& app, CLI::ParseError const& error) {
    auto const chosen = app.get_subcommands();
    std::vector<std::string> const unknown = app.remaining(true);
    std::string text = error.what();
    if (chosen.empty()) {
        auto const word = std::find_if(unknown.begin(), unknown.end(), [](std::string const& w) { return w[0] != '-'; });
        std::string const near = word == unknown.end() ? "" : similar_command(*word);
        text = word == unknown.end() ? "no command given" : "no command \"" + *word + '"' + (near.empty() ? "" : "; did you mean \"" + near + "\"?");
        if (!unknown.empty() && word != unknown.begin()) text = "no option \"" + unknown.front() + '"';
    } else if (dynamic_cast<CLI::ExtrasError const*>(&error) != nullptr && !unknown.empty()) {
        auto const option = std::find_if(unknown.begin(), unknown.end(), [](std::string const& w) { return w[0] == '-'; });
        text = chosen.front()->get_name() + (option != unknown.end() ? " has no option \"" + *option + '"' : " does not expect \"" + unknown.front() + '"');
    }
    std::cerr << "diplograph: " << text << "\nSee: diplograph " << (chosen.empty() ? "" : chosen.front()->get_name() + " ") << "--help\n";
    return wrong_usage;
}

int run(int argc, char** argv) {
    CLI::App app{"Who met whom, where and when: a graph of diplomatic events from news articles.", "diplograph"};
    Options options;
    app.set_version_flag("--version", "diplograph " DIPLOGRAPH_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    app.set_help_flag("-h,--help", "print this help");
    app.set_config("--config", config_file(), "a file of option = value lines");
    app.allow_config_extras(CLI::config_extras_mode::error);
    app.add_option("--db", options.database, "the store (or DIPLOGRAPH_DB)")->type_name("FILE")->capture_default_str()->take_last();
    app.add_option("--data", options.data, "tables laid over the built-in ones (or DIPLOGRAPH_DATA)")->type_name("DIR")->allow_extra_args(false);
    app.add_option("-o,--output", options.output, "where to write; - is stdout")->type_name("FILE");
    auto* const json = app.add_flag("--json", options.json, "print JSON");
    app.add_flag("--csv", options.csv, "print comma separated values")->excludes(json);
    app.add_flag("-q,--quiet", options.quiet, "no talk on stderr but errors");
    app.add_flag("-v,--verbose", options.verbose, "tell also what was mended on the way");
    int code = done;
    for (Command const& command : commands()) {
        CLI::App* const sub = app.add_subcommand(command.name, command.help)->group(command.group);
        sub->footer("With all commands: --db FILE, --data DIR, -o FILE, --json, --csv, -q, -v; see diplograph --help.");
        std::function<int()> const body = command.setup(*sub, options);
        sub->callback([&code, body] { code = body(); });
    }
    app.footer("Start with: diplograph ingest FOLDER, then: diplograph met \"NAME\".");
    if (argc == 1) {
        std::cerr << app.help();
        return wrong_usage;
    }
    // What stands on the command line comes after the environment, both before the configuration: a parser's own
    // reading of the environment would come last.
    std::vector<std::string> words(argv + 1, argv + argc);
    std::reverse(words.begin(), words.end());
    if (std::string const folder = environment("DIPLOGRAPH_DATA"); !folder.empty()) words.push_back("--data=" + folder);
    if (std::string const path = environment("DIPLOGRAPH_DB"); !path.empty()) words.push_back("--db=" + path);
    try {
        app.parse(std::move(words));
    } catch (CLI::ParseError const& error) {
        return error.get_exit_code() == 0 ? app.exit(error) : wrong_words(app, error);
    }
    return code;
}

}  // namespace

}  // namespace diplograph

int main(int argc, char** argv) {
    using namespace diplograph;
    std::ios::sync_with_stdio(false);
    std::signal(SIGPIPE, SIG_DFL);
    try {
        return run(argc, argv);
    } catch (UserError const& error) {
        std::cerr << "diplograph: " << error.what() << '\n';
        return error.code();
    } catch (StoreError const& error) {
        std::cerr << "diplograph: " << error.what() << '\n';
        return code_of(error);
    } catch (std::invalid_argument const& error) {
        std::cerr << "diplograph: " << error.what() << '\n';
        return wrong_usage;
    } catch (std::exception const& error) {
        std::cerr << "diplograph: " << error.what() << '\n';
        return io_trouble;
    }
}
