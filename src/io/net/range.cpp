#include "io/net/range.h"

namespace crosspoint::io::net {

namespace ip = boost::asio::ip;

std::optional<Range> Range::parse(std::string const& text) {
  boost::system::error_code error;
  if (text.find('/') == std::string::npos) {
    auto const one = ip::make_address(text, error);
    if (error) return std::nullopt;
    return one.is_v4() ? Range(ip::network_v4(one.to_v4(), 32)) : Range(ip::network_v6(one.to_v6(), 128));
  }
  if (auto const network = ip::make_network_v4(text, error); !error) return Range(network);
  if (auto const network = ip::make_network_v6(text, error); !error) return Range(network);
  return std::nullopt;
}

bool Range::has(Address const& address) const {
  if (auto const* const network = std::get_if<ip::network_v4>(&network_))
    return address.is_v4() && ip::network_v4(address.to_v4(), network->prefix_length()).network() == network->network();
  auto const& network = std::get<ip::network_v6>(network_);
  return address.is_v6() && ip::network_v6(address.to_v6(), network.prefix_length()).network() == network.network();
}

}  // namespace crosspoint::io::net
