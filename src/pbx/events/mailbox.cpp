// Messages in voicemail boxes. (telephony 2.10)
#include "pbx/events/mailbox.h"
#include "base/text.h"
#include "pbx/events/events.h"

namespace crosspoint::pbx {

Mailbox& set_messages(Scene& scene, std::string_view address, int unheard, int heard) {
  auto const name = std::string(address);
  auto& mailbox = scene.model.mailboxes[name];
  if (mailbox.unheard != unheard) scene.changes.tell(MailboxChanged{name, unheard});
  mailbox.unheard = unheard;
  mailbox.heard = heard;
  return mailbox;
}

namespace events {
namespace {

void messages_wait(Scene& scene, wire::ami::Message const& message) {
  auto const unheard = to_integer(message.get("New"));
  if (!unheard) return;
  auto const address = message.get("Mailbox");
  auto const* const known = lookup(scene.model.mailboxes, address);
  auto const heard = to_integer(message.get("Old")).value_or(known ? known->heard : 0);
  auto& mailbox = set_messages(scene, address, static_cast<int>(*unheard), static_cast<int>(heard));
  mailbox.mark.touched = scene.model.events;
  scene.drift.acquit("mailbox", address);
}

}  // namespace

constinit Event const message_waiting{"MessageWaiting", messages_wait};

}  // namespace events
}  // namespace crosspoint::pbx
