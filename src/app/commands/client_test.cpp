// The client as a whole against a server of a few lines: sockets, TLS and what is printed.
#include "app/commands/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <cstdlib>
#include <thread>

#include "app/client/message.h"
#include "io/net/testing/certificate.h"

namespace crosspoint::app {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using testing::HasSubstr;

/// Serves one client on loopback, in a thread of its own.
class Server {
 public:
  enum class Kind { plain, tls, starttls, deaf };

  explicit Server(Kind kind) : kind_(kind), thread_([this] { serve(); }) {}
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;
  ~Server() { thread_.join(); }

  [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()); }
  [[nodiscard]] std::string certificate() const { return certificate_.certificate(); }

 private:
  template <class Stream>
  std::string read_line(Stream& stream) {
    std::string line;
    boost::system::error_code error;
    auto const length = asio::read_until(stream, asio::dynamic_buffer(line), '\n', error);
    return line.substr(0, error ? 0 : length);
  }
  template <class Stream>
  void say(Stream& stream, std::string const& line) {
    boost::system::error_code error;
    asio::write(stream, asio::buffer(line + "\n"), error);
  }

  void serve() {
    auto socket = acceptor_.accept();
    if (kind_ == Kind::plain) talk(socket);
    if (kind_ == Kind::starttls) {
      say(socket, R"({"class":"starttls"})");
      read_line(socket);
      say(socket, R"({"class":"starttls","status":true,"starttls":true})");
    }
    if (kind_ == Kind::tls || kind_ == Kind::starttls) {
      asio::ssl::context context(asio::ssl::context::tls_server);
      context.use_certificate_chain_file(certificate_.certificate());
      context.use_private_key_file(certificate_.key(), asio::ssl::context::pem);
      asio::ssl::stream<tcp::socket&> stream(socket, context);
      boost::system::error_code error;
      stream.handshake(asio::ssl::stream_base::server, error);
      if (!error) talk(stream);
    }
  }

  template <class Stream>
  void talk(Stream& stream) {
    for (auto line = read_line(stream); !line.empty(); line = read_line(stream)) {
      auto const message = client::parse_message(line);
      if (message->is("login_id")) say(stream, R"({"class":"login_id","sessionid":"k3Vd09TzQa"})");
      if (message->is("login_pass"))
        say(stream, client::text_of(message->fields, "password") == "alice-demo"
                        ? R"({"class":"login_pass","capalist":[3]})"
                        : R"({"class":"login_pass","error_string":"login_password"})");
      if (message->is("login_capas")) say(stream, R"({"class":"login_capas","userid":"1","capas":{}})");
      if (message->is("ipbxcommand")) say(stream, R"({"class":"dial_success","exten":"1002\u001b[2J"})");
    }
  }

  Kind kind_;
  io::net::testing_support::Certificate certificate_{"server.example"};
  asio::io_context context_{1};
  tcp::acceptor acceptor_{context_, tcp::endpoint(asio::ip::address_v4::loopback(), 0)};
  std::thread thread_;
};

struct RunClient : testing::Test {
  int exit = -1;
  std::string out, err;

  void run(ClientOptions options, char const* password = "alice-demo") {
    ::setenv("CROSSPOINT_PASSWORD", password, 1);
    options.user = "alice";
    options.command = "dial";
    options.argument = "1002";
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    exit = run_client(options);
    out = testing::internal::GetCapturedStdout();
    err = testing::internal::GetCapturedStderr();
    ::unsetenv("CROSSPOINT_PASSWORD");
  }
};

constexpr auto called = "calling 1002\\x1b[2J: pick up your phone\n";

TEST_F(RunClient, DialsInClearAndPrintsNothingThatSteersATerminal) {
  Server const server(Server::Kind::plain);
  run({.server = server.address()});
  EXPECT_EQ(exit, 0);
  EXPECT_EQ(out, called);
  EXPECT_EQ(err, "");
}

TEST_F(RunClient, DialsInsideTls) {
  Server const server(Server::Kind::tls);
  run({.server = server.address(), .tls = true, .ca = server.certificate()});
  EXPECT_EQ(exit, 0) << err;
  EXPECT_EQ(out, called);
}

TEST_F(RunClient, DialsByStarttls) {
  Server const server(Server::Kind::starttls);
  run({.server = server.address(), .starttls = true, .ca = server.certificate()});
  EXPECT_EQ(exit, 0) << err;
  EXPECT_EQ(out, called);
}

TEST_F(RunClient, TrustsNoStrangersCertificateUnlessToldTo) {
  {
    Server const server(Server::Kind::tls);
    run({.server = server.address(), .tls = true});
    EXPECT_EQ(exit, 1);
    EXPECT_THAT(err,
                HasSubstr("the certificate of the server is not trusted: name its issuer with --ca FILE, or use --insecure"));
  }
  Server const server(Server::Kind::tls);
  run({.server = server.address(), .tls = true, .insecure = true});
  EXPECT_EQ(exit, 0) << err;
}

TEST_F(RunClient, SaysWhatIsWrong) {
  {
    Server const server(Server::Kind::plain);
    run({.server = server.address()}, "guess");
    EXPECT_EQ(exit, 1);
    EXPECT_EQ(out, "");
    EXPECT_EQ(err, "error: wrong login or password, or this user may not use a client (login_password)\n");
  }
  {
    Server const server(Server::Kind::deaf);
    run({.server = server.address(), .tls = true});
    EXPECT_EQ(exit, 1);
    EXPECT_THAT(err, HasSubstr("the TLS handshake failed"));
  }
  run({.server = "127.0.0.1:1"});
  EXPECT_EQ(exit, 1);
  EXPECT_THAT(err, HasSubstr("cannot connect to 127.0.0.1 port 1: Connection refused; does the server run there"));
  run({.server = "127.0.0.1:1", .tls = true, .starttls = true});
  EXPECT_EQ(exit, 2);
  EXPECT_EQ(err, "error: --tls and --starttls exclude each other\n");
}

}  // namespace
}  // namespace crosspoint::app
