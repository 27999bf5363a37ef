// resume: back to the sender's call that waits. Our own, like hold. No reply; errors are of class ipbxcommand. (telephony 4.3,
// T128)
//   -> {"class":"resume"}
//   <- {"class":"current_calls",...,"call_status":"up"} to subscribers
#include "cti/commands.h"
#include "domain/transfers/holds.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::Holds& holds, Caller const& caller, NoArgs) {
  holds.resume(caller.asker, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const resume =
    make_command<parse_nothing, run, domain::Holds>("resume", directory::Right::hang_up, "hold_unauthorized");

}  // namespace crosspoint::cti
