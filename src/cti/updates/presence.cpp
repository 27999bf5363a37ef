// A user's presence: to all of the user's context, and to who registered for that user. (protocol 3.7, S10, S37)
#include "cti/updates.h"
#include "domain/presences.h"
#include "wire/json/writer.h"

namespace crosspoint::cti {

wire::json::Writer user_status_message(State const& state, directory::User const& user) {
  return wire::json::Writer("user_status_update")
      .open("data")
      .text("xivo_uuid", state.directory.xivo_uuid)
      .text("user_uuid", user.uuid)
      .number("user_id", user.id.value)
      .text("status", state.presences.of(user.id))
      .close();
}

void Updates::tell(domain::PresenceChanged const& event, Time now) {
  auto const* const user = state_.directory.user(event.user);
  if (!user) return;
  auto out = about(users_list, "updatestatus");
  out.text("tid", std::to_string(event.user.value)).open("status").text("availstate", event.presence).close();
  tell_of(users_list, state_.directory.context_of(*user), std::move(out), now, state_key(user_presence, event.user.value));
  clients_.tell(flow::Topic::user_status(event.user), user_status_message(state_, *user), now,
                state_key(user_registration, event.user.value));
}

}  // namespace crosspoint::cti
