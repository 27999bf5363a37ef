#include "domain/transfers/consultation.h"

#include "domain/transfers/mailboxes.h"

namespace crosspoint::domain {

std::optional<Consultation> find_consultation(pbx::Model const& model, directory::Line const& line, pbx::Channel const& own) {
  if (own.context != consult_context && own.context != voicemail_context) return std::nullopt;
  for (auto const& [uniqueid, other] : model.channels.all()) {
    // The two have talked, so Asterisk counts them as parts of one call. Once they are connected again the context remains.
    if (other.context != hold_context || !other.bridge.empty() || other.linkedid != own.linkedid || uniqueid == own.uniqueid)
      continue;
    Consultation found;
    found.asker.user = line.user;
    found.line = line.id;
    found.own = own.uniqueid;
    found.held = uniqueid;
    found.target = {own.context == voicemail_context ? own.context : line.context, own.exten};
    found.step = Consultation::Step::calling;
    return found;
  }
  return std::nullopt;
}

}  // namespace crosspoint::domain
