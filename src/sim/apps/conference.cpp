#include "sim/apps/conference.h"

#include <memory>

namespace crosspoint::sim {

void Conference::start(Switch& exchange, Room& room, Channel& caller) {
  caller.application = "ConfBridge";
  caller.data = room.number + ",default_bridge,default_user";
  if (caller.state != ChannelState::up) exchange.set_state(caller, ChannelState::up);
  caller.priority = 2;
  static_cast<Conference&>(exchange.serve(std::make_unique<Conference>(exchange, room), {&caller})).join(caller);
}

void Conference::music(std::string_view event) {
  if (room_.participants.size() != 1) return;
  auto const& alone = *switch_.find(room_.participants.front().channel);
  auto told = switch_.event(event);
  told.with(alone);
  if (event == "MusicOnHoldStart") told.add("Class", "default");
}

void Conference::join(Channel& channel) {
  if (room_.participants.empty()) {
    auto& bridge =
        switch_.create_bridge({.type = "base", .technology = "softmix", .creator = "ConfBridge", .name = room_.number});
    bridge.unseen = 1;
    room_.bridge = bridge.id;
    switch_.event("ConfbridgeStart").add("Conference", room_.number).with(bridge);
    switch_.set_device("confbridge:" + room_.number, "INUSE");
    switch_.event("MusicOnHoldStart").with(channel).add("Class", "default");
  } else {
    music("MusicOnHoldStop");
  }
  room_.participants.push_back({channel.id, switch_.now()});
  auto& bridge = *switch_.find(room_.bridge);
  switch_.enter(bridge, channel);
  switch_.event("ConfbridgeJoin")
      .add("Conference", room_.number)
      .with(bridge)
      .with(channel)
      .add("Admin", "No")
      .add("Muted", "No");
}

void Conference::leave(Channel& channel) {
  auto const last = room_.participants.size() == 1;
  auto& bridge = *switch_.find(room_.bridge);
  switch_.event("ConfbridgeLeave").add("Conference", room_.number).with(bridge).with(channel).add("Admin", "No");
  if (last) {
    switch_.event("MusicOnHoldStop").with(channel);
    switch_.set_device("confbridge:" + room_.number, "NOT_INUSE");
    auto alone = bridge;
    alone.members.clear();
    switch_.event("ConfbridgeEnd").add("Conference", room_.number).with(alone);
  }
  switch_.leave(channel);
  std::erase_if(room_.participants, [&](Room::Participant const& one) { return one.channel == channel.id; });
  if (last) room_.bridge = {};
  else music("MusicOnHoldStart");
  switch_.finish(*this);
}

void Conference::ended(Channel& channel, Ender by) {
  if (by == Ender::phone) switch_.event("HangupRequest").with(channel);
  leave(channel);
  switch_.event("SoftHangupRequest").with(channel).add("Cause", 16);
  switch_.remove(channel, {});
}

void Conference::taken(std::vector<ChannelId> const& channels) { leave(*switch_.find(channels.front())); }

}  // namespace crosspoint::sim
