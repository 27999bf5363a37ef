// The life of a channel. (telephony 2.1)
#include "base/text.h"
#include "pbx/events/events.h"
#include "pbx/events/movement.h"
#include "pbx/events/snapshot.h"

namespace crosspoint::pbx::events {
namespace {

void channel_appears(Scene& scene, wire::ami::Message const& message) {
  auto const* const known = scene.model.channels.find(message.get("Uniqueid"));
  auto* const channel = see(scene, message);
  if (!channel || known) return;
  channel->created_is_estimated = false;
  if (channel->state != ChannelState::ring || channel->course.start != Course::Start::unknown) return;
  channel->course.start = Course::Start::dialled;
  channel->course.exten = channel->exten;
  channel->course.context = channel->context;
  if (!channel->is_local()) scene.changes.tell(CallArrived{channel->uniqueid});
}

void channel_changes(Scene& scene, wire::ami::Message const& message) { see(scene, message); }

void channel_is_renamed(Scene& scene, wire::ami::Message const& message) {
  auto* const channel = scene.model.channels.find(message.get("Uniqueid"));
  if (!channel) return;
  Snapshot renamed;
  renamed.name = message.get("Newname");
  update(scene, *channel, renamed);
}

void channel_ends(Scene& scene, wire::ami::Message const& message) {
  hang_up(scene, message.get("Uniqueid"), {static_cast<int>(to_integer(message.get("Cause")).value_or(0)), scene.now});
}

}  // namespace

constinit Event const new_channel{"Newchannel", channel_appears};
constinit Event const new_state{"Newstate", channel_changes};
constinit Event const new_caller_id{"NewCallerid", channel_changes};
constinit Event const new_connected_line{"NewConnectedLine", channel_changes};
constinit Event const new_account_code{"NewAccountCode", channel_changes};
constinit Event const rename_channel{"Rename", channel_is_renamed};
constinit Event const hangup{"Hangup", channel_ends};

}  // namespace crosspoint::pbx::events
