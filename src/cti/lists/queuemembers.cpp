// The list of queue members: configuration and status are the same object, all texts. (protocol 6.7)
#include <array>
#include <ctime>

#include "cti/lists/element.h"
#include "domain/members.h"

namespace crosspoint::cti {
namespace {

using wire::json::Writer;

std::vector<std::string> ids(State const& state, Scope const& scope) {
  std::vector<std::string> ids;
  for (auto const& member : state.members.all())
    if (scope.shows(member.queue->context)) ids.push_back(member.id());
  return ids;
}

/// HH:MM:SS in the server's time zone, empty for never.
std::string time_of_day(WallTime time) {
  if (time == WallTime{}) return {};
  auto const seconds = std::chrono::system_clock::to_time_t(time);
  std::tm local{};
  localtime_r(&seconds, &local);
  std::array<char, 16> text{};
  auto const length = std::strftime(text.data(), text.size(), "%H:%M:%S", &local);
  return {text.data(), length};
}

bool status(State const& state, Scope const& scope, std::string_view id, Writer& out) {
  auto const member = state.members.find(id);
  if (!member || !scope.shows(member->queue->context)) return false;
  write(*member, out);
  return true;
}

bool config(State const& state, Scope const& scope, std::string_view id, Form, Writer& out) {
  return status(state, scope, id, out);
}

}  // namespace

void write(domain::QueueMember const& member, Writer& out) {
  out.text("queue_name", member.queue->name)
      .text("interface", member.name)
      .text("membership", "static")
      .text("status", std::to_string(member.status))
      .text("paused", member.paused ? "1" : "0")
      .text("penalty", std::to_string(member.penalty))
      .text("callstaken", std::to_string(member.calls_taken))
      .text("lastcall", time_of_day(member.last_call));
}

constinit ListView const queuemembers_list{domain::List::queuemembers, "queuemembers", ids, config, status};

}  // namespace crosspoint::cti
