#pragma once

#include "sim/apps/conversation.h"

namespace crosspoint::sim {

/// Two channels that somebody has connected with each other, wherever they were: the action and the application Bridge.
class Joined : public Conversation {
 public:
  static void start(Switch& exchange, Channel& one, Channel& other);

  explicit Joined(Switch& exchange) : Conversation(exchange) {}

 private:
  void join(Channel& one, Channel& other) { talk(other, one); }
};

}  // namespace crosspoint::sim
