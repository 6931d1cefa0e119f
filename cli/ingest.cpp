#include <algorithm>
#include <filesystem>
#include <iostream>
#include <mutex>

#include "cli/pipeline.hpp"
#include "graph/decisions.hpp"

namespace diplograph {

/// The whole road: articles are read, known ones skipped, the others extracted, their reports stored and merged.
static int ingest(InputOptions const& input, Options const& options, bool dry_run) {
    std::optional<Store> store;
    if (!dry_run) store.emplace(options.database, Store::Mode::create);
    else if (std::filesystem::exists(options.database)) store.emplace(options.database, Store::Mode::read);
    std::mutex one_at_a_time;
    auto const known = [&](Article const& article) {
        std::lock_guard const lock(one_at_a_time);
        return store && store->has(article);
    };
    auto const keep = [&](Extraction&& extraction) {
        std::lock_guard const lock(one_at_a_time);
        if (store && !dry_run) store->add(extraction);
    };
    InputCounts const counts = read_and_extract(input, options, known, keep);
    if (store && !dry_run) store->commit();
    if (!options.quiet) std::cerr << summary(counts) << (dry_run ? " (nothing stored)" : "") << '\n';
    if (was_interrupted()) return interrupted;
    return counts.source.failed > 0 ? inputs_failed : done;
}

std::function<int()> setup_ingest(CLI::App& app, Options& options) {
    auto input = std::make_shared<InputOptions>();
    auto dry_run = std::make_shared<bool>(false);
    input->add_to(app);
    app.add_flag("--dry-run", *dry_run, "read and count, store nothing");
    return [=, &options] { return ingest(*input, options, *dry_run); };
}

std::function<int()> setup_forget(CLI::App& app, Options& options) {
    auto articles = std::make_shared<std::vector<std::string>>();
    app.add_option("ARTICLE", *articles, "ids, as `articles` lists them")->required();
    return [=, &options] {
        Store store(options.database, Store::Mode::write);
        bool all = true;
        auto const waited = suspended(store);
        for (std::string const& article : *articles) {
            if (store.forget(article)) continue;
            std::cerr << "diplograph: no article \"" << article << "\"\n";
            all = false;
        }
        store.commit();
        for (std::int64_t const judgement : suspended(store))
            if (std::find(waited.begin(), waited.end(), judgement) == waited.end() && !options.quiet)
                std::cerr << "diplograph: judgement " << judgement << " rested on what is forgotten and is suspended; see: diplograph history\n";
        return static_cast<int>(all ? done : found_nothing);
    };
}

}  // namespace diplograph
