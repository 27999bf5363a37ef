#include <gmock/gmock.h>

#include <filesystem>

#include "io/net/network.h"
#include "io/net/testing/certificate.h"
#include "io/net/testing/client.h"
#include "io/net/testing/core.h"

namespace crosspoint::io::net {
namespace {

using testing::HasSubstr;
using testing::Optional;
using testing::StartsWith;
using testing_support::Certificate;
using testing_support::Client;
using testing_support::RecordingCore;

enum class Old { refused, admitted };

struct Encryption : testing::Test {
  void open(Old tls_1_0 = Old::refused) {
    auto opened =
        Network::open({"127.0.0.1",
                       0,
                       0,
                       certificate.certificate(),
                       certificate.key(),
                       tls_1_0 == Old::admitted,
                       {.login_line = 1 << 10, .line = 4 << 20, .outbox = 1 << 20, .sessions = 100, .anonymous_per_address = 100},
                       2},
                      core.deliver());
    ASSERT_TRUE(opened) << opened.error().detail;
    network = std::move(*opened);
  }

  SessionId opened_session() {
    auto const opened = core.next<flow::ClientOpened>();
    return opened ? opened->session : SessionId{};
  }

  /// Says what the core says when a client asks for TLS.
  void confirm(SessionId session) {
    network->carry_out({flow::Reply{session, "confirmed\n"}, flow::StartTls{session}}, {session});
  }

  std::string next_line(SessionId session) {
    auto const input = core.next_of<flow::ClientLine>(session);
    return input ? input->line : "(nothing)";
  }

  /// A line there and one back.
  void expect_talk(Client& client, SessionId session) {
    client.send("question\n");
    EXPECT_EQ(next_line(session), "question");
    network->carry_out({flow::Reply{session, "answer\n"}}, {session});
    EXPECT_THAT(client.line(), Optional(std::string("answer")));
  }

