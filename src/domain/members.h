#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "directory/directory.h"
#include "domain/agent_index.h"
#include "domain/line_index.h"
#include "domain/queues/queue_index.h"

namespace crosspoint::pbx {
class Exchange;
}

namespace crosspoint::domain {

/// One configured member of a queue with what the exchange says of it. (protocol 6.7)
struct QueueMember {
  static constexpr int never_seen = 100, agent_not_logged_on = 101;

  std::string name;  ///< "Agent/2001" or the line's identity, "SIP/1003"
  directory::Queue const* queue = nullptr;
  int status = never_seen;
  bool paused = false;
  int penalty = 0;
  int calls_taken = 0;
  Time last_call{};  ///< the epoch: never

  [[nodiscard]] std::string id() const { return name + "," + queue->name; }
};

/// The members of the configured queues.
class Members {
 public:
  Members(directory::Directory const& directory, pbx::Exchange const& exchange)
      : directory_(directory), exchange_(exchange), queues_(directory), lines_(directory), agents_(directory) {}

  /// Queues, agents and lines may have come or gone in the configuration.
  void reconfigured();

  [[nodiscard]] std::vector<QueueMember> all() const;
  [[nodiscard]] std::optional<QueueMember> find(std::string_view id) const;

  /// The member that the exchange calls so in that queue, if it is configured.
  [[nodiscard]] std::optional<QueueMember> find(std::string_view queue, std::string_view member_name) const;

 private:
  [[nodiscard]] QueueMember agent_member(directory::Queue const& queue, directory::Agent const& agent) const;
  [[nodiscard]] QueueMember line_member(directory::Queue const& queue, directory::Line const& line) const;
  [[nodiscard]] std::vector<QueueMember> of(directory::Queue const& queue) const;
  [[nodiscard]] std::optional<QueueMember> find_agent(directory::Queue const& queue, std::string_view member_name) const;

  directory::Directory const& directory_;
  pbx::Exchange const& exchange_;
  QueueIndex queues_;
  LineIndex lines_;
  AgentIndex agents_;
};

}  // namespace crosspoint::domain
