#pragma once

#include "base/time.h"

namespace crosspoint::domain {

/// When legs that were sent to their places in our dialplan can be connected. Asterisk says that it has sent them before they are
/// there. Until then it fails to connect them, and may lose one over it, or leaves a dead channel behind. So their places have to
/// be seen at work first, though not for ever, and what fails all the same is tried again. (telephony 4.5)
class Arrival {
 public:
  /// How long they are waited for when nothing is seen: an exchange may have no music to play.
  static constexpr Duration patience{250'000};
  static constexpr Duration pause{100'000};  ///< before it is tried again
  static constexpr int most_failures = 20;

  /// They are on their way.
  void sent(Time now) { due_ = now + patience; }

  /// Asterisk could not connect them. False when there is no sense in another attempt.
  bool failed(Time now) {
    due_ = now + pause;
    failures_ = failures_ == most_failures ? 0 : failures_ + 1;
    return failures_ > 0;
  }

  [[nodiscard]] bool is_over(Time now) const { return now >= due_; }

  /// What is seen of their places is not enough any more.
  [[nodiscard]] bool has_failed() const { return failures_ > 0; }

  /// When it is over at the latest.
  [[nodiscard]] Time deadline() const { return due_; }

 private:
  Time due_{};
  int failures_ = 0;
};

}  // namespace crosspoint::domain
