#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "load/exchange/board.h"
#include "load/loop.h"
#include "load/sockets.h"
#include "wire/ami/cutter.h"

namespace crosspoint::load {

/// The exchange that the server under load is linked to: lets anybody in, answers actions from its board, and sends the events it
/// is given.
class Exchange final : public Handler {
 public:
  Exchange(Loop& loop, House const& house, Listening listening);
  ~Exchange() override;

  Board board;

  [[nodiscard]] Door door() const { return door_; }
  /// The server has logged in and reads events.
  [[nodiscard]] bool is_linked() const { return events_link() != nullptr; }

  /// Sends events as they are. What the link does not take at once waits.
  void send(std::string_view events);
  /// Bytes that the link has not taken.
  [[nodiscard]] std::size_t unsent() const;

  /// What tells a phone's new state, which the board has from now on.
  std::string state_event(std::size_t line, char state);

  void ready(std::uint32_t events) override;

 private:
  class Link;

  [[nodiscard]] Link* events_link() const;

  Loop& loop_;
  Door const door_;
  Descriptor const listening_;
  std::vector<std::unique_ptr<Link>> links_;
};

}  // namespace crosspoint::load
