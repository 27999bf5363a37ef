#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "directory/directory.h"
#include "domain/member_lines.h"
#include "domain/name_index.h"
#include "domain/queue_member.h"

namespace crosspoint::pbx {
class Exchange;
}

namespace crosspoint::domain {

/// The members of the configured queues. Where several of the exchange's are one agent or lead to one line, they are one here: as
/// busy as the busiest of them, paused when all are.
class Members {
 public:
  Members(directory::Directory const& directory, pbx::Exchange const& exchange)
      : directory_(directory), exchange_(exchange), queues_(directory), lines_(directory, exchange), agents_(directory) {}

  /// Queues, agents and lines may have come or gone in the configuration.
  void reconfigured();

  [[nodiscard]] std::vector<QueueMember> all() const;
  [[nodiscard]] std::optional<QueueMember> find(std::string_view id) const;

  /// The member of that name and interface in that queue of the exchange, if it is configured.
  [[nodiscard]] std::optional<QueueMember> find(std::string_view queue, std::string_view member_name,
                                                std::string_view interface) const;

 private:
  [[nodiscard]] QueueMember agent_member(directory::Queue const& queue, directory::Agent const& agent) const;
  [[nodiscard]] QueueMember line_member(directory::Queue const& queue, directory::Line const& line) const;
  [[nodiscard]] std::vector<QueueMember> of(directory::Queue const& queue) const;
  [[nodiscard]] std::optional<QueueMember> find_agent(directory::Queue const& queue, std::string_view member_name) const;

  directory::Directory const& directory_;
  pbx::Exchange const& exchange_;
  QueueIndex queues_;
  MemberLines lines_;
  AgentIndex agents_;
};

}  // namespace crosspoint::domain
