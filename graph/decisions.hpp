#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/cluster.hpp"
#include "graph/store.hpp"
#include "graph/table.hpp"

namespace diplograph {

/// Judgements by hand: which nodes are one thing and which are not. Every one is kept with the reports it was made for,
/// can be undone, and counts until then; later ones go before earlier ones. Each function leaves a graph that is up to date.
/// `made` is when it was made, in any words; it goes into the journal and nowhere else.
/// \throws StoreError of kind usage if a key is no node, or the two are not of one layer.

/// Two entities, or two events, are the same.
void merge(Store& store, std::string const& a, std::string const& b, std::string const& made, std::string const& reason = {});
/// Two entities, or two events, are not the same, and shall never be joined.
void distinct(Store& store, std::string const& a, std::string const& b, std::string const& made, std::string const& reason = {});
/// Nobody can tell: the pair is not proposed again.
void leave_open(Store& store, std::string const& a, std::string const& b, std::string const& made);
/// What of a node comes from some articles, or bears some names, is another thing. With neither, a node that goes by two
/// names is split between them.
void split(Store& store, std::string const& node, std::vector<std::string> const& articles, std::vector<std::string> const& names, std::string const& made);
/// Takes back the last judgement that counts; its row of history(), or no row.
[[nodiscard]] Table undo(Store& store);

/// All judgements, the undone and the suspended ones too.
[[nodiscard]] Table history(Store& store);
/// Numbers of the judgements of which one side has no report left: they wait for its articles to come back.
[[nodiscard]] std::vector<std::int64_t> suspended(Store& store);

/// The judgements that count as text, one line a judgement and one a report of its sides.
[[nodiscard]] std::string export_decisions(Store& store);
/// Adds the judgements of such a text that are not there yet; returns how many. \throws std::invalid_argument naming the line.
std::size_t import_decisions(Store& store, std::string_view text);

/// Two nodes that may be one thing.
struct Proposal {
    std::string layer, a, b;
    double score = 0;
    std::string reason;
};
/// The likeliest pairs that no judgement by hand speaks of, by falling score.
[[nodiscard]] std::vector<Proposal> propose(Store& store, std::size_t limit);
/// What a reviewer wants to see of a node: names, country, offices or who, when and where, and sentences.
[[nodiscard]] std::vector<Table> side_of(Store& store, std::string const& node, std::size_t sentences);

/// Decides everything anew from the reports.
void resolve_all(Store& store);

}  // namespace diplograph
