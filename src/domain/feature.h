#pragma once

namespace crosspoint::domain {

/// What a user can switch from the telephone. (telephony 4.13)
enum class Feature {
  dnd,
  recording,
  call_filter,
  unconditional,
  no_answer,
  busy,
  undo,  ///< all forwards off
};

}  // namespace crosspoint::domain
