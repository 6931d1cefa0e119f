#pragma once

#include <filesystem>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include "core/extraction.hpp"
#include "graph/store.hpp"
#include "graph/table.hpp"

namespace diplograph {

/// Writes down what an article says, sentence by sentence: the text grows with what is told.
class Report {
public:
    explicit Report(std::string id, std::string published = "2018-01-31") {
        x_.article.id = std::move(id);
        x_.article.published = parse_date(published);
        x_.article.title = "Title of " + x_.article.id;
    }
    Index person(std::string const& name, std::string const& country) { return entity(EntityKind::person, name, country); }
    Index country(std::string const& name, std::string const& code) { return entity(EntityKind::country, name, code); }
    Index entity(EntityKind kind, std::string const& name, std::string const& country) {
        Entity e;
        e.kind = kind;
        e.name = name;
        e.country = country;
        e.key = name;
        for (char& c : e.key)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        x_.entities.push_back(e);
        return static_cast<Index>(x_.entities.size() - 1);
    }
    /// Tells an event in a sentence of its own; an empty day or place is left out.
    Event& event(EventType type, std::vector<Index> const& who, std::string const& day, std::string const& place = {},
                 Status status = Status::occurred) {
        Event e;
        e.type = type;
        e.status = status;
        e.confidence = 0.8;
        for (Index const i : who) e.participants.push_back({i, ParticipantRole::participant, {}, Resolved::text, Attendance::present});
        if (!day.empty()) e.date = DateInterval{parse_date(day), parse_date(day), Precision::day, "on that day"};
        if (!place.empty()) {
            Place p;
            p.name = place;
            p.country = "RUS";
            p.latitude = 43.6;
            p.longitude = 39.7;
            p.entity = entity(EntityKind::place, place, "RUS");
            e.place = p;
        }
        std::string& text = x_.article.text;
        auto const begin = static_cast<std::uint32_t>(text.size());
        for (Index const i : who) {
            auto const at = static_cast<std::uint32_t>(text.size());
            text += x_.entities[i].name;
            x_.entities[i].mentions.push_back({at, static_cast<std::uint32_t>(text.size())});
            text += ", ";
        }
        auto const trigger = static_cast<std::uint32_t>(text.size());
        text += std::string(word(type));
        auto const trigger_end = static_cast<std::uint32_t>(text.size());
        text += " in " + place + ".";
        auto const end = static_cast<std::uint32_t>(text.size());
        e.evidence.push_back({{begin, end}, {trigger, trigger_end}, "predicates.tsv:1", status, text.substr(begin)});
        text += ' ';
        x_.events.push_back(e);
        return x_.events.back();
    }
    static Figure figure(FigureKind kind, double number) {
        Figure f;
        f.kind = kind;
        f.min = f.max = number;
        f.text = std::to_string(static_cast<int>(number));
        f.unit = "people";
        f.cumulative = true;
        return f;
    }
    [[nodiscard]] Extraction const& done() const { return x_; }
    operator Extraction const&() const { return x_; }

private:
    Extraction x_;
};

/// A path for a store that is gone with its files at the end of the test.
class Scratch {
public:
    explicit Scratch(std::string const& name)
        : path_((std::filesystem::temp_directory_path() / ("diplograph-" + std::to_string(::getpid()) + "-" + name + ".db")).string()) {
        clear();
    }
    ~Scratch() { clear(); }
    Scratch(Scratch const&) = delete;
    Scratch& operator=(Scratch const&) = delete;
    [[nodiscard]] std::string const& path() const { return path_; }

private:
    void clear() const {
        for (char const* end : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(path_ + end);
    }
    std::string path_;
};

/// A new store with some reports.
class Told {
public:
    Told(std::string const& name, std::vector<Extraction> const& reports) : file_(name), store(file_.path(), Store::Mode::create) {
        for (Extraction const& x : reports) store.add(x);
        store.commit();
    }

private:
    Scratch file_;

public:
    Store store;
};

/// A cell as text; absent ones are empty. \throws std::out_of_range if there is no such column or row.
[[nodiscard]] std::string cell(Table const& table, std::size_t row, std::string const& column);

/// The rows of some columns, joined by | and by lines.
[[nodiscard]] std::string cells(Table const& table, std::vector<std::string> const& columns);

/// Everything that a store believes, as text without row numbers.
[[nodiscard]] std::string dump(Store& store);

/// Some articles that agree and disagree in instructive ways.
[[nodiscard]] std::vector<Extraction> corpus();

}  // namespace diplograph
