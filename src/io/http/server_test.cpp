#include "io/http/server.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <vector>

#include "io/http/handshake.h"
#include "io/net/testing/client.h"
#include "io/net/testing/log.h"

namespace crosspoint::io::http {
namespace {

using net::testing_support::Client;
using testing::Contains;
using testing::HasSubstr;
using testing::StartsWith;

struct HttpServer : testing::Test {
  std::unique_ptr<Server> open(std::size_t connections = 64, std::chrono::milliseconds patience = std::chrono::seconds(10)) {
    Routes routes{{"/health",
                   [] {
                     return Response{"application/json", "{}\n"};
                   }},
                  {"/ill", [] {
                     return Response{"application/json", "[]\n", Response::Status::unavailable};
                   }}};
    return Server::open({"127.0.0.1", 0, connections, patience}, std::move(routes)).value();
  }

  /// The lines of the answer up to and with the empty one.
  static std::vector<std::string> head(Client& client) {
    std::vector<std::string> lines;
    while (auto line = client.line()) {
      lines.push_back(*line);
      if (line == "\r") break;
    }
    return lines;
  }
};

TEST_F(HttpServer, AnswersOneRequestAfterTheOtherOverOneConnection) {
  auto const server = open();
  Client client(server->port());
  for (auto const* const target : {"/health", "/health?verbose=1"}) {
    client.send("GET " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    auto const lines = head(client);
    EXPECT_EQ(lines.front(), "HTTP/1.1 200 OK\r");
    EXPECT_THAT(lines, Contains("Content-Type: application/json\r"));
    EXPECT_EQ(client.line(), "{}");
  }
  client.send("HEAD /health HTTP/1.1\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(head(client), Contains("Content-Length: 3\r"));
  EXPECT_EQ(client.line(), std::nullopt) << "no body, and the end";
}

TEST_F(HttpServer, GivesTheStatusThatTheRouteSays) {
  auto const server = open();
  Client client(server->port());
  client.send("GET /ill HTTP/1.1\r\n\r\n");
  EXPECT_EQ(head(client).front(), "HTTP/1.1 503 Service Unavailable\r");
  EXPECT_EQ(client.line(), "[]");
}

TEST_F(HttpServer, RefusesWhatItDoesNotHave) {
  auto const server = open();
  for (auto const& [request, status] :
       {std::pair{"GET /nothing HTTP/1.1\r\n\r\n", "HTTP/1.1 404 "}, {"DELETE /health HTTP/1.1\r\n\r\n", "HTTP/1.1 405 "}}) {
    Client client(server->port());
    client.send(request);
    EXPECT_THAT(head(client).front(), StartsWith(status));
  }
}

TEST_F(HttpServer, EndsConnectionsThatSendNoRequestItWouldTake) {
  auto const server = open();
  for (auto const& bytes : {std::string("\x16\x03\x01 no HTTP at all\r\n\r\n"),
                            "GET / HTTP/1.1\r\nX: " + std::string(Server::most_bytes_of_header, 'x') + "\r\n\r\n",
                            std::string("GET /health HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello")}) {
    Client client(server->port());
    client.send(bytes);
    EXPECT_TRUE(client.at_end()) << bytes.substr(0, 40);
  }
}

TEST_F(HttpServer, EndsAConnectionThatTakesTooLong) {
  auto const server = open(64, std::chrono::milliseconds(50));
  Client client(server->port());
  client.send("GET /health HT");
  EXPECT_TRUE(client.at_end());
}

TEST_F(HttpServer, ClosesAConnectionTooManyAndTakesAnotherWhenThereIsRoom) {
  net::testing_support::CaughtLog log;
  auto const server = open(1);
  {
    Client first(server->port());
    first.send("GET /health HTTP/1.1\r\n\r\n");
    EXPECT_EQ(head(first).front(), "HTTP/1.1 200 OK\r");
    Client second(server->port());
    EXPECT_TRUE(second.at_end());
    EXPECT_TRUE(log.has("HTTP: refused: too many connections (127.0.0.1)"));
    first.send("GET /health HTTP/1.1\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(first.at_end());
  }
  for (bool answered = false; !answered;) {  // the server notices the end on its own thread
    Client third(server->port());
    third.send("GET /health HTTP/1.1\r\n\r\n");
    answered = !head(third).empty();
  }
}

std::string handshake(std::string const& more = {}) {
  return "GET /ws HTTP/1.1\r\nHost: cti.example:9495\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n"
         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
         more + "\r\n";
}

struct HttpServerWithWebSockets : HttpServer {
  struct Adopted {
    Descriptor socket;
    net::Address address;
    std::string begun;
  };

  std::unique_ptr<Server> open(std::vector<std::string> origins = {}) {
    Routes routes{{"/health", [] { return Response{"application/json", "{}\n"}; }}};
    return Server::open({"127.0.0.1", 0, 2}, std::move(routes),
                        {"/ws", std::move(origins),
                         [this](Descriptor socket, net::Address const& address, std::string begun) {
                           adopted.set_value({std::move(socket), address, std::move(begun)});
                         }})
        .value();
  }

  std::promise<Adopted> adopted;
};

TEST_F(HttpServerWithWebSockets, HandsOverAConnectionWithAllThatWasReadOfIt) {
  auto const server = open();
  Client client(server->port());
  client.send(handshake() + "what comes next");
  auto const lines = head(client);
  EXPECT_EQ(lines.front(), "HTTP/1.1 101 Switching Protocols\r");
  EXPECT_THAT(lines, Contains("Upgrade: websocket\r"));
  EXPECT_THAT(lines, Contains("Connection: Upgrade\r"));
  EXPECT_THAT(lines, Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r"));
  auto taken = adopted.get_future().get();
  EXPECT_EQ(taken.begun, "what comes next");
  EXPECT_EQ(taken.address.to_string(), "127.0.0.1");
  EXPECT_NE(::fcntl(taken.socket.get(), F_GETFL) & O_NONBLOCK, 0);
  ASSERT_EQ(::send(taken.socket.get(), "hello\n", 6, 0), 6);
  EXPECT_EQ(client.line(), "hello");
  std::vector<Client> others;
  for (int i = 0; i < 2; ++i) {
    others.emplace_back(server->port()).send("GET /health HTTP/1.1\r\n\r\n");
    EXPECT_EQ(head(others.back()).front(), "HTTP/1.1 200 OK\r") << "a WebSocket takes up no room here";
  }
}

TEST_F(HttpServerWithWebSockets, SaysWhyThereWillBeNone) {
  net::testing_support::CaughtLog log;
  auto const server = open();
  auto const without = [](std::string const& text) {
    auto request = handshake();
    return request.erase(request.find(text), text.size());
  };
  for (auto const& [request, status] : {std::pair{handshake("Origin: https://evil.example\r\n"), "HTTP/1.1 403 "},
                                        {without("Upgrade: WebSocket\r\n"), "HTTP/1.1 426 "},
                                        {without(", Upgrade"), "HTTP/1.1 426 "},
                                        {without("Sec-WebSocket-Version: 13\r\n"), "HTTP/1.1 426 "},
                                        {without("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"), "HTTP/1.1 400 "},
                                        {without("HNhbXBs"), "HTTP/1.1 400 "},
                                        {"POST" + handshake().substr(3), "HTTP/1.1 405 "}}) {
    Client client(server->port());
    client.send(request);
    EXPECT_THAT(head(client).front(), StartsWith(status)) << request;
    if (std::string_view(status).find("403") != std::string_view::npos) {
      EXPECT_THAT(client.line(),
                  testing::Optional(HasSubstr("https://evil.example are not admitted here: the setting http.origins")));
      EXPECT_TRUE(log.has("page that http.origins does not admit (127.0.0.1, https://evil.example)"));
    }
  }
}

TEST(Origins, AreThoseOfTheHostThatIsAskedUnlessSomeAreListed) {
  EXPECT_TRUE(admits({}, "http://cti.example:9495", "cti.example:9495"));
  EXPECT_TRUE(admits({}, "https://CTI.example", "cti.example"));
  EXPECT_TRUE(admits({}, "https://cti.example", "cti.example:443"));
  EXPECT_TRUE(admits({}, "http://[::1]", "[::1]:80"));
  EXPECT_FALSE(admits({}, "http://cti.example", "cti.example:9495"));
  EXPECT_FALSE(admits({}, "https://cti.example.evil.example", "cti.example"));
  EXPECT_FALSE(admits({}, "null", "cti.example"));
  EXPECT_FALSE(admits({}, "http://", ""));
  std::vector<std::string> const listed{"https://phone.example", "http://localhost:8080"};
  EXPECT_TRUE(admits(listed, "https://Phone.example", "cti.example"));
  EXPECT_TRUE(admits(listed, "http://localhost:8080", "cti.example"));
  EXPECT_FALSE(admits(listed, "http://localhost", "cti.example"));
  EXPECT_FALSE(admits(listed, "https://cti.example", "cti.example")) << "the list is the whole of it";
}

TEST_F(HttpServer, SaysWhyItCannotListen) {
  auto const server = open();
  auto const second = Server::open({"127.0.0.1", server->port()}, {});
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().detail, HasSubstr(std::to_string(server->port())));
}

}  // namespace
}  // namespace crosspoint::io::http
