#include "sim/apps/origination.h"

#include <memory>

namespace crosspoint::sim {
namespace {

std::string_view or_unknown(std::string const& text) { return text.empty() ? std::string_view("<unknown>") : text; }

void respond(Switch& exchange, Origin const& origin, Channel const* channel, int reason) {
  auto event = exchange.event("OriginateResponse");
  if (!origin.action_id.empty()) event.add("ActionID", origin.action_id);
  event.add("Response", channel ? "Success" : "Failure").add("Channel", channel ? channel->name : origin.channel);
  if (origin.application.empty()) event.add("Context", origin.context).add("Exten", origin.exten);
  else event.add("Application", origin.application).add("Data", origin.data);
  auto const caller = origin.caller.value_or(Party{});
  event.add("Reason", reason)
      .add("Uniqueid", channel ? std::string_view(channel->uniqueid) : or_unknown(origin.channel_id))
      .add("CallerIDNum", or_unknown(caller.number))
      .add("CallerIDName", or_unknown(caller.name));
}

}  // namespace

void Origination::start(Switch& exchange, Origin origin, Continue go_on) {
  auto* const phone = origin.channel.starts_with("PJSIP/") ? exchange.phone(std::string_view(origin.channel).substr(6)) : nullptr;
  if (!phone || !phone->registered) return respond(exchange, origin, nullptr, 0);
  auto call = std::make_unique<Origination>(exchange, std::move(origin), std::move(go_on));
  static_cast<Origination&>(exchange.serve(std::move(call), {})).ring(*phone);
}

void Origination::ring(Phone& phone) {
  auto& channel = switch_.create(phone, {.context = phone.context, .uniqueid = origin_.channel_id});
  channel.served_by = id;
  channel.application = "AppDial2";
  channel.data = "(Outgoing Line)";
  channel.variables = origin_.variables;
  channel_ = channel.id;
  if (origin_.caller) {
    switch_.set_caller(channel, *origin_.caller);
    switch_.set_connected(channel, *origin_.caller);
  }
  switch_.event("DialBegin").with(channel, "Dest").add("DialString", phone.number);
  switch_.set_state(channel, ChannelState::ringing);
  switch_.event("DialState").with(channel, "Dest").add("DialStatus", "RINGING");
  give_up_ = switch_.now() + origin_.timeout;
  switch_.wake(id, give_up_);
  if (phone.picks_up_own) switch_.wake(id, switch_.now() + pick_up_time);
}

void Origination::dial_end(Channel const& channel, std::string_view status) {
  switch_.event("DialEnd").with(channel, "Dest").add("DialStatus", status);
}

void Origination::failed(int reason) {
  respond(switch_, origin_, nullptr, reason);
  switch_.finish(*this);
}

void Origination::woken() {
  auto& channel = *switch_.find(channel_);
  if (switch_.now() >= give_up_) {
    failed(3);
    switch_.remove(channel, {19, 480});
  } else if (switch_.phone(channel.phone)->picks_up_own) {
    answered(channel);
  }
}

void Origination::answered(Channel& channel) {
  switch_.set_state(channel, ChannelState::up);
  dial_end(channel, "ANSWER");
  respond(switch_, origin_, &channel, 4);
  channel.served_by = {};
  switch_.finish(*this);
  go_on_(channel, origin_);
}

void Origination::refused(Channel& channel, Refusal how) {
  Cause const cause = how == Refusal::busy ? Cause{17, 486} : Cause{21, 603};
  switch_.event("HangupRequest").with(channel).add("Cause", cause.code).add("TechCause", cause.tech);
  failed(0);
  dial_end(channel, how == Refusal::busy ? "BUSY" : "NOANSWER");
  switch_.remove(channel, cause);
}

void Origination::ended(Channel& channel, Ender) {
  failed(0);
  dial_end(channel, "NOANSWER");
  switch_.remove(channel, {});
}

void Origination::taken(std::vector<ChannelId> const&) { failed(0); }

}  // namespace crosspoint::sim
