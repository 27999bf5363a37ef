#pragma once

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/wall_clock.h"
#include "flow/effects.h"
#include "flow/input.h"
#include "flow/tokens.h"

namespace crosspoint::domain {

/// What users enter into call forms: stored first, then handed to the program that wants it, one after the other, again and again
/// until it is taken. (protocol C63)
class Forms {
 public:
  enum class Webhook { none, configured };
  static constexpr std::size_t most = 10'000;  ///< that may wait; further ones are lost
  static constexpr Duration first_pause{1'000'000}, longest_pause{300'000'000};

  Forms(Webhook webhook, WallClock const& wall_clock, flow::Tokens& tokens, flow::Effects& effects)
      : webhook_(webhook), wall_clock_(wall_clock), tokens_(tokens), effects_(effects) {}

  /// `variables` is a JSON object. Without a program that wants it, it goes nowhere.
  void submit(UserId user, std::string variables, Time now);

  void loaded(flow::FormsLoaded const& earlier, Time now);
  void stored(Token token, bool done, Time now);
  void sent(flow::FormSent const& answer, Time now);

  void tick(Time now);
  [[nodiscard]] Time deadline() const { return next_attempt_; }

 private:
  void send_next(Time now);

  Webhook webhook_;
  WallClock const& wall_clock_;
  flow::Tokens& tokens_;
  flow::Effects& effects_;
  std::unordered_map<Token, flow::FormResult> unstored_;
  std::deque<flow::FormResult> waiting_;  ///< oldest first; the first may be under way
  std::optional<Token> under_way_;
  WallTime last_submitted_{};
  Duration pause_ = first_pause;
  Time next_attempt_ = Time::max();
};

}  // namespace crosspoint::domain
