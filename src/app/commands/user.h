#pragma once

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

#include "app/config.h"
#include "base/ids.h"
#include "base/result.h"

namespace crosspoint::app {

/// Where a new password comes from; see ask_password().
using PasswordSource = std::function<Result<std::string>(std::string const& login)>;

struct UserAddOptions {
  std::string login, firstname, lastname;
  std::optional<ProfileId> profile;
};

// `crosspoint user ...`: people and their passwords, also while a server runs. Each says what it has done, or why not, and gives
// the exit code: 0 done, 1 refused.

/// A user without line, with a password.
int run_user_add(Config const& config, UserAddOptions const& options, PasswordSource const& password, std::ostream& out,
                 std::ostream& errors);

/// Sets a password, also for a login that no user has yet: such a login is told from a wrong password, but gets no further.
int run_user_passwd(Config const& config, std::string const& login, PasswordSource const& password, std::ostream& out,
                    std::ostream& errors);

/// One user a line, in the order of their ids.
int run_user_list(Config const& config, std::ostream& out, std::ostream& errors);

/// The user, the user's lines with their places in queues, and the password.
int run_user_remove(Config const& config, std::string const& login, std::ostream& out, std::ostream& errors);

}  // namespace crosspoint::app
