#pragma once

#include <cstddef>
#include <cstdint>

#include "base/time.h"

namespace crosspoint::pbx {

/// How long to wait before the next attempt to connect: not at all, then 1, 2, 4, 8, 16 and from there on 30 seconds, each up to
/// a twentieth more so that several servers do not knock together. (telephony 1.5, T021)
class Backoff {
 public:
  explicit Backoff(std::uint64_t seed) : random_(seed) {}

  [[nodiscard]] Duration next();

  /// The link has served well: a loss is no longer taken for a pattern.
  void reset() { attempts_ = 0; }

 private:
  std::size_t attempts_ = 0;
  std::uint64_t random_;
};

}  // namespace crosspoint::pbx
