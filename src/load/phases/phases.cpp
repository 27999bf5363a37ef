#include "load/phases/phases.h"

#include <array>

namespace crosspoint::load::phases {

std::span<Phase const* const> all() {
  static constexpr std::array every{
#define PHASE(name) &name,
#include "load/phases/phases.list"
#undef PHASE
  };
  return every;
}

}  // namespace crosspoint::load::phases
