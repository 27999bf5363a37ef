#pragma once

#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "io/net/gate.h"

namespace crosspoint::io::net {

/// A range of addresses: "192.0.2.0/24", "2001:db8::/32", or one address.
class Range {
 public:
  /// Nothing if it is none.
  static std::optional<Range> parse(std::string const& text);

  [[nodiscard]] bool has(Address const& address) const;

 private:
  using Network = std::variant<boost::asio::ip::network_v4, boost::asio::ip::network_v6>;
  explicit Range(Network network) : network_(std::move(network)) {}

  Network network_;
};

}  // namespace crosspoint::io::net
