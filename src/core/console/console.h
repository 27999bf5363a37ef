#pragma once

#include <set>
#include <string>

#include "core/console/command.h"
#include "flow/effects.h"
#include "flow/input.h"

namespace crosspoint::core::console {

/// Both side doors: takes change notices, answers the lines of the info console. (protocol 1.9) A line is answered by what was
/// asked for and then `OK`, or by `error: ` and what to do.
class Console {
 public:
  Console(cti::State const& state, session::Sessions& sessions, pbx::Exchange const& exchange, flow::Effects& effects)
      : office_{state, sessions, exchange, followers_}, effects_(effects) {}
  Console(Console const&) = delete;
  Console& operator=(Console const&) = delete;

  void line(flow::VisitorLine const& line, Time now);
  void gone(VisitorId visitor) { followers_.erase(visitor); }

  /// Tells those who have registered what this step has logged, but for what helps only to find faults of the server itself.
  void tell_followers();

 private:
  Result<std::string> answer(flow::VisitorLine const& line, Time now);
  Result<std::string> run(flow::VisitorLine const& line, Time now);

  std::set<VisitorId> followers_;
  Office office_;
  flow::Effects& effects_;
};

}  // namespace crosspoint::core::console
