#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "directory/directory.h"
#include "domain/events_fwd.h"

namespace crosspoint::pbx {
class Exchange;
}

namespace crosspoint::domain {

/// Who is logged on to the queues. What Asterisk says of its members is the truth: an agent is logged on while a queue has it.
class Agents {
 public:
  Agents(directory::Directory const& directory, pbx::Exchange& exchange, Events& events)
      : directory_(directory), exchange_(exchange), events_(events) {}

  struct Status {
    bool logged_on = false;
    bool paused_everywhere = false;
    std::vector<QueueId> queues;
    Time since{};  ///< of the last change of availability
    bool operator==(Status const&) const = default;

    /// Protocol B.1, as far as log-on and pause decide it.
    [[nodiscard]] std::string_view availability() const;
  };

  [[nodiscard]] Status status(AgentId agent) const;

  /// Takes the agent out of every queue it is in. Not logged on, or no link to the exchange: nothing.
  void log_off(AgentId agent, Time now);

  enum class Pause { off, on };

  /// Pauses the agent in all its queues, or ends its pauses. Not logged on, or no link to the exchange: nothing. (telephony 4.12)
  void pause_everywhere(AgentId agent, Pause pause, Time now);

  /// Notes the presence of the agent's user in the exchange's queue log. (telephony 4.12)
  void note_presence(AgentId agent, std::string_view presence, Time now);

  /// A queue has a member of that name, or has it no more, or it is paused.
  void member_changed(std::string_view member_name, Time now);

  /// Agents may have come or gone in the configuration.
  void reconfigured(Time now);

 private:
  /// What queues ring for that member: as a rule one device, whatever the number of queues.
  [[nodiscard]] std::set<std::string> interfaces(directory::Agent const& agent) const;
  [[nodiscard]] Status read(directory::Agent const& agent) const;
  void refresh(directory::Agent const& agent, Time now);

  directory::Directory const& directory_;
  pbx::Exchange& exchange_;
  Events& events_;
  std::map<AgentId, Status> known_;
};

}  // namespace crosspoint::domain
