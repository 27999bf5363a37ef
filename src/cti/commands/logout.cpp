// logout: the user leaves, with everything that the presence "disconnected" stands for; the client then closes. (protocol C05)
//   -> {"class":"logout","stopper":"quit"}
#include "cti/commands.h"
#include "domain/presences.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::Presences& presences, Caller const& caller, NoArgs) {
  presences.set(caller.asker.user, "disconnected", caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const logout = make_command<parse_nothing, run, domain::Presences>("logout", directory::Right::none);

}  // namespace crosspoint::cti
