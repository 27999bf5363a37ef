// One header: everything that clients may have to be told, at a glance.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "directory/entities.h"
#include "domain/asker.h"
#include "domain/call_events.h"
#include "domain/dialplan_events.h"
#include "domain/events_fwd.h"
#include "domain/exchange_link.h"
#include "domain/fax/progress.h"
#include "domain/list.h"
#include "domain/people/events.h"
#include "domain/queue_member.h"
#include "domain/queues/events.h"
#include "domain/room_events.h"
#include "domain/sheets/events.h"
#include "flow/past_call.h"

namespace crosspoint::domain {

/// What to set of a user's services; what is not named stays as it is.
struct ServiceChange {
  std::optional<bool> dnd, call_filter, recording;
  std::optional<directory::Forward> unconditional, no_answer, busy;
  bool operator==(ServiceChange const&) const = default;
};

struct PresenceChanged {
  UserId user;
  std::string presence;
  bool operator==(PresenceChanged const&) const = default;
};

/// Some services of a user were set, perhaps to the values they had.
struct ServicesSet {
  UserId user;
  ServiceChange change;
  bool operator==(ServicesSet const&) const = default;
};

struct LineStateChanged {
  LineId line;
  bool operator==(LineStateChanged const&) const = default;
};

struct MessagesChanged {
  VoicemailId voicemail;
  bool operator==(MessagesChanged const&) const = default;
};

struct AgentChanged {
  AgentId agent;
  bool login;  ///< it has logged on or off
  bool operator==(AgentChanged const&) const = default;
};

/// A member of a queue has another status, pause or penalty.
struct MemberChanged {
  QueueMember member;
  bool operator==(MemberChanged const&) const = default;
};

/// Other agents belong to a queue.
struct QueueStaffChanged {
  QueueId queue;
  bool operator==(QueueStaffChanged const&) const = default;
};

/// The configuration has other elements than before. `context` is empty when the element belongs to none.
struct ConfigAdded {
  List list;
  std::string id, context;
  bool operator==(ConfigAdded const&) const = default;
};
struct ConfigChanged {
  List list;
  std::string id, context;
  bool operator==(ConfigChanged const&) const = default;
};
struct ConfigMoved {
  List list;
  std::string id, from, to;  ///< contexts
  bool operator==(ConfigMoved const&) const = default;
};
struct ConfigRemoved {
  List list;
  std::string id, context;
  bool operator==(ConfigRemoved const&) const = default;
};

/// The user's phone is being called on the way to `exten`.
struct DialAccepted {
  Asker asker;
  std::string exten;
  bool operator==(DialAccepted const&) const = default;
};

/// A call control request has failed; `error` is the protocol's text (appendix A).
struct CallRefused {
  Asker asker;
  std::string error;
  bool operator==(CallRefused const&) const = default;
};

/// A user has written to another.
struct ChatMessage {
  UserId from, to;
  std::string alias, text;  ///< `alias`: the name under which the sender writes
  std::int64_t id = 0;  ///< when it was sent, in microseconds since 1970; each message has another one, later ones greater ones
  bool operator==(ChatMessage const&) const = default;
};

/// The calls that somebody asked for, newest first.
struct HistoryRead {
  Asker asker;
  std::vector<flow::CallsRead::Entry> calls;
  std::optional<WallTime> seen_until;  ///< for who wants to know what was seen, and the ids of calls
  bool operator==(HistoryRead const&) const = default;
};

/// A user has seen the calls of the history up to that one.
struct HistorySeen {
  UserId user;
  flow::CallMark until;
  bool operator==(HistorySeen const&) const = default;
};

}  // namespace crosspoint::domain
