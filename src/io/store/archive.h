#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "base/time.h"
#include "directory/directory.h"
#include "flow/change.h"

namespace soci {
class session;
}

namespace crosspoint::io::store {

class Session;

// What is kept of the past, in the caller's transaction. All throw soci::soci_error.

/// How long; nothing is older after the next cleaning.
struct Retention {
  std::chrono::days chat{30}, calls{365};
  /// So much more than the longest window of the figures that a clock that is wrong for a while takes nothing from them.
  std::chrono::hours queue_calls{24};
  /// Until then lists show that they have expired.
  std::chrono::days expired_tokens{30};
};

/// False when the sender or the addressee does not exist.
bool write_chat(Session& sql, flow::SaveChat const& message);

/// Since then, oldest first; `most` of the newest.
std::vector<flow::SaveChat> read_chat(soci::session& sql, WallTime since, std::size_t most);

/// False when there is no such user.
bool write_call(Session& sql, UserId user, flow::PastCall const& call);

/// The newest calls of a user first, `most` of them, of those before a certain one if it is given.
std::vector<flow::StoredCall> read_calls(soci::session& sql, UserId user, std::size_t most,
                                         std::optional<flow::CallMark> const& before);

/// Never back: who has seen more before has seen it.
void write_history_seen(Session& sql, flow::SaveHistorySeen const& change);

WallTime read_history_seen(soci::session& sql, UserId user);

/// False when there is no such queue.
bool write_waiting_call(Session& sql, flow::WaitingCall const& call);

void forget_waiting_call(Session& sql, flow::ForgetWaitingCall const& call);

/// The call waits no longer. False when there is no such queue.
bool write_queue_call(Session& sql, flow::SaveQueueCall const& change);

/// All that are kept, in the order in which they ended, and those that wait.
flow::QueueCallsLoaded read_queue_calls(soci::session& sql);

/// Removes what is older than it may be.
void forget_old(soci::session& sql, Retention const& retention, WallTime now);

/// Removes the past of users who are no more, or whose number now is somebody else's.
void forget_users(soci::session& sql, directory::Directory const& before, directory::Directory const& after);

}  // namespace crosspoint::io::store
