// The number of unheard messages of a voicemail: to all of its context. (protocol 6.6)
#include "cti/updates.h"
#include "domain/voicemails.h"

namespace crosspoint::cti {

void Updates::tell(domain::MessagesChanged const& event, Time now) {
  auto const found = state_.directory.voicemails.find(event.voicemail);
  if (found == state_.directory.voicemails.end()) return;
  boost::json::object const message{{"class", "getlist"},
                                    {"function", "updatestatus"},
                                    {"listname", "voicemails"},
                                    {"tipbxid", "xivo"},
                                    {"tid", std::to_string(event.voicemail.value)},
                                    {"status", {{"new", state_.voicemails.new_messages(found->second)}}}};
  clients_.tell(topic_of(found->second.context), to_line(message, now), state_key(StateKind::messages, event.voicemail.value));
}

}  // namespace crosspoint::cti
