#pragma once

#include <optional>
#include <string>

#include "pbx/model/channel.h"

namespace crosspoint::pbx {

/// One call of a line as its user sees it: a channel of the line that dials, rings or is up. (telephony 2.3)
struct Call {
  enum class State { calling, ringing, up };

  std::string uniqueid, channel;  ///< of the line's own leg
  State state = State::calling;
  bool on_hold = false;       ///< this phone has pressed hold
  bool outgoing = false;      ///< the line is the caller
  bool dials = false;         ///< it is up, has not talked to anybody yet, waits in no queue, and calls somebody
  Peer peer;                  ///< who is talked to; `peer.uniqueid` is empty while nobody is
  Party party;                ///< name and number to show: the peer's, else the connected line of the own leg
  std::optional<Time> start;  ///< when the line first talked to anybody in this call
  bool start_is_estimated = false;
  Time created{};

  bool operator==(Call const&) const = default;
};

/// As of Call.
bool dials(Channel const& channel);

/// The state of a channel as a call; nothing while it is only being set up.
std::optional<Call> call_of(Channel const& channel);

/// Whether both ends belong to the house: `is_line` says so of a device. Nobody at the other end (voicemail, a conference, an
/// echo) counts as the house. (T050)
template <class IsLine>
bool is_internal(std::string_view device, Call const& call, IsLine&& is_line) {
  return is_line(device) && (call.peer.uniqueid.empty() || is_line(std::string_view(call.peer.device)));
}

}  // namespace crosspoint::pbx
