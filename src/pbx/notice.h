#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "pbx/call_notice.h"
#include "pbx/model/channel.h"

namespace crosspoint::pbx {

enum class LinkState {
  connecting,  ///< no link: the state shown is the last one known, commands are unavailable
  syncing,     ///< linked, the lists are being read
  live,        ///< the state is Asterisk's own
};

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
  std::string queue, member_name;
  bool operator==(MemberChanged const&) const = default;
};
struct MemberGone {
  std::string queue, member_name;
  bool operator==(MemberGone const&) const = default;
};

/// The waiting calls of a queue are others than before.
struct EntriesChanged {
  std::string queue;
  bool operator==(EntriesChanged const&) const = default;
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
using Notice = std::variant<LinkChanged, DeviceChanged, MailboxChanged, CallsChanged, LegEnded, MemberChanged, MemberGone,
                            EntriesChanged, Answered, Originated, UserEventTold, CallArrived, DialBegan, LocalEnded, FaxSent>;
using Notices = std::vector<Notice>;

}  // namespace crosspoint::pbx
