// ipbxcommand dial: call a number or a pseudo URL from the sender's phone, or from the one that is named. Answered later:
// dial_success or an error. (protocol C33, P253 to P255)
//   -> {"class":"ipbxcommand","command":"dial","destination":"exten:xivo/1202"}
//   -> {"class":"ipbxcommand","command":"dial","destination":"1202","from":"mobile"}
//   <- {"class":"dial_success","exten":"1202"}
#include "cti/commands.h"
#include "domain/calls.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::string_view destination;
  domain::Calls::From from;  ///< what is no text names no phone that there is
};

Result<Args> parse(wire::Fields in) {
  Args args{in.text("destination"), in.has("from") ? domain::Calls::From(in.optional_text("from")) : std::nullopt};
  return in.done().map([&] { return args; });
}

Result<Reply> run(domain::Calls& calls, Caller const& caller, Args const& args) {
  auto const from = caller.extensions.has(Extension::calls) ? args.from : std::nullopt;
  calls.dial(caller.asker, args.destination, from, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const dial =
    make_command<parse, run, domain::Calls>("ipbxcommand dial", directory::Right::dial, "call_unauthorized");

}  // namespace crosspoint::cti
