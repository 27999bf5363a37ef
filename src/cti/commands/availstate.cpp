// availstate: the sender takes another presence, whatever `userid` the message names. No reply but the push. (protocol C11)
//   -> {"class":"availstate","availstate":"away"}
#include "cti/commands.h"
#include "domain/presences.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::string_view presence;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.text("availstate")};
  return in.done().map([&] { return args; });
}

Result<Reply> run(domain::Presences& presences, Caller const& caller, Args const& args) {
  presences.set(caller.asker.user, args.presence, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const availstate = make_command<parse, run, domain::Presences>("availstate", directory::Right::own_settings);

}  // namespace crosspoint::cti
