#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/ids.h"
#include "base/time.h"
#include "sim/feed.h"
#include "wire/ami/cutter.h"

namespace crosspoint::sim {

using LinkId = Id<struct LinkTag>;

/// One AMI connection: what it has sent so far, what waits for it, what it may hear.
struct Session {
  static constexpr std::size_t line_limit = 1024;   ///< bytes of a header with its line end (telephony 1.4)
  static constexpr std::size_t header_limit = 128;  ///< headers of an action
  static constexpr std::size_t outbox_limit = 4 << 20;

  LinkId id;
  wire::ami::Cutter cutter{wire::ami::Cutter::Banner::none, line_limit* header_limit};
  std::string out;
  bool logged_in = false;
  bool closing = false;  ///< the link ends once `out` is sent
  std::uint8_t mask = all_events;
  std::string challenge;
  std::optional<Time> close_at;  ///< without a login, or after a refused one
};

}  // namespace crosspoint::sim
