#include "io/http/server.h"

#include "io/http/server_fixture.h"

namespace crosspoint::io::http {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::StartsWith;

std::string get(std::string const& target, std::string const& more = {}) {
  return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + more + "\r\n";
}

TEST_F(HttpServer, AnswersOneRequestAfterTheOtherOverOneConnection) {
  open();
  Client client(server->port());
  client.send(get("/health") + get("/health?verbose=1"));
  for (int i = 0; i < 2; ++i) {
    auto const lines = head(client);
    EXPECT_EQ(lines.front(), "HTTP/1.1 200 OK\r");
    EXPECT_THAT(lines, Contains("Content-Type: application/json\r"));
    EXPECT_THAT(lines, Contains("X-Content-Type-Options: nosniff\r"));
    EXPECT_EQ(client.line(), "{}");
  }
  client.send("HEAD /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(head(client), Contains("Content-Length: 3\r"));
  EXPECT_EQ(client.line(), std::nullopt) << "no body, and the end";
}

TEST_F(HttpServer, AnswersThoseOfAnOlderVersionOnce) {
  open();
  Client client(server->port());
  client.send("GET /health HTTP/1.0\r\n\r\n");
  EXPECT_THAT(head(client), Contains("Connection: close\r"));
  EXPECT_EQ(client.line(), "{}");
  EXPECT_TRUE(client.at_end());
}

TEST_F(HttpServer, GivesTheStatusThatTheRouteSays) {
  open();
  Client client(server->port());
  client.send(get("/ill"));
  EXPECT_EQ(head(client).front(), "HTTP/1.1 503 Service Unavailable\r");
  EXPECT_EQ(client.line(), "[]");
}

TEST_F(HttpServer, RefusesWhatItDoesNotHave) {
  open();
  EXPECT_THAT(status_of(get("/nothing")), StartsWith("HTTP/1.1 404 "));
  EXPECT_THAT(status_of(get("/../etc/passwd")), StartsWith("HTTP/1.1 404 "));
  for (auto const* const path : {"/health", "/", "/assets/a-1.js"}) {
    Client client(server->port());
    client.send("DELETE " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    auto const lines = head(client);
    EXPECT_EQ(lines.front(), "HTTP/1.1 405 Method Not Allowed\r");
    EXPECT_THAT(lines, Contains("Allow: GET, HEAD\r"));
  }
}

TEST_F(HttpServer, SaysWhatIsWrongWithARequestAndCloses) {
  open();
  auto const x = [](std::size_t count) { return std::string(count, 'x'); };
  for (auto const& [request, status] : std::vector<std::pair<std::string, std::string>>{
           {"no HTTP at all\r\n\r\n", "400 Bad Request"},
           {"GET / HTTP/2.0\r\nHost: x\r\n\r\n", "400 Bad Request"},
           {"GET / HTTP/1.1\r\n\r\n", "400 Bad Request"},
           {"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "400 Bad Request"},
           {"GET / HTTP/1.1\r\nHost: x/@y\r\n\r\n", "400 Bad Request"},
           {"GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request"},
           {"GET * HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request"},
           {"GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request"},
           {"GET /health HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello", "400 Bad Request"},
           {"POST /api/a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "400 Bad Request"},
           {"POST /api/a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", "400 Bad Request"},
           {"POST /api/a HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "400 Bad Request"},
           {"POST /api/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nno size\r\n", "400 Bad Request"},
           {"GET /api/%ff HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request"},
           {"GET / HTTP/1.1\r\nHost: x\r\nX: " + x(Limits().head) + "\r\n\r\n", "431 Request Header Fields Too Large"},
           {"GET /" + x(Limits().head) + " HTTP/1.1\r\nHost: x\r\n\r\n", "431 Request Header Fields Too Large"},
           {"POST /api/a HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n", "413 Payload Too Large"},
           {"POST /api/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\n" + x(1048577),
            "413 Payload Too Large"},
       }) {
    Client client(server->port());
    client.send(request);
    EXPECT_EQ(client.line(), "HTTP/1.1 " + status + "\r") << request.substr(0, 80);
    EXPECT_TRUE(client.at_end());
  }
  EXPECT_EQ(count_of_questions(), 0U);
}

TEST_F(HttpServer, EndsAConnectionThatSpeaksTlsWithoutACertificate) {
  open();
  Client client(server->port());
  EXPECT_FALSE(client.secure());
}

TEST_F(HttpServer, EndsAConnectionThatTakesTooLong) {
  open({.time_for_head = std::chrono::milliseconds(50)});
  Client client(server->port());
  client.send("GET /health HT");
  EXPECT_TRUE(client.at_end());
}

TEST_F(HttpServer, ClosesAConnectionAfterSoManyRequests) {
  open({.requests = 2});
  Client client(server->port());
  client.send(get("/health") + get("/health") + get("/health"));
  head(client);
  EXPECT_EQ(client.line(), "{}");
  EXPECT_THAT(head(client), Contains("Connection: close\r"));
  EXPECT_EQ(client.line(), "{}");
  EXPECT_TRUE(client.at_end());
}

TEST_F(HttpServer, ServesNewcomersBeforeThoseWhoKeepItWaiting) {
  open({.connections_per_address = 3});
  std::vector<Client> slow;
  for (auto const* const begun : {"", "GET /hea", "\x16\x03\x01"}) slow.emplace_back(server->port()).send(begun);
  EXPECT_EQ(status_of(get("/health")), "HTTP/1.1 200 OK\r");
  EXPECT_TRUE(slow.front().at_end()) << "the one that has waited longest";
  slow[1].send("lth HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(slow[1].line(), "HTTP/1.1 200 OK\r");
}

TEST_F(HttpServer, TakesRoomFromTheAddressThatHasMost) {
  open({.connections = 2});
  std::vector<Client> slow;
  for (int i = 0; i < 5; ++i) slow.emplace_back(server->port()).send("GET /hea");
  EXPECT_EQ(status_of(get("/health")), "HTTP/1.1 200 OK\r");
}

TEST_F(HttpServer, RefusesANewcomerWhereAllOthersAreBeingServed) {
  silent = true;
  open({.connections = 1});
  Client busy(server->port());
  busy.send(get("/api/a"));
  while (count_of_questions() == 0) std::this_thread::yield();
  Client second(server->port());
  EXPECT_TRUE(second.at_end());
  EXPECT_TRUE(log.has("HTTP: refused: too many connections (127.0.0.1)"));
}

TEST_F(HttpServer, ShowsSomeThingsOnlyToThoseItKnows) {
  auto guarded = site();
  guarded.guard.knows = [](std::string_view token, std::string_view scope) { return token == "good" && scope == "metrics"; };
  open(std::move(guarded));
  auto const forwarded = [](std::string const& more) { return get("/figures", "X-Forwarded-For: 192.0.2.1\r\n" + more); };
  EXPECT_THAT(status_of(get("/figures")), StartsWith("HTTP/1.1 200 ")) << "a program on this machine";
  EXPECT_THAT(status_of(forwarded("")), StartsWith("HTTP/1.1 401 ")) << "by a proxy, from elsewhere";
  EXPECT_THAT(status_of(forwarded("Authorization: Bearer bad\r\n")), StartsWith("HTTP/1.1 401 "));
  EXPECT_THAT(status_of(forwarded("Authorization: Basic good\r\n")), StartsWith("HTTP/1.1 401 "));
  EXPECT_THAT(status_of(forwarded("Authorization: Bearer good\r\n")), StartsWith("HTTP/1.1 200 "));
  EXPECT_THAT(status_of(get("/api/a", "Via: 1.1 proxy\r\nAuthorization: Bearer good\r\n")), StartsWith("HTTP/1.1 401 "))
      << "another scope";
  EXPECT_THAT(status_of(get("/health", "Via: 1.1 proxy\r\n")), StartsWith("HTTP/1.1 200 ")) << "is for everybody";
}

TEST_F(HttpServer, ShowsSomeThingsToProgramsOfListedNetworks) {
  auto guarded = site();
  guarded.guard.ranges = {net::Range::parse("127.0.0.0/8").value()};
  open(std::move(guarded));
  EXPECT_THAT(status_of(get("/figures", "Via: 1.1 proxy\r\n")), StartsWith("HTTP/1.1 200 "));
}

TEST_F(HttpServer, SaysWhyItCannotListen) {
  open();
  auto const second = Server::open({"127.0.0.1", server->port()}, {});
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().detail, HasSubstr(std::to_string(server->port())));
}

}  // namespace
}  // namespace crosspoint::io::http
