// Who calls whom. (telephony 2.3)
#include "pbx/events/events.h"
#include "pbx/events/snapshot.h"

namespace crosspoint::pbx::events {
namespace {

/// The first word on a channel's role counts for its life: a called party that is transferred and then dials was still called.
void settle_role(Scene& scene, Channel* channel, Role role) {
  if (!channel || channel->role_is_final) return;
  channel->role = role;
  channel->role_is_final = true;
  scene.changes.touch_calls(channel->device);
}

/// Without a caller when Originate rings a phone. (T033)
void dial_begins(Scene& scene, wire::ami::Message const& message) {
  settle_role(scene, see(scene, message), Role::caller);
  settle_role(scene, see(scene, message, "Dest"), Role::callee);
}

/// May come twice for one leg, also after its end. (T045)
void dial_goes_on(Scene& scene, wire::ami::Message const& message) {
  see(scene, message);
  see(scene, message, "Dest");
}

/// Channel has taken the call that rang at TargetChannel: it dialled, but only to be the one who is called. (T043)
void call_is_picked_up(Scene& scene, wire::ami::Message const& message) {
  settle_role(scene, see(scene, message), Role::callee);
  see(scene, message, "Target");
}

}  // namespace

constinit Event const dial_begin{"DialBegin", dial_begins};
constinit Event const dial_state{"DialState", dial_goes_on};
constinit Event const dial_end{"DialEnd", dial_goes_on};
constinit Event const pickup{"Pickup", call_is_picked_up};

}  // namespace crosspoint::pbx::events
