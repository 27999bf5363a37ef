#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.h"
#include "directory/directory.h"
#include "domain/asker.h"
#include "domain/channel_ids.h"
#include "domain/destination.h"
#include "domain/events_fwd.h"

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

  /// Calls the user's own phone and, when it is picked up, the destination. Without a line: nothing. (protocol C33,
  /// telephony 4.1)
  void dial(Asker const& asker, std::string_view destination, Time now);

  /// Ends the user's oldest call that is up or being set up and not on hold. Without one: nothing. (protocol C34, telephony 4.2)
  void hang_up(Asker const& asker, Time now);

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

  [[nodiscard]] directory::Line const* line_to_use(UserId user) const;
  void refuse(Asker const& asker, std::string error);
  wire::ami::Action originate(directory::Line const& line, std::string const& exten);

  directory::Directory const& directory_;
  Lines const& lines_;
  pbx::Exchange& exchange_;
  Holds const& holds_;
  ChannelIds& channel_ids_;
  VoicemailCodes codes_;
  Events& events_;
  std::unordered_map<Token, Dialling> dialling_;  ///< until the outcome of the Originate; its answers are bounded in time
  std::unordered_map<Token, Asker> hanging_up_;
};

}  // namespace crosspoint::domain
