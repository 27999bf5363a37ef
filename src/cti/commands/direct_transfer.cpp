// direct_transfer: send the sender's call on to a number. No reply; errors are of class ipbxcommand. (protocol C35)
//   -> {"class":"direct_transfer","number":"1003"}
//   -> {"class":"direct_transfer","number":"1003","call":"1796091602.17"}   (P239)
#include "cti/commands.h"
#include "cti/named_call.h"
#include "domain/transfers/blind_transfers.h"

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

Result<Reply> run(domain::BlindTransfers& transfers, Caller const& caller, Args const& args) {
  transfers.to_number(caller.asker, args.call.of(caller), args.number, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const direct_transfer =
    make_command<parse, run, domain::BlindTransfers>("direct_transfer", directory::Right::transfer, "transfer_unauthorized");

}  // namespace crosspoint::cti
