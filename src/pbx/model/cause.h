#pragma once

#include <algorithm>
#include <array>

// Why a leg has ended, as its Hangup says. (telephony 2.1)
namespace crosspoint::pbx::cause {

inline constexpr int user_busy = 17, call_rejected = 21, answered_elsewhere = 26;

/// It was called, and did not react.
constexpr bool is_silence(int cause) { return cause == 18 || cause == 19; }

/// It does not exist or is off, or the way there is congested or out of order.
constexpr bool is_unreachable(int cause) {
  constexpr std::array all{1, 2, 3, 20, 22, 27, 28, 34, 38, 41, 42, 44, 58};
  return std::ranges::find(all, cause) != all.end();
}

}  // namespace crosspoint::pbx::cause
