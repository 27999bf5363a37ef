#include <vector>

#include "io/net/testing/fixture.h"

namespace crosspoint::io::net {
namespace {

using testing::Optional;
using testing_support::masked;
using testing_support::settings;
using testing_support::text_frame;
using testing_support::WebSocketClient;
using wire::websocket::Opcode;
using WebSockets = testing_support::NetworkTest;

std::string close_with(int code) {
  return masked(Opcode::close, std::string{static_cast<char>(code >> 8), static_cast<char>(code & 0xff)});
}

TEST_F(WebSockets, AreSessionsLikeOthersWithAMessageInEachFrame) {
  open(settings());
  auto [client, session] = connect_websocket(text_frame("read before") + text_frame("half").substr(0, 3));
  EXPECT_EQ(next_line(session), "read before");
  network->carry_out({flow::Reply{session, "{\"answer\":1}\n"}}, {session});
  EXPECT_THAT(client.text(), Optional(std::string("{\"answer\":1}")));
  client.send(text_frame("half").substr(3) + text_frame(" \n") + text_frame("one more"));
  EXPECT_EQ(next_line(session), "half");
  EXPECT_EQ(next_line(session), "one more");
}

TEST_F(WebSockets, ComeInThroughAFaceOfTheirOwn) {
  open(settings());
  auto const pair = connect();
  network->adopt_websocket(
      {Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0)), nullptr, boost::asio::ip::make_address("2001:db8::1"), {}});
  auto const opened = core.next<flow::ClientOpened>();
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->face, flow::Face::websocket);
  EXPECT_EQ(opened->address, "2001:db8::1");
}

