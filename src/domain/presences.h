#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/time.h"
#include "directory/directory.h"
#include "flow/effects_fwd.h"
#include "flow/tokens.h"

namespace crosspoint::domain {

class AgentLogins;
class Features;

/// What users say they are doing, and what follows from it. (protocol 3.6, 3.7) Durable only of those who want to be waited for
/// when their connection is lost: everybody else is disconnected at the start.
class Presences {
 public:
  static constexpr std::size_t most_at_once = 50;       ///< users who may leave within a second as people do
  static constexpr Duration patience{10'000'000};       ///< for further ones to come back
  static constexpr Duration after_restart{30'000'000};  ///< for those whose presence was stored

  Presences(directory::Directory const& directory, Features& features, AgentLogins& agents, flow::Tokens& tokens,
            flow::Effects& effects)
      : directory_(directory), features_(features), agents_(agents), tokens_(tokens), effects_(effects) {}

  /// Those that were stored, at the start.
  void loaded(std::map<UserId, std::string> const& presences, Time now);

  /// A presence that is not in the group of the user's profile changes nothing and is told to nobody.
  void set(UserId user, std::string_view presence, Time now);

  /// A session of the user has completed the login and takes that presence, or none if there is no such.
  void arrived(UserId user, std::string_view presence, Time now);

  /// A session of the user has completed the login and wants no other presence. Who is disconnected gets the last one back that
  /// was taken, or else the first of the group, without its actions. (P229)
  void came_back(UserId user, Time now);

  /// From now on the user's presence is stored, until the user is disconnected.
  void keep_stored(UserId user);

  /// A session of the user has gone: the last one leaves the user disconnected, without the actions of that presence, after
  /// `linger`. Where many go at once it is a network that has failed, or the like: those of them who come back soon were never
  /// away, and what would otherwise be told to all of all of them needs not be told.
  void left(UserId user, Duration linger, Time now);

  /// Those who have not come back.
  void tick(Time now);
  [[nodiscard]] Time deadline() const { return missing_in_order_.empty() ? Time::max() : missing_in_order_.begin()->first; }

  [[nodiscard]] std::string_view of(UserId user) const;
  /// Whether a session of the user is there, or is waited for because it asked for that.
  [[nodiscard]] bool is_connected(UserId user) const {
    return connections_.contains(user) || (missing_.contains(user) && stored_.contains(user));
  }

 private:
  void run_actions(UserId user, directory::Presence const& presence, Time now);
  void keep(UserId user, std::string_view presence, Time now);
  void gone(UserId user, Time now);
  bool is_back(UserId user);
  void wait_for(UserId user, Time until);
  void store(UserId user, std::string_view presence);

  directory::Directory const& directory_;
  Features& features_;
  AgentLogins& agents_;
  flow::Tokens& tokens_;
  flow::Effects& effects_;
  std::map<UserId, std::string> presences_;
  std::map<UserId, std::string> taken_;  ///< the last one of each that is not "disconnected"
  std::set<UserId> stored_;              ///< whose presence the store has
  std::map<UserId, std::size_t> connections_;
  Time next_count_{};  ///< when those who leave are counted from 0 again
  std::size_t left_at_once_ = 0;
  std::map<UserId, Time> missing_;                      ///< who is gone, which nobody has been told yet: when that will be
  std::set<std::pair<Time, UserId>> missing_in_order_;  ///< the same, the first first
};

}  // namespace crosspoint::domain
