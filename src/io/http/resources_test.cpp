// Requests that the core answers.
#include <thread>

#include "io/http/server_fixture.h"

namespace crosspoint::io::http {
namespace {

using testing::Contains;

struct HttpResources : HttpServer {
  /// Sends a request and gives the body of the answer.
  std::string body_of(std::string const& request) {
    Client client(server->port());
    client.send(request);
    head(client);
    return client.line().value_or("");
  }
};

TEST_F(HttpResources, AreAskedWithAllThatARequestSays) {
  open();
  EXPECT_EQ(body_of("PATCH /api/caf%C3%A9?limit=1&a=%26 HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"),
            "PATCH /api/café?limit=1&a=%26 hello");
  EXPECT_EQ(body_of("DELETE /api/a HTTP/1.1\r\nHost: x\r\n\r\n"), "DELETE /api/a? ");
  EXPECT_EQ(
      body_of(
          "POST /api/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nX: y\r\n\r\n"),
      "POST /api/a? hello");
}

TEST_F(HttpResources, AnswerWithHeadersOfTheirOwn) {
  open();
  Client client(server->port());
  client.send("PUT /api/a HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
  auto const lines = head(client);
  EXPECT_THAT(lines, Contains("X-Type: application/json\r"));
  EXPECT_THAT(lines, Contains("Cache-Control: no-store\r"));
  EXPECT_EQ(client.line(), "PUT /api/a? {}");
  client.send("GET /api/b HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(head(client).front(), "HTTP/1.1 200 OK\r") << "over the same connection";
}

TEST_F(HttpResources, GetABodyHoweverItIsCut) {
  open();
  std::string const request = "POST /api/a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";
  Client client(server->port());
  for (auto const byte : request) client.send({&byte, 1});
  head(client);
  EXPECT_EQ(client.line(), "POST /api/a? hello");
}

TEST_F(HttpResources, TellAClientThatAsksFirstToGoOn) {
  open();
  Client client(server->port());
  client.send("POST /api/a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
  EXPECT_EQ(client.line(), "HTTP/1.1 100 Continue\r");
  EXPECT_EQ(client.line(), "\r");
  client.send("hello");
  EXPECT_EQ(client.line(), "HTTP/1.1 200 OK\r");
}

TEST_F(HttpResources, TellAClientThatAsksFirstWhatIsTooMuch) {
  open({.body = 4});
  EXPECT_EQ(status_of("POST /api/a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n"),
            "HTTP/1.1 413 Payload Too Large\r");
}

TEST_F(HttpResources, HaveRoomForSoManyBytesOfAnAddress) {
  silent = true;
  open({.bodies_per_address = 10});
  Client first(server->port());
  first.send("POST /api/a HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nhello.");
  while (count_of_questions() == 0) std::this_thread::yield();
  EXPECT_EQ(status_of("POST /api/a HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nhello."),
            "HTTP/1.1 503 Service Unavailable\r");
  server->carry_out({{questions.front().id, 204, "text/plain", "", {}}});
  EXPECT_EQ(first.line(), "HTTP/1.1 204 No Content\r");
  silent = false;
  EXPECT_EQ(status_of("POST /api/a HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nhello."), "HTTP/1.1 200 OK\r");
}

TEST_F(HttpResources, AreBusyWhenTheCoreDoesNotAnswer) {
  silent = true;
  open({.time_for_core = std::chrono::milliseconds(20)});
  Client client(server->port());
  client.send("GET /api/a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(head(client).front(), "HTTP/1.1 503 Service Unavailable\r");
  EXPECT_EQ(client.line(), "The server is busy. Try again.");
  server->carry_out({{questions.front().id, 200, "text/plain", "late\n", {}}});
  client.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
  head(client);
  EXPECT_EQ(client.line(), "{}") << "what came late goes nowhere";
}

TEST_F(HttpResources, ForgetWhoIsGone) {
  silent = true;
  open({.connections = 1});
  {
    Client gone(server->port());
    gone.send("GET /api/a HTTP/1.1\r\nHost: x\r\n\r\n");
    while (count_of_questions() == 0) std::this_thread::yield();
  }
  server->carry_out({{questions.front().id, 200, "text/plain", std::string(1 << 20, 'x'), {}}});
  silent = false;
  for (bool answered = false; !answered;)  // the server notices the end on its own thread
    answered = status_of("GET /api/a HTTP/1.1\r\nHost: x\r\n\r\n") == "HTTP/1.1 200 OK\r";
}

}  // namespace
}  // namespace crosspoint::io::http
