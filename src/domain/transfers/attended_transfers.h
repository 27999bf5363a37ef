// One piece because it is one course of events: each step of a transfer is a line.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "directory/directory.h"
#include "domain/destination.h"
#include "domain/events_fwd.h"
#include "domain/transfers/consultation.h"
#include "domain/transfers/transfer_results.h"
#include "domain/which.h"
#include "flow/effects_fwd.h"

namespace crosspoint::pbx {
class Exchange;
struct Answered;
struct UserEventTold;
enum class LinkState;
}  // namespace crosspoint::pbx

namespace crosspoint::wire::ami {
struct Action;
}

namespace crosspoint::domain {

struct OwnCall;

/// Attended transfers: the user speaks with the target, or hears the greeting of a mailbox, while the other party waits in our
/// part of the dialplan. One a user at a time. How far each has come is seen in the exchange's calls, not remembered from what
/// was asked for: so it survives the loss of the link and a restart of the server. (telephony 4.5, 4.6)
class AttendedTransfers {
 public:
  AttendedTransfers(directory::Directory const& directory, pbx::Exchange& exchange, VoicemailCodes codes,
                    std::chrono::seconds ring_time, TransferResults& results, Events& events, flow::Effects& effects)
      : directory_(directory),
        exchange_(exchange),
        codes_(std::move(codes)),
        ring_time_(ring_time),
        results_(results),
        events_(events),
        effects_(effects) {}

  /// Calls the number from the phone with which the user talks; it rings for the time given above. Without a call that is not on
  /// hold, or during another transfer: nothing. (protocol C36)
  void begin(Asker const& asker, Which which, std::string_view number, Time now);

  /// Plays the greeting of a mailbox of the user's context. Nothing when there is no such mailbox. (protocol C40)
  void begin_voicemail(Asker const& asker, Which which, std::string_view mailbox, Time now);

  /// Connects the other party with the target, which is rung again for it if it has not answered. (protocol C37)
  void complete(Asker const& asker);

  /// The user has the other party back. (protocol C38)
  void cancel(Asker const& asker);

  /// The line on which that user talks with the target, or hears a greeting; null if there is none.
  [[nodiscard]] directory::Line const* consults_on(UserId user) const;

  /// The transfer of the call in which a user has that leg; null if there is none.
  [[nodiscard]] Consultation const* of_leg(std::string_view own) const;

  /// Whether that leg was told to hang up, since its part in a transfer is over.
  [[nodiscard]] bool is_leaving(std::string_view uniqueid) const { return leaving_.contains(uniqueid); }

  /// Whether that leg takes part in one: as the user's, the other party's or the target's.
  [[nodiscard]] bool concerns(std::string_view uniqueid) const;

  void answered(pbx::Answered const& answer, Time now);
  void heed(pbx::UserEventTold const& told, Time now);
  void link_changed(pbx::LinkState state);

  /// Does what follows from how the calls now stand. To be called when something may have happened. The users whose transfers are
  /// in another step since then.
  std::vector<UserId> settle(Time now);

  /// When settle() has something to do at the latest.
  [[nodiscard]] Time deadline() const;

  /// The session is gone: there is nobody left to tell.
  void forget(SessionId session);

 private:
  using Step = Consultation::Step;
  enum class Fate { goes_on, over };

  void wish(Consultation::Wish what, Asker const& asker);
  std::optional<OwnCall> call_of(Asker const& asker, Which which);
  void start(Asker const& asker, OwnCall const& own, Place target, std::string_view to, Time now);
  void tell(Consultation const& transfer, TransferResult result);
  Fate proceed(Consultation& transfer, pbx::Answered const& answer, Time now);
  Fate check_target(Consultation& transfer, pbx::Answered const& answer, Time now);
  Fate set_up(Consultation& transfer, Time now);
  Fate look(Consultation& transfer, Time now);
  Fate without_user(Consultation& transfer, pbx::Channel const& held, Time now);
  Fate without_other(Consultation const& transfer, pbx::Channel const* own, Time now);
  void release(Time now);
  static void pursue(Consultation::Wish wish, Consultation& transfer);
  Fate fulfil(Consultation& transfer, pbx::Channel const& own, pbx::Channel const& held, Time now);
  static Fate wait(Consultation& transfer, Time until);
  Fate join(Consultation& transfer, Step step, pbx::Channel const& held, pbx::Channel const& with, Time now);
  Fate joined(Consultation& transfer, Step how, Time now);
  Fate not_joined(Consultation& transfer, pbx::Answered const& answer, Time now);
  Fate ask(Consultation& transfer, Step step, wire::ami::Action const& action, Time now);
  void send(wire::ami::Action const& action, Time now);
  void let_go(pbx::Channel const& leg, Time now);
  Fate refuse(Consultation const& transfer, std::string error);
  void refuse(Asker const& asker, std::string error);
  void adopt();
  [[nodiscard]] Consultation* of(UserId user);
  [[nodiscard]] bool is_live() const;

  directory::Directory const& directory_;
  pbx::Exchange& exchange_;
  VoicemailCodes codes_;
  std::chrono::seconds ring_time_;
  TransferResults& results_;
  Events& events_;
  flow::Effects& effects_;
  std::map<UserId, Consultation> transfers_;
  std::set<std::string, std::less<>> ended_;    ///< uniqueids of legs whose consultation is over, though somebody seems to wait
  std::set<std::string, std::less<>> leaving_;  ///< uniqueids of legs that were told to hang up
  std::vector<UserId> changed_;
};

}  // namespace crosspoint::domain
