#pragma once

#include "graph/sql.hpp"

namespace diplograph {

/// "dipl" in ASCII: tells a store from any other SQLite file.
inline constexpr int application_id = 0x6469706c;
/// Raised with every change of the schema; `migrations` in schema.cpp leads to it.
inline constexpr int schema_version = 2;

/// Creates the tables of an empty file, migrates older ones. \throws StoreError for a newer store or a foreign file.
void prepare_schema(Database& database, Database::Mode mode, std::string const& path);

}  // namespace diplograph
