// register_user_status_update, unregister_user_status_update: be told of a presence, and be told now. (protocol C68, C69)
//   -> {"class":"register_user_status_update","user_ids":[["<xivo_uuid>","<user_uuid>"]]}
//   <- {"class":"user_status_update","data":{...}} at once and at every change
#include "cti/commands.h"
#include "cti/registrations.h"
#include "cti/updates.h"

namespace crosspoint::cti {
namespace {

struct Args {
  boost::json::array const& pairs;
};

Result<Args> parse(wire::Fields in) {
  Args const args{in.array("user_ids")};
  return in.done().map([&] { return args; });
}

/// By uuid, or by user id as older clients have it.
directory::User const* find(directory::Directory const& directory, boost::json::value const& value) {
  if (auto const id = wire::as_id(value)) return directory.user(UserId{*id});
  auto const* const uuid = value.if_string();
  return uuid ? directory.user_by_uuid({uuid->data(), uuid->size()}) : nullptr;
}

Result<Reply> watch(State const& state, Clients& clients, Caller const& caller, Args const& args) {
  for (auto const& value : registered_ids(args.pairs, state.directory)) {
    auto const* const user = find(state.directory, value);
    if (!user) continue;
    clients.watch(caller.asker.session, flow::Topic::user_status(user->id));
    clients.send(caller.asker.session, user_status_line(state, *user, caller.now));
  }
  return std::nullopt;
}

Result<Reply> unwatch(State const& state, Clients& clients, Caller const& caller, Args const& args) {
  for (auto const& value : registered_ids(args.pairs, state.directory))
    if (auto const* const user = find(state.directory, value))
      clients.unwatch(caller.asker.session, flow::Topic::user_status(user->id));
  return std::nullopt;
}

}  // namespace

constinit Command const register_user_status_update =
    make_command<parse, watch, State const, Clients>("register_user_status_update", directory::Right::none);
constinit Command const unregister_user_status_update =
    make_command<parse, unwatch, State const, Clients>("unregister_user_status_update", directory::Right::none);

}  // namespace crosspoint::cti
