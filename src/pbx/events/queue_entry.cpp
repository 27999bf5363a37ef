// Calls that wait. (telephony 2.7)
#include "base/text.h"
#include "pbx/events/events.h"
#include "pbx/events/movement.h"
#include "pbx/events/snapshot.h"
#include "pbx/lists/lists.h"

namespace crosspoint::pbx::events {
namespace {

/// Asterisk says how many wait; if we count otherwise we ask, and publish after the answer.
void compare_count(Scene& scene, Queue& queue, wire::ami::Message const& message) {
  auto const count = to_integer(message.get("Count"));
  if (!count || static_cast<std::size_t>(*count) == queue.entries.size()) return;
  queue.suspect = true;
  scene.rereads.want(lists::queues, queue.name, scene.now);
}

Queue& see_queue(Scene& scene, std::string_view name) {
  auto& queue = obtain(scene.model.queues, name);
  if (queue.name.empty()) queue.name = name;
  return queue;
}

void caller_joins(Scene& scene, wire::ami::Message const& message) {
  auto const name = message.get("Queue");
  auto* const channel = see(scene, message);
  if (!channel || name.empty()) return;
  if (channel->queue != name) leave_queue(scene, *channel);
  auto& queue = see_queue(scene, name);
  channel->queue = name;
  queue.remove(channel->uniqueid);
  auto const position = to_integer(message.get("Position")).value_or(static_cast<std::int64_t>(queue.entries.size()) + 1);
  auto& entry = queue.insert(channel->uniqueid, static_cast<int>(position));
  entry.channel = channel->name;
  entry.caller = channel->caller;
  entry.joined = scene.now;
  entry.mark.touched = scene.model.events;
  scene.drift.acquit("queue entry", channel->uniqueid);
  scene.changes.touch_entries(queue.name);
  scene.changes.tell(CallerJoined{queue.name, channel->uniqueid, scene.now});
  if (queue.entries.size() > 1) scene.rereads.want_order(queue.name, scene.now);
  compare_count(scene, queue, message);
}

void caller_leaves(Scene& scene, wire::ami::Message const& message) {
  auto* const channel = see(scene, message);
  auto* const queue = lookup(scene.model.queues, message.get("Queue"));
  auto const uniqueid = message.get("Uniqueid");
  depart(scene, "queue entry", uniqueid);
  if (channel) channel->queue.clear();
  if (!queue) return;
  if (queue->remove(uniqueid)) {
    scene.changes.touch_entries(queue->name);
    scene.changes.tell(CallerLeft{queue->name, std::string(uniqueid), CallerLeft::How::left});
  }
  compare_count(scene, *queue, message);
}

/// It does not say that the caller has hung up: the time may be over, or somebody has sent the call elsewhere. (T067)
void caller_gives_up(Scene& scene, wire::ami::Message const& message) {
  auto const* const channel = see(scene, message);
  auto const* const queue = lookup(scene.model.queues, message.get("Queue"));
  if (channel && queue && queue->entry(channel->uniqueid))
    scene.changes.tell(CallerLeft{queue->name, channel->uniqueid, CallerLeft::How::gave_up});
}

}  // namespace

constinit Event const queue_caller_join{"QueueCallerJoin", caller_joins};
constinit Event const queue_caller_leave{"QueueCallerLeave", caller_leaves};
constinit Event const queue_caller_abandon{"QueueCallerAbandon", caller_gives_up};

}  // namespace crosspoint::pbx::events
