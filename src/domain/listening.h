#pragma once

#include <map>

#include "base/time.h"
#include "directory/directory.h"
#include "domain/asker.h"
#include "domain/events_fwd.h"
#include "pbx/notice.h"

namespace crosspoint::pbx {
class Exchange;
}

namespace crosspoint::domain {

class AgentLogins;

/// Lets supervisors hear what agents say to callers. (protocol C43, telephony 4.7)
class Listening {
 public:
  Listening(directory::Directory const& directory, AgentLogins const& logins, pbx::Exchange& exchange, Events& events)
      : directory_(directory), logins_(logins), exchange_(exchange), events_(events) {}

  /// Calls the asker's phone and lets it hear the calls of the agent's phone, the present one and those that follow, until it
  /// hangs up; its keys 4, 5 and 6 choose to listen, to whisper, to barge in. An agent who is not logged on, an asker without a
  /// phone: nothing.
  void start(Asker const& asker, AgentId agent, Time now);

  void answered(pbx::Answered const& answer);

 private:
  directory::Directory const& directory_;
  AgentLogins const& logins_;
  pbx::Exchange& exchange_;
  Events& events_;
  std::map<Token, Asker> asked_;  ///< bounded by the exchange's patience with answers
};

}  // namespace crosspoint::domain
