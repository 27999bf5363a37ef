// Services of a user: to all of the user's context, with just the keys that were set. (protocol 4.4)
#include "cti/updates.h"

namespace crosspoint::cti {

void Updates::tell(domain::ServicesSet const& event, Time now) {
  auto const* const user = state_.directory.user(event.user);
  if (!user) return;
  boost::json::object config;
  auto const flag = [&](char const* key, std::optional<bool> const& on) {
    if (on) config[key] = *on;
  };
  auto const forward = [&](char const* switch_key, char const* destination_key, std::optional<directory::Forward> const& set) {
    if (!set) return;
    config[switch_key] = set->on;
    config[destination_key] = set->destination;
  };
  auto const& change = event.change;
  flag("enablednd", change.dnd);
  flag("incallfilter", change.call_filter);
  flag("enablerecording", change.recording);
  forward("enableunc", "destunc", change.unconditional);
  forward("enablerna", "destrna", change.no_answer);
  forward("enablebusy", "destbusy", change.busy);
  boost::json::object const message{{"class", "getlist"},
                                    {"function", "updateconfig"},
                                    {"listname", "users"},
                                    {"tipbxid", "xivo"},
                                    {"tid", std::to_string(event.user.value)},
                                    {"config", std::move(config)}};
  clients_.tell(topic_of(state_.directory.context_of(*user)), to_line(message, now));
}

}  // namespace crosspoint::cti
