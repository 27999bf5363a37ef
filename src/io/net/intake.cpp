#include "io/net/intake.h"

namespace crosspoint::io::net {
namespace {

bool is_blank(std::string_view message) { return message.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace

Intake::Intake(Framing framing, std::size_t limit) : kind_(Cutter(limit)) {
  if (framing == Framing::websocket) kind_ = Reader(limit);
}

void Intake::feed(std::string_view bytes) {
  std::visit([bytes](auto& kind) { kind.feed(bytes); }, kind_);
}

std::optional<std::string_view> Intake::next() {
  std::optional<std::string_view> message;
  do message = std::visit([](auto& kind) { return kind.next(); }, kind_);
  while (message && is_blank(*message));
  return message;
}

std::optional<Intake::Ending> Intake::ending() const {
  if (auto const* const reader = std::get_if<Reader>(&kind_)) return reader->ending();
  if (!cutter()->overflown()) return std::nullopt;
  return Ending{wire::websocket::CloseCode::too_big, "line too long", false};
}

std::optional<std::string> Intake::take_ping() {
  auto* const reader = std::get_if<Reader>(&kind_);
  return reader == nullptr ? std::nullopt : reader->take_ping();
}

void Intake::set_limit(std::size_t limit) {
  std::visit([limit](auto& kind) { kind.set_limit(limit); }, kind_);
}

void Intake::discard() {
  if (auto* const cutter = std::get_if<Cutter>(&kind_)) cutter->discard();
}

}  // namespace crosspoint::io::net
