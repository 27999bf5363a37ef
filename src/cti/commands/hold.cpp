// hold: the sender's call waits, with music. Our own: protocol 2.2 has no message for it. No reply; errors are of class
// ipbxcommand. (telephony 4.3, T128)
//   -> {"class":"hold"}
//   <- {"class":"current_calls",...,"call_status":"hold"} to subscribers
#include "cti/commands.h"
#include "domain/transfers/holds.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::Holds& holds, Caller const& caller, NoArgs) {
  holds.hold(caller.asker, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const hold =
    make_command<parse_nothing, run, domain::Holds>("hold", directory::Right::hang_up, "hold_unauthorized");

}  // namespace crosspoint::cti
