#include <iostream>
#include <map>

#include "cli/command.hpp"
#include "cli/print.hpp"

namespace diplograph {

std::function<int()> setup_man(CLI::App&, Options& options) {
    return [&options] {
        std::string out = ".TH DIPLOGRAPH 1\n.SH NAME\ndiplograph \\- a graph of diplomatic events from news articles\n.SH SYNOPSIS\n.B diplograph\n[\\fIoptions\\fR] \\fIcommand\\fR [\\fIarguments\\fR]\n.SH COMMANDS\n";
        for (Command const& command : commands()) out += std::string(".TP\n.B ") + command.name + "\n" + command.help + ".\n";
        out += ".SH OPTIONS\nSee\n.B diplograph \\-\\-help\nand\n.B diplograph \\fIcommand\\fB \\-\\-help\n.\n.SH EXIT STATUS\n0 done, 1 nothing found, 2 wrong usage or an ambiguous name, 3 some inputs failed or verify found a fault, 4 trouble with the store, 5 trouble with a file, 130 interrupted.\n"
               ".SH ENVIRONMENT\nDIPLOGRAPH_DB names the store, DIPLOGRAPH_DATA a folder of tables.\n";
        write_output(out, options);
        return static_cast<int>(done);
    };
}

std::function<int()> setup_completions(CLI::App& app, Options& options) {
    auto shell = std::make_shared<std::string>();
    app.add_option("SHELL", *shell, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
    return [=, &options] {
        std::string names, out;
        for (Command const& command : commands()) names += std::string(names.empty() ? "" : " ") + command.name;
        if (*shell == "bash") {
            out = "_diplograph() {\n    local word=\"${COMP_WORDS[COMP_CWORD]}\"\n    if [ \"$COMP_CWORD\" = 1 ]; then COMPREPLY=($(compgen -W \"" + names +
                  "\" -- \"$word\")); else COMPREPLY=($(compgen -f -- \"$word\")); fi\n}\ncomplete -F _diplograph diplograph\n";
        } else if (*shell == "zsh") {
            out = "#compdef diplograph\nif (( CURRENT == 2 )); then compadd " + names + "; else _files; fi\n";
        } else {
            for (Command const& command : commands())
                out += std::string("complete -c diplograph -n __fish_use_subcommand -a ") + command.name + " -d '" + command.help + "'\n";
        }
        write_output(out, options);
        return static_cast<int>(done);
    };
}

std::function<int()> setup_version(CLI::App&, Options& options) {
    return [&options] {
        write_output("diplograph " DIPLOGRAPH_VERSION "\n", options);
        return static_cast<int>(done);
    };
}

}  // namespace diplograph
