#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/time.h"
#include "directory/directory.h"
#include "domain/channel_ids.h"
#include "domain/events.h"
#include "flow/effects.h"
#include "flow/input.h"
#include "flow/tokens.h"
#include "pbx/notice.h"

namespace crosspoint::pbx {
class Exchange;
}

namespace crosspoint::domain {

struct FaxSettings {
  std::size_t largest = 16 << 20;  ///< bytes of a PDF file
};

/// Documents that users send to fax machines: converted, then sent by the exchange. Each ends with exactly one FaxProgress that
/// says how; its files are discarded in every case. (protocol C60, telephony 4.11)
class Faxes {
 public:
  static constexpr std::size_t most = 32, of_one_user = 4;  ///< at a time; further ones fail

  Faxes(FaxSettings settings, directory::Directory const& directory, pbx::Exchange& exchange, ChannelIds& channel_ids,
        flow::Tokens& tokens, Events& events, flow::Effects& effects)
      : settings_(settings),
        directory_(directory),
        exchange_(exchange),
        channel_ids_(channel_ids),
        tokens_(tokens),
        events_(events),
        effects_(effects) {}

  /// `pdf` is the whole file. A user without context sends nothing and hears nothing.
  void send(UserId user, std::string_view destination, std::string pdf, Time now);

  void converted(flow::FaxConverted const& file, Time now);

  // What the exchange tells.
  void answered(pbx::Answered const& answer, Time now);
  void originated(pbx::Originated const& outcome);
  void told(pbx::UserEventTold const& event);
  void sent(pbx::FaxSent const& fax);
  void ended(pbx::LocalEnded const& leg);
  void link_is_live();  ///< calls that have ended meanwhile have failed

  void tick(Time now);
  [[nodiscard]] Time deadline() const;

 private:
  struct Fax {
    UserId user;
    std::string number, context;
    std::string file;             ///< once it is converted
    int pages = 0;                ///< of it
    std::optional<Token> action;  ///< what the exchange was asked last
    std::string channel;          ///< uniqueid of our end of the call, which names the fax on the exchange, too
    bool is_answered = false;     ///< told
    int transferred = 0;          ///< pages, as SendFAX itself has told
    Time give_up_at = Time::max();
  };
  using All = std::map<Token, Fax>;

  void check_number(All::iterator fax, Time now);
  void call(All::iterator fax, Time now);
  void far_end_answers(Fax& fax);
  void finish(All::iterator fax, FaxProgress::Status status, int pages = 0);
  void fail(All::iterator fax, std::string const& why);
  All::iterator of_channel(std::string_view uniqueid);
  All::iterator of_action(Token action);

  FaxSettings settings_;
  directory::Directory const& directory_;
  pbx::Exchange& exchange_;
  ChannelIds& channel_ids_;
  flow::Tokens& tokens_;
  Events& events_;
  flow::Effects& effects_;
  All faxes_;  ///< by the token of their conversion, which names them
};

}  // namespace crosspoint::domain
