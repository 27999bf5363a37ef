// hold: the sender's call waits, with music. Our own: protocol 2.2 has no message for it. No reply; errors are of class
// ipbxcommand. (telephony 4.3, T128)
//   -> {"class":"hold"}
//   -> {"class":"hold","call":"1796091602.17"}   (P238)
//   <- {"class":"current_calls",...,"call_status":"hold"} to subscribers
#include "cti/commands.h"
#include "cti/named_call.h"
#include "domain/transfers/holds.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::Holds& holds, Caller const& caller, NamedCall const& call) {
  holds.hold(caller.asker, call.of(caller), caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const hold =
    make_command<parse_named_call, run, domain::Holds>("hold", directory::Right::hang_up, "hold_unauthorized");

}  // namespace crosspoint::cti
