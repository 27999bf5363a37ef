// All calls of a user, and what becomes of them and of transfers: to who has subscribed. (P230 to P236, P243 to P246, P256 to
// P265)
#include <array>

#include "cti/updates.h"

namespace crosspoint::cti {
namespace {

constexpr std::string_view name_of(domain::ShownCall::State state) {
  constexpr std::array<std::string_view, 5> names{"dialling", "ringing", "up", "hold", "consult"};
  return names[static_cast<std::size_t>(state)];
}

constexpr std::string_view name_of(domain::TransferResult result) {
  constexpr std::array<std::string_view, 4> names{"answered", "busy", "noanswer", "gone"};
  return names[static_cast<std::size_t>(result)];
}

constexpr std::string_view name_of(domain::CallResult result) {
  constexpr std::array<std::string_view, 9> names{"ended",  "busy",      "noanswer", "unreachable", "refused",
                                                  "missed", "elsewhere", "declined", "cancelled"};
  return names[static_cast<std::size_t>(result)];
}

boost::json::string text(std::string_view name) { return boost::json::string(name.data(), name.size()); }

boost::json::object described(State const& state, domain::ShownCall const& call) {
  boost::json::object out{{"id", call.id},
                          {"line", std::to_string(call.line.value)},
                          {"state", text(name_of(call.state))},
                          {"direction", call.incoming ? "in" : "out"},
                          {"name", call.name},
                          {"number", call.number},
                          {"since", epoch_seconds(state.wall_clock.at(call.since))}};
  if (!call.queue.empty()) out["queue"] = call.queue;
  if (call.waiting) out["waiting"] = {{"name", call.waiting->first}, {"number", call.waiting->second}};
  return out;
}

}  // namespace

boost::json::object own_calls_message(State const& state, std::vector<domain::ShownCall> const& calls) {
  boost::json::array all;
  for (auto const& call : calls) all.push_back(described(state, call));
  return {{"class", "my_calls"}, {"calls", std::move(all)}};
}

void Updates::tell(domain::OwnCallsChanged const& event, Time now) {
  clients_.tell(flow::Topic::own_calls(event.user), own_calls_message(state_, event.calls), now,
                state_key(own_calls, event.user.value));
}

void Updates::tell(domain::TransferEnded const& event, Time now) {
  clients_.tell(flow::Topic::own_calls(event.user),
                {{"class", "transfer_result"}, {"call", event.call}, {"to", event.to}, {"result", text(name_of(event.result))}},
                now);
}

void Updates::tell(domain::CallEnded const& event, Time now) {
  clients_.tell(flow::Topic::own_calls(event.user),
                {{"class", "call_ended"},
                 {"call", event.call},
                 {"result", text(name_of(event.result))},
                 {"duration", std::chrono::duration<double>(event.talked).count()}},
                now);
}

}  // namespace crosspoint::cti
