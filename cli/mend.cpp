#include <termios.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>

#include "cli/ask.hpp"
#include "cli/print.hpp"
#include "graph/decisions.hpp"

namespace diplograph {

namespace {

/// The day and time of a judgement, for the journal.
std::string now() {
    auto const seconds = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    auto const day = std::chrono::floor<std::chrono::days>(seconds);
    std::chrono::hh_mm_ss const time(seconds - day);
    auto const two = [](auto count) { return (count < 10 ? "0" : "") + std::to_string(count); };
    return to_string(day) + "T" + two(time.hours().count()) + ":" + two(time.minutes().count()) + ":" + two(time.seconds().count()) + "Z";
}

/// The node that a name or id means.
std::string node(Store& store, std::string const& name) { return is_event(store, name) ? name : resolve_name(store, name); }

Table as_table(std::vector<Proposal> const& proposals) {
    Table out;
    out.columns = {"layer", "a", "b", "score", "reason"};
    for (Proposal const& p : proposals) out.rows.push_back({p.layer, p.a, p.b, p.score, p.reason});
    return out;
}

/// One key, without waiting for the end of a line where there is a terminal. Nothing at the end of input.
std::optional<char> read_key() {
    if (isatty(STDIN_FILENO) == 0) {
        char c = 0;
        while (std::cin.get(c))
            if (c != '\n' && c != '\r' && c != ' ' && c != '\t') return c;
        return std::nullopt;
    }
    termios before{};
    tcgetattr(STDIN_FILENO, &before);
    termios raw = before;
    raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
    char c = 0;
    auto const got = ::read(STDIN_FILENO, &c, 1);
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
    return got == 1 ? std::optional(c) : std::nullopt;
}

std::function<int()> judge(CLI::App& app, Options& options, void (*act)(Store&, std::string const&, std::string const&, std::string const&, std::string const&)) {
    auto a = std::make_shared<std::string>(), b = std::make_shared<std::string>(), reason = std::make_shared<std::string>();
    app.add_option("A", *a, "a name or an id")->required();
    app.add_option("B", *b, "a name or an id")->required();
    app.add_option("--reason", *reason, "why, for the journal");
    return [=, &options] {
        Store store(options.database, Store::Mode::write);
        act(store, node(store, *a), node(store, *b), now(), *reason);
        return static_cast<int>(done);
    };
}

}  // namespace

std::function<int()> setup_resolve(CLI::App& app, Options& options) {
    auto proposing = std::make_shared<bool>(false);
    auto limit = std::make_shared<std::size_t>(20);
    app.add_flag("--propose", *proposing, "list pairs that may be one, the likeliest first; change nothing");
    app.add_option("-n", *limit, "so many pairs")->check(CLI::Range(1, 1000000));
    return [=, &options] {
        if (*proposing) {
            Store store(options.database, Store::Mode::read);
            return answer(as_table(propose(store, *limit)), options);
        }
        Store store(options.database, Store::Mode::write);
        resolve_all(store);
        return static_cast<int>(done);
    };
}

std::function<int()> setup_review(CLI::App& app, Options& options) {
    auto limit = std::make_shared<std::size_t>(20);
    app.add_option("-n", *limit, "at most so many pairs")->check(CLI::Range(1, 1000000));
    return [=, &options] {
        Store store(options.database, Store::Mode::write);
        std::size_t judged = 0;
        bool const prompt = isatty(STDIN_FILENO) != 0 && !options.quiet;
        for (Proposal const& p : propose(store, *limit)) {
            if (is_event(store, p.a) != is_event(store, p.b)) continue;  // a judgement before has taken one away
            for (std::string const& side : {p.a, p.b}) print(side_of(store, side, 3), options);
            if (prompt) std::cerr << p.reason << ". The same? s same, d different, u unsure, n next, q quit ";
            auto const key = read_key();
            if (prompt) std::cerr << (key ? std::string(1, *key) : "") << "\n\n";
            if (!key || *key == 'q') break;
            if (*key == 's') merge(store, p.a, p.b, now(), p.reason);
            else if (*key == 'd') distinct(store, p.a, p.b, now(), p.reason);
            else if (*key == 'u') leave_open(store, p.a, p.b, now());
            else if (*key != 'n') throw UserError(wrong_usage, std::string("review knows the keys s, d, u, n and q, not \"") + *key + '"');
            judged += *key != 'n';
        }
        if (!options.quiet) std::cerr << judged << " judged\n";
        return static_cast<int>(done);
    };
}

std::function<int()> setup_merge(CLI::App& app, Options& options) { return judge(app, options, merge); }

std::function<int()> setup_distinct(CLI::App& app, Options& options) { return judge(app, options, distinct); }

std::function<int()> setup_split(CLI::App& app, Options& options) {
    auto name = std::make_shared<std::string>();
    auto articles = std::make_shared<std::vector<std::string>>(), names = std::make_shared<std::vector<std::string>>();
    app.add_option("A", *name, "a name or an id")->required();
    app.add_option("--article", *articles, "what this article reports is another one")->allow_extra_args(false);
    app.add_option("--name", *names, "what is called so is another one")->allow_extra_args(false);
    return [=, &options] {
        Store store(options.database, Store::Mode::write);
        split(store, node(store, *name), *articles, *names, now());
        return static_cast<int>(done);
    };
}

std::function<int()> setup_undo(CLI::App&, Options& options) {
    return [&options] {
        Store store(options.database, Store::Mode::write);
        return answer(undo(store), options);
    };
}

std::function<int()> setup_history(CLI::App&, Options& options) {
    return [&options] {
        Store store(options.database, Store::Mode::read);
        return answer(history(store), options);
    };
}

std::function<int()> setup_decisions(CLI::App& app, Options& options) {
    app.require_subcommand(1);
    auto* const out = app.add_subcommand("export", "write the judgements that count as text");
    auto* const in = app.add_subcommand("import", "add the judgements of such a text");
    auto path = std::make_shared<std::string>();
    in->add_option("FILE", *path, "the text; - is stdin")->required();
    return [=, &options] {
        if (out->parsed()) {
            Store store(options.database, Store::Mode::read);
            write_output(export_decisions(store), options);
            return static_cast<int>(done);
        }
        std::string text;
        if (*path == "-") {
            text.assign(std::istreambuf_iterator<char>(std::cin), {});
        } else {
            std::ifstream file(*path, std::ios::binary);
            if (!file) throw UserError(io_trouble, *path + ": cannot be read");
            text.assign(std::istreambuf_iterator<char>(file), {});
        }
        Store store(options.database, Store::Mode::write);
        std::size_t added = 0;
        try {
            added = import_decisions(store, text);
        } catch (std::invalid_argument const& error) {
            throw UserError(wrong_usage, *path + ": " + error.what());
        }
        auto const waiting = suspended(store);
        if (!options.quiet) std::cerr << added << " judgements added" << (waiting.empty() ? "" : ", " + std::to_string(waiting.size()) + " wait for their articles") << '\n';
        return static_cast<int>(done);
    };
}

}  // namespace diplograph
