#pragma once

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/socket.h>

#include <array>
#include <memory>
#include <string>
#include <utility>

#include "io/net/network.h"
#include "io/net/testing/client.h"
#include "io/net/testing/core.h"
#include "io/net/testing/log.h"
#include "io/net/testing/websocket.h"

namespace crosspoint::io::net::testing_support {

/// Small limits, any free port, two threads, no TLS.
inline Settings settings() {
  return {"127.0.0.1",
          0,
          0,
          "",
          "",
          false,
          {.login_line = 1 << 10, .line = 4 << 20, .outbox = 1 << 20, .sessions = 5000, .anonymous_per_address = 5000},
          2};
}

/// A network with a core that a test plays.
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

  /// A WebSocket after its handshake, when `begun` has been read of it, and the session the network made of it.
  std::pair<WebSocketClient, SessionId> connect_websocket(std::string begun = {}) {
    std::array<int, 2> ends{};
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), 0);
    ::fcntl(ends[1], F_SETFL, O_NONBLOCK);
    WebSocketClient client{Client(Descriptor(ends[0]))};
    network->adopt_websocket({Descriptor(ends[1]), nullptr, boost::asio::ip::make_address("192.0.2.7"), std::move(begun)});
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

  CaughtLog log;
  RecordingCore core;
  std::unique_ptr<Network> network;
};

}  // namespace crosspoint::io::net::testing_support
