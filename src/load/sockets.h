#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/descriptor.h"
#include "base/result.h"

namespace crosspoint::load {

/// Where somebody listens on the loopback interface.
struct Door {
  std::uint16_t port = 0;
};

struct Listening {
  Descriptor socket;
  Door door;
};

/// A listening socket on a free port of the loopback interface.
Result<Listening> listen_anywhere();

/// The next connection that waits, not blocking; none: not open.
Descriptor accept_from(Descriptor const& listening);

/// Begins to connect without waiting, from one of 250 loopback addresses: `who` chooses, so that thousands of clients come from
/// different places, as they do in life.
Descriptor begin_connect(Door door, std::size_t who);

/// The answer to a GET, head included; empty when there is none. Waits for it.
std::string http_get(Door door, std::string_view path);

}  // namespace crosspoint::load
