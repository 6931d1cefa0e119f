#include <fstream>
#include <iostream>

#include "cli/output.hpp"
#include "cli/pipeline.hpp"
#include "extract/extract.hpp"

namespace diplograph {

namespace {

std::string read_all(std::string const& path) {
    if (path == "-") return {std::istreambuf_iterator<char>(std::cin), {}};
    std::ifstream in(path, std::ios::binary);
    if (!in) throw UserError(inputs_failed, path + ": cannot be opened");
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::function<int()> setup_parse(CLI::App& app, Options& options) {
    auto input = std::make_shared<InputOptions>();
    auto words = std::make_shared<bool>(false);
    app.add_option("PATH", input->paths, "files and folders to read; - is stdin")->required();
    app.add_option("--format", input->format, "txt, jsonl or html, where the name does not tell");
    app.add_flag("--words", *words, "the input is CoNLL-U: keep its words and sentences, annotate them anew");
    auto tags = std::make_shared<bool>(false);
    app.add_flag("--tags", *tags, "with --words: keep the tags of the input, too; lemmas follow them");
    return [=, &options] {
        Extractor const extract(load_knowledge(data_folders(options)));
        Output output(options.output);
        int code = done;
        if (*words) {
            for (std::string const& path : input->paths) output.write(extract.annotate(read_all(path), *tags));
        } else {
            Source source(input->paths, {std::nullopt, input->format}, [&](Diagnostic const& d) {
                if (d.failed || options.verbose) std::cerr << "diplograph: " << d.where << ": " << d.what << '\n';
            });
            while (auto item = source.next()) output.write(extract.parse(item->record ? std::move(item->record->article) : std::move(item->article)));
            if (source.counts().failed > 0) code = inputs_failed;
        }
        output.close();
        return code;
    };
}

}  // namespace diplograph
