// logout: the user leaves, with everything that the presence "disconnected" stands for; the client then closes. (protocol C05)
// The tokens of its login end with it; by our own field `everywhere` those of all logins of the user. (P226)
//   -> {"class":"logout","stopper":"quit"}
#include "cti/clients.h"
#include "cti/commands.h"
#include "domain/presences.h"

namespace crosspoint::cti {
namespace {

struct Args {
  bool everywhere;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.has("everywhere") && in.flag("everywhere")};
  return in.done().map([&] { return args; });
}

Result<Reply> run(domain::Presences& presences, Clients& clients, Caller const& caller, Args const& args) {
  presences.set(caller.asker.user, "disconnected", caller.now);
  if (!caller.sign_in.empty()) clients.end_sign_ins(caller.asker.user, args.everywhere ? std::string{} : caller.sign_in);
  return std::nullopt;
}

}  // namespace

constinit Command const logout = make_command<parse, run, domain::Presences, Clients>("logout", directory::Right::none);

}  // namespace crosspoint::cti
