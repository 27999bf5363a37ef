#pragma once

#include <string>

#include "base/result.h"

namespace crosspoint::app::client {

/// The variable CROSSPOINT_PASSWORD, else what is typed at the terminal without being shown, else the first line of stdin, of
/// which nothing more is read. Errors: bad_request when there is none of them.
Result<std::string> read_password(std::string const& login);

}  // namespace crosspoint::app::client
