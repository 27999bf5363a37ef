// blind_transfer_voicemail: send the sender's call to a mailbox, by its number. No reply; errors are of class ipbxcommand.
// (protocol C39)
//   -> {"class":"blind_transfer_voicemail","voicemail":"1043"}
//   -> {"class":"blind_transfer_voicemail","voicemail":"1043","call":"1796091602.17"}   (P239)
#include "cti/commands.h"
#include "cti/named_call.h"
#include "domain/transfers/blind_transfers.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::string_view voicemail;
  NamedCall call;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.text("voicemail"), NamedCall(in)};
  return in.done().map([&] { return args; });
}

Result<Reply> run(domain::BlindTransfers& transfers, Caller const& caller, Args const& args) {
  transfers.to_voicemail(caller.asker, args.call.of(caller), args.voicemail, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const blind_transfer_voicemail = make_command<parse, run, domain::BlindTransfers>(
    "blind_transfer_voicemail", directory::Right::transfer, "transfer_unauthorized");

}  // namespace crosspoint::cti
