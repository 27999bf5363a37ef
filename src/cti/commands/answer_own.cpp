// answer_own: the sender's phone picks up a call that rings there. No reply; errors are of class ipbxcommand. (P240)
//   -> {"class":"answer_own","call":"1796091602.17"}
//   <- {"class":"ipbxcommand","error_string":"phone_takes_no_orders"}
#include "cti/commands.h"
#include "cti/named_call.h"
#include "domain/calls.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::Calls& calls, Caller const& caller, CallId const& call) {
  calls.answer(caller.asker, call.id, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const answer_own =
    make_command<parse_call_id, run, domain::Calls>("answer_own", directory::Right::hang_up, "hangup_unauthorized")
        .only_with(Extension::calls);

}  // namespace crosspoint::cti
