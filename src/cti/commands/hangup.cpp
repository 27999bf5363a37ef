// hangup: end the sender's call. No reply; an error is one of call control, so of class ipbxcommand. (protocol C34)
//   -> {"class":"hangup"}
#include "cti/commands.h"
#include "domain/calls.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::Calls& calls, Caller const& caller, NoArgs) {
  calls.hang_up(caller.asker, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const hangup =
    make_command<parse_nothing, run, domain::Calls>("hangup", directory::Right::hang_up, "hangup_unauthorized");

}  // namespace crosspoint::cti
