#pragma once

#include <optional>
#include <set>
#include <string>

#include "directory/directory.h"

namespace soci {
class session;
}

namespace crosspoint::io::store {

/// A password, as it is stored.
struct Credential {
  std::string hash;        ///< argon2id
  std::string remembered;  ///< what it is known by once it was checked in full, see auth/; empty: it was not yet
};

// What people prove themselves with: an argon2id hash per login, in a table apart from the users. All in the caller's
// transaction, all throw soci::soci_error.

/// Nothing for a login without password.
std::optional<Credential> read_credential(soci::session& sql, std::string const& login);

std::set<std::string> logins_with_password(soci::session& sql);

/// Sets it or replaces it; nothing is remembered of the new one yet.
void write_hash(soci::session& sql, std::string const& login, std::string const& hash);

/// Unless the login has another hash by now.
void remember_credential(soci::session& sql, std::string const& login, Credential const& credential);

/// Lets passwords follow what a change of the configuration does with logins: renamed with the user, removed with the user.
void move_hashes(soci::session& sql, directory::Directory const& before, directory::Directory const& after);

}  // namespace crosspoint::io::store
