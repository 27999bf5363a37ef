#include <algorithm>
#include <array>
#include <cstdio>

#include "base/text.h"
#include "sim/actions.h"

namespace crosspoint::sim::actions {
namespace {

std::string percentage(std::int64_t part, std::int64_t whole) {
  std::array<char, 32> text{};
  auto const value = whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  std::snprintf(text.data(), text.size(), "%2.1f", value);
  return text.data();
}

std::int64_t waited(Exchange& exchange, Waiting const& waiting) {
  return std::chrono::floor<std::chrono::seconds>(exchange.lines.now() - waiting.since).count();
}

void params(Request& request, Queue const& queue) {
  auto item = request.late_item("QueueParams");
  item.add("Queue", queue.name)
      .add("Max", 0)
      .add("Strategy", "ringall")
      .add("Calls", queue.waiting.size())
      .add("Holdtime", queue.hold_time)
      .add("TalkTime", queue.talk_time)
      .add("Completed", queue.completed)
      .add("Abandoned", queue.abandoned)
      .add("ServiceLevel", queue.service_level)
      .add("ServicelevelPerf", percentage(queue.within_level, queue.completed))
      .add("ServicelevelPerf2", percentage(queue.within_level, queue.completed + queue.abandoned))
      .add("Weight", 0);
  request.end_item(item);
}

void member_item(Exchange& exchange, Request& request, Queue const& queue, Member const& member) {
  auto item = request.late_item("QueueMember");
  item.add("Queue", queue.name)
      .add("Name", member.name)
      .add("Location", member.interface)
      .add("StateInterface", member.state_interface)
      .add("Membership", member.membership)
      .add("Penalty", member.penalty)
      .add("CallsTaken", member.calls_taken)
      .add("LastCall", member.last_call)
      .add("LastPause", member.last_pause)
      .add("LoginTime", member.login_time)
      .add("InCall", member.in_call)
      .add("Status", exchange.queues.status_of(member))
      .add("Paused", member.paused ? 1 : 0)
      .add("PausedReason", member.reason)
      .add("Wrapuptime", 0);
  request.end_item(item);
}

void entry(Exchange& exchange, Request& request, Queue const& queue, std::size_t position) {
  auto const& waiting = queue.waiting[position - 1];
  auto const& channel = *exchange.lines.find(waiting.channel);
  auto const or_unknown = [](std::string const& text) { return text.empty() ? std::string("unknown") : text; };
  auto item = request.late_item("QueueEntry");
  item.add("Queue", queue.name)
      .add("Position", position)
      .add("Channel", channel.name)
      .add("Uniqueid", channel.uniqueid)
      .add("CallerIDNum", or_unknown(channel.caller.number))
      .add("CallerIDName", or_unknown(channel.caller.name))
      .add("ConnectedLineNum", or_unknown(channel.connected.number))
      .add("ConnectedLineName", or_unknown(channel.connected.name))
      .add("Wait", waited(exchange, waiting))
      .add("Priority", 0);
  request.end_item(item);
}

}  // namespace

void queue_status(Exchange& exchange, Request& request) {
  auto const wanted = request.get("Queue"), wanted_member = request.get("Member");
  request.start_list("Queue status will follow");
  for (auto const& queue : exchange.queues.all()) {
    if (!wanted.empty() && !equal_ignoring_case(wanted, queue.name)) continue;
    params(request, queue);
    for (auto const& member : queue.members)
      if (wanted_member.empty() || wanted_member == member.interface) member_item(exchange, request, queue, member);
    for (std::size_t position = 1; position <= queue.waiting.size(); ++position) entry(exchange, request, queue, position);
  }
  request.end_list("QueueStatusComplete");
}

void queue_summary(Exchange& exchange, Request& request) {
  auto const wanted = request.get("Queue");
  request.start_list("Queue summary will follow");
  for (auto const& queue : exchange.queues.all()) {
    if (!wanted.empty() && !equal_ignoring_case(wanted, queue.name)) continue;
    auto const reachable = [&](Member const& member) { return exchange.queues.status_of(member) != 5; };
    auto const free = [&](Member const& member) { return exchange.queues.status_of(member) == 1 && !member.paused; };
    auto item = request.late_item("QueueSummary");
    item.add("Queue", queue.name)
        .add("LoggedIn", std::ranges::count_if(queue.members, reachable))
        .add("Available", std::ranges::count_if(queue.members, free))
        .add("Callers", queue.waiting.size())
        .add("HoldTime", queue.hold_time)
        .add("TalkTime", queue.talk_time)
        .add("LongestHoldTime", queue.waiting.empty() ? 0 : waited(exchange, queue.waiting.front()));
    request.end_item(item);
  }
  request.end_list("QueueSummaryComplete");
}

}  // namespace crosspoint::sim::actions
