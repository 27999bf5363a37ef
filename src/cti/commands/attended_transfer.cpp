// attended_transfer: call a number and keep the sender's call waiting for it. No reply; errors are of class ipbxcommand.
// (protocol C36)
//   -> {"class":"attended_transfer","number":"1003"}
//   -> {"class":"attended_transfer","number":"1003","call":"1796091602.17"}   (P239)
//   <- {"class":"current_call_attended_transfer_answered","line":"sip/desk4"} to subscribers, when it answers
#include "cti/commands.h"
#include "cti/named_call.h"
#include "domain/transfers/attended_transfers.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::string_view number;
  NamedCall call;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.text("number"), NamedCall(in)};
  return in.done().map([&] { return args; });
}

Result<Reply> run(domain::AttendedTransfers& transfers, Caller const& caller, Args const& args) {
  transfers.begin(caller.asker, args.call.of(caller), args.number, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const attended_transfer =
    make_command<parse, run, domain::AttendedTransfers>("attended_transfer", directory::Right::transfer, "transfer_unauthorized");

}  // namespace crosspoint::cti
