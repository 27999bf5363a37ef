// The list of queues. (protocol 6.5)
#include "cti/lists/element.h"

namespace crosspoint::cti {
namespace {

std::vector<std::string> ids(State const& state, Scope const& scope) { return ids_in(state.directory.queues, scope); }

std::optional<boost::json::object> config(State const& state, Scope const& scope, std::string_view id, Form) {
  auto const* const queue = visible(state.directory.queues, scope, id);
  if (!queue) return std::nullopt;
  return boost::json::object{
      {"name", queue->name}, {"displayname", queue->display_name}, {"context", queue->context}, {"number", queue->number}};
}

template <class Ids>
boost::json::array texts(Ids const& ids) {
  boost::json::array out;
  for (auto const id : ids) out.emplace_back(std::to_string(id.value));
  return out;
}

std::optional<boost::json::object> status(State const& state, Scope const& scope, std::string_view id) {
  auto const* const queue = visible(state.directory.queues, scope, id);
  if (!queue) return std::nullopt;
  return boost::json::object{{"agentmembers", texts(queue->agents)}, {"phonemembers", texts(queue->lines)}};
}

}  // namespace

constinit ListView const queues_list{domain::List::queues, "queues", ids, config, status};

}  // namespace crosspoint::cti
