#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/time.h"
#include "pbx/model/model.h"
#include "pbx/notice.h"

namespace crosspoint::domain {

class Holds;

/// Which legs of agents' phones belong to calls from queues, and which of these calls are over: their end is told in several
/// ways, and sometimes in none. (telephony 2.9) It knows no queues' rules and tells nobody.
class QueueLegs {
 public:
  /// A leg that talks to nobody for so long has no call any more.
  static constexpr Duration alone_for{2'000'000};

  struct Leg {
    AgentId agent;
    std::string queue, caller;
    bool connected = false;
    bool over = false;                ///< it is up still, but the call it was for has ended
    std::optional<Time> alone_since;  ///< it was connected, and talks to nobody now
  };

  void called(AgentId agent, pbx::AgentCalled const& notice);
  void connected(AgentId agent, pbx::AgentConnected const& notice);
  /// The queue whose call is over now, if it was not before.
  std::optional<std::string> completed(AgentId agent, pbx::AgentCompleted const& notice);
  std::optional<std::string> ended(std::string_view uniqueid);

  /// Looks at the legs of an agent's phone: finds those that a Local channel of a queue has called, and those left alone for too
  /// long, which are not on hold. The queue whose call is over now.
  std::optional<std::string> look(AgentId agent, std::string_view device, pbx::Model const& model, Holds const& holds, Time now);

  /// After a resynchronisation: a member that Asterisk counts as being in a call of that queue is so with its oldest leg.
  void found(AgentId agent, std::string const& queue, std::string_view device, pbx::Model const& model);

  /// Null for a leg that was never one of a queue.
  [[nodiscard]] Leg const* leg(std::string_view uniqueid) const;
  /// When look() may find that the leg has been alone for too long.
  [[nodiscard]] static Time due(Leg const& leg) { return leg.alone_since ? *leg.alone_since + alone_for : Time::max(); }

 private:
  void take_over(AgentId agent, pbx::Channel const& channel, pbx::Model const& model);

  std::map<std::string, Leg, std::less<>> legs_;  ///< by uniqueid, until the leg ends; of Local channels their first half
};

}  // namespace crosspoint::domain
