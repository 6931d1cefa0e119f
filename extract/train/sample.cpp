#include "extract/train/sample.hpp"

#include <charconv>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace diplograph {

namespace {

std::ifstream open(std::filesystem::path const& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error(path.string() + ": cannot be opened");
    return file;
}

std::vector<std::string> split(std::string const& line, char separator) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, separator);)
        if (separator != ' ' || !cell.empty()) cells.push_back(std::move(cell));
    return cells;
}

}  // namespace

std::vector<Sample> read_conllu(std::filesystem::path const& path) {
    std::ifstream file = open(path);
    std::vector<Sample> samples;
    Sample sample;
    std::string line;
    for (std::size_t number = 1; std::getline(file, line); ++number) {
        if (line.empty()) {
            if (!sample.forms.empty()) samples.push_back(std::move(sample));
            sample = {};
            continue;
        }
        if (line[0] == '#') continue;
        std::vector<std::string> const cells = split(line, '\t');
        int head = -1;
        if (cells.size() == 10 && cells[0].find_first_of("-.") != std::string::npos) continue;
        if (cells.size() != 10 || std::from_chars(cells[6].data(), cells[6].data() + cells[6].size(), head).ec != std::errc())
            throw std::runtime_error(path.string() + ":" + std::to_string(number) + ": not a row of CoNLL-U: " + line);
        sample.forms.push_back(cells[1]);
        sample.lemmas.push_back(cells[2]);
        sample.upos.push_back(cells[3]);
        sample.xpos.push_back(cells[4]);
        sample.heads.push_back(head);
        sample.relations.push_back(cells[7]);
    }
    if (!sample.forms.empty()) samples.push_back(std::move(sample));
    return samples;
}

std::vector<Sample> read_iob2(std::filesystem::path const& path, std::size_t form, std::size_t tag) {
    std::ifstream file = open(path);
    std::vector<Sample> samples;
    Sample sample;
    std::string line;
    while (std::getline(file, line)) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        std::vector<std::string> const cells = line.empty() ? std::vector<std::string>{} : split(line, line.find('\t') == std::string::npos ? ' ' : '\t');
        if (cells.size() <= std::max(form, tag) || line[0] == '#') {
            if (line.empty() && !sample.forms.empty()) {
                samples.push_back(std::move(sample));
                sample = {};
            }
            continue;
        }
        sample.forms.push_back(cells[form]);
        sample.names.push_back(cells[tag]);
    }
    if (!sample.forms.empty()) samples.push_back(std::move(sample));
    return samples;
}

}  // namespace diplograph
