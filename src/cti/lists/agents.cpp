// The list of agents. (protocol 6.4)
#include "domain/agents.h"
#include "cti/lists/element.h"

namespace crosspoint::cti {
namespace {

std::vector<std::string> ids(State const& state, Scope const& scope) { return ids_in(state.directory.agents, scope); }

std::optional<boost::json::object> config(State const& state, Scope const& scope, std::string_view id, Form) {
  auto const* const agent = visible(state.directory.agents, scope, id);
  if (!agent) return std::nullopt;
  return boost::json::object{
      {"context", agent->context}, {"firstname", agent->firstname}, {"lastname", agent->lastname}, {"number", agent->number}};
}

std::optional<boost::json::object> status(State const& state, Scope const& scope, std::string_view id) {
  auto const* const agent = visible(state.directory.agents, scope, id);
  if (!agent) return std::nullopt;
  auto const now = state.agents.status(agent->id);
  auto const availability = now.availability();
  boost::json::array queues;
  for (auto const queue : now.queues) queues.emplace_back(std::to_string(queue.value));
  return boost::json::object{
      {"availability", boost::json::string(availability.data(), availability.size())},
      {"availability_since", epoch_seconds(now.since)},
      {"queues", std::move(queues)},
      {"phonenumber", now.extension.empty() ? boost::json::value(nullptr) : boost::json::value(now.extension)},
      {"on_call", now.in_queue_call || now.own_call},
      {"on_call_acd", now.in_queue_call},
      {"on_call_nonacd", now.own_call.has_value()},
      {"on_wrapup", now.in_wrap_up},
      {"channel", nullptr},
      {"groups", boost::json::array{}}};
}

}  // namespace

constinit ListView const agents_list{domain::List::agents, "agents", ids, config, status};

}  // namespace crosspoint::cti
