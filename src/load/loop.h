#pragma once

#include <sys/epoll.h>

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/descriptor.h"
#include "load/clock.h"

namespace crosspoint::load {

/// Something with a descriptor that is told when it can go on.
class Handler {
 public:
  Handler() = default;
  Handler(Handler const&) = delete;
  Handler& operator=(Handler const&) = delete;
  virtual ~Handler() = default;
  virtual void ready(std::uint32_t events) = 0;
};

/// The one thread of the load generator: sockets of the exchange and of all clients.
class Loop {
 public:
  Loop();

  void add(int descriptor, std::uint32_t events, Handler& handler);
  void change(int descriptor, std::uint32_t events, Handler& handler) const;
  /// The handler hears nothing more, not even of what is already at hand.
  void remove(int descriptor, Handler& handler);

  /// Serves what is ready until `done` says so, but not longer than to the limit. Returns whether it is done.
  bool run_until(Moment limit, std::function<bool()> const& done);
  void run_until(Moment limit);

  /// From now on nothing is waited for: every run_until() returns at once.
  void stop() { stopped_ = true; }
  [[nodiscard]] bool is_stopped() const { return stopped_; }

  /// Memory to read into, for whoever has its turn.
  [[nodiscard]] std::span<char> scratch() { return scratch_; }

 private:
  void serve(Moment limit);

  Descriptor epoll_;
  std::array<epoll_event, 512> events_{};
  int at_hand_ = 0;
  bool stopped_ = false;
  std::vector<char> scratch_;
};

}  // namespace crosspoint::load
