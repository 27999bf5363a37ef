#pragma once

#include <ostream>
#include <string>

#include "app/config.h"
#include "base/result.h"
#include "io/store/database.h"

namespace crosspoint::app {

/// For subcommands: opens the store, does the work (Result<std::string> of a Database) and writes what it says to `out`, or the
/// error to `errors`. The exit code: 0 done, 1 refused.
template <class Work>
int with_store(Config const& config, std::ostream& out, std::ostream& errors, Work work) {
  auto store = io::store::Database::open(config.store.uri);
  auto const done = store ? work(*store) : Result<std::string>(tl::make_unexpected(store.error()));
  if (!done) {
    errors << done.error().detail << '\n';
    return 1;
  }
  out << *done;
  return 0;
}

}  // namespace crosspoint::app
