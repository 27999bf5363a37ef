// attended_transfer: call a number and keep the sender's call waiting for it. No reply; errors are of class ipbxcommand.
// (protocol C36)
//   -> {"class":"attended_transfer","number":"1003"}
//   <- {"class":"current_call_attended_transfer_answered","line":"sip/desk4"} to subscribers, when it answers
#include "cti/commands.h"
#include "domain/transfers/attended_transfers.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::string_view number;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.text("number")};
  return in.done().map([&] { return args; });
}

Result<Reply> run(domain::AttendedTransfers& transfers, Caller const& caller, Args const& args) {
  transfers.begin(caller.asker, args.number, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const attended_transfer =
    make_command<parse, run, domain::AttendedTransfers>("attended_transfer", directory::Right::transfer, "transfer_unauthorized");

}  // namespace crosspoint::cti
