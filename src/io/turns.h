#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>

namespace crosspoint::io {

/// Runs a context in turns until it is stopped or out of work: all that is ready (for two milliseconds at most, so that nothing
/// waits for long), then `after_turn()`.
template <class AfterTurn>
void run_in_turns(boost::asio::io_context& context, AfterTurn after_turn) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds longest_turn{2};
  while (context.run_one() > 0) {
    auto const end = Clock::now() + longest_turn;
    while (context.poll_one() > 0 && Clock::now() < end) continue;
    after_turn();
  }
}

}  // namespace crosspoint::io
