#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "core/date.hpp"

namespace diplograph {

/// What a process tells its caller.
enum ExitCode {
    done = 0,
    found_nothing = 1,
    wrong_usage = 2,
    inputs_failed = 3,
    store_trouble = 4,
    io_trouble = 5,
    interrupted = 130
};

/// An error that main turns into a message and an exit code.
class UserError : public std::runtime_error {
public:
    UserError(ExitCode code, std::string const& what) : std::runtime_error(what), code_(code) {}
    [[nodiscard]] ExitCode code() const { return code_; }

private:
    ExitCode code_;
};

/// The options that all commands share.
struct Options {
    std::string database = "diplograph.db";
    std::vector<std::string> data;  ///< folders of tables laid over the built-in ones
    std::string output = "-";       ///< "-" is stdout
    bool json = false;
    bool csv = false;
    bool quiet = false;
    bool verbose = false;
};

/// A command: one row of the table in main.cpp. `setup` declares its options and returns what runs it; `options` are
/// read by then and outlive it.
struct Command {
    char const* name;
    char const* group;
    char const* help;
    std::function<int()> (*setup)(CLI::App& app, Options& options);
};
[[nodiscard]] std::span<Command const> commands();

/// The day that an option gives; nothing if it was not given. \throws UserError if it is no date.
[[nodiscard]] std::optional<Date> day_option(std::string const& name, std::string const& text);

/// The first or last day of the day, month or year that an option gives: 2018-01-31, 2018-01, 2018. \throws as day_option.
enum class Side { first, last };
[[nodiscard]] std::optional<Date> day_option(std::string const& name, std::string const& text, Side side);

/// The folders of tables: installed or beside the source tree, then the user's own.
[[nodiscard]] std::vector<std::filesystem::path> data_folders(Options const& options);

/// Whether Ctrl-C was pressed after catch_interrupts().
[[nodiscard]] bool was_interrupted();

std::function<int()> setup_ingest(CLI::App& app, Options& options);
std::function<int()> setup_extract(CLI::App& app, Options& options);
std::function<int()> setup_forget(CLI::App& app, Options& options);
std::function<int()> setup_stats(CLI::App& app, Options& options);
std::function<int()> setup_articles(CLI::App& app, Options& options);
std::function<int()> setup_actors(CLI::App& app, Options& options);
std::function<int()> setup_places(CLI::App& app, Options& options);
std::function<int()> setup_show(CLI::App& app, Options& options);
std::function<int()> setup_search(CLI::App& app, Options& options);
std::function<int()> setup_explain(CLI::App& app, Options& options);
std::function<int()> setup_parse(CLI::App& app, Options& options);
std::function<int()> setup_verify(CLI::App& app, Options& options);
std::function<int()> setup_met(CLI::App& app, Options& options);
std::function<int()> setup_events(CLI::App& app, Options& options);
std::function<int()> setup_timeline(CLI::App& app, Options& options);
std::function<int()> setup_path(CLI::App& app, Options& options);
std::function<int()> setup_ego(CLI::App& app, Options& options);
std::function<int()> setup_streaks(CLI::App& app, Options& options);
std::function<int()> setup_central(CLI::App& app, Options& options);
std::function<int()> setup_communities(CLI::App& app, Options& options);
std::function<int()> setup_conferences(CLI::App& app, Options& options);
std::function<int()> setup_compare(CLI::App& app, Options& options);
std::function<int()> setup_casualties(CLI::App& app, Options& options);
std::function<int()> setup_sql(CLI::App& app, Options& options);
std::function<int()> setup_resolve(CLI::App& app, Options& options);
std::function<int()> setup_review(CLI::App& app, Options& options);
std::function<int()> setup_merge(CLI::App& app, Options& options);
std::function<int()> setup_split(CLI::App& app, Options& options);
std::function<int()> setup_distinct(CLI::App& app, Options& options);
std::function<int()> setup_undo(CLI::App& app, Options& options);
std::function<int()> setup_history(CLI::App& app, Options& options);
std::function<int()> setup_decisions(CLI::App& app, Options& options);
std::function<int()> setup_export(CLI::App& app, Options& options);
std::function<int()> setup_score(CLI::App& app, Options& options);
std::function<int()> setup_who(CLI::App& app, Options& options);
std::function<int()> setup_what(CLI::App& app, Options& options);
std::function<int()> setup_knowledge(CLI::App& app, Options& options);
std::function<int()> setup_man(CLI::App& app, Options& options);
std::function<int()> setup_completions(CLI::App& app, Options& options);
std::function<int()> setup_version(CLI::App& app, Options& options);

}  // namespace diplograph
