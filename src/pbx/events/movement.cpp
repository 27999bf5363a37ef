#include "pbx/events/movement.h"

#include <algorithm>

#include "base/text.h"

namespace crosspoint::pbx {
namespace {

void leave_rooms(Scene& scene, std::string_view uniqueid) {
  for (auto room = scene.model.rooms.begin(); room != scene.model.rooms.end();) {
    auto& people = room->second.participants;
    auto const left = std::erase_if(people, [&](Participant const& p) { return p.uniqueid == uniqueid; });
    if (left > 0) scene.changes.tell(RoomChanged{room->first});
    room = left > 0 && people.empty() ? scene.model.rooms.erase(room) : std::next(room);
  }
}

}  // namespace

Bridge& see_bridge(Scene& scene, std::string_view uniqueid, std::string_view type) {
  auto& bridge = obtain(scene.model.bridges, uniqueid);
  if (bridge.uniqueid.empty()) bridge.uniqueid = uniqueid;
  if (!type.empty() && bridge.type != type) {
    bridge.type = valid_utf8(type);
    scene.peers.disturb_bridge(scene.model, uniqueid, scene.now);
  }
  return bridge;
}

void enter_bridge(Scene& scene, Channel& channel, std::string_view uniqueid) {
  auto* const bridge = lookup(scene.model.bridges, uniqueid);
  if (!bridge || channel.bridge == uniqueid) return;
  leave_bridge(scene, channel);
  channel.bridge = uniqueid;
  bridge->members.push_back(channel.uniqueid);
  scene.peers.disturb(channel, scene.now);
  scene.peers.disturb_bridge(scene.model, uniqueid, scene.now);
}

void leave_bridge(Scene& scene, Channel& channel) {
  auto* const bridge = lookup(scene.model.bridges, channel.bridge);
  if (!bridge) return;
  scene.peers.disturb(channel, scene.now);
  scene.peers.disturb_bridge(scene.model, channel.bridge, scene.now);
  std::erase(bridge->members, channel.uniqueid);
  channel.bridge.clear();
}

void destroy_bridge(Scene& scene, std::string_view uniqueid) {
  auto const found = scene.model.bridges.find(uniqueid);
  if (found == scene.model.bridges.end()) return;
  for (auto const members = found->second.members; auto const& member : members)
    if (auto* const channel = scene.model.channels.find(member)) leave_bridge(scene, *channel);
  scene.model.bridges.erase(found);
}

void leave_queue(Scene& scene, Channel& channel, CallerLeft::How how) {
  if (channel.queue.empty()) return;
  auto* const queue = lookup(scene.model.queues, channel.queue);
  if (queue && queue->remove(channel.uniqueid)) {
    depart(scene, "queue entry", channel.uniqueid);
    scene.changes.touch_entries(queue->name);
    scene.changes.tell(CallerLeft{queue->name, channel.uniqueid, how});
  }
  channel.queue.clear();
}

void depart(Scene& scene, std::string_view kind, std::string_view key) {
  scene.drift.acquit(kind, key);
  scene.model.departed.add(tombstone_key(kind, key), scene.model.events);
}

std::string tombstone_key(std::string_view kind, std::string_view key) {
  std::string out(kind);
  out += ' ';
  out += key;
  return out;
}

void hang_up(Scene& scene, std::string_view uniqueid, End const& end) {
  scene.drift.acquit("channel", uniqueid);
  if (auto* const channel = scene.model.channels.find(uniqueid)) {
    leave_queue(scene, *channel);
    leave_bridge(scene, *channel);
    scene.changes.touch_calls(channel->device);
    if (channel->is_local()) scene.changes.tell(LocalEnded{channel->uniqueid});
    else scene.changes.tell(LegEnded{*channel, end.cause, end.at});
  }
  if (auto const parked = scene.model.parked.find(uniqueid); parked != scene.model.parked.end()) scene.model.parked.erase(parked);
  leave_rooms(scene, uniqueid);
  scene.model.channels.remove(uniqueid);
}

}  // namespace crosspoint::pbx
