#include <sys/resource.h>
#include <unistd.h>

#include <optional>
#include <vector>

#include "io/net/testing/fixture.h"

namespace crosspoint::io::net {
namespace {

using testing::Optional;
using testing_support::Client;
using Admission = testing_support::NetworkTest;

void raise_limit_of_descriptors() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

/// While it lives the process may open `count` more descriptors.
class FewDescriptors {
 public:
  explicit FewDescriptors(rlim_t count) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    auto const next = ::dup(0);
    ::close(next);
    rlimit const few{static_cast<rlim_t>(next) + count, before_.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &few);
  }
  ~FewDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

TEST_F(Admission, MoreSessionsThanAllowedAreClosedAtOnce) {
  auto with = testing_support::settings();
  with.limits.sessions = 2;
  open(with);
  auto [first, one] = connect();
  auto const second = connect();
  EXPECT_TRUE(Client(network->port()).at_end());
  EXPECT_TRUE(log.has("refused: too many sessions (127.0.0.1)"));
  first.finish();
  EXPECT_EQ(next_end(one), "closed by the client");
  connect();
}

TEST_F(Admission, AFloodOfRefusedClientsDoesNotFloodTheLog) {
  auto with = testing_support::settings();
  with.limits.sessions = 0;
  open(with);
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(Client(network->port()).at_end());
  EXPECT_TRUE(log.has("refused: too many sessions (127.0.0.1)"));
  EXPECT_LT(log.lines(), 100U);
  EXPECT_TRUE(log.has(" more)"));
}

TEST_F(Admission, WhoComesWhileDescriptorsLackIsServedLater) {
  open(testing_support::settings());
  std::optional<Client> client;
  {
    FewDescriptors const one(1);
    client.emplace(network->port());
    ASSERT_TRUE(client->connected());
    EXPECT_TRUE(log.has("cannot take in more clients: Too many open files"));
  }
  EXPECT_TRUE(core.next<flow::ClientOpened>());
}

TEST_F(Admission, ALoginMakesRoomForTheNextOfThatAddress) {
  auto with = testing_support::settings();
  with.limits.anonymous_per_address = 1;
  open(with);
  auto [first, session] = connect();
  EXPECT_TRUE(Client(network->port()).at_end());
  network->carry_out({flow::LoggedIn{session}, flow::Reply{session, "welcome\n"}}, {});
  EXPECT_THAT(first.line(), Optional(std::string("welcome")));
  auto const second = connect();
  EXPECT_TRUE(Client(network->port()).at_end());
}

TEST_F(Admission, TwoThousandHalfOpenLoginsDisturbNobody) {
  raise_limit_of_descriptors();
  open(testing_support::settings());
  auto [bystander, session] = connect();
  std::vector<Client> half_open;
  for (int i = 0; i < 2000; ++i) {
    half_open.push_back(connect().first);
    half_open.back().send(R"({"class":"login_id","us)");
  }
  bystander.send("hello\n");
  EXPECT_EQ(next_line(session), "hello");
  network->carry_out({flow::Reply{session, "answer\n"}}, {session});
  EXPECT_THAT(bystander.line(), Optional(std::string("answer")));
}

}  // namespace
}  // namespace crosspoint::io::net
