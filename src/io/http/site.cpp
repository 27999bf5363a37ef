#include "io/http/site.h"

#include <algorithm>

#include "base/text.h"

namespace crosspoint::io::http {
namespace {

/// The first `bits` bits of both are the same.
template <class Bytes>
bool share(Bytes const& a, Bytes const& b, unsigned bits) {
  auto const whole = bits / 8;
  if (!std::equal(a.begin(), a.begin() + whole, b.begin())) return false;
  return bits % 8 == 0 || (a[whole] ^ b[whole]) >> (8 - bits % 8) == 0;
}

}  // namespace

std::optional<Range> Range::parse(std::string const& text) {
  auto const slash = text.find('/');
  boost::system::error_code error;
  auto const first = boost::asio::ip::make_address(text.substr(0, slash), error);
  if (error) return std::nullopt;
  unsigned const longest = first.is_v4() ? 32 : 128;
  if (slash == std::string::npos) return Range{first, longest};
  auto const bits = to_integer(std::string_view(text).substr(slash + 1));
  if (!bits || *bits < 0 || *bits > longest) return std::nullopt;
  return Range{first, static_cast<unsigned>(*bits)};
}

bool Range::has(net::Address const& address) const {
  if (address.is_v4() != first.is_v4()) return false;
  return address.is_v4() ? share(address.to_v4().to_bytes(), first.to_v4().to_bytes(), bits)
                         : share(address.to_v6().to_bytes(), first.to_v6().to_bytes(), bits);
}

}  // namespace crosspoint::io::http
