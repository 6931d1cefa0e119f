#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "graph/view.hpp"

namespace diplograph {

/// Takes the bytes of an export piece by piece, in order.
using Sink = std::function<void(std::string_view)>;

struct ExportOptions {
    std::string gexf_version = "1.3";  ///< or "1.2", for readers that know no newer one
    bool csv_nodes = false;            ///< the table of nodes instead of that of edges
};

/// A format: one row of the only list of them.
struct Exporter {
    char const* name;
    char const* description;
    void (*write)(View const& view, ExportOptions const& options, Sink const& sink);
};
[[nodiscard]] std::span<Exporter const> exporters();
/// The format of that name; nullptr if there is none.
[[nodiscard]] Exporter const* find_exporter(std::string_view name);

void write_graphml(View const& view, ExportOptions const& options, Sink const& sink);
void write_gexf(View const& view, ExportOptions const& options, Sink const& sink);
void write_dot(View const& view, ExportOptions const& options, Sink const& sink);
void write_csv(View const& view, ExportOptions const& options, Sink const& sink);
void write_json(View const& view, ExportOptions const& options, Sink const& sink);

}  // namespace diplograph
