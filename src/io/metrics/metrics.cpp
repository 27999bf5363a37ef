#include "io/metrics/metrics.h"

#include <prometheus/text_serializer.h>

#include <algorithm>
#include <variant>

namespace crosspoint::io::metrics {
namespace {

prometheus::Histogram::BucketBoundaries const seconds{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10};

/// Counters only grow; what was read elsewhere may stand still.
void raise(prometheus::Counter& counter, std::uint64_t to) {
  counter.Increment(std::max(0.0, static_cast<double>(to) - counter.Value()));
}

}  // namespace

Metrics::Metrics()
    : connected_(gauge("crosspoint_clients_connected", "Sessions of clients that are open")),
      logged_in_(gauge("crosspoint_clients_logged_in", "Sessions whose login is complete")),
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
      unsaved_(counter("crosspoint_store_failures_total", "Changes that the store did not take")),
      source_failures_(counters("crosspoint_contact_source_failures_total", "Times a source of contacts had to be left out")),
      source_seconds_(prometheus::BuildHistogram()
                          .Name("crosspoint_contact_source_seconds")
                          .Help("How long a source of contacts took to answer")
                          .Register(registry_)) {
  for (auto const* const state : {"connecting", "syncing", "live"}) exchange_.Add({{"state", state}});
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

void Metrics::source_failed(std::string const& source) { source_failures_.Add({{"source", source}}).Increment(); }

std::string Metrics::text() const { return prometheus::TextSerializer().Serialize(registry_.Collect()); }

void Metrics::take(flow::ClientOpened const&) {
  opened_.Increment();
  connected_.Increment();
}

void Metrics::take(flow::ClientLine const&) { lines_received_.Increment(); }

void Metrics::take(flow::ClientClosed const& closed) {
  connected_.Decrement();
  if (who_is_logged_in_.erase(closed.session) != 0) logged_in_.Decrement();
  auto reason = closed.reason.substr(0, closed.reason.find(':'));  // what follows tells one case from the other
  if (reasons_.size() < most_reasons) reasons_.insert(reason);
  if (!reasons_.contains(reason)) reason = "other reasons";
  closed_.Add({{"reason", reason}}).Increment();
}

void Metrics::take(flow::AmiBytes const& bytes) { exchange_bytes_.Increment(static_cast<double>(bytes.bytes.size())); }

void Metrics::take(flow::Stored const& stored) {
  if (!stored.done) unsaved_.Increment();
}

void Metrics::take(flow::SourceAnswered const& answered) {
  source_seconds_.Add({{"source", answered.source}}, seconds).Observe(std::chrono::duration<double>(answered.took).count());
}

void Metrics::take(flow::LoggedIn const& logged_in) {
  if (who_is_logged_in_.insert(logged_in.session).second) logged_in_.Increment();
}

void Metrics::take(flow::Reply const&) { replies_.Increment(); }

void Metrics::take(flow::Tell const&) { updates_.Increment(); }

}  // namespace crosspoint::io::metrics
