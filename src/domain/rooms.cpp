#include "domain/rooms.h"

#include <algorithm>
#include <utility>

#include "domain/events.h"
#include "pbx/exchange.h"
#include "pbx/peers.h"

namespace crosspoint::domain {

pbx::Room const* Rooms::live(directory::Room const& room) const { return pbx::lookup(exchange_.model().rooms, room.number); }

directory::Line const* Rooms::line_of(pbx::Participant const& participant) const {
  auto const* const channel = exchange_.model().channel(participant.uniqueid);
  auto const* const speaker = channel ? pbx::find_speaker(exchange_.model(), *channel) : nullptr;
  return speaker ? directory_.line_of_device(speaker->device) : nullptr;
}

Rooms::Status Rooms::status(directory::Room const& room) const {
  Status status;
  auto const* const conference = live(room);
  if (!conference) return status;
  status.running = true;
  status.started = conference->started;
  for (auto const& one : conference->participants) {
    auto party = one.party;
    // Who was called into the room shows the room's number.
    auto const* const line = party.number == room.number ? line_of(one) : nullptr;
    auto const* const user = line ? directory_.user(line->user) : nullptr;
    if (user) party = {user->fullname(), line->number};
    status.members.push_back({one.join_order, one.joined, party.number, party.name, one.muted});
  }
  return status;
}

std::map<UserId, std::vector<Rooms::Membership>> Rooms::everybody() const {
  std::map<UserId, std::vector<Membership>> all;
  for (auto const& [id, room] : directory_.rooms)
    if (auto const* const conference = live(room))
      for (auto const& one : conference->participants)
        if (auto const* const line = line_of(one)) all[line->user].push_back({id, one.join_order});
  return all;
}

std::vector<Rooms::Membership> Rooms::memberships(UserId user) const {
  auto all = everybody();
  auto const found = all.find(user);
  return found == all.end() ? std::vector<Membership>{} : std::move(found->second);
}

void Rooms::set_voice(directory::Room const& room, int join_order, Voice voice, Time now) {
  auto const* const conference = live(room);
  if (!conference) return;
  auto const one = std::ranges::find(conference->participants, join_order, &pbx::Participant::join_order);
  auto const* const channel = one == conference->participants.end() ? nullptr : exchange_.model().channel(one->uniqueid);
  if (!channel) return;
  auto const* const action = voice == Voice::muted ? "ConfbridgeMute" : "ConfbridgeUnmute";
  // Refused only without a link to the exchange; what Asterisk has against it nobody is told. (T154)
  static_cast<void>(exchange_.act({action, {{"Conference", room.number}, {"Channel", channel->name}}}, now));
}

void Rooms::changed(std::string_view name) {
  auto const room = std::ranges::find_if(directory_.rooms, [&](auto const& entry) { return entry.second.number == name; });
  if (room == directory_.rooms.end()) return;
  tell_once(room->second.context);
  refresh_memberships();
}

void Rooms::reconfigured(std::map<RoomId, directory::Room> const& before) {
  if (before != directory_.rooms)
    for (auto const* const rooms : {&before, &directory_.rooms})
      for (auto const& [id, room] : *rooms) tell_once(room.context);
  refresh_memberships();
}

/// All participants may be muted at once: that is one thing to tell.
void Rooms::tell_once(std::string const& context) {
  auto const is_same = [&](Event const& event) {
    auto const* const told = std::get_if<RoomsChanged>(&event);
    return told && told->context == context;
  };
  if (std::ranges::none_of(events_, is_same)) events_.emplace_back(RoomsChanged{context});
}

bool Rooms::is_entered_by_local() const {
  auto const& model = exchange_.model();
  return std::ranges::any_of(model.rooms, [&](auto const& room) {
    return std::ranges::any_of(room.second.participants, [&](pbx::Participant const& one) {
      auto const* const channel = model.channel(one.uniqueid);
      return channel && channel->is_local();
    });
  });
}

void Rooms::settle() {
  if (!entered_by_local_ || told_ == everybody()) return;
  for (auto const& [id, room] : directory_.rooms)
    if (live(room)) tell_once(room.context);
  refresh_memberships();
}

void Rooms::refresh_memberships() {
  entered_by_local_ = is_entered_by_local();
  auto const before = std::exchange(told_, everybody());
  for (auto const& [user, rooms] : told_)
    if (auto const old = before.find(user); old == before.end() || old->second != rooms)
      events_.emplace_back(MembershipsChanged{user});
  for (auto const& [user, rooms] : before)
    if (!told_.contains(user)) events_.emplace_back(MembershipsChanged{user});
}

}  // namespace crosspoint::domain
