// The list of queues. (protocol 6.5)
#include "cti/lists/element.h"

namespace crosspoint::cti {
namespace {

using wire::json::Writer;

std::vector<std::string> ids(State const& state, Scope const& scope) { return ids_in(state.directory.queues, scope); }

bool config(State const& state, Scope const& scope, std::string_view id, Form, Writer& out) {
  auto const* const queue = visible(state.directory.queues, scope, id);
  if (!queue) return false;
  out.text("name", queue->name)
      .text("displayname", queue->display_name)
      .text("context", queue->context)
      .text("number", queue->number);
  return true;
}

bool status(State const& state, Scope const& scope, std::string_view id, Writer& out) {
  auto const* const queue = visible(state.directory.queues, scope, id);
  if (!queue) return false;
  out.texts("agentmembers", queue->agents).texts("phonemembers", queue->lines);
  return true;
}

}  // namespace

constinit ListView const queues_list{domain::List::queues, "queues", ids, config, status};

}  // namespace crosspoint::cti
