#include "io/net/testing/fixture.h"

namespace crosspoint::io::net {
namespace {

using testing::Optional;
using testing_support::Client;
using Writing = testing_support::NetworkTest;

TEST_F(Writing, RepliesArriveInOrder) {
  open(testing_support::settings());
  auto [client, session] = connect();
  for (int i = 0; i < 500; ++i) network->carry_out({flow::Reply{session, std::to_string(i) + "\n"}}, {});
  for (int i = 0; i < 500; ++i) ASSERT_THAT(client.line(), Optional(std::to_string(i)));
}

TEST_F(Writing, RepliesOfOneTurnArriveOneByOneHoweverManyOrLarge) {
  open(testing_support::settings());
  auto [client, session] = connect();
  auto [browser, other] = connect_websocket();
  std::vector<std::string> const texts{"one", std::string(40'000, 'x'), std::string(40'000, 'y'),
                                       "two", std::string(70'000, 'z'), "end"};
  std::vector<flow::Effect> effects;
  for (auto const to : {session, other, session, other})
    for (auto const& text : texts) effects.emplace_back(flow::Reply{to, text + "\n"});
  network->carry_out(std::move(effects), {});
  for (int twice = 0; twice < 2; ++twice)
    for (auto const& text : texts) {
      ASSERT_THAT(client.line(), Optional(text));
      ASSERT_THAT(browser.text(), Optional(text));
    }
}

TEST_F(Writing, AReplyComesBeforeThePushesThatFollowIt) {
  open(testing_support::settings());
  auto [client, session] = connect();
  auto const topic = flow::Topic::all();
  network->carry_out({flow::Watch{session, topic}, flow::Tell{topic, "push 1\n", 7}, flow::Reply{session, "reply\n"},
                      flow::Tell{topic, "push 2\n", 7}, flow::Unwatch{session, topic}, flow::Tell{topic, "unheard\n"},
                      flow::Reply{session, "end\n"}},
                     {});
  EXPECT_THAT(client.line(), Optional(std::string("push 1")));
  EXPECT_THAT(client.line(), Optional(std::string("reply")));
  EXPECT_THAT(client.line(), Optional(std::string("push 2")));
  EXPECT_THAT(client.line(), Optional(std::string("end")));
}

TEST_F(Writing, ATellReachesWhoWatchesOnEveryThread) {
  open(testing_support::settings());
  std::vector<Client> watching;
  std::vector<flow::Effect> effects;
  auto const topic = flow::Topic::endpoint_status(LineId{2});
  for (int i = 0; i < 40; ++i) {
    auto [client, session] = connect();
    if (i % 2 == 0) effects.emplace_back(flow::Watch{session, topic});
    if (i % 2 == 1) effects.emplace_back(flow::Watch{session, flow::Topic::all()});
    watching.push_back(std::move(client));
  }
  effects.emplace_back(flow::Tell{topic, "2 rings\n"});
  effects.emplace_back(flow::Tell{flow::Topic::all(), "to all\n"});
  network->carry_out(std::move(effects), {});
  for (std::size_t i = 0; i < watching.size(); ++i)
    EXPECT_THAT(watching[i].line(), Optional(std::string(i % 2 == 0 ? "2 rings" : "to all")));
}

TEST_F(Writing, WatchingTwiceHearsOnce) {
  open(testing_support::settings());
  auto [client, session] = connect();
  auto const topic = flow::Topic::all();
  network->carry_out(
      {flow::Watch{session, topic}, flow::Watch{session, topic}, flow::Tell{topic, "once\n"}, flow::Reply{session, "end\n"}}, {});
  EXPECT_THAT(client.line(), Optional(std::string("once")));
  EXPECT_THAT(client.line(), Optional(std::string("end")));
}

TEST_F(Writing, AClientThatKeepsUpSeesEveryStateEvenInOneTurn) {
  open(testing_support::settings());
  auto [client, session] = connect();
  auto const topic = flow::Topic::endpoint_status(LineId{2});
  network->carry_out(
      {flow::Watch{session, topic}, flow::Tell{topic, "8\n", 2}, flow::Tell{topic, "1\n", 2}, flow::Tell{topic, "0\n", 2}}, {});
  EXPECT_THAT(client.line(), Optional(std::string("8")));
  EXPECT_THAT(client.line(), Optional(std::string("1")));
  EXPECT_THAT(client.line(), Optional(std::string("0")));
}

TEST_F(Writing, ASlowReaderMissesOldStatesOfWhichItGetsTheLast) {
  open(testing_support::settings());
  auto [client, session] = connect(4096);
  auto const topic = flow::Topic::endpoint_status(LineId{2});
  std::string const padding(1000, ' ');
  network->carry_out({flow::Watch{session, topic}}, {});
  constexpr int updates = 20'000;  // 20 MB: far beyond the outbox and what the kernel takes
  for (int i = 1; i <= updates; ++i) network->carry_out({flow::Tell{topic, std::to_string(i) + padding + "\n", 2}}, {});
  int lines = 0, last = 0;
  while (last < updates) {
    auto const line = client.line();
    ASSERT_TRUE(line) << "closed after " << last;
    ASSERT_GT(std::stoi(*line), last);
    last = std::stoi(*line);
    ++lines;
  }
  EXPECT_LT(lines, updates);
}

TEST_F(Writing, WhoDoesNotReadIsClosedAndNobodyElseNotices) {
  open(testing_support::settings());
  auto [reader, good] = connect();
  auto [sleeper, bad] = connect(4096);
  auto const topic = flow::Topic::all();
  network->carry_out({flow::Watch{good, topic}, flow::Watch{bad, topic}}, {});
  std::string const chat(100'000, 'x');
  for (int told = 0; told < 1000 && core.count<flow::ClientClosed>() == 0; ++told) {
    network->carry_out({flow::Tell{topic, chat + "\n"}}, {});
    ASSERT_THAT(reader.line(), Optional(chat));
  }
  EXPECT_EQ(next_end(bad), "does not read");
  EXPECT_TRUE(log.has("closed: does not read (127.0.0.1)"));
  network->carry_out({flow::Reply{good, "still here\n"}}, {});
  EXPECT_THAT(reader.line(), Optional(std::string("still here")));
}

}  // namespace
}  // namespace crosspoint::io::net
