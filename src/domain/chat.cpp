#include "domain/chat.h"

#include <algorithm>
#include <iterator>

#include "flow/effects.h"

namespace crosspoint::domain {

namespace {

std::size_t size_of(ChatMessage const& message) { return sizeof message + message.alias.size() + message.text.size(); }

}  // namespace

void Chat::send(ChatMessage message, Time now) {
  auto const sent = wall_clock_.at(now).time_since_epoch().count();
  message.id = last_id_ = std::max(last_id_ + 1, static_cast<std::int64_t>(sent));
  if (remembered_after_ == 0) remembered_after_ = message.id - 1;
  if (keeping_ == Keeping::off) return deliver(std::move(message));
  auto const token = tokens_.next();
  effects_.emplace_back(
      flow::Store{token, flow::SaveChat{message.from, message.to, WallTime(Duration(message.id)), message.alias, message.text}});
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
  for (; !waiting_.empty() && waiting_.front().answered; waiting_.pop_front()) deliver(std::move(waiting_.front().message));
}

void Chat::deliver(ChatMessage message) {
  remember(message);
  events_.emplace_back(std::move(message));
}

void Chat::remember(ChatMessage message) {
  remembered_bytes_ += size_of(message);
  remembered_.push_back(std::move(message));
  for (; remembered_bytes_ > most_remembered; remembered_.pop_front()) {
    remembered_bytes_ -= size_of(remembered_.front());
    remembered_after_ = remembered_.front().id;
  }
}

void Chat::loaded(flow::ChatLoaded input) {
  remembered_after_ = input.since.time_since_epoch().count();
  for (auto& message : input.messages) {
    last_id_ = std::max(last_id_, static_cast<std::int64_t>(message.sent.time_since_epoch().count()));
    remember({message.from, message.to, std::move(message.alias), std::move(message.text), last_id_});
  }
}

Chat::Remembered Chat::since(UserId to, std::int64_t id) const {
  Remembered found{{}, id >= remembered_after_};
  std::ranges::copy_if(remembered_, std::back_inserter(found.messages),
                       [&](ChatMessage const& message) { return message.to == to && message.id > id; });
  return found;
}

}  // namespace crosspoint::domain
