// What tells more of a call than its channels do: queues, the dialplan's questions and its events.
#include "base/text.h"
#include "domain/sheets/sheets.h"
#include "pbx/exchange.h"

namespace crosspoint::domain {

void Sheets::set_queue(SheetCall& call, directory::Queue const& queue) const {
  call.set("xivo-queuename", queue.display_name);
  call.set("xivo-calledidnum", queue.number);
  call.set("xivo-calledidname", queue.display_name);
}

/// Who waits in a queue has called the queue, whomever it calls then.
void Sheets::entries_changed(std::string const& name) {
  auto const* const queue = exchange_.model().queue(name);
  auto const* const known = queues_.named(name);
  if (!queue || !known) return;
  for (auto const& entry : queue->entries) {
    auto const caller = caller_of(entry.uniqueid);
    auto* const call = open(caller);
    if (call && call->queue != name) {
      call->queue = name;
      set_queue(*call, *known);
    }
  }
}

SheetMoment Sheets::of_member(char const* event, std::string const& member) const {
  constexpr std::string_view agent = "Agent/";
  SheetMoment moment{event, audience_.destination_of_member(member), {}};
  if (member.starts_with(agent)) moment.variables.emplace_back("xivo-agentnumber", member.substr(agent.size()));
  return moment;
}

void Sheets::agent_called(std::string const& queue, std::string const& member, std::string const& waiting, std::string const& leg,
                          Time now) {
  auto const caller = caller_of(waiting);
  auto* const call = open(caller);
  if (!call) return;
  call->legs_of_members.insert(leg);
  if (auto const* const known = queues_.named(queue)) set_queue(*call, *known);
  if (call->shown.insert("dial " + member).second) happens(caller, of_member("dial", member), now);
}

void Sheets::agent_connected(std::string const& queue, std::string const& member, std::string const& waiting,
                             std::string const& leg, Time now) {
  auto const caller = caller_of(waiting);
  auto* const call = open(caller);
  if (!call) return;
  call->legs_of_members.insert(leg);
  call->agent_leg = leg;
  call->member = member;
  caller_of_leg_[leg] = caller;
  if (auto const* const known = queues_.named(queue)) set_queue(*call, *known);
  if (call->shown.insert("link " + member).second) happens(caller, of_member("link", member), now);
}

void Sheets::agent_completed(std::string const& waiting, Time now) {
  auto const caller = caller_of(waiting);
  auto const found = calls_.find(caller);
  if (found == calls_.end() || !found->second.agent_leg) return;
  auto& call = found->second;
  caller_of_leg_.erase(*call.agent_leg);
  call.agent_leg.reset();
  happens(caller, of_member("unlink", call.member), now);
  if (call.hung_up) calls_.erase(found);
}

void Sheets::asked(wire::agi::Request const& request, Time now) {
  if (request.script != "did" && request.script != "user") return;
  auto const caller = caller_of(request.uniqueid);
  auto* const call = create(caller);
  if (!call) return;
  // The question may be here before the exchange has told of the channel.
  if (!call->variables.contains("xivo-channel")) {
    call->set("xivo-channel", request.channel);
    call->set("xivo-context", request.context);
    call->set("xivo-calleridnum", request.caller_number);
    call->set("xivo-calleridname", request.caller_name);
  }
  call->set("xivo-calleridrdnis", request.redirecting_number);
  call->set("xivo-calleridton", request.type_of_number);
  if (request.script == "did" && !request.arguments.empty()) from_outside(caller, request.arguments.front(), now);
}

/// Names and keys are those of dialplans that were written for the protocol's first server. (telephony 5.3)
void Sheets::told(pbx::UserEventTold const& event, Time now) {
  auto const is = [&](std::string_view name) { return equal_ignoring_case(event.name, name); };
  auto const named = std::string(event.field("UNIQUEID"));
  auto const caller = caller_of(named.empty() ? event.uniqueid : named);
  if (is("dialplan2cti") || is("ReverseLookup")) {
    auto* const call = open(caller);
    if (!call) return;
    if (is("dialplan2cti") && !event.field("VARIABLE").empty())
      call->set("dp-" + std::string(event.field("VARIABLE")), event.field("VALUE"));
    if (is("ReverseLookup"))
      for (auto const& [name, value] : event.fields)
        if (name.starts_with("db-")) call->set(name, value);
  }
  if (is("Did")) {
    if (auto* const call = open(caller)) {
      call->set("xivo-calleridrdnis", event.field("XIVO_SRCRDNIS"));
      call->set("xivo-calleridton", event.field("XIVO_SRCTON"));
    }
    from_outside(caller, std::string(event.field("XIVO_EXTENPATTERN")), now);
  }
  for (auto const* const type : {"user", "queue", "group"})
    if (is(type)) called_by_dialplan(event, type);
}

void Sheets::called_by_dialplan(pbx::UserEventTold const& event, std::string const& type) {
  auto const caller = caller_of(event.uniqueid);
  auto* const call = open(caller);
  if (!call) return;
  auto const id = std::string(event.field("XIVO_DSTID"));
  call->set("xivo-desttype", type);
  call->set("xivo-destid", id);
  if (auto const user = event.field("XIVO_USERID"); !user.empty()) call->set("xivo-userid", user);
  if (auto const origin = event.field("XIVO_CALLORIGIN"); !origin.empty()) {
    call->set("xivo-origin", origin);
    call->origin_is_known = true;
  }
  auto const queue = directory_.queues.find(QueueId{to_integer(id).value_or(0)});
  if (type != "user" && queue != directory_.queues.end()) set_queue(*call, queue->second);
}

}  // namespace crosspoint::domain
