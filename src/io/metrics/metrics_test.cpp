#include "io/metrics/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <malloc.h>

#include <cstdlib>

namespace crosspoint::io::metrics {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Metrics, CountWhoIsConnectedAndLoggedInAndWhyTheyLeft) {
  Metrics metrics;
  metrics.saw(flow::ClientOpened{SessionId{1}, "192.0.2.1", flow::Face::plain});
  metrics.saw(flow::ClientOpened{SessionId{2}, "192.0.2.2", flow::Face::plain});
  metrics.saw(flow::Effect(flow::LoggedIn{SessionId{1}}));
  metrics.saw(flow::ClientLine{SessionId{1}, "{}"});
  EXPECT_THAT(metrics.text(), HasSubstr("crosspoint_clients_connected 2\n"));
  EXPECT_THAT(metrics.text(), HasSubstr("crosspoint_clients_logged_in 1\n"));
  metrics.saw(flow::ClientClosed{SessionId{1}, "TLS handshake failed: wrong version number"});
  metrics.saw(flow::ClientClosed{SessionId{2}, "does not read"});
  auto const text = metrics.text();
  EXPECT_THAT(text, HasSubstr("crosspoint_clients_connected 0\n"));
  EXPECT_THAT(text, HasSubstr("crosspoint_clients_logged_in 0\n"));
  EXPECT_THAT(text, HasSubstr("crosspoint_clients_opened_total 2\n"));
  EXPECT_THAT(text, HasSubstr("crosspoint_lines_received_total 1\n"));
  EXPECT_THAT(text, HasSubstr("crosspoint_clients_closed_total{reason=\"TLS handshake failed\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("crosspoint_clients_closed_total{reason=\"does not read\"} 1\n"));
}

TEST(Metrics, CountClientsByHowTheyAreConnected) {
  Metrics metrics;
  metrics.saw(flow::ClientOpened{SessionId{1}, "192.0.2.1", flow::Face::plain});
  metrics.saw(flow::ClientOpened{SessionId{2}, "192.0.2.2", flow::Face::plain});
  metrics.saw(flow::ClientOpened{SessionId{3}, "192.0.2.3", flow::Face::websocket});
  metrics.saw(flow::ClientSecured{SessionId{2}});
  for (auto const* const kind : {"plain", "tls", "websocket"})
    EXPECT_THAT(metrics.text(), HasSubstr("crosspoint_clients_by_kind{kind=\"" + std::string(kind) + "\"} 1\n"));
  for (auto const session : {1, 2, 3}) metrics.saw(flow::ClientClosed{SessionId{session}, "gone"});
  for (auto const* const kind : {"plain", "tls", "websocket"})
    EXPECT_THAT(metrics.text(), HasSubstr("crosspoint_clients_by_kind{kind=\"" + std::string(kind) + "\"} 0\n"));
}

TEST(Metrics, TellWhatWaitsForClientsAndForUs) {
  Metrics metrics;
  metrics.saw(net::Backlog{2, 3000, 2000});
  metrics.saw(ExchangeLag{std::chrono::milliseconds(3)});
  auto const text = metrics.text();
  EXPECT_THAT(text, HasSubstr("crosspoint_clients_behind 2\n"));
  EXPECT_THAT(text, HasSubstr("crosspoint_outbox_bytes 3000\n"));
  EXPECT_THAT(text, HasSubstr("crosspoint_outbox_largest_bytes 2000\n"));
  EXPECT_THAT(text, HasSubstr("crosspoint_exchange_lag_seconds_bucket{le=\"0.001\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("crosspoint_exchange_lag_seconds_bucket{le=\"0.005\"} 1\n"));
}

TEST(Metrics, TellTheMemoryInUse) {
  Metrics const metrics;
  auto const in_use = [&] {
    std::string const name = "\ncrosspoint_heap_bytes ";
    auto const text = metrics.text();
    auto const at = text.find(name);
    return at == std::string::npos ? -1 : std::strtod(text.c_str() + at + name.size(), nullptr);
  };
  auto const before = in_use();
  std::string const more(10 << 20, 'x');
  auto const allocator_tells = ::mallinfo2().uordblks > 0;  // that of a sanitizer does not
  EXPECT_EQ(in_use() - before >= static_cast<double>(more.size()), allocator_tells);
  EXPECT_GE(before, 0);
}

TEST(Metrics, NameNoMoreReasonsThanTheirLimit) {
  Metrics metrics;
  for (std::size_t i = 0; i < Metrics::most_reasons + 5; ++i)
    metrics.saw(flow::ClientClosed{SessionId{1}, "reason " + std::to_string(i)});
  EXPECT_THAT(metrics.text(), HasSubstr("{reason=\"reason 63\"} 1\n"));
  EXPECT_THAT(metrics.text(), Not(HasSubstr("{reason=\"reason 64\"}")));
  EXPECT_THAT(metrics.text(), HasSubstr("{reason=\"other reasons\"} 5\n"));
}

TEST(Metrics, TellTheStateOfTheExchange) {
  Metrics metrics;
  metrics.saw(Exchange{"syncing", 5, 0});
  metrics.saw(Exchange{"live", 7, 1});
  auto const text = metrics.text();
  EXPECT_THAT(text, HasSubstr("crosspoint_exchange_state{state=\"live\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("crosspoint_exchange_state{state=\"syncing\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("crosspoint_exchange_state{state=\"connecting\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("crosspoint_exchange_events_total 7\n"));
  EXPECT_THAT(text, HasSubstr("crosspoint_drift_repaired_total 1\n"));
}

TEST(Metrics, CountAnswersAndFailuresOfEachSource) {
  Metrics metrics;
  metrics.saw(flow::SourceAnswered{Token{1}, "company", {}, "", std::chrono::milliseconds(20)});
  metrics.saw(flow::Effect(flow::SourceFailed{"company"}));
  metrics.source_failed("customers");
  EXPECT_THAT(metrics.text(), HasSubstr("crosspoint_contact_source_seconds_bucket{source=\"company\",le=\"0.025\"} 1\n"));
  EXPECT_THAT(metrics.text(), HasSubstr("crosspoint_contact_source_seconds_bucket{source=\"company\",le=\"0.01\"} 0\n"));
  EXPECT_THAT(metrics.text(), HasSubstr("crosspoint_contact_source_failures_total{source=\"company\"} 1\n"));
  EXPECT_THAT(metrics.text(), HasSubstr("crosspoint_contact_source_failures_total{source=\"customers\"} 1\n"));
}

TEST(Metrics, TellHowPasswordsWereChecked) {
  using Checked = flow::PasswordChecked;
  Metrics metrics;
  EXPECT_THAT(metrics.text(), HasSubstr("crosspoint_password_checks_total{how=\"refused\"} 0\n"));
  metrics.saw(Checked{Token{1}, Checked::Verdict::wrong});
  metrics.saw(Checked{Token{2}, Checked::Verdict::right, Checked::How::remembered});
  metrics.saw(Checked{Token{3}, Checked::Verdict::right, Checked::How::remembered});
  metrics.saw(Checked{Token{4}, Checked::Verdict::failed, Checked::How::refused});
  EXPECT_THAT(metrics.text(), HasSubstr("crosspoint_password_checks_total{how=\"argon2id\"} 1\n"));
  EXPECT_THAT(metrics.text(), HasSubstr("crosspoint_password_checks_total{how=\"remembered\"} 2\n"));
  EXPECT_THAT(metrics.text(), HasSubstr("crosspoint_password_checks_total{how=\"refused\"} 1\n"));
}

TEST(Metrics, CountWhatTheStoreDidNotTake) {
  Metrics metrics;
  metrics.saw(flow::Stored{Token{1}, true});
  metrics.saw(flow::Stored{Token{2}, false});
  EXPECT_THAT(metrics.text(), HasSubstr("crosspoint_store_failures_total 1\n"));
}

}  // namespace
}  // namespace crosspoint::io::metrics
