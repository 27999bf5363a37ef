#pragma once

#include <span>
#include <string_view>

#include "base/result.h"
#include "load/bench.h"

namespace crosspoint::load::phases {

/// One thing that is measured. Constant; one file each, in phases.list in the order in which they run.
struct Phase {
  enum class When {
    usually,
    on_request,  ///< it takes long
  };

  std::string_view name, about;
  When when = When::usually;
  Result<> (*run)(Bench&) = nullptr;
};

#define PHASE(name) extern Phase const name;
#include "load/phases/phases.list"
#undef PHASE

std::span<Phase const* const> all();

}  // namespace crosspoint::load::phases
