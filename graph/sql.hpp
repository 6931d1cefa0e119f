#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace diplograph {

/// Why a store cannot be used; the command line turns each kind into its exit code.
class StoreError : public std::runtime_error {
public:
    enum class Kind { missing, locked, newer, damaged, io, usage };
    StoreError(Kind kind, std::string const& what) : std::runtime_error(what), kind_(kind) {}
    [[nodiscard]] Kind kind() const { return kind_; }

private:
    Kind kind_;
};

/// An empty text as an absent one.
[[nodiscard]] inline std::optional<std::string> maybe(std::string const& text) { return text.empty() ? std::nullopt : std::optional(text); }

/// A prepared statement. Bound text is copied. Columns and parameters count from 0 and 1, as in SQLite.
class Statement {
public:
    Statement(sqlite3* database, std::string_view text);
    Statement(Statement&&) noexcept = default;

    /// Binds all parameters in order, from the first.
    template <class... Values>
    Statement& bind(Values const&... values) {
        reset();
        int index = 0;
        (set(++index, values), ...);
        return *this;
    }
    /// The next row; false at the end. \throws StoreError.
    bool step();
    /// Binds, runs to the end and is ready for the next time.
    template <class... Values>
    void run(Values const&... values) {
        bind(values...);
        while (step()) {}
        reset();
    }
    void reset();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::optional<double> maybe_real(int column) const;
    [[nodiscard]] sqlite3_stmt* handle() const { return statement_.get(); }

private:
    void set(int index, std::int64_t value);
    void set(int index, int value) { set(index, static_cast<std::int64_t>(value)); }
    void set(int index, std::uint32_t value) { set(index, static_cast<std::int64_t>(value)); }
    void set(int index, std::uint64_t value) { set(index, static_cast<std::int64_t>(value)); }
    void set(int index, bool value) { set(index, static_cast<std::int64_t>(value)); }
    void set(int index, double value);
    void set(int index, std::string_view value);
    void set(int index, std::string const& value) { set(index, std::string_view(value)); }
    void set(int index, char const* value) { set(index, std::string_view(value)); }
    void set_null(int index);
    template <class T>
    void set(int index, std::optional<T> const& value) {
        if (value) set(index, *value);
        else set_null(index);
    }

    struct Finalize {
        void operator()(sqlite3_stmt* s) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// A connection. Closed at the end of its life.
class Database {
public:
    enum class Mode { read, write, create };
    Database(std::string const& path, Mode mode);
    void execute(char const* text);
    [[nodiscard]] Statement prepare(std::string_view text) { return {database_.get(), text}; }
    [[nodiscard]] std::int64_t last_id() const;
    [[nodiscard]] sqlite3* handle() const { return database_.get(); }

private:
    struct Close {
        void operator()(sqlite3* d) const;
    };
    std::unique_ptr<sqlite3, Close> database_;
};

/// Throws what SQLite says as a StoreError of the fitting kind.
[[noreturn]] void fail(sqlite3* database, int code);

}  // namespace diplograph
