#pragma once

#include <optional>
#include <string>
#include <utility>

#include "directory/directory.h"
#include "domain/which.h"
#include "pbx/model/model.h"

namespace crosspoint::domain {

/// A call of a user and the line it is on.
struct OwnCall {
  directory::Line const* line;
  pbx::Call call;
};

/// The oldest call of a user that suits. `calls_of` gives the calls of a device, `suits` is asked of a line and a call on it.
template <class CallsOf, class Suits>
std::optional<OwnCall> oldest_call(directory::Directory const& directory, UserId user, CallsOf&& calls_of, Suits&& suits) {
  auto const* const known = directory.user(user);
  if (!known) return std::nullopt;
  std::optional<OwnCall> oldest;
  for (auto const id : known->lines) {
    auto const* const line = directory.line(id);
    if (!line) continue;
    for (auto& call : calls_of(line->device()))
      if (suits(*line, call) && (!oldest || call.created < oldest->call.created)) oldest = {line, std::move(call)};
  }
  return oldest;
}

/// Whether it may be meant at all.
inline bool may_be_meant(Which which, pbx::Call const& call) { return !which || call.uniqueid == *which; }

/// The oldest call in which the user talks to somebody who is not on hold: the one that a transfer command means. (telephony 4.4,
/// T138)
std::optional<OwnCall> call_to_transfer(directory::Directory const& directory, pbx::Model const& model, UserId user, Which which);

/// The same for one that can be sent on as well while the phone holds it, if it is named: the phone itself would do it so. (P239)
std::optional<OwnCall> call_to_send_on(directory::Directory const& directory, pbx::Model const& model, UserId user, Which which);

/// Who is in one bridge with that channel, perhaps half of a Local channel; null if nobody is.
pbx::Channel const* bridged_with(pbx::Model const& model, pbx::Channel const& channel);

}  // namespace crosspoint::domain
