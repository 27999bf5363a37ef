#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "pbx/model/channel.h"
#include "pbx/model/mark.h"
#include "pbx/model/table.h"

namespace crosspoint::pbx {

struct Participant {
  std::string uniqueid, channel;
  Party party;
  int join_order = 0;  ///< 1 for the first to enter an empty room; not used again until it is empty
  Time joined{};
  bool admin = false;
  bool muted = false;
  Mark mark;
};

/// A conference that is going on. (telephony 2.11)
struct Room {
  std::string name;
  std::vector<Participant> participants;  ///< by join order
  int joins = 0;                          ///< highest join order so far
  std::optional<Time> started;            ///< unknown when the conference was there before us
  Mark mark;
};

using Rooms = Table<Room>;

}  // namespace crosspoint::pbx
