#include "load/calls/shape.h"

#include <algorithm>

#include "load/calls/recorded.h"

namespace crosspoint::load {
namespace {

std::vector<std::string> messages_of(std::string_view recording) {
  std::vector<std::string> messages(1);
  while (!recording.empty()) {
    auto const end = std::min(recording.find('\n'), recording.size());
    messages.back().append(recording.substr(0, end)).append("\r\n");
    if (end == 0) messages.emplace_back();
    recording.remove_prefix(std::min(end + 1, recording.size()));
  }
  if (messages.back().empty()) messages.pop_back();
  return messages;
}

std::string header(std::string const& message, std::string const& name) {
  auto const at = message.find("\n" + name + ": ");
  if (at == std::string::npos) return {};
  auto const begin = at + name.size() + 3;
  return message.substr(begin, message.find('\r', begin) - begin);
}

bool is(std::string const& message, std::string_view event) {
  return message.starts_with("Event: ") && std::string_view(message).substr(7).starts_with(event) &&
         message[7 + event.size()] == '\r';
}

/// The first message from which on the callee has answered.
bool answers(std::string const& message, std::string const& callee) {
  return (is(message, "ExtensionStatus") && header(message, "Exten") == callee && header(message, "Status") == "1") ||
         (is(message, "Newstate") && header(message, "CallerIDNum") == callee && header(message, "ChannelState") == "6");
}

}  // namespace

std::vector<Shape::Token> Shape::tokens_of(std::vector<std::string> const& messages) {
  auto const find = [&](std::string_view event, std::size_t skipped) {
    for (auto const& message : messages)
      if (is(message, event) && skipped-- == 0) return message;
    return std::string();
  };
  auto const caller = find("Newchannel", 0), callee = find("Newchannel", 1);
  auto const device = [](std::string const& message) {
    auto const channel = header(message, "Channel");
    return channel.substr(0, channel.find('-'));
  };
  auto const line = [](std::string const& number) { return ": " + number + "\r"; };
  auto const called = find("AgentCalled", 0);
  std::vector<Token> tokens{{header(caller, "Uniqueid"), Slot::caller_id},
                            {header(callee, "Uniqueid"), Slot::callee_id},
                            {header(caller, "Channel"), Slot::caller_channel},
                            {header(callee, "Channel"), Slot::callee_channel},
                            {device(caller), Slot::caller_device},
                            {device(callee), Slot::callee_device},
                            {header(caller, "CallerIDName"), Slot::caller_name},
                            {header(callee, "CallerIDName"), Slot::callee_name},
                            {line(header(caller, "CallerIDNum")), Slot::caller_number},
                            {line(header(callee, "CallerIDNum")), Slot::callee_number},
                            {header(find("BridgeCreate", 0), "BridgeUniqueid"), Slot::bridge}};
  if (!called.empty()) {
    tokens.push_back({header(called, "MemberName"), Slot::member});
    tokens.push_back({header(called, "Queue"), Slot::queue});
    tokens.push_back({"sales", Slot::other_queue});
    tokens.push_back({line(header(caller, "Exten")), Slot::queue_number});
    tokens.push_back({"Position: 1\r", Slot::position});
    for (auto const* const count : {"Count: 0\r", "Count: 1\r"}) tokens.push_back({count, Slot::waiting});
  }
  return tokens;
}

Shape::Event Shape::cut(std::string_view message, std::vector<Token> const& tokens) {
  Event event;
  for (std::size_t at = 0; at < message.size();) {
    auto const found =
        std::ranges::find_if(tokens, [&](Token const& token) { return message.substr(at).starts_with(token.text); });
    if (found == tokens.end()) {
      ++at;
      continue;
    }
    event.pieces.push_back({std::string(message.substr(0, at)), found->slot});
    message.remove_prefix(at + found->text.size());
    at = 0;
  }
  event.pieces.push_back({std::string(message), Slot::end});
  return event;
}

Shape::Shape(std::string_view recording, std::size_t queues) {
  auto const messages = messages_of(recording);
  auto const tokens = tokens_of(messages);
  auto const callee = std::ranges::find(tokens, Slot::callee_number, &Token::slot)->text;
  auto const number = callee.substr(2, callee.size() - 3);
  auto part = Part::ringing;
  for (auto const& message : messages) {
    if (part == Part::ringing && answers(message, number)) part = Part::answered;
    if (is(message, "HangupRequest")) part = Part::over;
    auto& events = parts_[static_cast<std::size_t>(part)];
    events.push_back(cut(message, tokens));
    // The recorded agent is in one queue besides: each further one tells the same of itself.
    if (is(message, "QueueMemberStatus") && header(message, "Queue") == "sales")
      for (std::size_t other = 2; other < queues; ++other) {
        auto again = events.back();
        again.other = other;
        events.push_back(std::move(again));
      }
  }
}

std::string Shape::value(Slot slot, std::size_t other, Call const& call, House const& house) {
  auto const line = [](std::string const& number) { return ": " + number + "\r"; };
  switch (slot) {
    case Slot::caller_id: return call.caller_id();
    case Slot::callee_id: return call.callee_id();
    case Slot::caller_channel: return call.caller_channel();
    case Slot::callee_channel: return call.callee_channel();
    case Slot::caller_device: return House::device(call.caller);
    case Slot::callee_device: return House::device(call.callee);
    case Slot::caller_name: return House::login(call.caller);
    case Slot::callee_name: return House::login(call.callee);
    case Slot::caller_number: return line(House::number(call.caller));
    case Slot::callee_number: return line(House::number(call.callee));
    case Slot::bridge: return call.bridge();
    case Slot::member: return House::member(call.callee);
    case Slot::queue: return House::queue(call.queue);
    case Slot::other_queue: return House::queue(house.queue_of(call.callee, other));
    case Slot::queue_number: return line(House::queue_number(call.queue));
    case Slot::position: return "Position: " + std::to_string(call.position) + '\r';
    case Slot::waiting: return "Count: " + std::to_string(call.waiting) + '\r';
    case Slot::end: break;
  }
  return {};
}

void Shape::append(std::string& out, Part part, Call const& call, House const& house) const {
  for (auto const& event : parts_[static_cast<std::size_t>(part)])
    for (auto const& piece : event.pieces) out.append(piece.before).append(value(piece.slot, event.other, call, house));
}

std::size_t Shape::events() const { return parts_[0].size() + parts_[1].size() + parts_[2].size(); }

Shape plain_shape() { return {recorded::plain_call(), 0}; }
Shape queue_shape(std::size_t queues) { return {recorded::queue_call(), queues}; }

}  // namespace crosspoint::load
