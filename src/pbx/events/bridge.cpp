// Who is where. (telephony 2.2)
#include "pbx/events/events.h"
#include "pbx/events/movement.h"
#include "pbx/events/snapshot.h"

namespace crosspoint::pbx::events {
namespace {

Bridge* bridge_of(Scene& scene, wire::ami::Message const& message) {
  auto const uniqueid = message.get("BridgeUniqueid");
  if (uniqueid.empty()) return nullptr;
  auto& bridge = see_bridge(scene, uniqueid, message.get("BridgeType"));
  bridge.mark.touched = scene.model.events;
  scene.drift.acquit("bridge", uniqueid);
  return &bridge;
}

void bridge_appears(Scene& scene, wire::ami::Message const& message) { bridge_of(scene, message); }

void channel_enters(Scene& scene, wire::ami::Message const& message) {
  auto* const bridge = bridge_of(scene, message);
  auto* const channel = see(scene, message);
  if (!bridge || !channel) return;
  channel->bridge_mark.touched = scene.model.events;
  leave_queue(scene, *channel, CallerLeft::How::taken);
  enter_bridge(scene, *channel, bridge->uniqueid);
}

/// It may have entered the next bridge already: only the bridge it is in can be left.
void channel_leaves(Scene& scene, wire::ami::Message const& message) {
  auto* const channel = see(scene, message);
  if (!channel) return;
  channel->bridge_mark.touched = scene.model.events;
  if (channel->bridge == message.get("BridgeUniqueid")) leave_bridge(scene, *channel);
}

void bridge_ends(Scene& scene, wire::ami::Message const& message) {
  auto const uniqueid = message.get("BridgeUniqueid");
  scene.drift.acquit("bridge", uniqueid);
  destroy_bridge(scene, uniqueid);
}

}  // namespace

constinit Event const bridge_create{"BridgeCreate", bridge_appears};
constinit Event const bridge_enter{"BridgeEnter", channel_enters};
constinit Event const bridge_leave{"BridgeLeave", channel_leaves};
constinit Event const bridge_destroy{"BridgeDestroy", bridge_ends};

}  // namespace crosspoint::pbx::events
