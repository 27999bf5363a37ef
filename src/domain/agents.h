#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "directory/directory.h"
#include "domain/events_fwd.h"
#include "domain/last_calls.h"
#include "domain/line_index.h"
#include "domain/queue_legs.h"
#include "pbx/notice.h"

namespace crosspoint::flow {
struct AgentLogin;
}

namespace crosspoint::pbx {
class Exchange;
struct Call;
}  // namespace crosspoint::pbx

namespace crosspoint::domain {

class AgentLogins;
class Holds;

/// Whether agents can take calls, by logins, phones and the calls of queues; it asks nothing of the exchange. (telephony 2.9)
class Agents {
 public:
  /// A leg that has just been answered is joined with the other one within this time: before, nobody knows whom it talks to.
  static constexpr Duration joined_within{300'000};
  /// The end of a call is told of all members that it concerns within this time.
  static constexpr Duration told_within{800'000};

  Agents(directory::Directory const& directory, pbx::Exchange const& exchange, WallClock const& wall_clock, Holds const& holds,
         AgentLogins& logins, Events& events);

  /// A call of an agent that is none of a queue.
  struct OwnCall {
    bool outgoing = true;
    bool internal = true;
    bool operator==(OwnCall const&) const = default;
  };

  struct Status {
    bool logged_on = false;
    std::string extension;  ///< where; empty when it is no line of ours
    bool in_queue_call = false;
    std::optional<OwnCall> own_call;
    bool paused_everywhere = false;
    bool in_wrap_up = false;
    std::vector<QueueId> queues;  ///< those it belongs to, logged on or not
    Time since{};                 ///< of the last change of availability
    bool operator==(Status const&) const = default;

    /// Protocol B.1.
    [[nodiscard]] std::string_view availability() const;
  };

  [[nodiscard]] Status status(AgentId agent) const;

  void called(pbx::AgentCalled const& notice);
  void connected(pbx::AgentConnected const& notice);
  void completed(pbx::AgentCompleted const& notice, Time now);
  void leg_ended(pbx::LegEnded const& notice, Time now);
  void calls_changed(std::string_view device);
  void member_changed(std::string_view member_name);
  void link_changed(pbx::LinkState state, Time now);

  /// Agents may have come or gone in the configuration, or belong to other queues.
  void reconfigured();
  /// The agent belongs to other queues than before.
  void belongs_elsewhere(AgentId agent);

  /// At the end of every step: what has become of those whom something concerned.
  void look_again(Time now);
  [[nodiscard]] Time deadline() const;

 private:
  /// A call of that queue was over then; the exchange tells it a moment later, where queues share it (shared_lastcall) of all.
  struct Ended {
    std::string queue;
    Time at;
  };

  void read_queues();
  void touch_those_due(Time now);
  void refresh(directory::Agent const& agent, Time now);
  [[nodiscard]] Status read(directory::Agent const& agent, Time now);
  void read_calls(Status& status, std::string const& device, Time now);
  [[nodiscard]] std::optional<OwnCall> own_call(std::string const& device, pbx::Call const& call) const;
  [[nodiscard]] Time wrap_up_end(directory::Agent const& agent, flow::AgentLogin const& login, Time now);
  [[nodiscard]] Time wrap_up_end(pbx::Queue const& queue, pbx::QueueMember const& member, Time last_call, Ended const* last,
                                 Time now);
  void over(AgentId agent, std::optional<std::string> queue, Time now);
  /// It is looked at again then, at the latest.
  void note_due(Time due) { due_ = std::min(due_, due); }

  directory::Directory const& directory_;
  pbx::Exchange const& exchange_;
  Holds const& holds_;
  AgentLogins& logins_;
  Events& events_;
  LineIndex lines_;
  QueueLegs legs_;
  LastCalls last_calls_;
  std::map<AgentId, std::vector<QueueId>> queues_of_;  ///< as it is configured
  std::map<AgentId, Status> known_;
  std::map<AgentId, Ended> ended_;
  std::set<AgentId> touched_;
  std::map<AgentId, Time> looks_;  ///< when the mere passing of time may change something
  Time first_look_ = Time::max();  ///< of those, or earlier
  Time due_ = Time::max();         ///< of the agent that is being read
};

}  // namespace crosspoint::domain
