#pragma once

#include <map>
#include <string>

#include "app/entities/draft.h"
#include "base/result.h"
#include "io/store/database.h"

namespace crosspoint::app {

/// Hashes, by login, for the passwords of a file, as many at once as there are processors; those that are in the store already
/// are left out. Tells its progress on a terminal, since a hash takes some 20 ms. Errors: unavailable.
Result<std::map<std::string, std::string>> new_hashes(entities::Draft const& draft, io::store::Database& store);

}  // namespace crosspoint::app
