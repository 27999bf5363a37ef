#pragma once

#include <chrono>
#include <condition_variable>
#include <iterator>
#include <mutex>
#include <utility>

#include "base/time.h"
#include "io/inbox.h"

namespace crosspoint::app {

/// All that was in the mailbox.
struct Delivery {
  io::Inputs inputs;
  std::chrono::steady_clock::time_point since;  ///< when the oldest of them came
};

/// Where every thread of io/ leaves its inputs and the core thread takes them, all there are at once. Bounded by its senders: a
/// client is not read again before its lines were dealt with, the store and the hash pool answer only what they were asked, and
/// an exchange that outruns the core for long would fill memory at a few MB a second; it is some hundred times slower than the
/// core.
class Mailbox {
 public:
  using Clock = std::chrono::steady_clock;

  void push(io::Inputs inputs) {
    if (inputs.empty()) return;
    bool was_empty = false;
    {
      std::lock_guard const lock(mutex_);
      was_empty = delivery_.inputs.empty();
      if (was_empty) delivery_ = {std::move(inputs), Clock::now()};
      else delivery_.inputs.insert(delivery_.inputs.end(), std::move_iterator(inputs.begin()), std::move_iterator(inputs.end()));
    }
    if (was_empty) filled_.notify_one();
  }

  /// Ends the wait of the reader for good.
  void close() {
    {
      std::lock_guard const lock(mutex_);
      closed_ = true;
    }
    filled_.notify_one();
  }

  /// All inputs there are; waits for the first one as long as that, or until close().
  [[nodiscard]] Delivery take(Duration patience) {
    std::unique_lock lock(mutex_);
    auto const ready = [&] { return closed_ || !delivery_.inputs.empty(); };
    filled_.wait_for(lock, patience, ready);
    return std::exchange(delivery_, {});
  }

  [[nodiscard]] bool closed() const {
    std::lock_guard const lock(mutex_);
    return closed_;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable filled_;
  Delivery delivery_;
  bool closed_ = false;
};

}  // namespace crosspoint::app
