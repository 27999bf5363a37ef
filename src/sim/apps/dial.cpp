#include "sim/apps/dial.h"

#include <algorithm>
#include <memory>

namespace crosspoint::sim {

void Dial::start(Switch& exchange, Channel& caller, Phone& target) {
  start(std::make_unique<Dial>(exchange), exchange, caller, target);
}

void Dial::start(std::unique_ptr<Dial> own, Switch& exchange, Channel& caller, Phone& target) {
  caller.application = "Dial";
  caller.data = target.device() + ",20";
  auto& dial = static_cast<Dial&>(exchange.serve(std::move(own), {&caller}));
  dial.calling_ = caller.id;
  if (target.registered) dial.ring(caller, target);
  else dial.not_connected("CHANUNAVAIL", {3, caller.state == ChannelState::ring ? 404 : 0});
}

void Dial::ring(Channel& caller, Phone& target) {
  auto& callee = switch_.create(target, {.context = target.context, .linkedid = caller.linkedid});
  callee.served_by = id;
  callee.application = "AppDial";
  callee.data = "(Outgoing Line)";
  callee.exten = caller.exten;
  ringing_ = callee.id;
  switch_.set_connected(callee, caller.caller);
  switch_.event("DialBegin").with(caller).with(callee, "Dest").add("DialString", target.number);
  switch_.set_connected(caller, callee.caller);
  switch_.set_state(callee, ChannelState::ringing);
  switch_.event("DialState").with(caller).with(callee, "Dest").add("DialStatus", "RINGING");
  switch_.wake(id, switch_.now() + ring_time);
}

void Dial::dial_end(std::string_view status) {
  switch_.event("DialEnd").with(*switch_.find(calling_)).with(*switch_.find(ringing_), "Dest").add("DialStatus", status);
}

void Dial::drop_caller(Cause cause) {
  auto& caller = *switch_.find(calling_);
  auto const phone_gave_up = cause.code == 127;
  {
    auto event = switch_.event("SoftHangupRequest");
    event.with(caller).add("Cause", 16);
    if (phone_gave_up) event.add("TechCause", cause.tech);
  }
  switch_.remove(caller, cause);
  switch_.finish(*this);
}

void Dial::answered(Channel& callee) {
  switch_.set_state(callee, ChannelState::up);
  callee.exten.clear();
  dial_end("ANSWER");
  ringing_ = {};
  auto& caller = *switch_.find(calling_);
  if (caller.state != ChannelState::up) switch_.set_state(caller, ChannelState::up);
  talk(caller, callee);
}

void Dial::refused(Channel& callee, Refusal how) {
  Cause const cause = how == Refusal::busy ? Cause{17, 486} : Cause{21, 603};
  switch_.event("HangupRequest").with(callee).add("Cause", cause.code).add("TechCause", cause.tech);
  dial_end(how == Refusal::busy ? "BUSY" : "NOANSWER");
  switch_.remove(callee, cause);
  not_connected(how == Refusal::busy ? "BUSY" : "NOANSWER", cause);
}

void Dial::ended(Channel& channel, Ender by) {
  if (talking()) return Conversation::ended(channel, by);
  auto& callee = *switch_.find(ringing_);
  if (channel.id == ringing_) {
    dial_end("NOANSWER");
    switch_.remove(callee, {});
    return not_connected("NOANSWER", {});
  }
  // A phone that is still dialling cancels its INVITE; one that is up (Originate) says BYE.
  auto const cancels = by == Ender::phone && channel.state == ChannelState::ring;
  Cause const cause = cancels ? Cause{127, 487} : Cause{};
  if (by == Ender::phone) {
    auto event = switch_.event("HangupRequest");
    event.with(channel).add("Cause", cause.code);
    if (cancels) event.add("TechCause", cause.tech);
  }
  dial_end("CANCEL");
  drop_caller(cause);
  switch_.remove(callee, cancels ? Cause{127, 500} : Cause{});
}

void Dial::taken(std::vector<ChannelId> const& channels) {
  if (talking()) return Conversation::taken(channels);
  dial_end("CANCEL");
  if (std::ranges::find(channels, ringing_) == channels.end()) switch_.remove(*switch_.find(ringing_), {0});
  if (std::ranges::find(channels, calling_) == channels.end()) drop_caller({});
  switch_.finish(*this);
}

void Dial::woken() {
  if (talking()) return;
  dial_end("NOANSWER");
  switch_.remove(*switch_.find(ringing_), {0});
  not_connected("NOANSWER", {});
}

}  // namespace crosspoint::sim
