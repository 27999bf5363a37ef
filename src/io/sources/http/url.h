#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// Addresses of HTTP sources. Pure.
namespace crosspoint::io::sources::http {

struct Url {
  bool tls = false;
  std::string host;
  std::uint16_t port = 80;
  std::string target;  ///< path and query
  bool operator==(Url const&) const = default;
};

/// "https://crm.example.org:8443/search?q=x". Errors: bad_request with what is wrong with it.
Result<Url> parse_url(std::string_view text);

/// A configured address with "{pattern}" in its path or query. Errors: bad_request.
Result<> check_template(std::string_view url, std::string_view placeholder);

/// The value as it stands in a path or a query: every byte that could mean something there is written as its code.
std::string percent_encoded(std::string_view value);

/// "a,b": several values in one place.
std::string percent_encoded(std::vector<std::string> const& values);

}  // namespace crosspoint::io::sources::http
