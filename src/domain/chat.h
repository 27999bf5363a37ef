#pragma once

#include <deque>
#include <string>

#include "base/wall_clock.h"
#include "domain/events.h"
#include "flow/effects_fwd.h"
#include "flow/tokens.h"

namespace crosspoint::domain {

/// Messages between users, in the order in which they were sent. (protocol C62) One that is to be kept is delivered when the
/// store has it; should the store fail, it is delivered all the same, since its writer will hear of nothing.
class Chat {
 public:
  enum class Keeping { off, on };

  Chat(Keeping keeping, WallClock const& wall_clock, flow::Tokens& tokens, Events& events, flow::Effects& effects)
      : keeping_(keeping), wall_clock_(wall_clock), tokens_(tokens), events_(events), effects_(effects) {}

  void send(ChatMessage message, Time now);

  /// The store's answer.
  void stored(Token token, bool done);

 private:
  struct Waiting {
    Token token;
    ChatMessage message;
    bool answered = false;
  };

  Keeping keeping_;
  WallClock const& wall_clock_;
  flow::Tokens& tokens_;
  Events& events_;
  flow::Effects& effects_;
  std::deque<Waiting> waiting_;  ///< oldest first; bounded by what the store has not answered yet
};

}  // namespace crosspoint::domain
