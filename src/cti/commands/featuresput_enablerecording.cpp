// featuresput enablerecording: recording of calls on or off, of the sender or, for those who may, of another user. No reply but
// the push. (protocol C14)
//   -> {"class":"featuresput","function":"enablerecording","value":true,"target":"7"}
#include "base/text.h"
#include "cti/commands.h"
#include "cti/state.h"
#include "domain/features.h"

namespace crosspoint::cti {
namespace {

struct Args {
  bool on;
  std::optional<UserId> target;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.flag("value"), std::nullopt};
  if (in.has("target")) args.target = UserId{to_integer(in.id("target")).value_or(0)};
  return in.done().map([&] { return args; });
}

Result<Reply> run(State const& state, domain::Features& features, Caller const& caller, Args const& args) {
  auto const target = args.target.value_or(caller.asker.user);
  auto const* const user = state.directory.user(target);
  if (!user || !caller.scope.shows(state.directory.context_of(*user))) return fail(Errc::unknown, "no such user");
  if (target != caller.asker.user && !caller.may(directory::Right::others_settings))
    return fail(Errc::denied, "no right to set services of others");
  features.set(target, {.recording = args.on});
  return std::nullopt;
}

}  // namespace

constinit Command const featuresput_enablerecording =
    make_command<parse, run, State const, domain::Features>("featuresput enablerecording", directory::Right::own_settings);

}  // namespace crosspoint::cti
