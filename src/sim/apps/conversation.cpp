#include "sim/apps/conversation.h"

#include <algorithm>

namespace crosspoint::sim {

void Conversation::talk(Channel& caller, Channel& callee) {
  caller_ = caller.id;
  callee_ = callee.id;
  auto& bridge = switch_.create_bridge();
  switch_.enter(bridge, callee);
  switch_.enter(bridge, caller);
}

void Conversation::part() {
  switch_.leave(*switch_.find(callee_));
  switch_.leave(*switch_.find(caller_));
  callee_ = {};
}

void Conversation::ended(Channel& channel, Ender by) {
  auto& caller = *switch_.find(caller_);
  auto& callee = *switch_.find(callee_);
  auto const by_caller = channel.id == caller_;
  if (by == Ender::phone) request(channel);
  parted(caller, callee, by_caller ? Side::caller : Side::callee);
  switch_.leave(channel);
  if (by_caller) switch_.event("SoftHangupRequest").with(caller).add("Cause", 16);
  switch_.leave(by_caller ? callee : caller);
  if (!by_caller) switch_.event("SoftHangupRequest").with(caller).add("Cause", 16);
  switch_.remove(by_caller ? caller : callee, {});
  switch_.remove(by_caller ? callee : caller, {});
  switch_.finish(*this);
}

void Conversation::taken(std::vector<ChannelId> const& channels) {
  auto& caller = *switch_.find(caller_);
  auto& callee = *switch_.find(callee_);
  auto const goes = [&](Channel const& one) { return std::ranges::find(channels, one.id) != channels.end(); };
  parted(caller, callee, Side::nobody);
  switch_.leave(goes(caller) ? caller : callee);
  switch_.leave(goes(caller) ? callee : caller);
  if (!goes(caller)) switch_.event("SoftHangupRequest").with(caller).add("Cause", 16);
  if (!goes(caller)) switch_.remove(caller, {});
  if (!goes(callee)) switch_.remove(callee, {});
  switch_.finish(*this);
}

}  // namespace crosspoint::sim
