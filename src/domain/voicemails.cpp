#include "domain/voicemails.h"

#include "domain/events.h"

namespace crosspoint::domain {

void Voicemails::mailbox_changed(std::string_view address, int new_messages) {
  mailboxes_.insert_or_assign(std::string(address), new_messages);
  for (auto const& [id, voicemail] : directory_.voicemails)
    if (voicemail.address() == address) events_.emplace_back(MessagesChanged{id});
}

int Voicemails::new_messages(directory::Voicemail const& voicemail) const {
  auto const found = mailboxes_.find(voicemail.address());
  return found == mailboxes_.end() ? 0 : found->second;
}

}  // namespace crosspoint::domain
