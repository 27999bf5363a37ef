// The list of agents. (protocol 6.4)
#include "domain/agents.h"
#include "cti/lists/element.h"

namespace crosspoint::cti {
namespace {

using wire::json::Writer;

std::vector<std::string> ids(State const& state, Scope const& scope) { return ids_in(state.directory.agents, scope); }

bool config(State const& state, Scope const& scope, std::string_view id, Form, Writer& out) {
  auto const* const agent = visible(state.directory.agents, scope, id);
  if (!agent) return false;
  out.text("context", agent->context)
      .text("firstname", agent->firstname)
      .text("lastname", agent->lastname)
      .text("number", agent->number);
  return true;
}

bool status(State const& state, Scope const& scope, std::string_view id, Writer& out) {
  auto const* const agent = visible(state.directory.agents, scope, id);
  if (!agent) return false;
  auto const now = state.agents.status(agent->id);
  out.text("availability", now.availability())
      .time("availability_since", state.wall_clock.at(now.since))
      .texts("queues", now.queues)
      .text_or_null("phonenumber", now.extension)
      .flag("on_call", now.in_queue_call || now.own_call)
      .flag("on_call_acd", now.in_queue_call)
      .flag("on_call_nonacd", now.own_call.has_value())
      .flag("on_wrapup", now.in_wrap_up)
      .null("channel")
      .texts("groups", std::array<std::string_view, 0>{});
  return true;
}

}  // namespace

constinit ListView const agents_list{domain::List::agents, "agents", ids, config, status};

}  // namespace crosspoint::cti
