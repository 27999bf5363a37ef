#pragma once

#include <optional>

#include "directory/directory.h"
#include "pbx/model/model.h"

namespace crosspoint::domain {

/// A call of a user and the line it is on.
struct OwnCall {
  directory::Line const* line;
  pbx::Call call;
};

/// The oldest call in which the user talks to somebody who is not on hold: the one that a transfer command means. (telephony 4.4,
/// T138)
std::optional<OwnCall> call_to_transfer(directory::Directory const& directory, pbx::Model const& model, UserId user);

/// Who is in one bridge with that channel, perhaps half of a Local channel; null if nobody is.
pbx::Channel const* bridged_with(pbx::Model const& model, pbx::Channel const& channel);

}  // namespace crosspoint::domain
