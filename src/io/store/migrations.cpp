#include "io/store/migrations.h"

#include <soci/soci.h>

#include <string>

#include "io/store/transaction.h"

namespace crosspoint::io::store {
namespace {

int version_of(soci::session& sql) {
  int version = 0;
  sql << "SELECT COALESCE(MAX(version), 0) FROM schema_version", soci::into(version);
  return version;
}

void run(soci::session& sql, std::string_view script) {
  while (!script.empty()) {
    auto const end = script.find(";\n");
    auto const statement = script.substr(0, end);
    if (statement.find_first_not_of(" \n") != std::string_view::npos) sql << std::string(statement);
    script.remove_prefix(end == std::string_view::npos ? script.size() : end + 2);
  }
}

/// Nothing to do if another process was quicker.
void apply(soci::session& sql, Migration const& migration, int version) {
  Transaction transaction(sql, Transaction::For::writing);
  if (version_of(sql) >= version) return;
  run(sql, migration.sql);
  std::string const name(migration.name);
  sql << "INSERT INTO schema_version (version, name) VALUES (:version, :name)", soci::use(version), soci::use(name);
  transaction.commit();
}

}  // namespace

Result<> migrate(soci::session& sql, std::vector<Migration> const& migrations) {
  std::string step = "schema_version";
  try {
    sql << "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL)";
    auto const newest = static_cast<int>(migrations.size());
    auto const found = version_of(sql);
    if (found > newest)
      return fail(Errc::unavailable, "the store has layout version " + std::to_string(found) +
                                         ", this program knows only up to " + std::to_string(newest) +
                                         ": it was used by a newer Crosspoint; install that version");
    for (auto version = found + 1; version <= newest; ++version) {
      auto const& migration = migrations[static_cast<std::size_t>(version - 1)];
      step = migration.name;
      apply(sql, migration, version);
    }
    return {};
  } catch (soci::soci_error const& error) {
    return fail(Errc::unavailable, "migration " + step + " of the store failed: " + error.get_error_message());
  }
}

}  // namespace crosspoint::io::store
