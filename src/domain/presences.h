#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/time.h"
#include "directory/directory.h"
#include "flow/effects_fwd.h"

namespace crosspoint::domain {

class AgentLogins;
class Features;

/// What users say they are doing, and what follows from it. (protocol 3.6, 3.7) Not durable: everybody is disconnected at the
/// start.
class Presences {
 public:
  static constexpr std::size_t most_at_once = 50;  ///< users who may leave within a second as people do
  static constexpr Duration patience{10'000'000};  ///< for further ones to come back

  Presences(directory::Directory const& directory, Features& features, AgentLogins& agents, flow::Effects& effects)
      : directory_(directory), features_(features), agents_(agents), effects_(effects) {}

  /// A presence that is not in the group of the user's profile changes nothing and is told to nobody.
  void set(UserId user, std::string_view presence, Time now);

  /// A session of the user has completed the login and takes that presence, or none if there is no such.
  void arrived(UserId user, std::string_view presence, Time now);

  /// A session of the user has gone: the last one leaves the user disconnected, without the actions of that presence. Where many
  /// go at once it is a network that has failed, or the like: those of them who come back soon were never away, and what would
  /// otherwise be told to all of all of them needs not be told.
  void left(UserId user, Time now);

  /// Those who have not come back.
  void tick(Time now);
  [[nodiscard]] Time deadline() const { return missing_in_order_.empty() ? Time::max() : missing_in_order_.front().first; }

  [[nodiscard]] std::string_view of(UserId user) const;
  [[nodiscard]] bool is_connected(UserId user) const { return connections_.contains(user); }

 private:
  void run_actions(UserId user, directory::Presence const& presence, Time now);
  void keep(UserId user, std::string_view presence, Time now);
  void gone(UserId user, Time now);

  directory::Directory const& directory_;
  Features& features_;
  AgentLogins& agents_;
  flow::Effects& effects_;
  std::map<UserId, std::string> presences_;
  std::map<UserId, std::size_t> connections_;
  Time next_count_{};  ///< when those who leave are counted from 0 again
  std::size_t left_at_once_ = 0;
  std::map<UserId, Time> missing_;                        ///< who is gone, which nobody has been told yet: when that will be
  std::deque<std::pair<Time, UserId>> missing_in_order_;  ///< the same, the first first; and some who have come back
};

}  // namespace crosspoint::domain
