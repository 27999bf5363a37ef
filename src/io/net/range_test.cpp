#include "io/net/range.h"

#include <gtest/gtest.h>

namespace crosspoint::io::net {
namespace {

TEST(Range, HasItsAddresses) {
  auto const has = [](char const* range, char const* address) {
    return Range::parse(range).value().has(boost::asio::ip::make_address(address));
  };
  EXPECT_TRUE(has("192.0.2.128/25", "192.0.2.255"));
  EXPECT_FALSE(has("192.0.2.128/25", "192.0.2.127"));
  EXPECT_TRUE(has("192.0.2.1", "192.0.2.1"));
  EXPECT_FALSE(has("192.0.2.1", "192.0.2.2"));
  EXPECT_TRUE(has("0.0.0.0/0", "203.0.113.9"));
  EXPECT_FALSE(has("0.0.0.0/0", "2001:db8::1"));
  EXPECT_TRUE(has("2001:db8::/33", "2001:db8:7fff::1"));
  EXPECT_FALSE(has("2001:db8::/33", "2001:db8:8000::1"));
  for (auto const* const wrong : {"", "x", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/", "192.0.2/24", "::/129"})
    EXPECT_FALSE(Range::parse(wrong)) << wrong;
}

}  // namespace
}  // namespace crosspoint::io::net
