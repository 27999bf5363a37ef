#include "io/net/gate.h"

#include <gtest/gtest.h>

namespace crosspoint::io::net {
namespace {

using Verdict = Gate::Verdict;

auto const here = boost::asio::ip::make_address("192.0.2.1");
auto const there = boost::asio::ip::make_address("2001:db8::1");

TEST(Gate, LetsInUpToTheLimitOfAllAddresses) {
  Gate gate(2, 10);
  EXPECT_EQ(gate.enter(here), Verdict::admitted);
  EXPECT_EQ(gate.enter(there), Verdict::admitted);
  EXPECT_EQ(gate.enter(here), Verdict::too_many);
  gate.leave(there, Standing::anonymous);
  EXPECT_EQ(gate.enter(here), Verdict::admitted);
}

TEST(Gate, AnAddressWithTooManyAnonymousSessionsShutsOutNobodyElse) {
  Gate gate(10, 1);
  EXPECT_EQ(gate.enter(here), Verdict::admitted);
  EXPECT_EQ(gate.enter(here), Verdict::too_many_from_address);
  EXPECT_EQ(gate.enter(there), Verdict::admitted);
}

TEST(Gate, ASessionThatLoggedInMakesRoomForTheNext) {
  Gate gate(10, 1);
  ASSERT_EQ(gate.enter(here), Verdict::admitted);
  gate.logged_in(here);
  EXPECT_EQ(gate.enter(here), Verdict::admitted);
  gate.leave(here, Standing::known);
  EXPECT_EQ(gate.enter(here), Verdict::too_many_from_address);
}

}  // namespace
}  // namespace crosspoint::io::net
