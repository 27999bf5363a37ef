// Conference rooms: to who subscribed, all that they may see; and each user's own places in them. (protocol S28, S29)
#include "domain/rooms.h"
#include "cti/updates.h"

namespace crosspoint::cti {
namespace {

boost::json::object members_of(State const& state, domain::Rooms::Status const& status) {
  boost::json::object members;
  for (auto const& member : status.members)
    members[std::to_string(member.join_order)] = {{"join_order", member.join_order},
                                                  {"join_time", epoch_seconds(state.wall_clock.at(member.joined))},
                                                  {"number", member.number},
                                                  {"name", member.name},
                                                  {"muted", member.muted}};
  return members;
}

/// 0: nobody is there. -1: somebody was, before anybody looked.
boost::json::value start_of(State const& state, domain::Rooms::Status const& status) {
  if (!status.running) return 0;
  return status.started ? boost::json::value(epoch_seconds(state.wall_clock.at(*status.started))) : boost::json::value(-1);
}

}  // namespace

boost::json::object rooms_message(State const& state, Scope const& scope) {
  boost::json::object config;
  for (auto const& [id, room] : state.directory.rooms) {
    if (!scope.shows(room.context)) continue;
    auto const status = state.rooms.status(room);
    config[room.number] = {{"number", room.number},
                           {"name", room.name},
                           {"pin_required", room.pin_required},
                           {"start_time", start_of(state, status)},
                           {"member_count", status.members.size()},
                           {"members", members_of(state, status)}};
  }
  return {{"class", "meetme_update"}, {"config", std::move(config)}};
}

boost::json::object memberships_message(State const& state, UserId user) {
  boost::json::array list;
  for (auto const& [room, join_order] : state.rooms.memberships(user))
    list.push_back({{"room_number", state.directory.rooms.at(room).number}, {"user_number", join_order}});
  return {{"class", "meetme_user"}, {"list", std::move(list)}};
}

void Updates::tell(domain::RoomsChanged const& event, Time now) {
  auto const topic = topic_of(flow::Topic::Kind::rooms, event.context);
  Scope const scope{separation_ == Separation::on ? std::optional(event.context) : std::nullopt};
  clients_.tell(topic, rooms_message(state_, scope), now, state_key(rooms_of_context, topic.id));
}

void Updates::tell(domain::MembershipsChanged const& event, Time now) {
  clients_.tell(flow::Topic::memberships(event.user), memberships_message(state_, event.user), now,
                state_key(rooms_of_user, event.user.value));
}

}  // namespace crosspoint::cti
