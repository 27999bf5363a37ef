#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.h"
#include "directory/directory.h"
#include "domain/asker.h"
#include "domain/destination.h"
#include "domain/events_fwd.h"
#include "domain/place.h"
#include "domain/transfers/transfer_results.h"
#include "domain/which.h"
#include "flow/effects_fwd.h"

namespace crosspoint::pbx {
class Exchange;
struct Answered;
}  // namespace crosspoint::pbx

namespace crosspoint::wire::ami {
struct Action;
}

namespace crosspoint::domain {

struct OwnCall;

/// Sends the call of a user on to somebody else without a word to that one; the user is free at once. Nothing is told of success,
/// failures go to who asked. Without a call that is not on hold: nothing. What becomes of it is told by TransferResults.
/// (telephony 4.4, T129, T138)
///
/// The dialplan is asked first whether there is such an extension: Asterisk sends a call to anywhere, and then drops it. (T130)
class BlindTransfers {
 public:
  BlindTransfers(directory::Directory const& directory, pbx::Exchange& exchange, VoicemailCodes codes, TransferResults& results,
                 Events& events, flow::Effects& effects)
      : directory_(directory),
        exchange_(exchange),
        codes_(std::move(codes)),
        results_(results),
        events_(events),
        effects_(effects) {}

  /// To a number, as the user would dial it. (protocol C35)
  void to_number(Asker const& asker, Which which, std::string_view number, Time now);

  /// Into a mailbox of the user's context. What is no mailbox there is logged and otherwise ignored. (protocol C39, T140, T142)
  void to_voicemail(Asker const& asker, Which which, std::string_view mailbox, Time now);

  /// Into a queue, by its name: the switchboard puts the call aside there. Unknown: nothing. (protocol C53, T158)
  void to_queue(Asker const& asker, std::string_view queue, Time now);

  void answered(pbx::Answered const& answer, Time now);

  /// The session is gone: there is nobody left to tell.
  void forget(SessionId session);

 private:
  struct Pending {
    Asker asker;
    LineId line;
    std::string own;  ///< uniqueid of the user's leg
    std::string to;   ///< as the user has said it
    Place place;
    std::string error;     ///< when there is no such place
    bool is_sent = false;  ///< else the dialplan is being asked
  };

  /// The call, if there is one and a link to the exchange; without a link the asker is told.
  std::optional<OwnCall> call_of(Asker const& asker, Which which);
  void tell_gone(Pending const& transfer);
  void send_on(Pending transfer, Time now);
  void ask(Pending transfer, wire::ami::Action const& action, Time now);
  void send(Pending transfer, Time now);
  void refuse(Asker const& asker, std::string error);

  directory::Directory const& directory_;
  pbx::Exchange& exchange_;
  VoicemailCodes codes_;
  TransferResults& results_;
  Events& events_;
  flow::Effects& effects_;
  std::unordered_map<Token, Pending> pending_;
};

}  // namespace crosspoint::domain
