#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "directory/directory.h"
#include "domain/asker.h"
#include "domain/channel_ids.h"
#include "domain/events_fwd.h"

namespace crosspoint::pbx {
class Exchange;
struct Answered;
struct Originated;
}  // namespace crosspoint::pbx

namespace crosspoint::domain {

class Holds;

/// Brings waiting calls to the phones of operators. Whoever asks first has the call; until that phone has picked up, for 30 s at
/// the most, the call keeps its place in the queue. (telephony 4.10)
class Switchboard {
 public:
  Switchboard(directory::Directory const& directory, pbx::Exchange& exchange, Holds const& holds, ChannelIds& channel_ids,
              Events& events)
      : directory_(directory), exchange_(exchange), holds_(holds), channel_ids_(channel_ids), events_(events) {}

  /// Connects the user's phone with the call of that unique id that waits in a queue. Nothing when the user has a call that is
  /// not on hold, when somebody else is taking that call, or when no such call waits. (protocol C52, C54, T155 to T157, T159)
  void take(Asker const& asker, std::string_view uniqueid, Time now);

  /// The queue from which the call of that leg is being fetched, or was; empty for any other leg.
  [[nodiscard]] std::string_view queue_of(std::string_view leg) const;

  void answered(pbx::Answered const& answer, Time now);
  void originated(pbx::Originated const& outcome);

  /// The link to the exchange is gone: what rings will not be connected by us.
  void link_lost() { takings_.clear(); }

  /// Does what follows from how the calls now stand. To be called when something may have happened.
  void settle(Time now);

 private:
  struct Taking {
    Asker asker;
    LineId line;
    std::string waiting;  ///< uniqueid of the call
    std::string leg;      ///< uniqueid of the operator's new leg
    Token token;
    Time since{};                    ///< when the operator asked for it
    std::vector<std::string> ended;  ///< uniqueids of legs that rang for the operator before
    bool without_include = false;    ///< the dialplan does not have our part
    bool picked_up = false;
  };

  void refuse(Asker const& asker);
  void end_earlier_rings(Taking& taking, Time now);
  void ring_operator(Taking taking, Time now);
  [[nodiscard]] bool is_over(Taking const& taking, Time now);

  directory::Directory const& directory_;
  pbx::Exchange& exchange_;
  Holds const& holds_;
  ChannelIds& channel_ids_;
  Events& events_;
  std::vector<Taking> takings_;                              ///< one for each operator whose phone rings
  std::map<std::string, std::string, std::less<>> fetched_;  ///< legs of operators to queues, as long as there are the legs
};

}  // namespace crosspoint::domain
