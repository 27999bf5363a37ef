// What a channel tells of a fax. (telephony 2.12)
#include "base/text.h"
#include "pbx/events/events.h"
#include "pbx/events/snapshot.h"

namespace crosspoint::pbx::events {
namespace {

void fax_is_sent(Scene& scene, wire::ami::Message const& message) {
  auto const* const channel = see(scene, message);
  auto const pages = static_cast<int>(to_integer(message.get("PagesTransferred")).value_or(0));
  if (channel) scene.changes.tell(FaxSent{channel->uniqueid, pages});
}

}  // namespace

constinit Event const send_fax{"SendFAX", fax_is_sent};

}  // namespace crosspoint::pbx::events
