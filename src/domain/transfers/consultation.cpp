#include "domain/transfers/consultation.h"

#include <algorithm>

#include "domain/transfers/mailboxes.h"

namespace crosspoint::domain {

namespace {

/// Whether our dialplan calls, for that leg, whom it consults: half a Local channel leads there, or something rings.
bool is_calling(pbx::Model const& model, pbx::Channel const& own) {
  return std::ranges::any_of(model.channels.all(), [&](auto const& entry) {
    auto const& other = entry.second;
    auto const is_called =
        other.state == pbx::ChannelState::ringing || (other.is_local() && other.name.starts_with("Local/" + own.exten + "@"));
    return is_called && other.linkedid == own.linkedid && other.uniqueid != own.uniqueid;
  });
}

}  // namespace

bool Consultation::is_voicemail() const { return target.context == voicemail_context; }

bool Consultation::is_there(pbx::Model const& model, pbx::Channel const& own_leg) const {
  return has_ended || !far.empty() || (own_leg.context == consult_context && is_calling(model, own_leg));
}

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
    found.to = own.exten;
    found.step = Consultation::Step::calling;
    found.has_ended = own.context == consult_context && own.bridge.empty() && !is_calling(model, own);
    return found;
  }
  return std::nullopt;
}

}  // namespace crosspoint::domain
