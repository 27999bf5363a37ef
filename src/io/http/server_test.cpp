#include "io/http/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "io/net/testing/client.h"

namespace crosspoint::io::http {
namespace {

using net::testing_support::Client;
using testing::Contains;
using testing::StartsWith;

struct HttpServer : testing::Test {
  std::unique_ptr<Server> open(std::size_t connections = 64, std::chrono::milliseconds patience = std::chrono::seconds(10)) {
    Routes routes{{"/health", [] { return Response{"application/json", "{}\n"}; }}};
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
  auto const server = open(1);
  {
    Client first(server->port());
    first.send("GET /health HTTP/1.1\r\n\r\n");
    EXPECT_EQ(head(first).front(), "HTTP/1.1 200 OK\r");
    Client second(server->port());
    EXPECT_TRUE(second.at_end());
    first.send("GET /health HTTP/1.1\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(first.at_end());
  }
  for (bool answered = false; !answered;) {  // the server notices the end on its own thread
    Client third(server->port());
    third.send("GET /health HTTP/1.1\r\n\r\n");
    answered = !head(third).empty();
  }
}

TEST_F(HttpServer, SaysWhyItCannotListen) {
  auto const server = open();
  auto const second = Server::open({"127.0.0.1", server->port()}, {});
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().detail, testing::HasSubstr(std::to_string(server->port())));
}

}  // namespace
}  // namespace crosspoint::io::http
