#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>

#include "load/calls/shape.h"
#include "load/exchange/exchange.h"
#include "load/marks.h"

namespace crosspoint::load {

/// Makes calls of one shape at an exchange. Agents (or, without queues, the first half of the phones) are called by the second
/// half. A phone is free again when every client has been told so.
class Traffic {
 public:
  struct Timing {
    Span ring{}, talk{};
  };

  Traffic(Exchange& exchange, Shape const& shape, Timing timing, std::size_t watchers);

  /// Begins a call; false when nobody is free.
  bool begin();

  /// Sends what is due by now: answers and ends of calls.
  void go_on(Moment now);

  /// When go_on() has something to do.
  [[nodiscard]] Moment due() const;

  [[nodiscard]] std::size_t under_way() const { return exchange_.board.calls.size(); }
  [[nodiscard]] std::uint64_t begun() const { return begun_; }
  [[nodiscard]] std::uint64_t ended() const { return ended_; }

  /// From the ringing and the end of a call to the last of the clients that watch.
  Marks marks;

 private:
  struct Due {
    Moment at;
    std::uint64_t call = 0;
  };

  std::optional<std::size_t> take_free(std::deque<std::size_t>& phones);
  void answer(std::uint64_t number);
  void end(std::uint64_t number);
  void tell(Shape::Part part, Call const& call);
  void watch(std::size_t phone, char state);

  Exchange& exchange_;
  Shape const& shape_;
  Timing const timing_;
  std::size_t const watchers_;
  std::deque<std::size_t> callers_, callees_;  ///< who may be free, longest ago first
  std::deque<Due> answers_, ends_;
  std::uint64_t begun_ = 0, ended_ = 0;
};

}  // namespace crosspoint::load
