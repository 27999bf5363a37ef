#include <atomic>
#include <future>
#include <thread>

#include "io/net/testing/fixture.h"

namespace crosspoint::io::net {
namespace {

using testing::Optional;
using testing_support::Client;
using testing_support::settings;
using Lines = testing_support::NetworkTest;

TEST_F(Lines, OfOneSegmentAreDeliveredInOrder) {
  open(settings());
  auto [client, session] = connect();
  client.send("one\r\n\ntwo\nthree\n");
  EXPECT_EQ(next_line(session), "one");
  EXPECT_EQ(next_line(session), "two");
  EXPECT_EQ(next_line(session), "three");
}

TEST_F(Lines, CutOverSegmentsAreJoined) {
  open(settings());
  auto [client, session] = connect();
  client.send("first\nsec");
  EXPECT_EQ(next_line(session), "first");
  network->carry_out({}, {session});
  client.send("ond\n");
  EXPECT_EQ(next_line(session), "second");
}

TEST_F(Lines, WaitUntilTheCoreHasDealtWithThoseBefore) {
  open(settings());
  auto [client, session] = connect();
  std::string many;
  for (int i = 0; i < 1000; ++i) many += std::to_string(i) + "\n";
  client.send(many);
  for (int i = 0; i < 1000; ++i) {
    if (i % 256 == 0 && i > 0) {
      EXPECT_EQ(core.count<flow::ClientLine>(), 0U) << "more than 256 lines at once";
      network->carry_out({}, std::vector<SessionId>(256, session));
    }
    ASSERT_EQ(next_line(session), std::to_string(i));
  }
}

TEST_F(Lines, AnUnfinishedLineAtTheEndIsDropped) {
  open(settings());
  auto [client, session] = connect();
  client.send("half a li");
  client.finish();
  EXPECT_EQ(next_end(session), "closed by the client");
  EXPECT_EQ(core.count<flow::ClientLine>(), 0U);
}

TEST_F(Lines, P013_LongerThanTheLimitCloseTheSession) {
  open(settings());
  auto [client, session] = connect();
  client.send("before\n" + std::string(1025, 'x') + "\n");
  EXPECT_EQ(next_line(session), "before");
  network->carry_out({}, {session});
  EXPECT_EQ(next_end(session), "line too long");
  EXPECT_TRUE(client.at_end());
  EXPECT_TRUE(log.has("closed: line too long (127.0.0.1)"));
}

TEST_F(Lines, MayBeLongerOnceTheLoginIsComplete) {
  open(settings());
  auto [client, session] = connect();
  std::string const fax(3 << 20, 'x');
  client.send("login\n" + fax.substr(0, 2000));
  EXPECT_EQ(next_line(session), "login");
  network->carry_out({flow::LoggedIn{session}}, {session});
  client.send(fax.substr(2000) + "\n");
  EXPECT_EQ(next_line(session), fax);
}

TEST_F(Lines, OfAHundredMegabytesEndTheirOwnSessionOnly) {
  open(settings());
  auto [bystander, other] = connect();
  auto [client, session] = connect();
  network->carry_out({flow::LoggedIn{session}}, {});
  std::string const megabyte(1 << 20, 'x');
  for (int i = 0; i < 100 && client.send(megabyte); ++i) continue;
  EXPECT_EQ(next_end(session), "line too long");
  bystander.send("hello\n");
  EXPECT_EQ(next_line(other), "hello");
}

TEST(ManyLines, AMillionOfOneClientKeepNobodyElseWaiting) {
  constexpr int many = 1'000'000;
  std::atomic<int> tiny_lines = 0;
  std::promise<Network*> opened;
  std::shared_future<Network*> const network = opened.get_future();
  auto const echo_all_but_the_tiny = [&](Inputs inputs) {
    std::vector<flow::Effect> effects;
    std::vector<SessionId> dealt_with;
    for (auto& input : inputs) {
      auto* const line = std::get_if<flow::ClientLine>(&input);
      if (line == nullptr) continue;
      if (line->line == "{}") ++tiny_lines;
      else effects.emplace_back(flow::Reply{line->session, line->line + "\n"});
      dealt_with.push_back(line->session);
    }
    network.get()->carry_out(std::move(effects), std::move(dealt_with));
  };
  auto const open = Network::open(settings(), echo_all_but_the_tiny);
  ASSERT_TRUE(open);
  opened.set_value(open->get());

  Client flooding((*open)->port()), bystander((*open)->port());
  std::thread flood([&flooding] {
    std::string tiny;
    for (int i = 0; i < many; ++i) tiny += "{}\n";
    flooding.send(tiny + "end\n");
  });
  int answers = 0;
  for (; tiny_lines < many; ++answers) {
    bystander.send("hello\n");
    ASSERT_THAT(bystander.line(), Optional(std::string("hello")));
  }
  EXPECT_GT(answers, 1);
  EXPECT_THAT(flooding.line(), Optional(std::string("end")));
  flood.join();
}

}  // namespace
}  // namespace crosspoint::io::net
