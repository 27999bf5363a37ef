#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "load/exchange/board.h"

namespace crosspoint::load {

/// A recorded call from which any number of calls are made: who calls whom, channels, bridge, queues and agent are put in anew.
class Shape {
 public:
  enum class Part { ringing, answered, over };

  /// `queues`: in how many the agent is, each of which tells of its state; 0 for a call without queue.
  Shape(std::string_view recording, std::size_t queues);

  /// The events of a part of this call.
  void append(std::string& out, Part part, Call const& call, House const& house) const;

  [[nodiscard]] std::size_t events() const;  ///< of a whole call

 private:
  enum class Slot {
    caller_id,
    callee_id,
    caller_channel,
    callee_channel,
    caller_device,
    callee_device,
    caller_name,
    callee_name,
    caller_number,
    callee_number,
    bridge,
    member,
    queue,
    other_queue,
    queue_number,
    position,
    waiting,
    end,  ///< nothing is put in
  };
  struct Piece {
    std::string before;
    Slot slot;
  };
  struct Event {
    std::vector<Piece> pieces;
    std::size_t other = 1;  ///< which of the agent's other queues is meant
  };
  struct Token {
    std::string text;
    Slot slot;
  };

  static std::vector<Token> tokens_of(std::vector<std::string> const& messages);
  static Event cut(std::string_view message, std::vector<Token> const& tokens);
  static std::string value(Slot slot, std::size_t other, Call const& call, House const& house);

  std::array<std::vector<Event>, 3> parts_;
};

/// The call of 30 events.
Shape plain_shape();
/// The call through a queue whose agent is in so many queues: 48 events for two of them, 66 for eight.
Shape queue_shape(std::size_t queues);

}  // namespace crosspoint::load
