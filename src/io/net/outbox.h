#pragma once

#include <sys/uio.h>

#include <cstddef>
#include <span>
#include <unordered_map>
#include <vector>

#include "io/net/frame.h"

namespace crosspoint::io::net {

/// What waits to be written to one client, in order. A client that keeps up gets every frame. Once it has fallen behind, a new
/// state frame replaces the older one of the same state until all is written. Knows no socket; what the bound is and what happens
/// past it is the connection's business.
class Outbox {
 public:
  void add(FramePtr frame);

  /// The client did not take all that it was offered.
  void fall_behind();

  /// Forgets all but the frame that is under way.
  void abandon();

  /// Points `parts` at the first bytes that wait and returns those it filled.
  [[nodiscard]] std::span<iovec const> gather(std::span<iovec> parts) const;

  /// The first `bytes` of what waits are written.
  void written(std::size_t bytes);

  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  [[nodiscard]] bool empty() const { return bytes_ == 0; }
  [[nodiscard]] bool is_behind() const { return behind_; }

 private:
  void supersede(std::size_t place);
  void skip_gaps();
  void close_gaps_if_many();
  void is_drained();

  std::vector<FramePtr> frames_;  ///< null where one was written or superseded
  std::size_t first_ = 0;         ///< place of the first that waits
  std::size_t gaps_ = 0;          ///< how many of them are null
  std::size_t offset_ = 0;        ///< bytes of the first frame that are written: it can't be replaced any more
  std::size_t bytes_ = 0;
  bool behind_ = false;
  std::unordered_map<flow::StateKey, std::size_t> latest_;  ///< while behind: place of the frame that waits for each state
};

}  // namespace crosspoint::io::net
