// One header: everything the exchange tells the rooms above, at a glance.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "pbx/call_notice.h"
#include "pbx/model/channel.h"
#include "pbx/queue_notices.h"

namespace crosspoint::pbx {

enum class LinkState {
  connecting,  ///< no link: the state shown is the last one known, commands are unavailable
  syncing,     ///< linked, the lists are being read
  live,        ///< the state is Asterisk's own
};

/// "connecting", "syncing", "live": as administrators read it.
constexpr char const* name_of(LinkState state) {
  constexpr std::array names{"connecting", "syncing", "live"};
  return names[static_cast<std::size_t>(state)];
}

struct LinkChanged {
  LinkState state;
  bool operator==(LinkChanged const&) const = default;
};

/// The hint status of a device (telephony 2.6): -2, -1, 0, 1, 2, 4, 8, 9 or 16. Only when it differs from what was told before.
struct DeviceChanged {
  std::string device;
  int status;
  bool operator==(DeviceChanged const&) const = default;
};

/// Unheard messages of "1001@default". Only when it differs.
struct MailboxChanged {
  std::string address;
  int new_messages;
  bool operator==(MailboxChanged const&) const = default;
};

/// The calls of a device (Model::calls_of) are others than before.
struct CallsChanged {
  std::string device;
  bool operator==(CallsChanged const&) const = default;
};

/// A leg is gone; `leg` is how it was at its end. Local channels, which are nobody's, are left out.
struct LegEnded {
  Channel leg;
  int cause;  ///< of the Hangup; 0 when nobody has told it
  Time at;    ///< if it went while the link was down: when it was last heard of
  bool operator==(LegEnded const&) const = default;
};

/// A queue member appeared, changed or went (telephony 2.8); the model has its present state.
struct MemberChanged {
  std::string queue, member_name, interface;
  bool operator==(MemberChanged const&) const = default;
};
struct MemberGone {
  std::string queue, member_name, interface;
  bool operator==(MemberGone const&) const = default;
};

/// The waiting calls of a queue are others than before.
struct EntriesChanged {
  std::string queue;
  bool operator==(EntriesChanged const&) const = default;
};

/// A conference came, went, or has other participants, or they are heard or muted. (telephony 2.11)
struct RoomChanged {
  std::string room;
  bool operator==(RoomChanged const&) const = default;
};

/// The answer to an action.
struct Answered {
  enum class Outcome {
    success,
    error,
    unavailable
  };  ///< unavailable: no link, no answer in time, Permission denied, unknown command
  Token token;
  Outcome outcome;
  std::string message;  ///< Asterisk's own words
  std::string value;    ///< the header Value, of Getvar
  bool operator==(Answered const&) const = default;
};

/// What became of an Originate that was queued (OriginateResponse). (telephony 4.1)
struct Originated {
  Token token;
  bool answered;
  bool reached;  ///< false: not one channel came to be, so the line is not registered
  bool operator==(Originated const&) const = default;
};

/// A queue rings a member for a waiting call. (telephony 2.9) Of a member in callback form `leg` is one half of a Local channel.
struct AgentCalled {
  std::string queue, member_name;
  std::string caller, leg;  ///< uniqueids
  std::string interface;    ///< of the member
  bool operator==(AgentCalled const&) const = default;
};

/// A member has taken a waiting call.
struct AgentConnected {
  std::string queue, member_name;
  std::string caller, leg;
  std::chrono::seconds hold_time;  ///< how long the caller has waited
  std::string interface;
  bool operator==(AgentConnected const&) const = default;
};

/// A call from a queue is over. Not every one ends with this, and not always in time: see telephony 2.9.
struct AgentCompleted {
  std::string queue, member_name;
  std::string caller, leg;
  std::chrono::seconds hold_time, talk_time;
  std::string reason;  ///< "agent", "caller" or "transfer"
  std::string interface;
  bool operator==(AgentCompleted const&) const = default;
};

/// The dialplan, or another client of Asterisk, has told something of its own (UserEvent).
struct UserEventTold {
  std::string name;                                         ///< "CrosspointOrphan"
  std::string uniqueid, channel;                            ///< where the dialplan told it; empty when it came by the manager
  std::vector<std::pair<std::string, std::string>> fields;  ///< what it told, in order
  bool operator==(UserEventTold const&) const = default;

  /// The first field of that name, without regard to case; empty if there is none.
  [[nodiscard]] std::string_view field(std::string_view field_name) const;
};

/// What happened on the exchange that somebody else should know, in order.
using Notice =
    std::variant<LinkChanged, DeviceChanged, MailboxChanged, CallsChanged, LegEnded, MemberChanged, MemberGone, EntriesChanged,
                 Answered, Originated, AgentCalled, AgentConnected, AgentCompleted, UserEventTold, CallerJoined, CallerLeft,
                 CallerReplaced, HoldTimeChanged, RoomChanged, CallArrived, DialBegan, LocalEnded, FaxSent>;
using Notices = std::vector<Notice>;

}  // namespace crosspoint::pbx
