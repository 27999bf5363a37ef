// ipbxcommand dial: call a number or a pseudo URL from the sender's phone. Answered later: dial_success or an error. (protocol
// C33)
//   -> {"class":"ipbxcommand","command":"dial","destination":"exten:xivo/1202"}
//   <- {"class":"dial_success","exten":"1202"}
#include "cti/commands.h"
#include "domain/calls.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::string_view destination;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.text("destination")};
  return in.done().map([&] { return args; });
}

Result<Reply> run(domain::Calls& calls, Caller const& caller, Args const& args) {
  calls.dial(caller.asker, args.destination, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const dial =
    make_command<parse, run, domain::Calls>("ipbxcommand dial", directory::Right::dial, "call_unauthorized");

}  // namespace crosspoint::cti