TEST_F(WebSockets, HearTheSameUpdatesInTheSameOrderAsOthers) {
  open(settings());
  auto const topic = flow::Topic::all();
  auto [plain, one] = connect();
  std::vector<WebSocketClient> sockets;
  std::vector<flow::Effect> effects{flow::Watch{one, topic}};
  for (int i = 0; i < 10; ++i) {
    auto [client, session] = connect_websocket();
    effects.emplace_back(flow::Watch{session, topic});
    if (i == 9) effects.emplace_back(flow::Tell{topic, "not for the last\n", 0, session});
    sockets.push_back(std::move(client));
  }
  std::string const large(70'000, 'x'), middling(200, 'y');
  for (auto const& line : {std::string("short"), middling, large}) effects.emplace_back(flow::Tell{topic, line + "\n"});
  network->carry_out(std::move(effects), {});
  for (std::size_t i = 0; i < sockets.size(); ++i) {
    if (i != 9) {
      EXPECT_THAT(sockets[i].text(), Optional(std::string("not for the last")));
    }
    for (auto const& line : {std::string("short"), middling, large}) EXPECT_THAT(sockets[i].text(), Optional(line));
  }
  for (auto const& line : {std::string("not for the last"), std::string("short"), middling, large})
    EXPECT_THAT(plain.line(), Optional(line));
}

TEST_F(WebSockets, AreAnsweredToThePingThatCameLast) {
  open(settings());
  auto [client, session] = connect_websocket();
  client.send(masked(Opcode::ping, "1") + masked(Opcode::ping, "2"));
  for (auto frame = client.frame();; frame = client.frame()) {
    ASSERT_TRUE(frame);
    EXPECT_EQ(frame->opcode, Opcode::pong);
    if (frame->payload == "2") break;
  }
}

TEST_F(WebSockets, MayHaveLongerMessagesOnceTheLoginIsComplete) {
  open(settings());
  auto [client, session] = connect_websocket();
  std::string const fax(3 << 20, 'x');
  auto const frame = text_frame(fax);
  client.send(text_frame("login") + frame.substr(0, 2000));
  EXPECT_EQ(next_line(session), "login");
  network->carry_out({flow::LoggedIn{session}}, {session});
  client.send(frame.substr(2000));
  EXPECT_EQ(next_line(session), fax);
}

TEST_F(WebSockets, P013_AreClosedForAMessageThatIsTooLong) {
  open(settings());
  auto [client, session] = connect_websocket();
  client.send(text_frame("before") + text_frame(std::string(1025, 'x')));
  EXPECT_EQ(next_line(session), "before");
  network->carry_out({}, {session});
  EXPECT_EQ(client.close_code(), 1009);
  client.finish();
  EXPECT_EQ(next_end(session), "message too long");
  EXPECT_TRUE(log.has("closed: message too long (192.0.2.7)"));
}

TEST_F(WebSockets, AreClosedWithTheCodeOfWhatTheyDidWrong) {
  open(settings());
  for (auto const& [bytes, code] :
       {std::pair{std::string("\x81\x02{}", 4), 1002}, {masked(Opcode::binary, "{}"), 1003}, {text_frame("\xff"), 1007}}) {
    auto [client, session] = connect_websocket();
    client.send(bytes + std::string(100'000, 'x'));
    EXPECT_EQ(client.close_code(), code);
    EXPECT_TRUE(client.at_end());
    client.finish();
    EXPECT_NE(next_end(session), "does not read");
  }
}

TEST_F(WebSockets, AreAnsweredWhatTheyAskedBeforeTheyClosed) {
  open(settings());
  auto [client, session] = connect_websocket();
  client.send(text_frame("question") + close_with(1000));
  EXPECT_EQ(next_line(session), "question");
  network->carry_out({flow::Reply{session, "answer\n"}}, {session});
  EXPECT_THAT(client.text(), Optional(std::string("answer")));
  EXPECT_EQ(client.close_code(), 1000);
  EXPECT_TRUE(client.at_end());
  EXPECT_EQ(next_end(session), "closed by the client");
}

TEST_F(WebSockets, HearTheLastWordsAndAnswerToTheCloseOfTheServer) {
  open(settings());
  auto [client, session] = connect_websocket();
  network->carry_out({flow::Reply{session, "refused\n"}, flow::Close{session, "login refused"}, flow::Reply{session, "late\n"}},
                     {});
  EXPECT_THAT(client.text(), Optional(std::string("refused")));
  EXPECT_EQ(client.close_code(), 1008);
  EXPECT_EQ(core.count<flow::ClientClosed>(), 0U) << "it may still be reading";
  client.send(text_frame("of no interest") + close_with(1008));
  EXPECT_TRUE(client.at_end());
  EXPECT_EQ(next_end(session), "login refused");
  EXPECT_EQ(core.count<flow::ClientLine>(), 0U);
}

TEST_F(WebSockets, ThatHaveClosedBeforeTheServerDoesAreNotWaitedFor) {
  open(settings());
  auto [client, session] = connect_websocket();
  client.send(text_frame("nonsense") + text_frame("more") + close_with(1000));
  EXPECT_EQ(next_line(session), "nonsense");
  network->carry_out({flow::Close{session, "not a CTI message"}}, {session});
  EXPECT_EQ(client.close_code(), 1008);
  EXPECT_TRUE(client.at_end());
  EXPECT_EQ(next_end(session), "not a CTI message");
}

TEST_F(WebSockets, ThatDoNotAnswerToTheCloseAreDropped) {
  open(settings());
  auto [client, session] = connect_websocket();
  network->carry_out({flow::Close{session, "sent away"}}, {});
  EXPECT_EQ(client.close_code(), 1008);
  EXPECT_EQ(next_end(session), "sent away") << "after two seconds";
}

TEST_F(WebSockets, AreToldThatTheServerStops) {
  open(settings());
  auto [client, session] = connect_websocket();
  network->stop(std::chrono::milliseconds(10));
  EXPECT_EQ(client.close_code(), 1001);
  EXPECT_TRUE(client.at_end());
}

TEST_F(WebSockets, ThatDoNotReadAreCountedAndClosed) {
  open(settings());
  auto [sleeper, bad] = connect_websocket();
  auto const topic = flow::Topic::all();
  network->carry_out({flow::Watch{bad, topic}}, {});
  std::string const chat(100'000, 'x');
  for (int told = 0; told < 8; ++told) network->carry_out({flow::Tell{topic, chat + "\n"}}, {});
  auto backlog = network->backlog();
  for (; backlog.clients == 0; backlog = network->backlog()) std::this_thread::yield();
  EXPECT_EQ(backlog.clients, 1U);
  EXPECT_GT(backlog.bytes, 100'000U);
  EXPECT_EQ(backlog.bytes, backlog.largest);
  for (int told = 0; told < 20; ++told) network->carry_out({flow::Tell{topic, chat + "\n"}}, {});
  EXPECT_EQ(next_end(bad), "does not read");
  for (; backlog.clients != 0; backlog = network->backlog()) std::this_thread::yield();
  EXPECT_EQ(backlog.bytes, 0U);
}

TEST_F(WebSockets, ThatReadAgainInTimeLearnWhyTheyAreClosed) {
  open(settings());
  auto [sleeper, session] = connect_websocket();
  std::string const reply(100'000, 'x');
  network->carry_out(std::vector<flow::Effect>(28, flow::Reply{session, reply + "\n"}), {});
  while (network->backlog().clients == 0) std::this_thread::yield();  // it sleeps until the server has given up on it
  EXPECT_LE(network->backlog().bytes, reply.size()) << "only what was begun and the reason are left";
  EXPECT_EQ(sleeper.close_code(), 1013);
  sleeper.send(close_with(1013));
  EXPECT_EQ(next_end(session), "does not read");
}

TEST_F(WebSockets, AreAskedWhetherTheyLiveAndThoseThatDoNotAnswerClosed) {
  auto with = settings();
  with.ping_every = std::chrono::milliseconds(100);
  open(with);
  auto [dead, one] = connect_websocket();
  auto [living, other] = connect_websocket();
  for (int pings = 0; pings < 5; ++pings) {
    auto const frame = living.frame();
    ASSERT_TRUE(frame);
    EXPECT_EQ(frame->opcode, Opcode::ping);
    living.send(masked(Opcode::pong, frame->payload));
  }
  EXPECT_EQ(dead.close_code(), 1008);
  EXPECT_EQ(next_end(one), "does not answer pings");
  EXPECT_EQ(core.count<flow::ClientClosed>(), 0U);
}

TEST_F(WebSockets, CountAgainstTheLimitsOfAllClients) {
  auto with = settings();
  with.limits.sessions = 1;
  open(with);
  auto const first = connect();
  std::array<int, 2> ends{};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
  WebSocketClient late{testing_support::Client(Descriptor(ends[0]))};
  network->adopt_websocket({Descriptor(ends[1]), nullptr, boost::asio::ip::make_address("192.0.2.7"), {}});
  EXPECT_EQ(late.close_code(), 1013);
  EXPECT_TRUE(late.at_end());
  EXPECT_TRUE(log.has("refused: too many sessions (192.0.2.7)"));
}

}  // namespace
}  // namespace crosspoint::io::net
