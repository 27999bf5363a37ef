#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "pbx/changes.h"
#include "wire/ami/action.h"
#include "wire/ami/message.h"

namespace crosspoint::pbx {

/// The calls that we have asked Asterisk to make and whose outcome is open. (telephony 4.1)
///
/// The answer to the action and the outcome come over two connections: the outcome is told only after the answer.
class Originates {
 public:
  /// Longest time after the ringing time of the Originate for which the outcome is waited for.
  static constexpr Duration patience{30'000'000};
  static constexpr std::size_t limit = 1000;  ///< open ones at a time; Exchange refuses more

  [[nodiscard]] bool is_full() const { return pending_.size() >= limit; }

  void begin(Token token, std::string_view action_id, wire::ami::Action const& action, Time now);

  /// The action has been answered: the call was queued, or refused.
  void accepted(Token token, Changes& changes);
  void refused(Token token);

  /// A channel has come to be. If it is one that we have asked for: the extension that it is to dial, empty if it is for
  /// something else. (2.3 Direction)
  std::optional<std::string> claim(std::string_view uniqueid);

  /// OriginateResponse.
  void outcome(wire::ami::Message const& message, Changes& changes);

  /// Gives up those whose outcome is overdue.
  void tick(Changes& changes, Time now);

  /// The link is gone: no outcome will come.
  void give_up(Changes& changes);

  [[nodiscard]] Time deadline() const;

 private:
  struct Pending {
    Token token;
    std::string action_id, channel_id, exten;
    Time due;
    bool accepted = false;
    bool reached = false;
    std::optional<bool> answered;  ///< the outcome, once it is known
  };
  bool tell(Pending const& pending, Changes& changes) const;

  std::vector<Pending> pending_;  ///< hardly ever more than a handful
};

}  // namespace crosspoint::pbx