  Certificate certificate{"first.example"};
  RecordingCore core;
  std::unique_ptr<Network> network;
};

TEST_F(Encryption, FromTheFirstByteOnItsOwnPort) {
  open();
  Client client(network->tls_port());
  ASSERT_TRUE(client.secure());
  auto const opened = core.next<flow::ClientOpened>();
  ASSERT_TRUE(opened);
  EXPECT_TRUE(opened->face == flow::Face::tls);
  EXPECT_EQ(opened->address, "127.0.0.1");
  expect_talk(client, opened->session);
}

TEST_F(Encryption, BeginsAfterTheConfirmation) {
  open();
  Client client(network->port());
  auto const session = opened_session();
  client.send("starttls\n");
  EXPECT_EQ(next_line(session), "starttls");
  confirm(session);
  EXPECT_THAT(client.line(), Optional(std::string("confirmed")));
  ASSERT_TRUE(client.secure());
  EXPECT_TRUE(core.next_of<flow::ClientSecured>(session));
  expect_talk(client, session);
}

TEST_F(Encryption, ClearLinesBehindTheRequestAreNeverExecuted) {
  open();
  Client client(network->port());
  auto const session = opened_session();
  // More than one turn may deliver: some of it waits cut, some unread in the kernel when the upgrade begins.
  std::string early = "starttls\n";
  for (int i = 0; i < 30'000; ++i) early += "login\n";
  client.send(early);
  EXPECT_EQ(next_line(session), "starttls");
  for (int i = 1; i < 256; ++i) EXPECT_EQ(next_line(session), "login") << "delivered with the request: the core ignores it";
  confirm(session);
  EXPECT_THAT(client.line(), Optional(std::string("confirmed")));
  ASSERT_TRUE(client.secure());
  EXPECT_TRUE(core.next_of<flow::ClientSecured>(session));
  expect_talk(client, session);
  EXPECT_EQ(core.count<flow::ClientLine>(), 0U);
}

TEST_F(Encryption, NothingIsSentInClearAfterTheConfirmation) {
  open();
  Client client(network->port());
  auto const session = opened_session();
  network->carry_out({flow::Watch{session, flow::Topic::all()}}, {});
  confirm(session);
  network->carry_out({flow::Tell{flow::Topic::all(), "secret\n"}, flow::Reply{session, "more\n"}}, {});
  EXPECT_THAT(client.line(), Optional(std::string("confirmed")));
  ASSERT_TRUE(client.secure()) << "a clear byte would have broken the handshake";
  EXPECT_THAT(client.line(), Optional(std::string("secret")));
  EXPECT_THAT(client.line(), Optional(std::string("more")));
}

TEST_F(Encryption, P022_AFailedHandshakeClosesTheSession) {
  open();
  Client client(network->port());
  auto const session = opened_session();
  confirm(session);
  EXPECT_THAT(client.line(), Optional(std::string("confirmed")));
  client.send("this is no TLS at all, is it?\n");
  auto const closed = core.next_of<flow::ClientClosed>(session);
  ASSERT_TRUE(closed);
  EXPECT_THAT(closed->reason, StartsWith("TLS handshake failed"));
  EXPECT_TRUE(client.at_end());
}

TEST_F(Encryption, ACloseDuringTheHandshakeIsCarriedOut) {
  open();
  Client client(network->port());
  auto const session = opened_session();
  confirm(session);
  EXPECT_THAT(client.line(), Optional(std::string("confirmed")));
  network->carry_out({flow::Close{session, "login timeout"}}, {});
  auto const closed = core.next_of<flow::ClientClosed>(session);
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->reason, "login timeout");
  EXPECT_TRUE(client.at_end());
}

TEST_F(Encryption, P023_OfAnOldClientIsAdmittedByTheSwitchOnly) {
  open(Old::admitted);
  Client old_client(network->tls_port());
  EXPECT_TRUE(old_client.secure(TLS1_VERSION));
  Client new_client(network->tls_port());
  EXPECT_TRUE(new_client.secure(TLS1_3_VERSION));
  network.reset();
  open(Old::refused);
  Client refused(network->tls_port());
  EXPECT_FALSE(refused.secure(TLS1_VERSION));
  Client oldest_allowed(network->tls_port());
  EXPECT_TRUE(oldest_allowed.secure(TLS1_2_VERSION));
}

TEST_F(Encryption, CarriesLongLinesBothWays) {
  open();
  Client client(network->tls_port());
  ASSERT_TRUE(client.secure());
  auto const session = opened_session();
  network->carry_out({flow::LoggedIn{session}}, {});
  std::string const fax(3 << 20, 'f');
  ASSERT_TRUE(client.send(fax + "\n"));
  EXPECT_EQ(next_line(session), fax);
  std::string const much(1000, 'm');
  for (int i = 0; i < 900; ++i) network->carry_out({flow::Reply{session, much + "\n"}}, {});
  for (int i = 0; i < 900; ++i) ASSERT_THAT(client.line(), Optional(much));
}

TEST_F(Encryption, WhoDoesNotReadIsClosed) {
  open();
  Client client(network->tls_port(), 4096);
  ASSERT_TRUE(client.secure());
  auto const session = opened_session();
  std::string const chat(10'000, 'x');
  for (int i = 0; i < 2'000 && core.count<flow::ClientClosed>() == 0; ++i)
    network->carry_out({flow::Reply{session, chat + "\n"}}, {});
  auto const closed = core.next_of<flow::ClientClosed>(session);
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->reason, "does not read");
}

TEST_F(Encryption, AClientThatVanishedEndsItsSessionAndNotTheProcess) {
  open();
  auto client = std::make_unique<Client>(network->tls_port());
  ASSERT_TRUE(client->secure());
  auto const session = opened_session();
  client->send("question\n");
  EXPECT_EQ(next_line(session), "question");
  client.reset();
  // Not dealt with, so nothing is read: that the client is gone shows in writing only, where a signal would come.
  while (core.count<flow::ClientClosed>() == 0) network->carry_out({flow::Reply{session, "answer\n"}}, {});
  EXPECT_TRUE(core.next_of<flow::ClientClosed>(session));
}

TEST_F(Encryption, UsesTheNewCertificateAfterAReload) {
  open();
  Client before(network->tls_port());
  ASSERT_TRUE(before.secure());
  EXPECT_EQ(before.server_name(), "first.example");
  certificate.write("second.example");
  ASSERT_TRUE(network->reload_certificate());
  Client after(network->tls_port());
  ASSERT_TRUE(after.secure());
  EXPECT_EQ(after.server_name(), "second.example");
}

TEST_F(Encryption, KeepsTheOldCertificateWhenTheNewOneCannotBeRead) {
  open();
  std::filesystem::remove(certificate.key());
  auto const reloaded = network->reload_certificate();
  ASSERT_FALSE(reloaded);
  EXPECT_THAT(reloaded.error().detail, HasSubstr(certificate.key()));
  Client client(network->tls_port());
  EXPECT_TRUE(client.secure());
}

}  // namespace
}  // namespace crosspoint::io::net
