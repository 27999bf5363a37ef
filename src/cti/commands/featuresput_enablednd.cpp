// featuresput enablednd: do not disturb on or off. No reply but the push. (protocol C13)
//   -> {"class":"featuresput","function":"enablednd","value":true}
#include "cti/commands.h"
#include "domain/features.h"

namespace crosspoint::cti {
namespace {

struct Args {
  bool on;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.flag("value")};
  return in.done().map([&] { return args; });
}

Result<Reply> run(domain::Features& features, Caller const& caller, Args const& args) {
  features.set(caller.asker.user, {.dnd = args.on});
  return std::nullopt;
}

}  // namespace

constinit Command const featuresput_enablednd =
    make_command<parse, run, domain::Features>("featuresput enablednd", directory::Right::own_settings);

}  // namespace crosspoint::cti
