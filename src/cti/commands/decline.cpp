// decline: the sender is busy for a call that rings. No reply; errors are of class ipbxcommand. (P241)
//   -> {"class":"decline","call":"1796091602.17"}
//   <- {"class":"ipbxcommand","error_string":"no_such_call"}
#include "cti/commands.h"
#include "cti/named_call.h"
#include "domain/calls.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::Calls& calls, Caller const& caller, CallId const& call) {
  calls.decline(caller.asker, call.id, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const decline =
    make_command<parse_call_id, run, domain::Calls>("decline", directory::Right::hang_up, "hangup_unauthorized")
        .only_with(Extension::calls);

}  // namespace crosspoint::cti
