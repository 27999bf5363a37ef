#pragma once

#include <compare>
#include <cstdint>

#include "base/ids.h"

namespace crosspoint::flow {

/// What a session can watch. A Tell names a topic, the network threads know who watches it.
struct Topic {
  enum class Kind : std::uint8_t {
    all,              ///< every session that has completed the login
    context,          ///< configuration pushes under context separation; id: see core
    own,              ///< every session of one user; id: UserId
    user_status,      ///< registered for a user's presence; id: UserId
    endpoint_status,  ///< registered for a line's state; id: LineId
    agent_status,     ///< registered for an agent's log-on state; id: AgentId
    user_calls,       ///< subscribed to whom one user talks to; id: UserId
    queue_entries,    ///< subscribed to the calls that wait in a queue; id: QueueId
    queue_figures,    ///< subscribed to the live figures of all queues; id: as for context
    rooms,            ///< subscribed to the conference rooms; id: as for context
    memberships,      ///< subscribed to the conference rooms a user is in; id: UserId
    own_calls,        ///< subscribed to all calls of one user, those that ring included; id: UserId
    history,          ///< with the extension of that name, to hear what one user has seen of it; id: UserId
    exchange,         ///< with numbers, to hear how the link to the exchange is
  };

  Kind kind = Kind::all;
  std::int64_t id = 0;
  friend auto operator<=>(Topic const&, Topic const&) = default;

  static Topic all() { return {}; }
  static Topic own(UserId user) { return {Kind::own, user.value}; }
  static Topic user_status(UserId user) { return {Kind::user_status, user.value}; }
  static Topic endpoint_status(LineId line) { return {Kind::endpoint_status, line.value}; }
  static Topic agent_status(AgentId agent) { return {Kind::agent_status, agent.value}; }
  static Topic user_calls(UserId user) { return {Kind::user_calls, user.value}; }
  static Topic queue_entries(QueueId queue) { return {Kind::queue_entries, queue.value}; }
  static Topic memberships(UserId user) { return {Kind::memberships, user.value}; }
  static Topic history(UserId user) { return {Kind::history, user.value}; }
  static Topic own_calls(UserId user) { return {Kind::own_calls, user.value}; }
  static Topic exchange() { return {Kind::exchange, 0}; }
};

/// Lists of clients, a bit each: which one a message is about, which ones a session wants to hear of.
using ListSet = std::uint8_t;
inline constexpr ListSet every_list = 0xff;

/// Which state a frame reports. A later frame with the same key makes an earlier one that still waits in an outbox superfluous.
/// 0: the frame must not be lost.
using StateKey = std::uint64_t;

}  // namespace crosspoint::flow

template <>
struct std::hash<crosspoint::flow::Topic> {
  std::size_t operator()(crosspoint::flow::Topic const& t) const noexcept {
    return std::hash<std::uint64_t>{}((static_cast<std::uint64_t>(t.kind) << 56) ^ static_cast<std::uint64_t>(t.id));
  }
};
