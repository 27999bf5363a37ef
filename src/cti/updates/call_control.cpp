// What became of a call control request: to who asked. (protocol S07, S13)
#include "cti/updates.h"

namespace crosspoint::cti {

void Updates::tell(domain::DialAccepted const& event, Time now) {
  clients_.answer(event.asker, {{"class", "dial_success"}, {"exten", event.exten}}, now);
}

void Updates::tell(domain::CallRefused const& event, Time now) {
  clients_.answer(event.asker, {{"class", "ipbxcommand"}, {"error_string", event.error}}, now);
}

}  // namespace crosspoint::cti
