// The number of unheard messages of a voicemail: to all of its context. (protocol 6.6)
#include "cti/updates.h"
#include "domain/voicemails.h"

namespace crosspoint::cti {

void Updates::tell(domain::MessagesChanged const& event, Time now) {
  auto const found = state_.directory.voicemails.find(event.voicemail);
  if (found == state_.directory.voicemails.end()) return;
  auto const id = std::to_string(event.voicemail.value);
  auto out = about(voicemails_list, "updatestatus");
  out.text("tid", id).open("status");
  voicemails_list.status(state_, {}, id, out);
  clients_.tell(topic_of(found->second.context), out.close().line(now), state_key(StateKind::messages, event.voicemail.value));
}

}  // namespace crosspoint::cti
