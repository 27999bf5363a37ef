#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "load/clock.h"
#include "load/latencies.h"

namespace crosspoint::load {

/// One line as the server tells the state of a phone, with its end: what the raw reference sends and what Marks finds again.
std::string phone_line(std::size_t line, char state);

/// Follows events to the last client: each event changes the state of a phone of its own, and every client's line of that phone
/// is counted until all have it. Of a line no more is read than the name of the phone and its state.
class Marks {
 public:
  explicit Marks(std::size_t phones);

  /// The event that brings this phone into this state is sent now, and so many clients will hear of it.
  void expect(std::size_t phone, char state, std::size_t watchers, Moment sent);

  /// A client has read this line.
  void read(std::string_view line);

  [[nodiscard]] bool is_open(std::size_t phone) const { return marks_[phone].missing > 0; }
  [[nodiscard]] std::size_t open() const { return open_; }  ///< events that some client has not read yet

  /// Waits no more for this phone: what it was in was told together with what came after.
  void drop(std::size_t phone);
  [[nodiscard]] std::size_t dropped() const { return dropped_; }
  [[nodiscard]] Moment sent(std::size_t phone) const { return marks_[phone].sent; }

  Latencies latencies;  ///< from the event to the last client, of every event that has arrived

 private:
  struct Mark {
    Moment sent{};
    std::size_t missing = 0;
    char state = 0;
  };

  std::string before_phone_, before_state_;  ///< what stands around the name of the phone
  std::vector<Mark> marks_;                  ///< by phone
  std::size_t open_ = 0, dropped_ = 0;
};

}  // namespace crosspoint::load
