#include "io/ami/connector.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "base/descriptor.h"
#include "io/net/listen.h"
#include "io/net/testing/core.h"

namespace crosspoint::io::ami {
namespace {

using flow::AmiLink;
using net::testing_support::RecordingCore;
using testing::HasSubstr;

/// An exchange's side of a connection.
struct Peer {
  explicit Peer(Descriptor accepted) : socket(std::move(accepted)) {}

  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      auto const sent = ::send(socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  /// So many bytes, or fewer at the end of the stream.
  [[nodiscard]] std::string receive(std::size_t count) const {
    std::string bytes(count, '\0');
    auto const received = ::recv(socket.get(), bytes.data(), count, MSG_WAITALL);
    bytes.resize(received > 0 ? static_cast<std::size_t>(received) : 0);
    return bytes;
  }

  Descriptor socket;
};

struct ConnectorTest : testing::Test {
  ConnectorTest() {
    auto const blocking = ::fcntl(listener.get(), F_GETFL) & ~O_NONBLOCK;
    ::fcntl(listener.get(), F_SETFL, blocking);
  }

  Peer accept() const {
    Descriptor accepted(::accept(listener.get(), nullptr, nullptr));
    timeval const patience{20, 0};
    ::setsockopt(accepted.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return Peer(std::move(accepted));
  }

  Peer connect(AmiLink link) {
    connector.carry_out({flow::AmiConnect{link}});
    auto peer = accept();
    EXPECT_TRUE(core.next<flow::AmiConnected>([link](auto const& connected) { return connected.link == link; }));
    return peer;
  }

  std::string next_bytes(AmiLink link, std::size_t count) {
    std::string bytes;
    while (bytes.size() < count) {
      auto const input = core.next<flow::AmiBytes>([link](auto const& some) { return some.link == link; });
      if (!input) break;
      bytes += input->bytes;
    }
    return bytes;
  }

  Descriptor listener = std::move(*net::listen_on("127.0.0.1", 0));
  RecordingCore core;
  Connector connector{"127.0.0.1", net::port_of(listener), core.deliver()};
};

TEST_F(ConnectorTest, KeepsTheTwoLinksApart) {
  auto const events = connect(AmiLink::events);
  auto const actions = connect(AmiLink::actions);
  events.send("Event: Newchannel\r\n\r\n");
  actions.send("Response: Success\r\n\r\n");
  EXPECT_EQ(next_bytes(AmiLink::actions, 21), "Response: Success\r\n\r\n");
  EXPECT_EQ(next_bytes(AmiLink::events, 21), "Event: Newchannel\r\n\r\n");
  connector.carry_out({flow::AmiSend{AmiLink::actions, "Action: Ping\r\n"}, flow::AmiSend{AmiLink::actions, "\r\n"},
                       flow::AmiSend{AmiLink::events, "Action: Events\r\n\r\n"}});
  EXPECT_EQ(actions.receive(16), "Action: Ping\r\n\r\n");
  EXPECT_EQ(events.receive(18), "Action: Events\r\n\r\n");
}

TEST_F(ConnectorTest, AnAnswerComesAfterTheEventsBeforeIt) {
  auto const events = connect(AmiLink::events);
  auto const actions = connect(AmiLink::actions);
  for (int i = 0; i < 100; ++i) {
    events.send("event\n");
    events.send("event\n");  // within the breath after the first
    actions.send("answer\n");
    std::string before;
    for (auto input = core.next<flow::AmiBytes>(); input && input->link == AmiLink::events; input = core.next<flow::AmiBytes>())
      before += input->bytes;
    ASSERT_EQ(before, "event\nevent\n") << "at the answer " << i;
  }
}

TEST_F(ConnectorTest, NeverStopsReading) {
  auto const peer = connect(AmiLink::events);
  std::string const megabyte(1 << 20, 'e');
  for (int i = 0; i < 64; ++i) peer.send(megabyte);
  EXPECT_EQ(next_bytes(AmiLink::events, 64 << 20).size(), 64U << 20);
}

TEST_F(ConnectorTest, SendsMuchWithoutLosingAnything) {
  auto const peer = connect(AmiLink::actions);
  std::string all;
  for (int i = 0; i < 10'000; ++i) {
    auto const action = "Action: " + std::to_string(i) + std::string(500, ' ') + "\r\n\r\n";
    all += action;
    connector.carry_out({flow::AmiSend{AmiLink::actions, action}});
  }
  EXPECT_EQ(peer.receive(all.size()), all);
}

TEST_F(ConnectorTest, TellsWhenTheExchangeHasClosed) {
  auto peer = connect(AmiLink::events);
  peer.send("Event: Shutdown\r\n\r\n");
  peer.socket = Descriptor(-1);
  EXPECT_EQ(next_bytes(AmiLink::events, 19), "Event: Shutdown\r\n\r\n");
  auto const closed = core.next<flow::AmiClosed>();
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->link, AmiLink::events);
  EXPECT_EQ(closed->reason, "closed by the exchange");
}

TEST_F(ConnectorTest, ConnectsAgainAfterAClose) {
  auto const first = connect(AmiLink::events);
  connector.carry_out({flow::AmiClose{AmiLink::events}});
  EXPECT_EQ(first.receive(1), "") << "the connection is still open";
  auto const second = connect(AmiLink::events);
  second.send("Asterisk Call Manager/5.0.4\r\n");
  EXPECT_EQ(next_bytes(AmiLink::events, 29), "Asterisk Call Manager/5.0.4\r\n");
  EXPECT_EQ(core.count<flow::AmiClosed>(), 0U) << "nobody asked to be told of what he did himself";
}

TEST_F(ConnectorTest, TellsWhenNobodyListens) {
  listener = Descriptor(-1);
  connector.carry_out({flow::AmiConnect{AmiLink::actions}});
  auto const closed = core.next<flow::AmiClosed>();
  ASSERT_TRUE(closed);
  EXPECT_THAT(closed->reason, HasSubstr("refused"));
}

TEST_F(ConnectorTest, GivesUpOnAnExchangeThatTakesNothing) {
  auto const peer = connect(AmiLink::actions);
  for (int i = 0; i < 64; ++i) connector.carry_out({flow::AmiSend{AmiLink::actions, std::string(1 << 20, 'a')}});
  auto const closed = core.next<flow::AmiClosed>();
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->reason, "does not take what it is sent");
}

TEST_F(ConnectorTest, SendsNothingOverALinkThatIsNotThere) {
  connector.carry_out({flow::AmiSend{AmiLink::actions, "lost"}, flow::AmiClose{AmiLink::actions}});
  auto const peer = connect(AmiLink::actions);
  connector.carry_out({flow::AmiSend{AmiLink::actions, "kept"}});
  EXPECT_EQ(peer.receive(4), "kept");
}

}  // namespace
}  // namespace crosspoint::io::ami
