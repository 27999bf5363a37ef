#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "base/wall_clock.h"
#include "domain/events.h"
#include "domain/line_index.h"
#include "flow/effects.h"
#include "flow/tokens.h"
#include "pbx/exchange.h"

namespace crosspoint::domain {

class People;

struct HistorySettings {
  bool keep = true;
  bool offline_is_missed = true;  ///< a call to a phone that is not registered
};

/// The calls of every user: written down when a leg ends, read back from the store when a client asks. (protocol C61,
/// telephony 5.1)
class History {
 public:
  static constexpr std::size_t longest = 1000;  ///< calls in one answer

  History(HistorySettings settings, directory::Directory const& directory, pbx::Exchange const& exchange, People const& people,
          WallClock const& wall_clock, flow::Tokens& tokens, Events& events, flow::Effects& effects)
      : settings_(settings),
        directory_(directory),
        exchange_(exchange),
        people_(people),
        wall_clock_(wall_clock),
        tokens_(tokens),
        events_(events),
        effects_(effects),
        lines_(directory) {}

  void ended(pbx::LegEnded const& leg);

  /// A call that do not disturb has turned away is a missed one.
  void heed(Event const& event, Time now);

  enum class Detail { protocol, with_ids };

  /// Answered later, to the asker, with at most `longest` calls, of those before a certain one if it is given.
  void ask(Asker const& asker, std::size_t most, std::optional<flow::CallMark> const& before = std::nullopt,
           Detail detail = Detail::protocol);

  /// The user has seen them up to that one; told when it is stored.
  void seen(UserId user, flow::CallMark const& until);
  void stored(Token token, bool done);
  void read(flow::CallsRead answer);

  /// The session is gone: there is nobody left to tell.
  void forget(SessionId session);

  /// Lines or users may have come or gone in the configuration.
  void reconfigured();

 private:
  /// A caller was not put through to the user, whose phone did not ring: one more missed call. `linkedid` is that of the caller's
  /// channel.
  void turned_away(UserId user, pbx::Party const& caller, std::string_view linkedid, Time now);
  void keep(directory::Line const& line, flow::PastCall call);
  [[nodiscard]] std::string name_of(std::string const& number, directory::Line const& line) const;
  [[nodiscard]] bool rings_on(UserId user, pbx::Channel const& ended) const;

  HistorySettings settings_;
  directory::Directory const& directory_;
  pbx::Exchange const& exchange_;
  People const& people_;
  WallClock const& wall_clock_;
  flow::Tokens& tokens_;
  Events& events_;
  flow::Effects& effects_;
  LineIndex lines_;
  std::unordered_map<UserId, std::string> last_missed_;  ///< linkedid of the last missed call of a user
  struct Asked {
    Asker asker;
    Detail detail;
  };
  std::unordered_map<Token, Asked> asked_;       ///< bounded by what the store has not answered yet
  std::unordered_map<Token, HistorySeen> seen_;  ///< the same
};

}  // namespace crosspoint::domain
