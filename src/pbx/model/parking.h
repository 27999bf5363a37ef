#pragma once

#include <string>

#include "base/time.h"
#include "pbx/model/mark.h"
#include "pbx/model/table.h"

namespace crosspoint::pbx {

/// A call that waits in a parking lot for somebody to dial its space. (telephony 2.12)
struct ParkedCall {
  std::string uniqueid, lot, space;
  Time parked{};
  Mark mark;
};

using ParkedCalls = Table<ParkedCall>;  ///< by uniqueid

}  // namespace crosspoint::pbx
