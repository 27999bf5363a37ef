#pragma once

#include <boost/asio/io_context.hpp>

namespace crosspoint::io {

/// Runs a context in turns until it is stopped or out of work: all that is ready (at most 256 handlers, so that nothing waits for
/// long), then `after_turn()`.
template <class AfterTurn>
void run_in_turns(boost::asio::io_context& context, AfterTurn after_turn) {
  constexpr int handlers_per_turn = 256;
  while (context.run_one() > 0) {
    for (int done = 1; done < handlers_per_turn && context.poll_one() > 0; ++done) continue;
    after_turn();
  }
}

}  // namespace crosspoint::io
