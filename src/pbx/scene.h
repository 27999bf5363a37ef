#pragma once

#include <algorithm>

#include "base/time.h"
#include "pbx/changes.h"
#include "pbx/drift.h"
#include "pbx/lists/rereads.h"
#include "pbx/model/model.h"
#include "pbx/originates.h"
#include "pbx/peers.h"

namespace crosspoint::pbx {

/// What an event or a list item works on: the model, and where to say what follows from the change.
struct Scene {
  Model& model;
  Changes& changes;
  Peers& peers;
  Originates& originates;
  Rereads& rereads;
  Drift& drift;
  Time now;

  /// As long ago as Asterisk says. It measures by its wall clock: when that was set back, what it says may be negative.
  [[nodiscard]] Time ago(Duration told) const { return now - std::max(told, Duration{}); }
};

}  // namespace crosspoint::pbx
