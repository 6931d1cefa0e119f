#include "graph/sql.hpp"

#include <sqlite3.h>

#include <filesystem>

namespace diplograph {

void fail(sqlite3* database, int code) {
    std::string const what = database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code);
    char const* const file = database != nullptr ? sqlite3_db_filename(database, "main") : nullptr;
    std::string const store = file != nullptr && *file != '\0' ? std::string(file) : std::string("the store");
    using Kind = StoreError::Kind;
    switch (code & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: throw StoreError(Kind::locked, store + ": locked by another process: " + what);
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: throw StoreError(Kind::damaged, store + ": damaged or no store: " + what);
        case SQLITE_CANTOPEN: throw StoreError(Kind::missing, store + ": cannot be opened: " + what);
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_READONLY: throw StoreError(Kind::io, store + ": cannot be written: " + what);
        case SQLITE_AUTH: throw StoreError(Kind::usage, "only statements that read are allowed");
        default: throw StoreError(Kind::usage, what);
    }
}

void Statement::Finalize::operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }

Statement::Statement(sqlite3* database, std::string_view text) {
    sqlite3_stmt* raw = nullptr;
    int const code = sqlite3_prepare_v3(database, text.data(), static_cast<int>(text.size()), 0, &raw, nullptr);
    statement_.reset(raw);
    if (code != SQLITE_OK) fail(database, code);
}

bool Statement::step() {
    int const code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    sqlite3* const database = sqlite3_db_handle(statement_.get());
    fail(database, code);
}

void Statement::reset() {
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
}

void Statement::set(int index, std::int64_t value) { sqlite3_bind_int64(statement_.get(), index, value); }
void Statement::set(int index, double value) { sqlite3_bind_double(statement_.get(), index, value); }
void Statement::set(int index, std::string_view value) {
    sqlite3_bind_text64(statement_.get(), index, value.data() == nullptr ? "" : value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}
void Statement::set_null(int index) { sqlite3_bind_null(statement_.get(), index); }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }
bool Statement::is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }
std::optional<double> Statement::maybe_real(int column) const {
    if (is_null(column)) return std::nullopt;
    return real(column);
}
std::string Statement::text(int column) const {
    auto const* bytes = sqlite3_column_text(statement_.get(), column);
    auto const size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return bytes == nullptr ? std::string() : std::string(reinterpret_cast<char const*>(bytes), size);
}

void Database::Close::operator()(sqlite3* d) const { sqlite3_close(d); }

namespace {

/// The path as a URI that tells SQLite that nobody writes the file.
std::string immutable(std::string const& path) {
    std::string uri = "file:";
    for (char const c : path) {
        bool const special = c == '%' || c == '?' || c == '#';
        uri += special ? std::string(1, '%') + "0123456789ABCDEF"[c >> 4] + "0123456789ABCDEF"[c & 15] : std::string(1, c);
    }
    return uri + "?immutable=1";
}

}  // namespace

Database::Database(std::string const& path, Mode mode) {
    int const flags = mode == Mode::read    ? SQLITE_OPEN_READONLY
                      : mode == Mode::write ? SQLITE_OPEN_READWRITE
                                            : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    std::error_code ignored;
    if (path.empty()) throw StoreError(StoreError::Kind::missing, "the store has no name");
    if (std::filesystem::is_directory(path, ignored)) throw StoreError(StoreError::Kind::damaged, path + ": a folder, no store");
    sqlite3* raw = nullptr;
    // A connection belongs to one thread at a time, so SQLite need not lock it at every call.
    int const code = sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    database_.reset(raw);
    if (code != SQLITE_OK) {
        if ((code & 0xFF) == SQLITE_CANTOPEN && mode == Mode::create)
            throw StoreError(StoreError::Kind::io, path + ": a store cannot be made here");
        if ((code & 0xFF) == SQLITE_CANTOPEN) throw StoreError(StoreError::Kind::missing, path + ": no store here");
        fail(raw, code);
    }
    // A reader needs files beside the store, unless nobody writes it: a store in a folder without rights.
    int const first = mode == Mode::read ? sqlite3_exec(raw, "SELECT 1 FROM sqlite_master", nullptr, nullptr, nullptr) : SQLITE_OK;
    if ((first == SQLITE_CANTOPEN || first == SQLITE_READONLY) && !std::filesystem::exists(path + "-wal", ignored)) {
        database_.reset();
        int const again = sqlite3_open_v2(immutable(path).c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nullptr);
        database_.reset(raw);
        if (again != SQLITE_OK) fail(raw, again);
    }
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, 5000);
    execute("PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY");  // 64 MiB; the graph is made anew in one go
}

void Database::execute(char const* text) {
    int const code = sqlite3_exec(database_.get(), text, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(database_.get(), code);
}

std::int64_t Database::last_id() const { return sqlite3_last_insert_rowid(database_.get()); }

}  // namespace diplograph
