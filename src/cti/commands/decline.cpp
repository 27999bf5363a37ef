// decline: the sender is busy for a call that rings. No reply; errors are of class ipbxcommand. (P241)
//   -> {"class":"decline","call":"1796091602.17"}
//   <- {"class":"ipbxcommand","error_string":"no_such_call"}
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
  calls.decline(caller.asker, args.call, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const decline =
    make_command<parse, run, domain::Calls>("decline", directory::Right::hang_up, "hangup_unauthorized")
        .only_with(Extension::calls);

}  // namespace crosspoint::cti
