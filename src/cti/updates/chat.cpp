// A message of one user to another: to every session of the one, to nobody else. (protocol S33)
#include "cti/updates.h"

namespace crosspoint::cti {

void Updates::tell(domain::ChatMessage const& event, Time now) {
  auto const* const from = state_.directory.user(event.from);
  auto const* const to = state_.directory.user(event.to);
  if (!from || !to) return;
  auto const& server = state_.directory.xivo_uuid;
  boost::json::object const message{{"class", "chitchat"},
                                    {"alias", event.alias},
                                    {"text", event.text},
                                    {"from", {server, from->uuid}},
                                    {"to", {server, to->uuid}}};
  clients_.tell(flow::Topic::own(event.to), message, now);
}

}  // namespace crosspoint::cti
