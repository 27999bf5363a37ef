#include "io/metrics/metrics.h"

#include <malloc.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace crosspoint::io::metrics {
namespace {

prometheus::Histogram::BucketBoundaries const seconds{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10};
prometheus::Histogram::BucketBoundaries const seconds_of_a_turn{0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5};

char const* name_of(flow::Face face) {
  return face == flow::Face::plain ? "plain" : face == flow::Face::tls ? "tls" : "websocket";
}

char const* name_of(flow::PasswordChecked::How how) {
  using enum flow::PasswordChecked::How;
  return how == argon2id ? "argon2id" : how == remembered ? "remembered" : "refused";
}

/// Counters only grow; what was read elsewhere may stand still.
void raise(prometheus::Counter& counter, std::uint64_t to) {
  counter.Increment(std::max(0.0, static_cast<double>(to) - counter.Value()));
}

}  // namespace

Metrics::Metrics()
    : connected_(gauge("crosspoint_clients_connected", "Sessions of clients that are open")),
      logged_in_(gauge("crosspoint_clients_logged_in", "Sessions whose login is complete")),
      by_kind_(prometheus::BuildGauge()
                   .Name("crosspoint_clients_by_kind")
                   .Help("Sessions of clients that are open, by how they are connected")
                   .Register(registry_)),
      behind_(gauge("crosspoint_clients_behind", "Clients that do not take all that they are offered")),
      waiting_(gauge("crosspoint_outbox_bytes", "Bytes that wait for the clients that are behind")),
      largest_outbox_(gauge("crosspoint_outbox_largest_bytes", "Bytes that wait for the one for which most do")),
      heap_(gauge("crosspoint_heap_bytes", "Memory in use, without what the allocator holds in reserve")),
      opened_(counter("crosspoint_clients_opened_total", "Sessions that were opened")),
      lines_received_(counter("crosspoint_lines_received_total", "Lines that clients have sent")),
      closed_(counters("crosspoint_clients_closed_total", "Sessions that have ended, by reason")),
      told_(counters("crosspoint_messages_total", "Messages of the core for clients: replies to one, updates to all who watch")),
      replies_(told_.Add({{"kind", "reply"}})),
      updates_(told_.Add({{"kind", "update"}})),
      exchange_(prometheus::BuildGauge()
                    .Name("crosspoint_exchange_state")
                    .Help("1 for the state of the link to the exchange, 0 for the others")
                    .Register(registry_)),
      exchange_bytes_(counter("crosspoint_exchange_bytes_total", "Bytes the exchange has sent")),
      exchange_events_(counter("crosspoint_exchange_events_total", "Events of the exchange that were taken in")),
      drift_(counter("crosspoint_drift_repaired_total", "Differences to the exchange's own state that were found and repaired")),
      exchange_lag_(prometheus::BuildHistogram()
                        .Name("crosspoint_exchange_lag_seconds")
                        .Help("From when something of the exchange was read until it was dealt with")
                        .Register(registry_)
                        .Add({}, seconds_of_a_turn)),
      unsaved_(counter("crosspoint_store_failures_total", "Changes that the store did not take")),
      passwords_(counters("crosspoint_password_checks_total", "Passwords that were checked, by how")),
      source_failures_(counters("crosspoint_contact_source_failures_total", "Times a source of contacts had to be left out")),
      source_seconds_(prometheus::BuildHistogram()
                          .Name("crosspoint_contact_source_seconds")
                          .Help("How long a source of contacts took to answer")
                          .Register(registry_)) {
  for (auto const* const state : {"connecting", "syncing", "live"}) exchange_.Add({{"state", state}});
  for (auto const face : {flow::Face::plain, flow::Face::tls, flow::Face::websocket}) of_kind(face);
  using enum flow::PasswordChecked::How;
  for (auto const how : {argon2id, remembered, refused}) passwords_.Add({{"how", name_of(how)}});
}

prometheus::Family<prometheus::Counter>& Metrics::counters(char const* name, char const* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry_);
}

