// Voicemail boxes. (telephony 1.6, 10)
#include "base/text.h"
#include "pbx/events/mailbox.h"
#include "pbx/lists/lists.h"

namespace crosspoint::pbx::lists {
namespace {

void read_mailbox(Scene& scene, ListRun& run, wire::ami::Message const& item) {
  auto const address = std::string(item.get("VoiceMailbox")) + "@" + std::string(item.get("VMContext"));
  auto const unheard = static_cast<int>(to_integer(item.get("NewMessageCount")).value_or(0));
  auto const heard = static_cast<int>(to_integer(item.get("OldMessageCount")).value_or(0));
  auto* const known = lookup(scene.model.mailboxes, address);
  if (known && run.is_older_than(known->mark)) {
    known->mark.listed = run.number;
    return;
  }
  if (known && (known->unheard != unheard || known->heard != heard))
    run.repaired(scene, "mailbox", address, "held other messages");
  set_messages(scene, address, unheard, heard).mark.listed = run.number;
}

/// A box that was never listed lives on another system: only its events are known.
void finish_mailboxes(Scene& scene, ListRun& run) {
  for (auto box = scene.model.mailboxes.begin(); box != scene.model.mailboxes.end();) {
    if (box->second.mark.listed == 0 || !run.misses(box->second.mark)) {
      ++box;
      continue;
    }
    run.repaired(scene, "mailbox", box->first, "was there no more");
    set_messages(scene, box->first, 0, 0);
    box = scene.model.mailboxes.erase(box);
  }
}

}  // namespace

constinit List const mailboxes{.action = "VoicemailUsersList",
                               .items = {"VoicemailUserEntry"},
                               .complete = "VoicemailUserEntryComplete",
                               .read = read_mailbox,
                               .finish = finish_mailboxes};

}  // namespace crosspoint::pbx::lists
