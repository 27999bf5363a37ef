// hold_switchboard: put the operator's call aside into a queue, by its name. No reply; errors as for direct_transfer. (protocol
// C53)
//   -> {"class":"hold_switchboard","queue_name":"__switchboard_hold"}
#include "cti/commands.h"
#include "domain/transfers/blind_transfers.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::string_view queue_name;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.text("queue_name")};
  return in.done().map([&] { return args; });
}

Result<Reply> run(domain::BlindTransfers& transfers, Caller const& caller, Args const& args) {
  transfers.to_queue(caller.asker, args.queue_name, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const hold_switchboard =
    make_command<parse, run, domain::BlindTransfers>("hold_switchboard", directory::Right::switchboard, "transfer_unauthorized");

}  // namespace crosspoint::cti
