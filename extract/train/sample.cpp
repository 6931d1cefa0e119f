#include "extract/train/sample.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>
#include <stdexcept>
#include <utility>

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

std::optional<std::string> comment(std::string const& line, std::string const& key) {
    std::string const start = "# " + key + " = ";
    return line.starts_with(start) ? std::optional(line.substr(start.size())) : std::nullopt;
}

/// Words [first, last) of a sentence that stand for one thing.
struct EntitySpan {
    std::string id, kind;
    std::size_t first = 0, last = 0;
};

/// Adds what the MISC column of a word opens and closes: "Entity=(13-organization-new-...(14-place-...14)13)".
void read_entities(std::string_view misc, std::size_t word, std::vector<EntitySpan>& open, std::vector<EntitySpan>& whole) {
    constexpr std::string_view key = "Entity=";
    std::size_t at = misc.starts_with(key) ? 0 : misc.find("|Entity=");
    if (at == std::string_view::npos) return;
    at = misc.find('=', at) + 1;
    std::string_view const text = misc.substr(at, misc.find('|', at) - at);
    auto const close = [&](std::string_view id) {
        auto const found = std::find_if(open.rbegin(), open.rend(), [&](EntitySpan const& e) { return id.empty() || e.id == id; });
        if (found == open.rend()) return;
        found->last = word + 1;
        whole.push_back(*found);
        open.erase(std::next(found).base());
    };
    for (std::size_t i = 0; i < text.size();) {
        std::size_t const end = std::min(text.find_first_of("()", i + 1), text.size());
        std::string_view const piece = text.substr(i, end - i);
        if (piece[0] == '(') {
            std::size_t const dash = std::min(piece.find('-'), piece.size());
            std::string_view const rest = piece.substr(std::min(dash + 1, piece.size()));
            open.push_back({std::string(piece.substr(1, dash - 1)), std::string(rest.substr(0, rest.find('-'))), word, word});
            if (end < text.size() && text[end] == ')') {
                close("");
                i = end + 1;
                continue;
            }
            i = end;
        } else {
            close(piece);
            i = end + 1;
        }
    }
}

bool is_proper(Sample const& s, std::size_t i) { return s.xpos[i].starts_with("NNP"); }

/// The name in an entity: the proper nouns about its head, of bodies with what "of" and "for" join, of people without
/// the titles before.
std::optional<EntitySpan> name_of(Sample const& s, EntitySpan const& entity) {
    std::size_t head = entity.first;
    while (head + 1 < entity.last && s.heads[head] > static_cast<int>(entity.first) && s.heads[head] <= static_cast<int>(entity.last)) ++head;
    if (!is_proper(s, head)) return std::nullopt;
    bool const person = entity.kind == "person", place = entity.kind == "place";
    auto const joins = [&](std::size_t i) {
        static std::set<std::string> const within{"of", "for", "the", "and", "&", "'s", "’s"};
        std::string const& form = s.forms[i];
        return form == "-" || form == "–" || s.xpos[i] == "FW" || (!person && within.count(form) > 0 && !(place && form == "and")) || (!person && s.xpos[i] == "CD");
    };
    EntitySpan name{entity.id, entity.kind, head, head + 1};
    for (std::size_t i = head; i-- > entity.first && (is_proper(s, i) || joins(i));)
        if (is_proper(s, i)) name.first = i;
    for (std::size_t i = head + 1; i < entity.last && (is_proper(s, i) || joins(i)); ++i)
        if (is_proper(s, i) || (!person && s.xpos[i] == "CD")) name.last = i + 1;
    if (person)
        for (std::size_t i = name.first; i < head; ++i)
            if (s.relations[i] == "nmod:desc") name.first = i + 1;
    return name;
}

void mark_names(Sample& s, std::vector<EntitySpan> entities) {
    s.names.assign(s.forms.size(), "O");
    std::stable_sort(entities.begin(), entities.end(), [](EntitySpan const& a, EntitySpan const& b) { return a.last - a.first > b.last - b.first; });
    for (EntitySpan const& entity : entities) {
        auto const name = name_of(s, entity);
        if (!name) continue;
        auto const from = s.names.begin() + static_cast<std::ptrdiff_t>(name->first), to = s.names.begin() + static_cast<std::ptrdiff_t>(name->last);
        if (!std::all_of(from, to, [](std::string const& tag) { return tag == "O"; })) continue;
        std::fill(from, to, "I-" + entity.kind);
        *from = "B-" + entity.kind;
    }
}

}  // namespace

std::vector<Sample> read_conllu(std::filesystem::path const& path) {
    std::ifstream file = open(path);
    std::vector<Sample> samples;
    Sample sample;
    std::vector<EntitySpan> open_entities, entities;
    std::size_t document = 0;  // where it begins
    bool named = false;
    auto const end_sentence = [&] {
        if (sample.forms.empty()) return;
        named |= !entities.empty();
        mark_names(sample, std::exchange(entities, {}));
        open_entities.clear();
        samples.push_back(std::exchange(sample, {}));
    };
    auto const end_document = [&] {
        for (; document < samples.size(); ++document)
            if (!named) samples[document].names.clear();
        named = false;
    };
    std::string line;
    for (std::size_t number = 1; std::getline(file, line); ++number) {
        if (line.empty()) end_sentence();
        if (line.empty() || line[0] == '#') {
            if (comment(line, "newdoc id")) end_document();
            if (auto id = comment(line, "sent_id")) sample.id = std::move(*id);
            continue;
        }
        std::vector<std::string> const cells = split(line, '\t');
        int head = -1;
        if (cells.size() == 10 && cells[0].find_first_of("-.") != std::string::npos) continue;
        if (cells.size() != 10 || std::from_chars(cells[6].data(), cells[6].data() + cells[6].size(), head).ec != std::errc())
            throw std::runtime_error(path.string() + ":" + std::to_string(number) + ": not a row of CoNLL-U: " + line);
        read_entities(cells[9], sample.forms.size(), open_entities, entities);
        sample.forms.push_back(cells[1]);
        sample.lemmas.push_back(cells[2]);
        sample.upos.push_back(cells[3]);
        sample.xpos.push_back(cells[4]);
        sample.heads.push_back(head);
        sample.relations.push_back(cells[7]);
    }
    end_sentence();
    end_document();
    return samples;
}

std::vector<Sample> read_iob2(std::filesystem::path const& path, std::size_t form, std::size_t tag) {
    std::ifstream file = open(path);
    std::vector<Sample> samples;
    Sample sample;
    std::string line;
    while (std::getline(file, line)) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (auto id = comment(line, "sent_id")) sample.id = std::move(*id);
        std::vector<std::string> const cells = line.empty() ? std::vector<std::string>{} : split(line, line.find('\t') == std::string::npos ? ' ' : '\t');
        if (cells.size() <= std::max(form, tag) || line[0] == '#') {
            if (line.empty() && !sample.forms.empty()) samples.push_back(std::exchange(sample, {}));
            continue;
        }
        sample.forms.push_back(cells[form]);
        sample.names.push_back(cells[tag]);
    }
    if (!sample.forms.empty()) samples.push_back(std::move(sample));
    return samples;
}

}  // namespace diplograph
