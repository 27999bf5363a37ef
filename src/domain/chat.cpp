#include "domain/chat.h"

#include <algorithm>

#include "flow/effects.h"

namespace crosspoint::domain {

void Chat::send(ChatMessage message, Time now) {
  if (keeping_ == Keeping::off) {
    events_.emplace_back(std::move(message));
    return;
  }
  auto const token = tokens_.next();
  effects_.emplace_back(
      flow::Store{token, flow::SaveChat{message.from, message.to, wall_clock_.at(now), message.alias, message.text}});
  waiting_.push_back({token, std::move(message)});
}

void Chat::stored(Token token, bool done) {
  auto const found = std::ranges::find(waiting_, token, &Waiting::token);
  if (found == waiting_.end()) return;
  found->answered = true;
  if (!done)
    effects_.emplace_back(Log{LogLevel::error, "a message from user " + std::to_string(found->message.from.value) + " to user " +
                                                   std::to_string(found->message.to.value) +
                                                   " is delivered but not kept: see the store's own message"});
  // The store may refuse one at once while older ones still wait there.
  for (; !waiting_.empty() && waiting_.front().answered; waiting_.pop_front())
    events_.emplace_back(std::move(waiting_.front().message));
}

}  // namespace crosspoint::domain
