#pragma once

#include <map>
#include <string>

#include "base/ids.h"
#include "pbx/scene.h"
#include "wire/ami/action.h"

namespace crosspoint::pbx {

/// What has been asked of members of queues. Asterisk's refusal says that the model is wrong: a reload of queues takes members
/// and whole queues away without an event. (telephony 1.7)
class QueueOrders {
 public:
  void begin(Token token, wire::ami::Action const& action);
  /// Asterisk has done it, or does not answer.
  void forget(Token token) { orders_.erase(token); }
  void refused(Token token, std::string_view why, Scene& scene);

 private:
  struct Order {
    std::string queue, interface;
    bool to_remove = false;
  };
  std::map<Token, Order> orders_;  ///< bounded by Connection::most_pending
};

}  // namespace crosspoint::pbx
