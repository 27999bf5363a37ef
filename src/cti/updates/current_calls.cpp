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

constexpr auto* answered = "current_call_attended_transfer_answered";
constexpr auto* cancelled = "current_call_attended_transfer_cancelled";

wire::json::Writer transfer_message(std::string_view message_class, directory::Line const& line) {
  return wire::json::Writer(message_class).text("line", lower(line.identity()));
}

}  // namespace

wire::json::Writer transfer_answered_message(directory::Line const& line) { return transfer_message(answered, line); }

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
  if (auto const* const line = state_.directory.line(event.line))
    clients_.tell(flow::Topic::user_calls(line->user), transfer_answered_message(*line), now);
}

void Updates::tell(domain::TransferCancelled const& event, Time now) {
  if (auto const* const line = state_.directory.line(event.line))
    clients_.tell(flow::Topic::user_calls(line->user), transfer_message(cancelled, *line), now);
}

}  // namespace crosspoint::cti
