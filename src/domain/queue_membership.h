#pragma once

#include <map>

#include "base/time.h"
#include "directory/directory.h"
#include "domain/events_fwd.h"
#include "flow/agent_login.h"
#include "flow/effects_fwd.h"
#include "flow/tokens.h"

namespace crosspoint::domain {

class AgentLogins;
class Agents;

/// Which agents belong to which queues, changed while the server runs. (protocol C44, C45) A change counts when it is stored.
class QueueMembership {
 public:
  QueueMembership(directory::Directory& directory, AgentLogins& logins, Agents& agents, flow::Tokens& tokens, Events& events,
                  flow::Effects& effects)
      : directory_(directory), logins_(logins), agents_(agents), tokens_(tokens), events_(events), effects_(effects) {}

  /// An agent or a queue that does not exist, or is as it shall be: nothing.
  void add(AgentId agent, QueueId queue) { change({queue, agent, true}); }
  void remove(AgentId agent, QueueId queue) { change({queue, agent, false}); }

  /// The store's answer.
  void stored(Token token, bool done, Time now);

 private:
  [[nodiscard]] bool is_so(flow::SaveMembership const& change) const;
  void change(flow::SaveMembership const& change);

  directory::Directory& directory_;
  AgentLogins& logins_;
  Agents& agents_;
  flow::Tokens& tokens_;
  Events& events_;
  flow::Effects& effects_;
  std::map<Token, flow::SaveMembership> saving_;  ///< bounded by what the store has not answered yet
};

}  // namespace crosspoint::domain
