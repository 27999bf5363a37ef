#pragma once

#include <istream>
#include <ostream>
#include <string>

#include "base/result.h"

namespace crosspoint::app {

/// Asks for a new password: on a terminal twice and without echo, else it is the first line of `in`. Errors (bad_request): it is
/// empty, or the two are not the same.
Result<std::string> ask_password(std::string const& login);

/// The same where there is nobody to ask.
Result<std::string> read_password(std::istream& in);

}  // namespace crosspoint::app
