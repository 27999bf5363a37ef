// complete_transfer: connect the two parties of the sender's attended transfer. No reply. (protocol C37)
//   -> {"class":"complete_transfer"}
#include "cti/commands.h"
#include "domain/transfers/attended_transfers.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::AttendedTransfers& transfers, Caller const& caller, NoArgs) {
  transfers.complete(caller.asker);
  return std::nullopt;
}

}  // namespace

constinit Command const complete_transfer = make_command<parse_nothing, run, domain::AttendedTransfers>(
    "complete_transfer", directory::Right::transfer, "transfer_unauthorized");

}  // namespace crosspoint::cti
