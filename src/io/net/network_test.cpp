#include "io/net/network.h"

#include <gmock/gmock.h>

#include "io/net/testing_client.h"
#include "io/net/testing_core.h"

namespace crosspoint::io::net {
namespace {

using testing::HasSubstr;
using testing::Optional;
using testing_support::Client;
using testing_support::RecordingCore;

Settings settings() {
  return {"127.0.0.1",
          0,
          0,
          "",
          "",
          false,
          {.login_line = 1 << 10, .line = 4 << 20, .outbox = 1 << 20, .sessions = 5000, .anonymous_per_address = 5000},
          2};
}

struct NetworkTest : testing::Test {
  void open(Settings const& with) {
    auto opened = Network::open(with, core.deliver());
    ASSERT_TRUE(opened) << opened.error().detail;
    network = std::move(*opened);
  }

  /// A client and the session the network made of it.
  std::pair<Client, SessionId> connect(int receive_buffer = 0) {
    Client client(network->port(), receive_buffer);
    EXPECT_TRUE(client.connected());
    auto const opened = core.next<flow::ClientOpened>();
    return {std::move(client), opened ? opened->session : SessionId{}};
  }

  std::string next_line(SessionId session) {
    auto const input = core.next_of<flow::ClientLine>(session);
    return input ? input->line : "(nothing)";
  }

  std::string next_end(SessionId session) {
    auto const input = core.next_of<flow::ClientClosed>(session);
    return input ? input->reason : "(nothing)";
  }

  RecordingCore core;
  std::unique_ptr<Network> network;
};

using Lines = NetworkTest;
using Writing = NetworkTest;
using Admission = NetworkTest;
using Ending = NetworkTest;

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
      network->carry_out({}, {session});
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

TEST_F(Writing, RepliesArriveInOrder) {
  open(settings());
  auto [client, session] = connect();
  for (int i = 0; i < 500; ++i) network->carry_out({flow::Reply{session, std::to_string(i) + "\n"}}, {});
  for (int i = 0; i < 500; ++i) ASSERT_THAT(client.line(), Optional(std::to_string(i)));
}

TEST_F(Writing, AReplyComesBeforeThePushesThatFollowIt) {
  open(settings());
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
  open(settings());
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
  open(settings());
  auto [client, session] = connect();
  auto const topic = flow::Topic::all();
  network->carry_out(
      {flow::Watch{session, topic}, flow::Watch{session, topic}, flow::Tell{topic, "once\n"}, flow::Reply{session, "end\n"}}, {});
  EXPECT_THAT(client.line(), Optional(std::string("once")));
  EXPECT_THAT(client.line(), Optional(std::string("end")));
}

TEST_F(Writing, AClientThatKeepsUpSeesEveryStateEvenInOneTurn) {
  open(settings());
  auto [client, session] = connect();
  auto const topic = flow::Topic::endpoint_status(LineId{2});
  network->carry_out(
      {flow::Watch{session, topic}, flow::Tell{topic, "8\n", 2}, flow::Tell{topic, "1\n", 2}, flow::Tell{topic, "0\n", 2}}, {});
  EXPECT_THAT(client.line(), Optional(std::string("8")));
  EXPECT_THAT(client.line(), Optional(std::string("1")));
  EXPECT_THAT(client.line(), Optional(std::string("0")));
}

TEST_F(Writing, ASlowReaderMissesOldStatesOfWhichItGetsTheLast) {
  open(settings());
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
  open(settings());
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
  network->carry_out({flow::Reply{good, "still here\n"}}, {});
  EXPECT_THAT(reader.line(), Optional(std::string("still here")));
}

TEST_F(Admission, MoreSessionsThanAllowedAreClosedAtOnce) {
  auto with = settings();
  with.limits.sessions = 2;
  open(with);
  auto [first, one] = connect();
  auto const second = connect();
  EXPECT_TRUE(Client(network->port()).at_end());
  first.finish();
  EXPECT_EQ(next_end(one), "closed by the client");
  connect();
}

TEST_F(Admission, ALoginMakesRoomForTheNextOfThatAddress) {
  auto with = settings();
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
  open(settings());
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

TEST_F(Ending, FlushesWhatWasWrittenThenCloses) {
  open(settings());
  auto [client, session] = connect();
  client.send("login_capas\nmore that nobody reads");
  EXPECT_EQ(next_line(session), "login_capas");
  network->carry_out({flow::Reply{session, "refused\n"}, flow::Close{session, "login refused"}, flow::Reply{session, "late\n"}},
                     {session});
  EXPECT_THAT(client.line(), Optional(std::string("refused")));
  EXPECT_TRUE(client.at_end());
  EXPECT_EQ(next_end(session), "login refused");
  EXPECT_EQ(core.count<flow::ClientClosed>(), 0U);
}

TEST_F(Ending, EffectsForASessionThatIsGoneDoNothing) {
  open(settings());
  auto [gone, session] = connect();
  network->carry_out({flow::Watch{session, flow::Topic::all()}}, {});
  gone.finish();
  EXPECT_EQ(next_end(session), "closed by the client");
  auto [client, other] = connect();
  network->carry_out({flow::Tell{flow::Topic::all(), "x\n"}, flow::Reply{session, "x\n"},
                      flow::Watch{session, flow::Topic::all()}, flow::Unwatch{session, flow::Topic::all()},
                      flow::LoggedIn{session}, flow::StartTls{session}, flow::Close{session, "x"}, flow::Reply{other, "fine\n"}},
                     {session});
  EXPECT_THAT(client.line(), Optional(std::string("fine")));
}

TEST_F(Ending, RepliesStillReachAClientThatHasFinishedSending) {
  open(settings());
  auto [client, session] = connect();
  client.send("question\n");
  client.finish();
  EXPECT_EQ(next_line(session), "question");
  network->carry_out({flow::Reply{session, "answer\n"}}, {session});
  EXPECT_THAT(client.line(), Optional(std::string("answer")));
  EXPECT_TRUE(client.at_end());
}

TEST_F(Ending, StopClosesEveryClientAndTheListeners) {
  open(settings());
  auto const port = network->port();
  auto [client, session] = connect();
  network->carry_out({flow::Reply{session, "last words\n"}}, {});
  network->stop(std::chrono::seconds(2));
  EXPECT_THAT(client.line(), Optional(std::string("last words")));
  EXPECT_TRUE(client.at_end());
  EXPECT_FALSE(Client(port).connected());
}

TEST_F(Ending, StopDoesNotWaitForWhoDoesNotRead) {
  auto with = settings();
  with.limits.outbox = 64 << 20;
  open(with);
  auto [client, session] = connect(4096);
  network->carry_out({flow::Reply{session, std::string(32 << 20, 'x')}}, {});
  network->stop(std::chrono::milliseconds(10));
  EXPECT_EQ(next_end(session), "the server stops");
}

TEST(Opening, RefusesAPortInUse) {
  RecordingCore core;
  auto const first = Network::open(settings(), core.deliver());
  ASSERT_TRUE(first);
  auto taken = settings();
  taken.port = (*first)->port();
  auto const second = Network::open(taken, core.deliver());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Errc::unavailable);
  EXPECT_THAT(second.error().detail, HasSubstr("127.0.0.1 port " + std::to_string(taken.port)));
}

TEST(Opening, NamesAnAddressThatIsNone) {
  RecordingCore core;
  auto wrong = settings();
  wrong.address = "localhost:5003";
  auto const opened = Network::open(wrong, core.deliver());
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().detail, HasSubstr("localhost:5003"));
}

}  // namespace
}  // namespace crosspoint::io::net
