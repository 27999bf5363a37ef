// The list of queue members: configuration and status are the same object, all texts. (protocol 6.7)
#include <array>
#include <ctime>

#include "cti/lists/element.h"
#include "domain/members.h"

namespace crosspoint::cti {
namespace {

std::vector<std::string> ids(State const& state, Scope const& scope) {
  std::vector<std::string> ids;
  for (auto const& member : state.members.all())
    if (scope.shows(member.queue->context)) ids.push_back(member.id());
  return ids;
}

/// HH:MM:SS in the server's time zone, empty for never.
std::string time_of_day(Time time) {
  if (time == Time{}) return {};
  auto const seconds = std::chrono::system_clock::to_time_t(time);
  std::tm local{};
  localtime_r(&seconds, &local);
  std::array<char, 16> text{};
  auto const length = std::strftime(text.data(), text.size(), "%H:%M:%S", &local);
  return {text.data(), length};
}

std::optional<boost::json::object> status(State const& state, Scope const& scope, std::string_view id) {
  auto const member = state.members.find(id);
  if (!member || !scope.shows(member->queue->context)) return std::nullopt;
  return boost::json::object{{"queue_name", member->queue->name},
                             {"interface", member->name},
                             {"membership", "static"},
                             {"status", std::to_string(member->status)},
                             {"paused", member->paused ? "1" : "0"},
                             {"penalty", std::to_string(member->penalty)},
                             {"callstaken", std::to_string(member->calls_taken)},
                             {"lastcall", time_of_day(member->last_call)}};
}

std::optional<boost::json::object> config(State const& state, Scope const& scope, std::string_view id, Form) {
  return status(state, scope, id);
}

}  // namespace

constinit ListView const queuemembers_list{domain::List::queuemembers, "queuemembers", ids, config, status};

}  // namespace crosspoint::cti
