#include "io/net/testing/fixture.h"

namespace crosspoint::io::net {
namespace {

using testing::HasSubstr;
using testing::Optional;
using testing_support::Client;
using testing_support::RecordingCore;
using testing_support::settings;
using Ending = testing_support::NetworkTest;

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

}  // namespace
}  // namespace crosspoint::io::net
