#pragma once

#include <string>

#include "cli/command.hpp"
#include "core/words.hpp"
#include "graph/query.hpp"

namespace diplograph {

/// The one entity that a name means. \throws UserError: the candidates if there are several, similar names if there is none.
[[nodiscard]] std::string resolve_name(Store& store, std::string const& name);

/// \throws UserError that lists what there is if a word is none of the enumeration's.
template <class Enum>
void check_word(std::string const& what, std::string const& text) {
    if (from_word<Enum>(text)) return;
    std::string known;
    for (std::string_view const word : Words<Enum>::words) known += std::string(known.empty() ? "" : ", ").append(word);
    throw UserError(wrong_usage, "no " + what + " is called \"" + text + "\"; there are " + known);
}

/// --min-confidence for a command without the other filters.
[[nodiscard]] std::shared_ptr<double> confidence_option(CLI::App& app);

/// --as-of for a command without the other filters.
void as_of_option(CLI::App& app, std::string& as_of);

/// Options that choose events, shared by several commands.
struct FilterOptions {
    std::vector<std::string> types, statuses;
    std::string place, from, to, at, as_of, article, actor;
    double min_confidence = 0;
    void add_to(CLI::App& app);
    [[nodiscard]] EventFilter filter(Store& store) const;
};

/// Prints an answer; an empty one is exit code 1.
int answer(Table const& table, Options const& options);
/// The same of an answer of several parts: it is empty if the first part is.
int answer(std::vector<Table> const& parts, Options const& options);

}  // namespace diplograph
