// The number of unheard messages of a voicemail: to all of its context. (protocol 6.6)
#include "cti/updates.h"
#include "domain/voicemails.h"

namespace crosspoint::cti {

void Updates::tell(domain::MessagesChanged const& event, Time now) {
  auto const found = state_.directory.voicemails.find(event.voicemail);
  if (found == state_.directory.voicemails.end()) return;
  auto message = status_message(state_, {}, voicemails_list, std::to_string(event.voicemail.value));
  tell_of(voicemails_list, found->second.context, std::move(message), now, state_key(StateKind::messages, event.voicemail.value));
}

}  // namespace crosspoint::cti
