#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "directory/directory.h"
#include "domain/call_events.h"
#include "domain/events_fwd.h"

namespace crosspoint::pbx {
class Exchange;
struct Call;
struct Channel;
}  // namespace crosspoint::pbx

namespace crosspoint::domain {

class AttendedTransfers;
class CallEndings;
class Holds;
class Switchboard;
class TransferResults;
struct Consultation;

/// All calls of each user who asks for them, over all lines, as that user sees them: from the moment in which something rings or
/// is dialled, through holds and transfers, until the user's own leg ends. A call is known by the unique id of that leg.
///
/// Nothing is reckoned for anybody else. Whoever has asked once is followed until the server ends, whether a session is there or
/// not: so a client that comes back hears since when a call has been held. (P230 to P236)
class OwnCalls {
 public:
  OwnCalls(directory::Directory const& directory, pbx::Exchange const& exchange, Holds const& holds,
           AttendedTransfers const& transfers, Switchboard const& switchboard, TransferResults& results, CallEndings& endings,
           Events& events)
      : directory_(directory),
        exchange_(exchange),
        holds_(holds),
        transfers_(transfers),
        switchboard_(switchboard),
        results_(results),
        endings_(endings),
        events_(events) {}

  /// The calls of that user, oldest first, who is told of every change from now on, and of what becomes of them and of transfers.
  std::vector<ShownCall> const& follow(UserId user, Time now);

  /// The exchange tells that a device has other calls than before.
  void calls_changed(std::string_view device);

  /// An attended transfer of that user is in another step.
  void transfer_changed(UserId user, Time now);

  /// Tells those who have other calls than before. To be called when something may have happened.
  void settle(Time now);

  /// When settle() has something to do at the latest.
  [[nodiscard]] Time deadline() const;

  /// Tells of everybody who has a call.
  void tell_again();

  /// Lines may have come, gone or changed hands in the configuration.
  void reconfigured();

 private:
  void know_devices_of(UserId user);
  template <class Work>
  void for_each_leg(UserId user, Work&& work) const;
  [[nodiscard]] Time calm_at(UserId user) const;
  [[nodiscard]] Time next_change(UserId user, Time now) const;
  [[nodiscard]] std::vector<ShownCall> look(UserId user, std::vector<ShownCall> const& before, Time now) const;
  [[nodiscard]] ShownCall show(directory::Line const& line, pbx::Call const& call, pbx::Channel const& leg, Time now) const;
  [[nodiscard]] ShownCall::State state_of(pbx::Call const& call, pbx::Channel const& leg, Consultation const* transfer,
                                          Time now) const;

  directory::Directory const& directory_;
  pbx::Exchange const& exchange_;
  Holds const& holds_;
  AttendedTransfers const& transfers_;
  Switchboard const& switchboard_;
  TransferResults& results_;
  CallEndings& endings_;
  Events& events_;
  std::map<UserId, std::vector<ShownCall>> followed_;     ///< what was told last
  std::map<std::string, UserId, std::less<>> by_device_;  ///< of those who are followed
  std::map<UserId, Time> due_;                            ///< who is to be looked at, and when
};

}  // namespace crosspoint::domain
