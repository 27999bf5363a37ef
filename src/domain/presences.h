#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

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
  Presences(directory::Directory const& directory, Features& features, AgentLogins& agents, flow::Effects& effects)
      : directory_(directory), features_(features), agents_(agents), effects_(effects) {}

  /// A presence that is not in the group of the user's profile changes nothing and is told to nobody.
  void set(UserId user, std::string_view presence, Time now);

  /// A session of the user has completed the login.
  void arrived(UserId user) { ++connections_[user]; }

  /// A session of the user has gone: the last one leaves the user disconnected, without the actions of that presence.
  void left(UserId user, Time now);

  [[nodiscard]] std::string_view of(UserId user) const;
  [[nodiscard]] bool is_connected(UserId user) const { return connections_.contains(user); }

 private:
  void run_actions(UserId user, directory::Presence const& presence, Time now);
  void keep(UserId user, std::string_view presence, Time now);

  directory::Directory const& directory_;
  Features& features_;
  AgentLogins& agents_;
  flow::Effects& effects_;
  std::map<UserId, std::string> presences_;
  std::map<UserId, std::size_t> connections_;
};

}  // namespace crosspoint::domain
