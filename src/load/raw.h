#pragma once

#include <string_view>

#include "base/result.h"
#include "load/child.h"
#include "load/crowd.h"

namespace crosspoint::load {

/// The raw reference: the least that a server can do. A process of its own reads bytes from one connection and sends them, as
/// they are, to each client of its own in one loop over epoll: one send a client for whatever came as one piece.
class Raw {
 public:
  static Result<std::unique_ptr<Raw>> open(Loop& loop, std::size_t clients);

  Crowd& crowd() { return crowd_; }
  [[nodiscard]] pid_t process() const { return child_.id(); }

  /// This piece to each client.
  void send(std::string_view piece) const;

 private:
  Raw(Loop& loop, Listening const& listening);

  Child child_;
  Descriptor orders_;
  Crowd crowd_;
};

}  // namespace crosspoint::load
