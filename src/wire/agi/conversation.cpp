#include "wire/agi/conversation.h"

#include <algorithm>
#include <utility>

namespace crosspoint::wire::agi {

Conversation::Step Conversation::received(std::string_view bytes) {
  if (phase_ == Phase::request) return read_request(bytes);
  replies_.feed(bytes);
  return read_replies();
}

Conversation::Step Conversation::answer(Variables variables) {
  variables_ = std::move(variables);
  phase_ = Phase::commanding;
  return next_command();
}

Conversation::Step Conversation::read_request(std::string_view bytes) {
  constexpr std::string_view end_of_request = "\n\n";
  auto const looked_at = request_.size() - std::min<std::size_t>(request_.size(), 1);
  request_ += bytes;
  auto const end = request_.find(end_of_request, looked_at);
  if (std::min(end, request_.size()) > longest_request) return End{"the request is too long"};
  if (end == std::string::npos) return Wait{};
  auto request = parse_request(std::string_view(request_).substr(0, end + 1));
  if (!request) return End{request.error().detail};
  replies_.feed(std::string_view(request_).substr(end + end_of_request.size()));
  request_ = {};
  phase_ = Phase::asked;
  return Ask{std::move(*request)};
}

Conversation::Step Conversation::read_replies() {
  while (auto const line = replies_.next()) {
    if (read_reply(*line) != Reply::complete) continue;
    if (phase_ != Phase::commanding) return End{"a reply to no command"};
    return next_command();
  }
  return replies_.overflown() ? Step{End{"a reply is too long"}} : Step{Wait{}};
}

Conversation::Step Conversation::next_command() {
  if (sent_ == variables_.size()) return End{};
  return Send{set_variable(variables_[sent_++])};
}

}  // namespace crosspoint::wire::agi
