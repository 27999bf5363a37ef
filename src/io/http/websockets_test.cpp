#include <fcntl.h>

#include <future>

#include "io/http/handshake.h"
#include "io/http/server_fixture.h"
#include "io/net/testing/certificate.h"

namespace crosspoint::io::http {
namespace {

using net::testing_support::Certificate;
using testing::Contains;
using testing::HasSubstr;
using testing::StartsWith;

std::string handshake(std::string const& more = {}) {
  return "GET /ws HTTP/1.1\r\nHost: cti.example:9495\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n"
         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
         more + "\r\n";
}

struct HttpServerWithWebSockets : HttpServer {
  void open(std::optional<net::Tls> tls = {}) {
    auto with = site();
    with.websockets = {"/ws", {}, [this](net::Adopted connection) { adopted.set_value(std::move(connection)); }};
    HttpServer::open(std::move(with), {.connections = 2}, std::move(tls));
  }

  std::promise<net::Adopted> adopted;
};

TEST_F(HttpServerWithWebSockets, HandsOverAConnectionWithAllThatWasReadOfIt) {
  open();
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
  EXPECT_FALSE(taken.tls);
  EXPECT_NE(::fcntl(taken.socket.get(), F_GETFL) & O_NONBLOCK, 0);
  ASSERT_EQ(::send(taken.socket.get(), "hello\n", 6, 0), 6);
  EXPECT_EQ(client.line(), "hello");
  std::vector<Client> others;
  for (int i = 0; i < 2; ++i) {
    others.emplace_back(server->port()).send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(head(others.back()).front(), "HTTP/1.1 200 OK\r") << "a WebSocket takes up no room here";
  }
}

TEST_F(HttpServerWithWebSockets, SaysWhyThereWillBeNone) {
  open();
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
                                        {handshake("Content-Length: 3\r\n") + "abc", "HTTP/1.1 400 "},
                                        {"POST" + handshake().substr(3), "HTTP/1.1 405 "}}) {
    Client client(server->port());
    client.send(request);
    EXPECT_THAT(head(client).front(), StartsWith(status)) << request;
    if (std::string_view(status).find("403") == std::string_view::npos) continue;
    EXPECT_THAT(client.line(),
                testing::Optional(HasSubstr("https://evil.example are not admitted here: the setting http.origins")));
    EXPECT_TRUE(log.has("page that http.origins does not admit (127.0.0.1, https://evil.example)"));
  }
}

struct HttpServerWithTls : HttpServerWithWebSockets {
  HttpServerWithTls() { open(tls()); }

  [[nodiscard]] net::Tls tls() const {
    return net::Tls::load(certificate.certificate(), certificate.key(), net::TlsVersions::current).value();
  }

  Certificate certificate{"first.example"};
};

TEST_F(HttpServerWithTls, SpeaksBothOnOnePort) {
  for (bool const encrypted : {false, true}) {
    Client client(server->port());
    EXPECT_TRUE(!encrypted || client.secure());
    for (int i = 0; i < 2; ++i) {
      client.send("POST /api/a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
      EXPECT_EQ(head(client).front(), "HTTP/1.1 200 OK\r");
      EXPECT_EQ(client.line(), "POST /api/a? hello");
    }
  }
}

TEST_F(HttpServerWithTls, KnowsNothingOlderThanTls1_2) {
  Client client(server->port());
  EXPECT_FALSE(client.secure(TLS1_1_VERSION));
  EXPECT_TRUE(log.has("HTTP: a TLS handshake failed"));
}

TEST_F(HttpServerWithTls, HandsOverTheTlsSessionOfAWebSocket) {
  Client client(server->port());
  ASSERT_TRUE(client.secure());
  client.send(handshake() + "what comes next");
  EXPECT_EQ(head(client).front(), "HTTP/1.1 101 Switching Protocols\r");
  auto taken = adopted.get_future().get();
  EXPECT_EQ(taken.begun, "what comes next");
  ASSERT_TRUE(taken.tls);
  ASSERT_EQ(SSL_write(taken.tls.get(), "hello\n", 6), 6);
  EXPECT_EQ(client.line(), "hello");
}

TEST_F(HttpServerWithTls, UsesAnotherCertificateForThoseWhoComeLater) {
  Client before(server->port());
  ASSERT_TRUE(before.secure());
  EXPECT_EQ(before.server_name(), "first.example");
  Certificate const other("second.example");
  server->use(net::Tls::load(other.certificate(), other.key(), net::TlsVersions::current).value());
  Client after(server->port());
  ASSERT_TRUE(after.secure());
  EXPECT_EQ(after.server_name(), "second.example");
  before.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(head(before).front(), "HTTP/1.1 200 OK\r");
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

}  // namespace
}  // namespace crosspoint::io::http
