#pragma once

#include <string>

#include "base/result.h"

namespace crosspoint::app::client {

struct Address {
  std::string host, port;
  bool operator==(Address const&) const = default;
};

/// "pbx", "pbx:5003", "[::1]:5003" or "::1". Errors: bad_request.
Result<Address> parse_address(std::string const& text, std::string const& default_port);

/// Whether a password may travel to it in clear without a warning.
bool is_loopback(std::string const& host);

}  // namespace crosspoint::app::client
