#include "sim/apps/consult.h"

#include <algorithm>

#include "sim/apps/on_hold.h"
#include "sim/dialplan.h"

namespace crosspoint::sim {
namespace {

constexpr Duration time_to_reunite{30'000'000};

}  // namespace

void Consult::tell_end(Switch& exchange, Channel& caller, std::string_view status) {
  exchange.feed()
      .event(EventClass::user, "UserEvent")
      .with(caller)
      .add("UserEvent", "CrosspointConsultEnd")
      .add("Status", status);
  OnHold::start(exchange, caller, time_to_reunite);
}

void Consult::not_connected(std::string_view status, Cause) {
  auto& caller = calling();
  switch_.finish(*this);
  tell_end(switch_, caller, status);
}

void Consult::orphan(Channel& target) { dialplan_.run(target, "crosspoint-orphan", "s"); }

void Consult::ended(Channel& channel, Ender by) {
  if (!talking()) return Dial::ended(channel, by);
  auto& caller = calling();
  auto& target = *callee();
  auto const by_caller = channel.id == caller.id;
  if (by == Ender::phone) request(channel);
  part();
  switch_.finish(*this);
  if (by_caller) switch_.event("SoftHangupRequest").with(caller).add("Cause", 16);
  switch_.remove(channel, {});
  if (by_caller) orphan(target);
  else tell_end(switch_, caller, "ANSWER");
}

void Consult::taken(std::vector<ChannelId> const& channels) {
  if (!talking()) return Dial::taken(channels);
  auto& caller = calling();
  auto& target = *callee();
  auto const goes = [&](Channel const& one) { return std::ranges::find(channels, one.id) != channels.end(); };
  part();
  switch_.finish(*this);
  if (!goes(caller)) tell_end(switch_, caller, "ANSWER");
  if (!goes(target)) orphan(target);
}

}  // namespace crosspoint::sim
