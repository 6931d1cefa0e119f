#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/extraction.hpp"
#include "graph/sql.hpp"

namespace diplograph {

/// What a check of the store found.
struct Verification {
    std::size_t spans = 0;            ///< sentences, triggers and mentions that were compared with their text
    std::vector<std::string> faults;  ///< one line each
};

/// The SQLite file that holds articles, reports and the graph made of them. One process writes, any number reads.
class Store {
public:
    using Mode = Database::Mode;
    /// \throws StoreError: missing, locked, newer, damaged, io.
    Store(std::string const& path, Mode mode);
    ~Store();

    /// Whether this very article has been read: its key, text, date, title, outlet and address.
    [[nodiscard]] bool has(Article const& article);
    /// Adds an article's report; false if the very same is there. A changed article takes the place of the old one.
    bool add(Extraction const& extraction);
    /// Forgets an article; false if it is not there.
    bool forget(std::string const& key);
    /// Runs something that changes the store as one transaction, and brings the graph up to date.
    template <class Do>
    void write(Do&& act) {
        begin();
        act();
        commit();
    }
    /// Writes what has been added and brings the graph up to date with the reports.
    void commit();
    /// Database integrity, and every span against its text.
    [[nodiscard]] Verification verify();

    [[nodiscard]] Database& database() { return database_; }

private:
    void begin();
    void insert(Extraction const& extraction, std::string const& digest);
    void save();

    Database database_;
    bool open_transaction_ = false;
    std::size_t pending_ = 0;
    struct Statements;
    std::unique_ptr<Statements> statements_;
};

}  // namespace diplograph
