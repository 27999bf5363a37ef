// A message of one user to another: to every session of the one, to nobody else. (protocol S33)
#include "cti/updates.h"

namespace crosspoint::cti {

std::optional<boost::json::object> chat_message(State const& state, domain::ChatMessage const& event) {
  auto const* const from = state.directory.user(event.from);
  auto const* const to = state.directory.user(event.to);
  if (!from || !to) return std::nullopt;
  auto const& server = state.directory.xivo_uuid;
  return boost::json::object{{"class", "chitchat"},
                             {"alias", event.alias},
                             {"text", event.text},
                             {"from", {server, from->uuid}},
                             {"to", {server, to->uuid}}};
}

void Updates::tell(domain::ChatMessage const& event, Time now) {
  if (auto const message = chat_message(state_, event))
    clients_.tell(flow::Topic::own(event.to), *message, now, 0, {0, ",\"id\":" + std::to_string(event.id)});
}

}  // namespace crosspoint::cti
