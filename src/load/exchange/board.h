#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "load/house.h"

namespace crosspoint::load {

/// A call on its way, as far as lists show it.
struct Call {
  enum class Stage { ringing, talking };

  std::uint64_t number = 0;
  std::size_t caller = 0, callee = 0;  ///< lines
  std::size_t queue = 0;               ///< it came through; 0: none. The callee is then the agent of that number
  Stage stage = Stage::ringing;
  std::size_t position = 1;  ///< in its queue, or that which it has left
  std::size_t waiting = 1;   ///< how many wait there

  [[nodiscard]] std::string caller_channel() const { return channel(caller, 'a'); }
  [[nodiscard]] std::string callee_channel() const { return channel(callee, 'b'); }
  [[nodiscard]] std::string caller_id() const { return unique_id(2 * number); }
  [[nodiscard]] std::string callee_id() const { return unique_id(2 * number + 1); }
  [[nodiscard]] std::string bridge() const { return "bridge-" + std::to_string(number); }

 private:
  [[nodiscard]] std::string channel(std::size_t line, char leg) const {
    return House::device(line) + '-' + leg + std::to_string(number);
  }
  static std::string unique_id(std::uint64_t leg) { return "1795451672." + std::to_string(leg); }
};

/// What the exchange would say if it were asked now: its lists are made of this, so that they agree with the events.
struct Board {
  explicit Board(House const& configured) : house(configured), states(configured.users + 1, '0') {}

  House house;
  std::vector<char> states;  ///< of the phones by line, as ExtensionStatus tells them: 0 idle, 1 in use, 8 ringing
  std::map<std::uint64_t, Call> calls;

  /// To be called when the call has come to its queue, and when it has left: it waits there as long as it rings.
  void count_in_queue(Call& call) const {
    call.position = 1;
    call.waiting = 0;
    for (auto const& [number, other] : calls) {
      if (other.queue != call.queue || other.stage != Call::Stage::ringing) continue;
      ++call.waiting;
      if (number < call.number) ++call.position;
    }
  }
};

}  // namespace crosspoint::load
