// What the dialplan tells of its own accord. (telephony 4.5, 4.11, 5.2)
#include <algorithm>

#include "pbx/events/events.h"
#include "pbx/events/snapshot.h"

namespace crosspoint::pbx::events {
namespace {

/// Asterisk's own headers stand before the name of the event, those of whoever tells it after that: a field that is called
/// Channel describes none.
void something_is_told(Scene& scene, wire::ami::Message const& message) {
  auto const& headers = message.headers();
  auto const name = std::ranges::find(headers, std::string_view("UserEvent"), &wire::ami::Message::Header::first);
  if (name == headers.end()) return;
  wire::ami::Message origin;
  std::for_each(headers.begin(), name, [&](auto const& header) { origin.add(header.first, header.second); });
  see(scene, origin);
  UserEventTold told{std::string(name->second), std::string(origin.get("Uniqueid")), std::string(origin.get("Channel")), {}};
  std::for_each(std::next(name), headers.end(), [&](auto const& header) {
    if (header.first != "ActionID") told.fields.emplace_back(header.first, header.second);
  });
  scene.changes.tell(std::move(told));
}

}  // namespace

constinit Event const user_event{"UserEvent", something_is_told};

}  // namespace crosspoint::pbx::events
