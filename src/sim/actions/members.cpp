#include <algorithm>
#include <array>

#include "base/text.h"
#include "sim/actions.h"

namespace crosspoint::sim::actions {
namespace {

bool is_true(std::string_view text) {
  static constexpr std::array<std::string_view, 6> yes{"1", "yes", "true", "y", "t", "on"};
  return std::ranges::any_of(yes, [&](std::string_view word) { return equal_ignoring_case(word, text); });
}

}  // namespace

void queue_add(Exchange& exchange, Request& request) {
  auto const name = request.get("Queue"), interface = request.get("Interface");
  if (name.empty()) return request.error("'Queue' not specified.");
  if (interface.empty()) return request.error("'Interface' not specified.");
  auto* const queue = exchange.queues.find(name);
  if (!queue) return request.error("Unable to add interface to queue: No such queue");
  if (Queues::member(*queue, interface)) return request.error("Unable to add interface: Already there");
  request.success("Added interface to queue");
  exchange.queues.add(*queue, {.name = std::string(request.get("MemberName")),
                               .interface = std::string(interface),
                               .state_interface = std::string(request.get("StateInterface")),
                               .penalty = to_integer(request.get("Penalty")).value_or(0),
                               .paused = is_true(request.get("Paused")),
                               .reason = std::string(request.get("Reason"))});
}

void queue_remove(Exchange& exchange, Request& request) {
  auto const name = request.get("Queue"), interface = request.get("Interface");
  if (name.empty() || interface.empty()) return request.error("Need 'Queue' and 'Interface' parameters.");
  auto* const queue = exchange.queues.find(name);
  if (!queue) return request.error("Unable to remove interface from queue: No such queue");
  if (!Queues::member(*queue, interface)) return request.error("Unable to remove interface: Not there");
  request.success("Removed interface from queue");
  exchange.queues.remove(*queue, interface);
}

void queue_pause(Exchange& exchange, Request& request) {
  auto const name = request.get("Queue"), interface = request.get("Interface");
  if (interface.empty() || request.get("Paused").empty()) return request.error("Need 'Interface' and 'Paused' parameters.");
  std::vector<std::pair<Queue*, Member*>> members;
  for (auto& queue : exchange.queues.all())
    if (name.empty() || name == queue.name)
      if (auto* const member = Queues::member(queue, interface)) members.emplace_back(&queue, member);
  if (members.empty()) return request.error("Interface not found");
  auto const paused = is_true(request.get("Paused"));
  request.success(paused ? "Interface paused successfully" : "Interface unpaused successfully");
  for (auto const& [queue, member] : members)
    if (paused) exchange.queues.pause(*queue, *member, request.get("Reason"));
    else exchange.queues.unpause(*queue, *member);
}

void queue_penalty(Exchange& exchange, Request& request) {
  auto const name = request.get("Queue"), interface = request.get("Interface");
  auto const penalty = to_integer(request.get("Penalty"));
  if (interface.empty() || !penalty) return request.error("Need 'Interface' and 'Penalty' parameters.");
  std::vector<std::pair<Queue*, Member*>> members;
  for (auto& queue : exchange.queues.all())
    if (name.empty() || name == queue.name)
      if (auto* const member = Queues::member(queue, interface)) members.emplace_back(&queue, member);
  if (members.empty()) return request.error("Invalid interface, queuename or penalty");
  request.success("Interface penalty set successfully");
  for (auto const& [queue, member] : members) exchange.queues.set_penalty(*queue, *member, *penalty);
}

void queue_log(Exchange& exchange, Request& request) {
  if (request.get("Queue").empty() || request.get("Event").empty()) return request.error("Need 'Queue' and 'Event' parameters.");
  request.success("Event added successfully");
  std::string line;
  for (auto const* const field : {"Uniqueid", "Queue", "Interface", "Event", "Message"}) {
    auto const value = request.get(field);
    line += (line.empty() ? "" : "|") + (value.empty() ? std::string("NONE") : std::string(value));
  }
  exchange.queue_log.push_back(std::move(line));
  if (exchange.queue_log.size() > Exchange::queue_log_limit) exchange.queue_log.pop_front();
}

}  // namespace crosspoint::sim::actions
