// attended_transfer_voicemail: hear the greeting of a mailbox before the sender's call goes there. No reply; errors are of class
// ipbxcommand. (protocol C40)
//   -> {"class":"attended_transfer_voicemail","voicemail":"1043"}
#include "cti/commands.h"
#include "domain/transfers/attended_transfers.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::string_view voicemail;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.text("voicemail")};
  return in.done().map([&] { return args; });
}

Result<Reply> run(domain::AttendedTransfers& transfers, Caller const& caller, Args const& args) {
  transfers.begin_voicemail(caller.asker, args.voicemail, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const attended_transfer_voicemail = make_command<parse, run, domain::AttendedTransfers>(
    "attended_transfer_voicemail", directory::Right::transfer, "transfer_unauthorized");

}  // namespace crosspoint::cti
