#include "app/client/address.h"

#include "base/text.h"

namespace crosspoint::app::client {

Result<Address> parse_address(std::string const& text, std::string const& default_port) {
  Address address{.host = text, .port = default_port};
  auto const colon = text.rfind(':');
  if (text.starts_with('[')) {
    auto const bracket = text.find(']');
    if (bracket == std::string::npos) return fail(Errc::bad_request, "'" + text + "' lacks a closing bracket");
    address.host = text.substr(1, bracket - 1);
    if (bracket + 1 < text.size()) address.port = text[bracket + 1] == ':' ? text.substr(bracket + 2) : "";
  } else if (colon != std::string::npos && text.find(':') == colon) {
    address = {.host = text.substr(0, colon), .port = text.substr(colon + 1)};
  }
  auto const port = to_integer(address.port);
  if (address.host.empty() || !port || *port < 1 || *port > 65535)
    return fail(Errc::bad_request, "'" + text + "' is not a server, expected HOST, HOST:PORT or [IPV6]:PORT");
  return address;
}

bool is_loopback(std::string const& host) { return host == "localhost" || host == "::1" || host.starts_with("127."); }

}  // namespace crosspoint::app::client
