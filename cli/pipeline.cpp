#include "cli/pipeline.hpp"

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <unistd.h>

#include <atomic>
#include <exception>
#include <iostream>
#include <mutex>
#include <thread>

#include "cli/interrupt.hpp"
#include "extract/extract.hpp"
#include "extract/memo.hpp"

namespace diplograph {

void InputOptions::add_to(CLI::App& app) {
    app.add_option("PATH", paths, "files and folders to read; - is stdin")->required();
    app.add_option("--date", date, "publication date of all articles, YYYY-MM-DD");
    app.add_option("--format", format, "txt, jsonl or html, where the name does not tell");
    app.add_option("--parse", parse, "gated: only sentences with a word that may tell an event get a tree; all: every one")->check(CLI::IsMember({"gated", "all"}));
    app.add_option("--jobs,-j", jobs, "threads (default: one a core); the output is the same");
}

namespace {

/// An article on its way; empty once it has been skipped.
struct Item {
    std::optional<Article> article;
    std::optional<Extraction> extraction;
};

void progress(std::size_t articles) { std::cerr << "\rread " << articles << " articles" << std::flush; }

}  // namespace

InputCounts read_and_extract(InputOptions const& input, Options const& options, std::function<bool(Article const&)> const& skip,
                             std::function<void(Extraction&&)> const& consume) {
    std::mutex talk;
    DiagnosticSink const sink = [&](Diagnostic const& d) {
        std::lock_guard const lock(talk);
        if (was_interrupted()) return;  // a read that was cut short is no fault of the input
        if (d.failed || options.verbose) std::cerr << "diplograph: " << d.where << ": " << d.what << '\n';
    };
    Extractor const extract(load_knowledge(data_folders(options)), input.parse == "all");
    Source source(input.paths, {day_option("--date", input.date), input.format}, sink);
    InputCounts counts;
    unsigned const jobs = input.jobs > 0 ? input.jobs : std::max(1U, std::thread::hardware_concurrency());
    bool const show = !options.quiet && isatty(STDERR_FILENO) != 0;
    catch_interrupts();

    // An exception that passed through the pipeline would leave the articles in it behind: the first one waits until
    // they are through, untouched.
    std::exception_ptr trouble;
    std::atomic<bool> stopped{false};
    auto const attempt = [&](auto const& act) {
        if (stopped) return;
        try {
            act();
        } catch (...) {
            std::lock_guard const lock(talk);
            if (!trouble) trouble = std::current_exception();
            stopped = true;
        }
    };

    namespace tbb = oneapi::tbb;
    tbb::global_control const limit(tbb::global_control::max_allowed_parallelism, jobs);
    auto const read = tbb::make_filter<void, Item>(tbb::filter_mode::serial_in_order, [&](tbb::flow_control& flow) -> Item {
        std::optional<SourceItem> item;
        if (!was_interrupted()) attempt([&] { item = source.next(); });
        if (!item) {
            flow.stop();
            return {};
        }
        if (item->record) return {std::nullopt, std::move(item->record)};
        return {std::move(item->article), std::nullopt};
    });
    tbb::enumerable_thread_specific<Memo> memos;
    auto const work = tbb::make_filter<Item, Item>(tbb::filter_mode::parallel, [&](Item item) -> Item {
        attempt([&] {
            if (item.article && !skip(*item.article)) item.extraction = extract(std::move(*item.article), &memos.local());
            else if (item.extraction) extract.identify(*item.extraction);
        });
        return item;
    });
    auto const write = tbb::make_filter<Item, void>(tbb::filter_mode::serial_in_order, [&](Item item) {
        attempt([&] {
            if (!item.extraction) {
                ++counts.known;
                return;
            }
            counts.events += item.extraction->events.size();
            consume(std::move(*item.extraction));
            if (show && source.counts().articles % 20 == 0) progress(source.counts().articles);
        });
    });
    tbb::parallel_pipeline(2 * jobs, read & work & write);
    if (trouble) std::rethrow_exception(trouble);
    if (show) std::cerr << '\r';
    counts.source = source.counts();
    return counts;
}

std::string summary(InputCounts const& c) {
    std::string notes;
    auto const note = [&](std::string const& text) { notes += (notes.empty() ? "" : ", ") + text; };
    if (c.known > 0) note(std::to_string(c.known) + " known");
    if (c.source.failed > 0) note(std::to_string(c.source.failed) + " failed");
    std::size_t foreign = 0;
    std::string languages;
    for (auto const& [language, count] : c.source.foreign) {
        foreign += count;
        languages += " " + language + " " + std::to_string(count);
    }
    if (foreign > 0) note(std::to_string(foreign) + " not English:" + languages);
    return "read " + std::to_string(c.source.articles) + " articles" + (notes.empty() ? "" : " (" + notes + ")") + ": " + std::to_string(c.events) + " events";
}

}  // namespace diplograph
