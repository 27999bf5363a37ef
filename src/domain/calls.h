#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.h"
#include "directory/directory.h"
#include "domain/asker.h"
#include "domain/channel_ids.h"
#include "domain/destination.h"
#include "domain/events_fwd.h"
#include "domain/which.h"

namespace crosspoint::pbx {
class Exchange;
struct Answered;
struct Originated;
}  // namespace crosspoint::pbx

namespace crosspoint::wire::ami {
struct Action;
}

namespace crosspoint::domain {

class Holds;
class Lines;
struct OwnCall;

/// What a user does with calls: place one, end one. Success of `dial` and every failure are told later, to who asked.
class Calls {
 public:
  Calls(directory::Directory const& directory, Lines const& lines, pbx::Exchange& exchange, Holds const& holds,
        ChannelIds& channel_ids, VoicemailCodes codes, Events& events)
      : directory_(directory),
        lines_(lines),
        exchange_(exchange),
        holds_(holds),
        channel_ids_(channel_ids),
        codes_(std::move(codes)),
        events_(events) {}

  /// Which phone of a user rings first for a call: the one of the line of that id, or the user's `mobile`; the main line's when
  /// nothing is said.
  using From = std::optional<std::string_view>;

  /// Calls the user's own phone and, when it is picked up, the destination. Without a line: nothing. (protocol C33,
  /// telephony 4.1, P253 to P255)
  void dial(Asker const& asker, std::string_view destination, From from, Time now);

  /// Ends the user's oldest call that is up or being set up and not on hold; a call that is named, whatever its state. Without
  /// one: nothing. (protocol C34, telephony 4.2)
  void hang_up(Asker const& asker, Which which, Time now);

  /// Lets the phone pick up that call, which rings there. Only a phone that takes orders within a call does. (telephony 4.3,
  /// P240)
  void answer(Asker const& asker, std::string_view call, Time now);

  /// Turns a call away that rings, on all lines of the user on which it does: they are busy for it. (P241)
  void decline(Asker const& asker, std::string_view call, Time now);

  void answered(pbx::Answered const& answer);
  void originated(pbx::Originated const& outcome);

  /// The link to the exchange is gone: what became of calls that were accepted will never be known.
  void link_lost();

  /// The session is gone: there is nobody left to tell.
  void forget(SessionId session);

 private:
  struct Dialling {
    Asker asker;
    std::string exten;
    bool accepted = false;
  };

  [[nodiscard]] directory::Line const* line_to_use(directory::User const& user) const;
  [[nodiscard]] std::optional<wire::ami::Action> originate(UserId user, From from, std::string const& exten);
  void refuse(Asker const& asker, std::string error);
  void order(Order order, wire::ami::Action const& action, Time now);
  [[nodiscard]] std::optional<OwnCall> ringing(UserId user, std::string_view call) const;

  directory::Directory const& directory_;
  Lines const& lines_;
  pbx::Exchange& exchange_;
  Holds const& holds_;
  ChannelIds& channel_ids_;
  VoicemailCodes codes_;
  Events& events_;
  std::unordered_map<Token, Dialling> dialling_;  ///< until the outcome of the Originate; its answers are bounded in time
  std::unordered_map<Token, Order> orders_;
};

}  // namespace crosspoint::domain
