#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/call_events.h"
#include "domain/events_fwd.h"

namespace crosspoint::pbx {
class Exchange;
struct LegEnded;
}  // namespace crosspoint::pbx

namespace crosspoint::domain {

class AttendedTransfers;
class TransferResults;

/// What has become of the calls that users follow, when the own leg ends. Of one that leaves by a transfer of the user
/// TransferResults tells. (P256 to P265)
class CallEndings {
 public:
  CallEndings(pbx::Exchange const& exchange, AttendedTransfers const& transfers, TransferResults const& results, Events& events)
      : exchange_(exchange), transfers_(transfers), results_(results), events_(events) {}

  /// These are the calls of that user now, as they are told.
  void shown(UserId user, std::vector<ShownCall> const& calls);

  void ended(pbx::LegEnded const& notice);
  void heed(Event const& event);

 private:
  struct Shown {
    UserId user;
    bool incoming = false;
    bool was_up = false;  ///< somebody, or something, seems to have answered
  };
  struct Ending {
    CallResult result;
    Duration talked{};
  };

  [[nodiscard]] bool is_transferred(std::string_view call) const;
  [[nodiscard]] Ending ending_of(pbx::LegEnded const& notice, Shown const& call) const;

  pbx::Exchange const& exchange_;
  AttendedTransfers const& transfers_;
  TransferResults const& results_;
  Events& events_;
  std::map<std::string, Shown, std::less<>> shown_;  ///< by uniqueid of the own leg, until that ends
  std::set<std::string, std::less<>> turned_away_;   ///< uniqueids of legs whose callee does not want to be disturbed
};

}  // namespace crosspoint::domain
