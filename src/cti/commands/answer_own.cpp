// answer_own: the sender's phone picks up a call that rings there. No reply; errors are of class ipbxcommand. (P240)
//   -> {"class":"answer_own","call":"1796091602.17"}
//   <- {"class":"ipbxcommand","error_string":"phone_takes_no_orders"}
#include "cti/commands.h"
#include "domain/calls.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::string_view call;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.text("call")};
  return in.done().map([&] { return args; });
}

Result<Reply> run(domain::Calls& calls, Caller const& caller, Args const& args) {
  calls.answer(caller.asker, args.call, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const answer_own =
    make_command<parse, run, domain::Calls>("answer_own", directory::Right::hang_up, "hangup_unauthorized")
        .only_with(Extension::calls);

}  // namespace crosspoint::cti
