// Whom a user talks to, and how attended transfers go: to who has subscribed. (protocol S23, S24, S25)
#include <algorithm>

#include "cti/updates.h"
#include "wire/json/writer.h"

namespace crosspoint::cti {
namespace {

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

}  // namespace

boost::json::object current_calls_message(State const& state, std::vector<domain::CurrentCall> const& calls) {
  boost::json::array all;
  for (auto const& call : calls)
    all.push_back({{"cid_name", call.name},
                   {"cid_number", call.number},
                   {"call_status", call.on_hold ? "hold" : "up"},
                   {"call_start", epoch_seconds(state.wall_clock.at(call.start))}});
  return {{"class", "current_calls"}, {"current_calls", std::move(all)}};
}

void Updates::tell(domain::CurrentCallsChanged const& event, Time now) {
  clients_.tell(flow::Topic::user_calls(event.user), current_calls_message(state_, event.calls), now,
                state_key(current_calls, event.user.value));
}

void Updates::tell(domain::TransferAnswered const& event, Time now) {
  tell_of_transfer("current_call_attended_transfer_answered", event.line, now);
}

void Updates::tell(domain::TransferCancelled const& event, Time now) {
  tell_of_transfer("current_call_attended_transfer_cancelled", event.line, now);
}

void Updates::tell_of_transfer(std::string_view message_class, LineId line, Time now) {
  auto const* const known = state_.directory.line(line);
  if (!known) return;
  clients_.tell(flow::Topic::user_calls(known->user), wire::json::Writer(message_class).text("line", lower(known->identity())),
                now);
}

}  // namespace crosspoint::cti
