// Conferences and who is in them. (telephony 1.6, 11)
#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "pbx/events/snapshot.h"
#include "pbx/lists/lists.h"

namespace crosspoint::pbx::lists {
namespace {

void read_room(Scene& scene, ListRun& run, wire::ami::Message const& item) {
  auto const name = item.get("Conference");
  if (name.empty()) return;
  auto& room = obtain(scene.model.rooms, name);
  room.name = name;
  room.mark.listed = run.number;
  run.ask(participants, room.name);
}

void finish_rooms(Scene& scene, ListRun& run) {
  std::erase_if(scene.model.rooms, [&](auto const& room) {
    if (!run.misses(room.second.mark)) return false;
    run.repaired(scene, "conference", room.first, "was there no more");
    scene.changes.tell(RoomChanged{room.first});
    return true;
  });
}

void read_participant(Scene& scene, ListRun& run, wire::ami::Message const& item) {
  auto* const room = lookup(scene.model.rooms, run.request.argument);
  auto const uniqueid = item.get("Uniqueid");
  if (!room || uniqueid.empty()) return;
  auto found = std::ranges::find(room->participants, uniqueid, &Participant::uniqueid);
  auto const is_new = found == room->participants.end();
  if (is_new) {
    if (scene.model.channels.has_gone(uniqueid) || run.is_older_than_departure(scene, "participant", uniqueid)) return;
    found = room->participants.emplace(room->participants.end());
    found->uniqueid = uniqueid;
    found->channel = item.get("Channel");
    found->join_order = ++room->joins;
    found->joined = scene.ago(std::chrono::seconds(to_integer(item.get("AnsweredTime")).value_or(0)));
    run.repaired(scene, "participant", uniqueid, "was not known");
  }
  found->mark.listed = run.number;
  if (run.is_older_than(found->mark)) return;
  auto const before = std::tuple(found->party, found->muted);
  found->party = caller_of(read_snapshot(item));
  found->admin = item.get("Admin") == "Yes";
  found->muted = item.get("Muted") == "Yes";
  if (is_new || before != std::tuple(found->party, found->muted)) scene.changes.tell(RoomChanged{room->name});
}

void finish_participants(Scene& scene, ListRun& run) {
  auto const room = scene.model.rooms.find(run.request.argument);
  if (room == scene.model.rooms.end()) return;
  std::erase_if(room->second.participants, [&](Participant const& p) {
    if (!run.misses(p.mark)) return false;
    run.repaired(scene, "participant", p.uniqueid, "was there no more");
    scene.changes.tell(RoomChanged{room->first});
    return true;
  });
  if (room->second.participants.empty()) scene.model.rooms.erase(room);
}

}  // namespace

constinit List const rooms{.action = "ConfbridgeListRooms",
                           .items = {"ConfbridgeListRooms"},
                           .complete = "ConfbridgeListRoomsComplete",
                           .read = read_room,
                           .finish = finish_rooms};
/// One for each room that the list above holds.
constinit List const participants{.action = "ConfbridgeList",
                                  .argument = "Conference",
                                  .items = {"ConfbridgeList"},
                                  .complete = "ConfbridgeListComplete",
                                  .when = List::When::on_demand,
                                  .read = read_participant,
                                  .finish = finish_participants};

}  // namespace crosspoint::pbx::lists
