#pragma once

#include <compare>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "pbx/model/model.h"
#include "pbx/notice.h"

namespace crosspoint::domain {

/// Which calls agents have from queues, and which legs belong to them: those of the agent's phone, and whatever that has
/// forwarded the call to. Their end is told in several ways, and sometimes in none. (telephony 2.9) It knows no queues' rules and
/// tells nobody.
class QueueLegs {
 public:
  /// After the end of the call the phone hangs up within this time, or it talks to somebody else.
  static constexpr Duration hangs_up_within{500'000};

  struct Call {
    std::string queue, interface;
    std::set<std::string> legs;  ///< uniqueids of what has rung for it and is still there; of Local channels their first half
    bool connected = false;
    bool was_there = false;    ///< when the link came up: Asterisk counts it, more is not known
    int calls_taken = 0;       ///< of the member when it was connected: once they are more, it is over
    std::optional<Time> over;  ///< since when; legs may be up still
  };

  void called(AgentId agent, pbx::AgentCalled const& notice);
  void connected(AgentId agent, pbx::AgentConnected const& notice, pbx::Model const& model);
  /// The queue whose call is over now, if it was not before.
  std::optional<std::string> completed(AgentId agent, pbx::AgentCompleted const& notice, Time now);

  struct Ended {
    AgentId agent;
    std::optional<std::string> queue;  ///< whose call is over now
  };
  /// The agents whom the end of this leg concerns: it was one of their calls', or the caller's.
  std::vector<Ended> ended(pbx::Channel const& leg, Time now);

  /// Looks at the calls of an agent: finds legs of its phone that a Local channel of a queue has called, and calls that Asterisk
  /// has done with. The queue whose call is over now.
  std::optional<std::string> look(AgentId agent, std::string_view device, pbx::Model const& model, Time now);

  /// After a resynchronisation: Asterisk counts the member as being in a call of that queue. It is, with the oldest leg of the
  /// phone, or wherever.
  void found(AgentId agent, std::string const& queue, pbx::QueueMember const& member, std::string_view device,
             pbx::Model const& model);
  /// After a resynchronisation: Asterisk counts it so nowhere.
  void is_free(AgentId agent, Time now);

  /// Null for a leg that was never one of a queue.
  [[nodiscard]] Call const* call_of(std::string_view uniqueid) const;

  /// The agent has taken a call that is not over, wherever it talks.
  [[nodiscard]] bool is_in_call(AgentId agent) const;

 private:
  struct Key {
    std::string caller;  ///< uniqueid
    AgentId agent;
    auto operator<=>(Key const&) const = default;
  };
  using Calls = std::map<Key, Call>;

  [[nodiscard]] Calls::iterator call_of(AgentId agent, pbx::AgentCompleted const& notice);
  void add_leg(Key const& key, std::string const& uniqueid);
  void drop_legs(Call& call);
  void take_over(AgentId agent, pbx::Channel const& channel, pbx::Model const& model);

  Calls calls_;                                     ///< until they are over or not taken, and their legs have ended
  std::map<std::string, Key, std::less<>> of_leg_;  ///< by uniqueid
};

}  // namespace crosspoint::domain
