// keepalive: the client wants a sign of life; without any it hangs up. (protocol C06)
//   -> {"class":"keepalive","commandid":501}
//   <- {"class":"keepalive","replyid":501}
#include "cti/commands.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(Caller const&, NoArgs) { return boost::json::object{}; }

}  // namespace

constinit Command const keepalive = make_command<parse_nothing, run>("keepalive", directory::Right::none);

}  // namespace crosspoint::cti
