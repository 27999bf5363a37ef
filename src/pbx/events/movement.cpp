#include "pbx/events/movement.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "pbx/lists/lists.h"
#include "pbx/model/cause.h"

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

/// Who waits leaves the queue before it ends. If Asterisk has not said so, another channel may have its place, as when a phone
/// takes over the call: Asterisk tells nothing of that, so it is asked.
void vacate(Scene& scene, Channel& channel) {
  auto* const queue = lookup(scene.model.queues, channel.queue);
  auto const* const entry = queue ? queue->entry(channel.uniqueid) : nullptr;
  if (!entry) return;
  queue->vacated.push_back(*entry);
  queue->remove(channel.uniqueid);
  queue->suspect = true;
  depart(scene, "queue entry", channel.uniqueid);
  scene.rereads.want(lists::queues, queue->name, scene.now);
  scene.changes.touch_entries(queue->name);
}

/// DialEnd says nearly always that nobody has answered. The cause is known with the end of the leg only.
void note_cause(Scene& scene, Channel& called, int why) {
  auto* const caller = scene.model.channels.find(called.course.caller);
  if (!std::exchange(called.unexplained, false) || !caller) return;
  --caller->dialling.unexplained;
  if (why == cause::call_rejected) ++caller->dialling.refused;
  if (cause::is_unreachable(why)) ++caller->dialling.unreachable;
}

}  // namespace

Bridge& see_bridge(Scene& scene, std::string_view uniqueid, std::string_view type) {
  auto& bridge = obtain(scene.model.bridges, uniqueid);
  if (bridge.uniqueid.empty()) bridge.uniqueid = uniqueid;
  if (!type.empty() && bridge.type != type) {
    bridge.type = type;
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
  scene.peers.part(scene.model, channel.bridge, scene.now);
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

void replace_caller(Scene& scene, Channel& waiting, Channel& by) {
  auto* const queue = lookup(scene.model.queues, waiting.queue);
  auto* const entry = queue ? queue->entry(waiting.uniqueid) : nullptr;
  if (!entry) return;
  waiting.queue.clear();
  leave_queue(scene, by);
  by.queue = queue->name;
  depart(scene, "queue entry", waiting.uniqueid);
  scene.changes.tell(CallerReplaced{queue->name, waiting.uniqueid, by.uniqueid});
  scene.drift.acquit("queue entry", by.uniqueid);
  entry->uniqueid = by.uniqueid;
  entry->channel = by.name;
  entry->caller = by.caller;
  entry->mark.touched = scene.model.events;
  scene.changes.touch_entries(queue->name);
}

void rename_caller(Scene& scene, Channel const& waiting) {
  auto* const queue = lookup(scene.model.queues, waiting.queue);
  auto* const entry = queue ? queue->entry(waiting.uniqueid) : nullptr;
  if (!entry) return;
  entry->caller = waiting.caller;
  entry->mark.touched = scene.model.events;
  scene.changes.touch_entries(queue->name);
}

void ask_for_caller_behind(Scene& scene, Channel const& half) {
  auto const* const other = scene.model.channels.other_half(half);
  if (other && !other->queue.empty()) scene.rereads.want(lists::queues, other->queue, scene.now);
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

void stop_dialling(Scene& scene, Channel& called, std::string_view status) {
  if (called.called_by.empty()) return;
  auto* const caller = scene.model.channels.find(std::exchange(called.called_by, {}));
  if (!caller || caller->dialling.legs == 0) return;
  auto const did_dial = dials(*caller);
  auto& dialling = caller->dialling;
  --dialling.legs;
  auto const is = [&](std::string_view one) { return equal_ignoring_case(status, one); };
  if (is("CANCEL")) dialling.given_up = true;
  else if (is("BUSY")) ++dialling.busy;
  else if (!is("ANSWER") && !is("FORWARD")) {
    ++dialling.unanswered;
    ++dialling.unexplained;
    called.unexplained = true;
  }
  if (did_dial && dialling.legs == 0) scene.changes.touch_calls(caller->device);
}

void hang_up(Scene& scene, std::string_view uniqueid, End const& end) {
  scene.drift.acquit("channel", uniqueid);
  if (auto* const channel = scene.model.channels.find(uniqueid)) {
    vacate(scene, *channel);
    leave_bridge(scene, *channel);
    stop_dialling(scene, *channel, end.cause == cause::user_busy ? "BUSY" : "NOANSWER");
    note_cause(scene, *channel, end.cause);
    scene.changes.touch_calls(channel->device);
    if (channel->is_local()) scene.changes.tell(LocalEnded{channel->uniqueid});
    else scene.changes.tell(LegEnded{*channel, end.cause, end.at});
  }
  if (auto const parked = scene.model.parked.find(uniqueid); parked != scene.model.parked.end()) scene.model.parked.erase(parked);
  leave_rooms(scene, uniqueid);
  scene.model.channels.remove(uniqueid);
}

}  // namespace crosspoint::pbx
