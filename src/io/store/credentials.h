#pragma once

#include <optional>
#include <set>
#include <string>

#include "directory/directory.h"

namespace soci {
class session;
}

namespace crosspoint::io::store {

// What people prove themselves with: an argon2id hash per login, in a table apart from the users. All in the caller's
// transaction, all throw soci::soci_error.

/// Nothing for a login without password.
std::optional<std::string> read_hash(soci::session& sql, std::string const& login);

std::set<std::string> logins_with_password(soci::session& sql);

/// Sets it or replaces it.
void write_hash(soci::session& sql, std::string const& login, std::string const& hash);

/// Lets passwords follow what a change of the configuration does with logins: renamed with the user, removed with the user.
void move_hashes(soci::session& sql, directory::Directory const& before, directory::Directory const& after);

}  // namespace crosspoint::io::store
