#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.h"
#include "directory/directory.h"
#include "domain/asker.h"
#include "domain/events_fwd.h"
#include "domain/transfers/arrival.h"
#include "domain/which.h"
#include "flow/effects_fwd.h"
#include "pbx/model/model.h"

namespace crosspoint::pbx {
class Exchange;
struct Answered;
enum class LinkState;
}  // namespace crosspoint::pbx

namespace crosspoint::wire::ami {
struct Action;
}

namespace crosspoint::domain {

class AttendedTransfers;
struct OwnCall;

/// Calls that their users put on hold and resume by command. A phone that takes orders within the call is told to; for all others
/// the server keeps both parties in our part of the dialplan. It keeps one call a user for requests that name none, and any that
/// is named. Who is held by whom stands in the exchange, not only here: so it survives the loss of the link and a restart of the
/// server. Whoever is left alone there by the end of the other party is hung up. (telephony 4.3, T128, P238)
class Holds {
 public:
  Holds(directory::Directory const& directory, pbx::Exchange& exchange, AttendedTransfers const& transfers, Events& events,
        flow::Effects& effects)
      : directory_(directory), exchange_(exchange), transfers_(transfers), events_(events), effects_(effects) {}

  /// The oldest call in which the user talks. Nothing without one, while the server holds a call of the user already, or when
  /// either party takes part in an attended transfer. Nothing is told of success; "service_unavailable" without a link to the
  /// exchange or without our part of the dialplan. Of a call that is named: whatever else the server holds.
  void hold(Asker const& asker, Which which, Time now);

  /// The call that the server holds, as soon as it does; else the oldest one that a phone holds which takes orders. Without one:
  /// nothing.
  void resume(Asker const& asker, Which which, Time now);

  /// The calls of a device as its user sees them: Model::calls_of, in which those that the server holds have their other party,
  /// and are on hold for the user who holds them.
  [[nodiscard]] std::vector<pbx::Call> calls_of(std::string_view device) const;

  /// Whether the server holds the call of that leg, or is about to.
  [[nodiscard]] bool concerns(std::string_view uniqueid) const;

  void answered(pbx::Answered const& answer, Time now);
  void link_changed(pbx::LinkState state, Time now);

  /// Does what follows from how the calls now stand. The devices whose calls_of() is another since then without a word from the
  /// exchange. To be called when something may have happened.
  std::vector<std::string> settle(Time now);

  /// When settle() has something to do at the latest.
  [[nodiscard]] Time deadline() const;

  /// The session is gone: there is nobody left to tell.
  void forget(SessionId session);

 private:
  struct Hold {
    enum class Step { checking_include, parting, held, resuming };

    Asker asker;                             ///< of the last request
    std::string own;                         ///< uniqueid of the user's leg
    std::string other;                       ///< uniqueid of the party that waits
    std::string own_context, other_context;  ///< where they were until then
    Step step = Step::checking_include;
    bool is_apart = false;      ///< both have been seen to wait
    bool failed = false;        ///< the exchange has refused to part them; perhaps it had begun
    bool is_to_end = false;     ///< as soon as both wait
    Arrival arrival;            ///< of both in the place where they wait
    Token token;                ///< of the action that is not answered yet; 0: none
    std::optional<Time> since;  ///< since when the two do not stand as they should
  };
  enum class Fate { goes_on, over };

  void order(Order order, std::string const& channel, std::string_view event, Time now);
  Fate ask(Hold& hold, Hold::Step step, wire::ami::Action const& action, Time now);
  Fate proceed(Hold& hold, pbx::Answered const& answer, Time now);
  Fate part_them(Hold& hold, Time now);
  Fate look(Hold& hold, Time now);
  void joined(Hold const& hold, Time now);
  void note(Hold const& hold, std::string const& value, Time now);
  void send(wire::ami::Action const& action, Time now);
  void refuse(Asker const& asker, std::string error = "service_unavailable");
  void adopt(std::string const& uniqueid, std::string_view note);
  void changed(Hold const& hold);
  [[nodiscard]] pbx::Channel const* channel(std::string_view uniqueid) const;
  [[nodiscard]] Hold* of(UserId user, Which which);
  [[nodiscard]] std::optional<OwnCall> held_by_phone(UserId user, Which which) const;
  [[nodiscard]] bool is_in_transfer(Hold const& hold) const;
  [[nodiscard]] bool is_live() const;

  directory::Directory const& directory_;
  pbx::Exchange& exchange_;
  AttendedTransfers const& transfers_;
  Events& events_;
  flow::Effects& effects_;
  std::vector<Hold> holds_;
  std::unordered_map<Token, Order> orders_;
  std::unordered_map<Token, std::string> adopted_;  ///< uniqueids of legs that wait for whom we do not know yet
  std::vector<std::string> changed_;                ///< devices
};

}  // namespace crosspoint::domain
