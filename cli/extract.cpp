#include <iostream>

#include "cli/output.hpp"
#include "cli/pipeline.hpp"
#include "extract/record.hpp"

namespace diplograph {

std::function<int()> setup_extract(CLI::App& app, Options& options) {
    auto input = std::make_shared<InputOptions>();
    auto with_text = std::make_shared<bool>(false);
    input->add_to(app);
    app.add_flag("--text", *with_text, "put the article's text into the record, so that `ingest` can read it");
    return [=, &options] {
        Output output(options.output);
        InputCounts const counts = read_and_extract(
            *input, options, [](Article const&) { return false; },
            [&](Extraction&& extraction) {
                output.write(to_record(extraction, *with_text) + '\n');
                output.flush();
            });
        output.close();
        if (!options.quiet) std::cerr << summary(counts) << '\n';
        if (was_interrupted()) return static_cast<int>(interrupted);
        return static_cast<int>(counts.source.failed > 0 ? inputs_failed : done);
    };
}

}  // namespace diplograph
