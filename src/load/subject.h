#pragma once

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "load/bench.h"
#include "load/marks.h"

namespace crosspoint::load {

/// Who sends updates of phones to a crowd: the server, told by events, or the raw reference, told what to send. Both are driven
/// and watched in the same way.
class Subject {
 public:
  using Change = std::vector<std::pair<std::size_t, char>>;  ///< phones, and the state each comes into

  /// `states` are those of the phones now, by their number: the second half of them changes, which belongs to no agent. `send`
  /// tells a change in one piece.
  Subject(Crowd& crowd, pid_t process, std::vector<char> states, std::function<void(Change const&)> send);
  Subject(Subject const&) = delete;
  Subject& operator=(Subject const&) = delete;
  ~Subject() { crowd.listener = nullptr; }

  /// The next `count` phones in turn get another state, in one piece.
  void send(std::size_t count);
  [[nodiscard]] std::size_t phones() const { return states_.size() - first_; }  ///< that change in turn

  /// Uses this much of the processors, and this time, in what is noted below.
  void begin_slice() { meter_ = Meter(process_); }
  void end_slice();

  Crowd& crowd;
  Marks marks;
  std::uint64_t sent = 0;         ///< events in all
  Span cpu{}, wall{};             ///< in all slices, until the last client had the last event
  double share_of_generator = 0;  ///< the highest of a slice

 private:
  pid_t const process_;
  std::vector<char> states_;
  std::function<void(Change const&)> const send_;
  std::size_t const first_;
  std::size_t next_ = 0;
  Meter meter_;
};

/// The bench's server and its clients.
Subject server_subject(Site& site, Crowd& crowd);
/// The raw reference and its clients.
Subject raw_subject(Raw& raw, std::size_t phones);

/// Measures a slice of the one and a slice of the other in turn, until both have had the time of a phase; then notes what came of
/// it. Errors: those of `measure`, and of starting the two.
Result<> in_turn(Bench& bench, std::function<Result<>(Subject&)> const& measure,
                 std::function<void(Subject const& server, Subject const& raw)> const& note);

}  // namespace crosspoint::load
