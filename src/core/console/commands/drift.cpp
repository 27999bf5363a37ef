// drift: how often the background comparison has found the state of the server to differ from Asterisk's own. Zero is the normal
// figure.
#include "core/console/command.h"

namespace crosspoint::core::console {
namespace {

Result<std::string> run(Office const& office, Request const&) {
  return "repaired " + std::to_string(office.exchange.drift_repaired()) + "\n";
}

}  // namespace

constinit Command const drift_command{"drift", "", "differences from Asterisk's own state that were repaired", 0, 0, run};

}  // namespace crosspoint::core::console
