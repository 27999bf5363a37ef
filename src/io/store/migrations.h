#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"

namespace soci {
class session;
}

namespace crosspoint::io::store {

/// One step of the store's layout, a file of sql/. Its place in the list is its version: the first makes version 1.
struct Migration {
  std::string_view name;  ///< the file's name without ".sql": "001_entities"
  std::string_view sql;   ///< statements, each ending with a semicolon at the end of a line
};

/// Those of sql/, in order, as they were when the binary was built.
std::vector<Migration> const& embedded_migrations();

/// Applies what the store lacks, each migration in a transaction of its own; two processes may do it at once. Errors
/// (unavailable): the store is newer than the list, or a statement fails, and then that migration has left nothing behind.
Result<> migrate(soci::session& sql, std::vector<Migration> const& migrations);

}  // namespace crosspoint::io::store
