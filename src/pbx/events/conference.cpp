// Conferences, of ConfBridge and of MeetMe. (telephony 2.11)
#include <algorithm>

#include "base/text.h"
#include "pbx/events/events.h"
#include "pbx/events/movement.h"
#include "pbx/events/snapshot.h"

namespace crosspoint::pbx::events {
namespace {

/// Who is transferred into a conference takes the transferrer's place there, and neither enters nor leaves a bridge. MeetMe has
/// none.
void be_in_bridge(Scene& scene, Channel& channel, wire::ami::Message const& message) {
  auto const uniqueid = message.get("BridgeUniqueid");
  if (uniqueid.empty()) return;
  see_bridge(scene, uniqueid, message.get("BridgeType")).mark.touched = scene.model.events;
  scene.drift.acquit("bridge", uniqueid);
  channel.bridge_mark.touched = scene.model.events;
  enter_bridge(scene, channel, uniqueid);
}

void somebody_joins(Scene& scene, wire::ami::Message const& message, std::string_view name) {
  auto* const channel = see(scene, message);
  if (!channel || name.empty()) return;
  be_in_bridge(scene, *channel, message);
  auto& room = obtain(scene.model.rooms, name);
  room.name = name;
  room.mark.touched = scene.model.events;
  if (room.participants.empty() && !room.started) room.started = scene.now;
  if (std::ranges::find(room.participants, channel->uniqueid, &Participant::uniqueid) != room.participants.end()) return;
  Participant participant;
  participant.uniqueid = channel->uniqueid;
  participant.channel = channel->name;
  participant.party = channel->caller;
  participant.join_order = ++room.joins;
  participant.joined = scene.now;
  participant.admin = message.get("Admin") == "Yes";
  participant.muted = message.get("Muted") == "Yes";
  participant.mark.touched = scene.model.events;
  scene.drift.acquit("participant", participant.uniqueid);
  room.participants.push_back(std::move(participant));
  scene.changes.tell(RoomChanged{room.name});
}

void somebody_leaves(Scene& scene, wire::ami::Message const& message, std::string_view name) {
  auto const uniqueid = message.get("Uniqueid");
  auto* const channel = see(scene, message);
  if (channel && channel->bridge == message.get("BridgeUniqueid")) {
    channel->bridge_mark.touched = scene.model.events;
    leave_bridge(scene, *channel);
  }
  depart(scene, "participant", uniqueid);
  auto const room = scene.model.rooms.find(name);
  if (room == scene.model.rooms.end()) return;
  room->second.mark.touched = scene.model.events;
  if (std::erase_if(room->second.participants, [&](Participant const& p) { return p.uniqueid == uniqueid; }) > 0)
    scene.changes.tell(RoomChanged{room->first});
  if (room->second.participants.empty()) scene.model.rooms.erase(room);
}

enum class Voice { heard, muted };

void voice_is(Scene& scene, wire::ami::Message const& message, std::string_view name, Voice voice) {
  auto const uniqueid = message.get("Uniqueid");
  see(scene, message);
  scene.drift.acquit("participant", uniqueid);
  auto* const room = lookup(scene.model.rooms, name);
  if (!room) return;
  auto const found = std::ranges::find(room->participants, uniqueid, &Participant::uniqueid);
  if (found == room->participants.end()) return;
  found->mark.touched = scene.model.events;
  if (found->muted == (voice == Voice::muted)) return;
  found->muted = voice == Voice::muted;
  scene.changes.tell(RoomChanged{room->name});
}

}  // namespace

// The room comes to be with its first participant and goes with its last: these two add nothing.
constinit Event const confbridge_start{"ConfbridgeStart", [](Scene&, wire::ami::Message const&) {}};
constinit Event const confbridge_end{"ConfbridgeEnd", [](Scene& scene, wire::ami::Message const& message) {
                                       auto const name = message.get("Conference");
                                       if (scene.model.rooms.erase(std::string(name)) > 0)
                                         scene.changes.tell(RoomChanged{std::string(name)});
                                     }};
constinit Event const confbridge_join{"ConfbridgeJoin", [](Scene& scene, wire::ami::Message const& message) {
                                        somebody_joins(scene, message, message.get("Conference"));
                                      }};
constinit Event const confbridge_leave{"ConfbridgeLeave", [](Scene& scene, wire::ami::Message const& message) {
                                         somebody_leaves(scene, message, message.get("Conference"));
                                       }};
constinit Event const confbridge_mute{"ConfbridgeMute", [](Scene& scene, wire::ami::Message const& message) {
                                        voice_is(scene, message, message.get("Conference"), Voice::muted);
                                      }};
constinit Event const confbridge_unmute{"ConfbridgeUnmute", [](Scene& scene, wire::ami::Message const& message) {
                                          voice_is(scene, message, message.get("Conference"), Voice::heard);
                                        }};
constinit Event const meetme_join{
    "MeetmeJoin", [](Scene& scene, wire::ami::Message const& message) { somebody_joins(scene, message, message.get("Meetme")); }};
constinit Event const meetme_leave{"MeetmeLeave", [](Scene& scene, wire::ami::Message const& message) {
                                     somebody_leaves(scene, message, message.get("Meetme"));
                                   }};
constinit Event const meetme_mute{"MeetmeMute", [](Scene& scene, wire::ami::Message const& message) {
                                    voice_is(scene, message, message.get("Meetme"),
                                             equal_ignoring_case(message.get("Status"), "on") ? Voice::muted : Voice::heard);
                                  }};

}  // namespace crosspoint::pbx::events
