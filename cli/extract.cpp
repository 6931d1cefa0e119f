#include <fstream>
#include <iostream>

#include "cli/pipeline.hpp"
#include "extract/record.hpp"

namespace diplograph {

std::function<int()> setup_extract(CLI::App& app, Options& options) {
    auto input = std::make_shared<InputOptions>();
    auto with_text = std::make_shared<bool>(false);
    input->add_to(app);
    app.add_flag("--text", *with_text, "put the article's text into the record, so that `ingest` can read it");
    return [=, &options] {
        std::ofstream file;
        if (options.output != "-") file.open(options.output, std::ios::binary);
        if (!file) throw UserError(io_trouble, options.output + ": cannot be written");
        std::ostream& out = options.output == "-" ? std::cout : file;
        InputCounts const counts = read_and_extract(
            *input, options, [](Article const&) { return false; },
            [&](Extraction&& extraction) {
                out << to_record(extraction, *with_text) << '\n' << std::flush;
                if (!out) throw UserError(io_trouble, options.output + ": cannot be written");
            });
        if (!options.quiet) std::cerr << summary(counts) << '\n';
        if (was_interrupted()) return static_cast<int>(interrupted);
        return static_cast<int>(counts.source.failed > 0 ? inputs_failed : done);
    };
}

}  // namespace diplograph
