#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "pbx/model/course.h"
#include "pbx/model/mark.h"
#include "pbx/model/party.h"

namespace crosspoint::pbx {

/// Asterisk's own numbers (ChannelState).
enum class ChannelState : std::uint8_t {
  down = 0,     ///< being set up
  ring = 4,     ///< this phone or trunk calls in, or has dialled
  ringing = 5,  ///< it rings
  up = 6,
  busy = 7,
};

enum class Role : std::uint8_t { caller, callee };

/// The legs that a channel calls at the moment, at one time, and how it went with those that are no longer called.
struct Dialling {
  int legs = 0;           ///< that are still called
  int begun = 0;          ///< how many there were in the whole life of the channel
  int busy = 0;           ///< how many were busy
  int unanswered = 0;     ///< how many could not be had otherwise
  int unreachable = 0;    ///< of these, how many could not even ring
  int refused = 0;        ///< of these, how many have said that they do not want the call
  int unexplained = 0;    ///< of these, how many have not ended yet: only their Hangup says why
  bool taken = false;     ///< one of them, or who has picked the call up, has it
  bool given_up = false;  ///< the channel wants one, or all, of them no more
  bool operator==(Dialling const&) const = default;
};

/// Whom a channel talks to, seen through Local channels; nobody when `uniqueid` is empty.
struct Peer {
  std::string uniqueid, device;
  Party party;
  bool operator==(Peer const&) const = default;
};

/// One leg of a call. (telephony 2.1)
struct Channel {
  std::string uniqueid, linkedid;  ///< opaque text
  std::string name;                ///< "PJSIP/1001-0000002a"
  std::string device;              ///< "PJSIP/1001"
  std::uint8_t half = 0;           ///< of a Local channel: 1 or 2; else 0
  ChannelState state = ChannelState::down;
  Party caller, connected;
  std::string context, exten;
  Role role = Role::caller;
  bool role_is_final = false;  ///< a DialBegin, or our own Originate, has said it
  bool on_hold = false;        ///< this phone has pressed hold
  bool hears_music = false;    ///< Asterisk plays music on hold to it
  std::string bridge;          ///< the bridge it is in, or empty
  std::string queue;           ///< the queue it waits in, or empty
  Time created{};
  bool created_is_estimated = false;  ///< it was there before we looked
  Peer peer;
  std::optional<Time> talking_since;  ///< when it first had a peer
  bool talking_since_is_estimated = false;
  std::optional<Time> peer_due;  ///< when its peer is to be looked for again
  Course course;
  Dialling dialling;
  std::string called_by;     ///< uniqueid of the channel that calls it at the moment, or empty
  bool unexplained = false;  ///< it is called no longer and has not answered; why, its Hangup will say
  Mark mark;
  Mark bridge_mark;

  bool operator==(Channel const&) const = default;

  [[nodiscard]] bool is_local() const { return half != 0; }
};

/// "PJSIP/desk-4-0000002a" gives "PJSIP/desk-4". (T030)
std::string_view device_of(std::string_view channel_name);

/// Which half of a Local channel the name means: 1 or 2, 0 for any other channel.
std::uint8_t half_of(std::string_view channel_name);

}  // namespace crosspoint::pbx
