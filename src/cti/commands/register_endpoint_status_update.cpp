// register_endpoint_status_update, unregister_endpoint_status_update: be told of the state of a line, and be told now. (protocol
// C66, C67)
//   -> {"class":"register_endpoint_status_update","endpoint_ids":[["<xivo_uuid>",4]]}
//   <- {"class":"endpoint_status_update","data":{...}} at once and at every change
#include "cti/commands.h"
#include "cti/registrations.h"
#include "cti/updates.h"

namespace crosspoint::cti {
namespace {

struct Args {
  boost::json::array const& pairs;
};

Result<Args> parse(wire::Fields in) {
  Args const args{in.array("endpoint_ids")};
  return in.done().map([&] { return args; });
}

directory::Line const* find(directory::Directory const& directory, boost::json::value const& value) {
  return directory.line(LineId{wire::as_id(value).value_or(0)});
}

Result<Reply> watch(State const& state, Clients& clients, Caller const& caller, Args const& args) {
  for (auto const& value : registered_ids(args.pairs, state.directory)) {
    auto const* const line = find(state.directory, value);
    if (!line) continue;
    clients.watch(caller.asker.session, flow::Topic::endpoint_status(line->id));
    clients.send(caller.asker.session, endpoint_status_line(state, *line, caller.now));
  }
  return std::nullopt;
}

Result<Reply> unwatch(State const& state, Clients& clients, Caller const& caller, Args const& args) {
  for (auto const& value : registered_ids(args.pairs, state.directory))
    if (auto const* const line = find(state.directory, value))
      clients.unwatch(caller.asker.session, flow::Topic::endpoint_status(line->id));
  return std::nullopt;
}

}  // namespace

constinit Command const register_endpoint_status_update =
    make_command<parse, watch, State const, Clients>("register_endpoint_status_update", directory::Right::none);
constinit Command const unregister_endpoint_status_update =
    make_command<parse, unwatch, State const, Clients>("unregister_endpoint_status_update", directory::Right::none);

}  // namespace crosspoint::cti
