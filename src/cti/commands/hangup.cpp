// hangup: end the sender's call, or the one that is named. No reply; an error is one of call control, so of class ipbxcommand.
// (protocol C34, P237)
//   -> {"class":"hangup"}
//   -> {"class":"hangup","call":"1796091602.17"}
#include "cti/commands.h"
#include "cti/named_call.h"
#include "domain/calls.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::Calls& calls, Caller const& caller, NamedCall const& call) {
  calls.hang_up(caller.asker, call.of(caller), caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const hangup =
    make_command<parse_named_call, run, domain::Calls>("hangup", directory::Right::hang_up, "hangup_unauthorized");

}  // namespace crosspoint::cti
