#include <iostream>

#include "cli/ask.hpp"
#include "cli/output.hpp"
#include "cli/pipeline.hpp"
#include "extract/record.hpp"

namespace diplograph {

namespace {

/// Takes out the events that are less sure, and what refers to them.
void keep_sure(Extraction& extraction, double least) {
    std::vector<std::optional<Index>> places;  // where each event is then
    std::vector<Event> kept;
    for (Event& event : extraction.events) {
        places.push_back(event.confidence < least ? std::nullopt : std::optional(static_cast<Index>(kept.size())));
        if (places.back()) kept.push_back(std::move(event));
    }
    for (Event& event : kept)
        if (event.part_of) event.part_of = places[*event.part_of];
    extraction.events = std::move(kept);
}

}  // namespace

std::function<int()> setup_extract(CLI::App& app, Options& options) {
    auto input = std::make_shared<InputOptions>();
    auto with_text = std::make_shared<bool>(false);
    input->add_to(app);
    app.add_flag("--text", *with_text, "put the article's text into the record, so that `ingest` can read it");
    auto const least = confidence_option(app);
    return [=, &options] {
        Output output(options.output);
        InputCounts const counts = read_and_extract(
            *input, options, [](Article const&) { return false; },
            [&](Extraction&& extraction) {
                if (*least > 0) keep_sure(extraction, *least);
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
