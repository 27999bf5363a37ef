// Services of a user: to all of the user's context, with just the keys that were set. (protocol 4.4)
#include "cti/updates.h"

namespace crosspoint::cti {

void Updates::tell(domain::ServicesSet const& event, Time now) {
  auto const* const user = state_.directory.user(event.user);
  if (!user) return;
  auto out = about(users_list, "updateconfig");
  out.text("tid", std::to_string(event.user.value)).open("config");
  auto const flag = [&](std::string_view key, std::optional<bool> const& on) {
    if (on) out.flag(key, *on);
  };
  auto const forward = [&](std::string_view switch_key, std::string_view destination_key,
                           std::optional<directory::Forward> const& set) {
    if (set) out.flag(switch_key, set->on).text(destination_key, set->destination);
  };
  auto const& change = event.change;
  flag("enablednd", change.dnd);
  flag("incallfilter", change.call_filter);
  flag("enablerecording", change.recording);
  forward("enableunc", "destunc", change.unconditional);
  forward("enablerna", "destrna", change.no_answer);
  forward("enablebusy", "destbusy", change.busy);
  out.close();
  tell_of(users_list, state_.directory.context_of(*user), std::move(out), now);
}

}  // namespace crosspoint::cti
