#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cti/state.h"
#include "pbx/exchange.h"
#include "session/sessions.h"

namespace crosspoint::core::console {

/// What the commands of the info console look at and act on.
struct Office {
  cti::State const& state;
  session::Sessions& sessions;
  pbx::Exchange const& exchange;
  std::set<VisitorId>& followers;  ///< who is told what is logged; bounded by io/console
};

struct Request {
  VisitorId visitor;
  std::vector<std::string_view> arguments;
  Time now;
};

/// One command of the info console. Constant, stateless, made once per file in commands/.
struct Command {
  std::string_view name, arguments, purpose;  ///< as `help` shows them
  std::size_t least, most;                    ///< arguments
  /// Whole lines. Errors: what to do.
  Result<std::string> (*run)(Office const&, Request const&);
};

#define COMMAND(name) extern Command const name##_command;
#include "core/console/commands.list"
#undef COMMAND

/// All of them, in the order of `help`.
std::span<Command const* const> commands();

}  // namespace crosspoint::core::console
