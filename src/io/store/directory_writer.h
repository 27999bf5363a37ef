#pragma once

#include "directory/directory.h"

namespace crosspoint::io::store {

class Session;

/// Turns a store that holds `before` into one that holds `after`, touching only what differs, in the caller's transaction.
/// Passwords go with their users: they follow a changed login and are removed with the user, and so is
/// their past. Throws soci::soci_error.
void write_directory(Session& sql, directory::Directory const& before, directory::Directory const& after);

/// The services of one user. False when there is no such user. Throws soci::soci_error.
bool write_services(Session& sql, UserId user, directory::Services const& services);

}  // namespace crosspoint::io::store
