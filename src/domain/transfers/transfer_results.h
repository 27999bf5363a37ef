#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/time.h"
#include "domain/call_events.h"
#include "domain/events_fwd.h"
#include "domain/place.h"

namespace crosspoint::pbx {
class Exchange;
struct Channel;
struct LegEnded;
}  // namespace crosspoint::pbx

namespace crosspoint::domain {

/// What becomes of the transfers of users who ask for it. A party that was sent on is followed until somebody, a queue, a mailbox
/// or another part of the dialplan has it, or it has hung up. Owns nothing but what it follows: one entry for each leg on its
/// way, so never more than there are legs; a restart of the server forgets them. (P243 to P246)
class TransferResults {
 public:
  /// A user has transferred a call.
  struct Transfer {
    UserId user;
    std::string call;  ///< uniqueid of the user's own leg
    std::string to;    ///< as the user has said it
  };

  TransferResults(pbx::Exchange& exchange, Events& events) : exchange_(exchange), events_(events) {}

  /// From now on it is told what becomes of the user's transfers.
  void listen(UserId user) { listening_.insert(user); }

  void tell(Transfer const& transfer, TransferResult result);

  /// The leg with which the user's was connected is being sent there.
  void follow(Transfer transfer, pbx::Channel const& leg, Place const& place);

  /// The exchange did not do it.
  void dismiss(std::string_view call);

  /// Whether the call, in which the user still has a leg, was sent on: when that leg ends it is by the transfer.
  [[nodiscard]] bool has_sent_on(std::string_view call) const { return sent_on_.contains(call); }

  void ended(pbx::LegEnded const& notice);
  void heed(Event const& event);

  /// Does what follows from how the calls now stand. To be called when something may have happened.
  void settle(Time now);

  /// When settle() has something to do at the latest.
  [[nodiscard]] Time deadline() const;

 private:
  struct Followed {
    Transfer transfer;
    std::string party;         ///< uniqueid of who is behind the leg, if that is half of a Local channel; else of the leg
    int begun = 0;             ///< Dialling::begun of the leg until then
    bool to_mailbox = false;   ///< it rings nowhere
    bool turned_away = false;  ///< the target does not want to be disturbed
    std::optional<Time> quiet_since;
  };

  [[nodiscard]] std::optional<TransferResult> result_of(std::string const& leg, Followed& followed, Time now);
  [[nodiscard]] static std::optional<TransferResult> failure_of(pbx::Channel const& leg, Followed const& followed);
  [[nodiscard]] bool has_arrived(pbx::Channel const& leg, Followed const& followed) const;

  pbx::Exchange& exchange_;
  Events& events_;
  void sent_on(std::string const& call);

  std::set<UserId> listening_;
  std::map<std::string, Followed, std::less<>> followed_;  ///< by uniqueid of the leg
  std::set<std::string, std::less<>> sent_on_;             ///< uniqueids of legs of users
};

}  // namespace crosspoint::domain
