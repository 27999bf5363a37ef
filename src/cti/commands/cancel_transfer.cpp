// cancel_transfer: back from the sender's attended transfer to the call that waits. No reply. (protocol C38)
//   -> {"class":"cancel_transfer"}
//   <- {"class":"current_call_attended_transfer_cancelled","line":"sip/desk4"} to subscribers
#include "cti/commands.h"
#include "domain/transfers/attended_transfers.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::AttendedTransfers& transfers, Caller const& caller, NoArgs) {
  transfers.cancel(caller.asker);
  return std::nullopt;
}

}  // namespace

constinit Command const cancel_transfer = make_command<parse_nothing, run, domain::AttendedTransfers>(
    "cancel_transfer", directory::Right::transfer, "transfer_unauthorized");

}  // namespace crosspoint::cti
