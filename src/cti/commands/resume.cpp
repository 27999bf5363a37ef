// resume: back to the sender's call that waits. Our own, like hold. No reply; errors are of class ipbxcommand. (telephony 4.3,
// T128)
//   -> {"class":"resume"}
//   -> {"class":"resume","call":"1796091602.17"}   (P238)
//   <- {"class":"current_calls",...,"call_status":"up"} to subscribers
#include "cti/commands.h"
#include "cti/named_call.h"
#include "domain/transfers/holds.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::Holds& holds, Caller const& caller, NamedCall const& call) {
  holds.resume(caller.asker, call.of(caller), caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const resume =
    make_command<parse_named_call, run, domain::Holds>("resume", directory::Right::hang_up, "hold_unauthorized");

}  // namespace crosspoint::cti
