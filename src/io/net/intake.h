#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "io/net/frame.h"
#include "wire/line/cutter.h"
#include "wire/websocket/reader.h"

namespace crosspoint::io::net {

/// What one client sends, cut into messages: lines, or the texts of a WebSocket. Blank ones count as nothing.
class Intake {
 public:
  using Ending = wire::websocket::Ending;

  /// `limit`: bytes of the longest message that is let through.
  Intake(Framing framing, std::size_t limit);

  void feed(std::string_view bytes);

  /// The next message. The view lives until the next call of any member.
  [[nodiscard]] std::optional<std::string_view> next();

  /// After next() gave nothing: why it will not give any more, unless the limit is raised.
  [[nodiscard]] std::optional<Ending> ending() const;

  /// What the client wants to hear again, to know that we live.
  [[nodiscard]] std::optional<std::string> take_ping();

  void set_limit(std::size_t limit);

  /// Forgets every byte of lines not yet handed out.
  void discard();

  [[nodiscard]] Framing framing() const { return cutter() == nullptr ? Framing::websocket : Framing::lines; }

 private:
  using Cutter = wire::line::Cutter;
  using Reader = wire::websocket::Reader;

  [[nodiscard]] Cutter const* cutter() const { return std::get_if<Cutter>(&kind_); }

  std::variant<Cutter, Reader> kind_;
};

}  // namespace crosspoint::io::net
