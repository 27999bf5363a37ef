// "Do not disturb" of a user: to all. (protocol 4.4)
#include "cti/updates.h"

namespace crosspoint::cti {

void Updates::tell(domain::DndSet const& event, Time now) {
  boost::json::object const message{{"class", "getlist"},
                                    {"function", "updateconfig"},
                                    {"listname", "users"},
                                    {"tipbxid", "xivo"},
                                    {"tid", std::to_string(event.user.value)},
                                    {"config", {{"enablednd", event.on}}}};
  clients_.tell(flow::Topic::all(), to_line(message, now));
}

}  // namespace crosspoint::cti
