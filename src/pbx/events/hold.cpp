// Hold belongs to the phone that pressed it. (telephony 2.3, T049)
#include "pbx/events/events.h"
#include "pbx/events/snapshot.h"

namespace crosspoint::pbx::events {
namespace {

template <bool OnHold>
void phone_presses_hold(Scene& scene, wire::ami::Message const& message) {
  auto* const channel = see(scene, message);
  if (!channel || channel->on_hold == OnHold) return;
  channel->on_hold = OnHold;
  scene.changes.touch_calls(channel->device);
}

template <bool Plays>
void music_plays(Scene& scene, wire::ami::Message const& message) {
  if (auto* const channel = see(scene, message)) channel->hears_music = Plays;
}

}  // namespace

constinit Event const hold{"Hold", phone_presses_hold<true>};
constinit Event const unhold{"Unhold", phone_presses_hold<false>};
constinit Event const music_on_hold_start{"MusicOnHoldStart", music_plays<true>};
constinit Event const music_on_hold_stop{"MusicOnHoldStop", music_plays<false>};

}  // namespace crosspoint::pbx::events
