#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "pbx/model/channel.h"
#include "pbx/model/mark.h"
#include "pbx/model/table.h"

namespace crosspoint::pbx {

/// Who takes calls of a queue. (telephony 2.8) Several may have one name: what tells them apart is the interface.
struct QueueMember {
  std::string name;  ///< "Agent/2001", or the device of a member without a name of its own
  std::string interface, state_interface;
  std::string membership;  ///< dynamic, static or realtime
  int status = 0;          ///< protocol B.3, as Asterisk counts
  bool paused = false;
  std::string paused_reason;
  int penalty = 0;
  int calls_taken = 0;
  WallTime last_call{};  ///< the epoch: never
  bool in_call = false;
  bool ring_in_use = true;
  Duration wrap_up{};
  Mark mark;

  [[nodiscard]] bool same_as(QueueMember const& other) const;
};

/// The members of one queue. They are told apart by their interfaces, as Asterisk does; several may have one name.
class QueueMembers {
 public:
  using ByInterface = std::map<std::string, QueueMember, CaselessLess>;

  [[nodiscard]] QueueMember const* find(std::string_view interface) const;
  [[nodiscard]] QueueMember* find(std::string_view interface);
  [[nodiscard]] std::vector<QueueMember const*> named(std::string_view name) const;
  [[nodiscard]] ByInterface const& all() const { return members_; }
  [[nodiscard]] bool empty() const { return members_.empty(); }
  [[nodiscard]] std::size_t size() const { return members_.size(); }

  /// In place of the one that has its interface, if there is one.
  void put(QueueMember member);

  /// The member that was there.
  std::optional<QueueMember> take(std::string_view interface);

 private:
  ByInterface members_;
  std::map<std::string, std::set<std::string, CaselessLess>, std::less<>> interfaces_;  ///< by name
};

/// A call that waits in a queue. (telephony 2.7)
struct QueueEntry {
  std::string uniqueid, channel;
  Party caller;
  int position = 0;
  Time joined{};
  bool is_new = false;  ///< a list has brought it: perhaps it has taken the place of another one
  Mark mark;
};

struct Queue {
  std::string name;
  QueueMembers members;
  std::vector<QueueEntry> entries;  ///< by position
  std::vector<QueueEntry> vacated;  ///< their legs have ended, and Asterisk has not said who has their places: it is asked
  int hold_time = 0;                ///< seconds: Asterisk's own mean, told as the expected wait
  Duration wrap_up{};               ///< of queues.conf, where the account may read it
  bool suspect = false;             ///< Asterisk counts other entries than these: it is being asked, nothing is told meanwhile
  Mark mark;

  [[nodiscard]] QueueEntry const* entry(std::string_view uniqueid) const;
  [[nodiscard]] QueueEntry* entry(std::string_view uniqueid);

  /// Puts an entry at its position; the later ones move back.
  QueueEntry& insert(std::string_view uniqueid, int position);

  /// Takes an entry away; the later ones move up.
  bool remove(std::string_view uniqueid);
};

using Queues = CaselessTable<Queue>;

}  // namespace crosspoint::pbx
