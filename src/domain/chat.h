#pragma once

#include <deque>
#include <string>
#include <vector>

#include "base/wall_clock.h"
#include "domain/events.h"
#include "flow/effects_fwd.h"
#include "flow/input.h"
#include "flow/tokens.h"

namespace crosspoint::domain {

/// Messages between users, in the order in which they were sent. (protocol C62) One that is to be kept is delivered when the
/// store has it; should the store fail, it is delivered all the same, since its writer will hear of nothing. The last messages
/// are remembered, also those of before a restart, for who was not connected for a moment.
class Chat {
 public:
  static constexpr std::size_t most_remembered = 4 << 20;  ///< bytes

  enum class Keeping { off, on };

  Chat(Keeping keeping, WallClock const& wall_clock, flow::Tokens& tokens, Events& events, flow::Effects& effects)
      : keeping_(keeping), wall_clock_(wall_clock), tokens_(tokens), events_(events), effects_(effects) {}

  /// Its id is given here.
  void send(ChatMessage message, Time now);

  void loaded(flow::ChatLoaded input);

  struct Remembered {
    std::vector<ChatMessage> messages;
    bool is_complete;  ///< these are all
  };
  /// What was written to that user after the message of that id.
  [[nodiscard]] Remembered since(UserId to, std::int64_t id) const;

  /// The store's answer.
  void stored(Token token, bool done);

 private:
  struct Waiting {
    Token token;
    ChatMessage message;
    bool answered = false;
  };

  void deliver(ChatMessage message);
  void remember(ChatMessage message);

  Keeping keeping_;
  WallClock const& wall_clock_;
  flow::Tokens& tokens_;
  Events& events_;
  flow::Effects& effects_;
  std::deque<Waiting> waiting_;         ///< oldest first; bounded by what the store has not answered yet
  std::deque<ChatMessage> remembered_;  ///< oldest first
  std::size_t remembered_bytes_ = 0;
  std::int64_t remembered_after_ = 0;  ///< what has a greater id is there
  std::int64_t last_id_ = 0;
};

}  // namespace crosspoint::domain