prometheus::Counter& Metrics::counter(char const* name, char const* help) { return counters(name, help).Add({}); }

prometheus::Gauge& Metrics::gauge(char const* name, char const* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry_).Add({});
}

void Metrics::saw(flow::Input const& input) {
  std::visit([this](auto const& each) { take(each); }, input);
}

void Metrics::saw(flow::Effect const& effect) {
  std::visit([this](auto const& each) { take(each); }, effect);
}

void Metrics::saw(Exchange const& exchange) {
  raise(exchange_events_, exchange.events);
  raise(drift_, exchange.drift_repaired);
  if (exchange.state == exchange_state_) return;
  if (!exchange_state_.empty()) exchange_.Add({{"state", std::string(exchange_state_)}}).Set(0);
  exchange_.Add({{"state", std::string(exchange.state)}}).Set(1);
  exchange_state_ = exchange.state;
}

void Metrics::saw(ExchangeLag const& exchange) { exchange_lag_.Observe(std::chrono::duration<double>(exchange.lag).count()); }

void Metrics::saw(net::Backlog const& backlog) {
  behind_.Set(static_cast<double>(backlog.clients));
  waiting_.Set(static_cast<double>(backlog.bytes));
  largest_outbox_.Set(static_cast<double>(backlog.largest));
}

void Metrics::source_failed(std::string const& source) { source_failures_.Add({{"source", source}}).Increment(); }

std::string Metrics::text() const {
  auto const memory = ::mallinfo2();
  heap_.Set(static_cast<double>(memory.uordblks + memory.hblkhd));
  return prometheus::TextSerializer().Serialize(registry_.Collect());
}

prometheus::Gauge& Metrics::of_kind(flow::Face face) { return by_kind_.Add({{"kind", name_of(face)}}); }

void Metrics::take(flow::ClientOpened const& opened) {
  opened_.Increment();
  connected_.Increment();
  of_kind(opened.face).Increment();
  clients_[opened.session] = {opened.face, false};
}

void Metrics::take(flow::ClientSecured const& secured) {
  auto const client = clients_.find(secured.session);
  if (client == clients_.end()) return;
  of_kind(std::exchange(client->second.face, flow::Face::tls)).Decrement();
  of_kind(flow::Face::tls).Increment();
}

void Metrics::take(flow::ClientLine const&) { lines_received_.Increment(); }

void Metrics::take(flow::ClientClosed const& closed) {
  if (auto const client = clients_.extract(closed.session)) {
    connected_.Decrement();
    of_kind(client.mapped().face).Decrement();
    if (client.mapped().is_logged_in) logged_in_.Decrement();
  }
  auto reason = closed.reason.substr(0, closed.reason.find(':'));  // what follows tells one case from the other
  if (reasons_.size() < most_reasons) reasons_.insert(reason);
  if (!reasons_.contains(reason)) reason = "other reasons";
  closed_.Add({{"reason", reason}}).Increment();
}

void Metrics::take(flow::AmiBytes const& bytes) { exchange_bytes_.Increment(static_cast<double>(bytes.bytes.size())); }

void Metrics::take(flow::Stored const& stored) {
  if (!stored.done) unsaved_.Increment();
}

void Metrics::take(flow::PasswordChecked const& checked) { passwords_.Add({{"how", name_of(checked.how)}}).Increment(); }

void Metrics::take(flow::SourceAnswered const& answered) {
  source_seconds_.Add({{"source", answered.source}}, seconds).Observe(std::chrono::duration<double>(answered.took).count());
}

void Metrics::take(flow::LoggedIn const& logged_in) {
  auto const client = clients_.find(logged_in.session);
  if (client == clients_.end() || std::exchange(client->second.is_logged_in, true)) return;
  logged_in_.Increment();
}

void Metrics::take(flow::Reply const&) { replies_.Increment(); }

void Metrics::take(flow::Tell const&) { updates_.Increment(); }

}  // namespace crosspoint::io::metrics
