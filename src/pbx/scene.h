#pragma once

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
};

}  // namespace crosspoint::pbx
