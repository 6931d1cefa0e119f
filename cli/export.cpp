#include "export/export.hpp"

#include <iostream>

#include "cli/ask.hpp"
#include "cli/output.hpp"
#include "graph/make_view.hpp"

namespace diplograph {

namespace {

void write(Exporter const& exporter, View const& view, ExportOptions const& o, std::string const& path) {
    Output output(path);
    exporter.write(view, o, [&](std::string_view piece) { output.write(piece); });
    output.close();
}

std::string format_names() {
    std::string names;
    for (Exporter const& exporter : exporters()) names += (names.empty() ? "" : ", ") + std::string(exporter.name);
    return names;
}

/// "graph.csv" -> "graph.nodes.csv".
std::string part_of(std::string const& path, std::string const& part) {
    std::size_t const dot = path.rfind('.');
    std::size_t const slash = path.rfind('/');
    bool const extension = dot != std::string::npos && (slash == std::string::npos || dot > slash);
    return extension ? path.substr(0, dot) + "." + part + path.substr(dot) : path + "." + part + ".csv";
}

}  // namespace

std::function<int()> setup_export(CLI::App& app, Options& options) {
    auto format = std::make_shared<std::string>(), shape = std::make_shared<std::string>("events");
    auto settings = std::make_shared<ExportOptions>();
    auto filter = std::make_shared<FilterOptions>();
    app.add_option("FORMAT", *format, format_names())->required();
    app.add_option("--shape", *shape, "events, actors (who met whom), countries or places")->capture_default_str();
    app.add_option("--gexf-version", settings->gexf_version, "1.3, or 1.2 for older readers")->check(CLI::IsMember({"1.2", "1.3"}))->capture_default_str();
    filter->add_to(app);
    app.add_option("--who", filter->actor, "only events of this actor");
    return [=, &options] {
        Exporter const* const exporter = find_exporter(*format);
        if (exporter == nullptr) throw UserError(wrong_usage, "no format is called \"" + *format + "\"; there are " + format_names());
        check_word<Shape>("shape", *shape);
        Store store(options.database, Store::Mode::read);
        View const view = make_view(store, *from_word<Shape>(*shape), filter->filter(store));
        std::string written = options.output;
        if (*format == "csv" && options.output != "-") {
            ExportOptions nodes = *settings;
            nodes.csv_nodes = true;
            std::string const nodes_file = part_of(options.output, "nodes"), edges_file = part_of(options.output, "edges");
            write(*exporter, view, nodes, nodes_file);
            write(*exporter, view, *settings, edges_file);
            written = nodes_file + ", " + edges_file;
        } else {
            write(*exporter, view, *settings, options.output);
        }
        if (!options.quiet && *format == "dot" && view.nodes.size() > 3000)
            std::cerr << "diplograph: Graphviz does not draw " << view.nodes.size() << " nodes well; Gephi does: diplograph export gexf\n";
        if (!options.quiet && options.output != "-")
            std::cerr << written << ": " << view.nodes.size() << " nodes, " << view.edges.size() << " edges\n";
        return static_cast<int>(done);
    };
}

}  // namespace diplograph
