// register_user_status_update, unregister_user_status_update: be told of a presence, and be told now. (protocol C68, C69)
//   -> {"class":"register_user_status_update","user_ids":[["<xivo_uuid>","<user_uuid>"]]}
//   <- {"class":"user_status_update","data":{...}} at once and at every change
#include "cti/clients.h"
#include "cti/commands.h"
#include "cti/registrations.h"
#include "cti/state.h"

namespace crosspoint::cti {
namespace {

Result<Pairs> parse(wire::Fields in) {
  Pairs const pairs{in.array("user_ids")};
  return in.done().map([&] { return pairs; });
}

/// By uuid, or by user id as older clients have it.
directory::User const* find(directory::Directory const& directory, boost::json::value const& id) {
  if (auto const number = wire::as_id(id)) return directory.user(UserId{*number});
  auto const* const uuid = id.if_string();
  return uuid ? directory.user_by_uuid({uuid->data(), uuid->size()}) : nullptr;
}

}  // namespace

constinit Command const register_user_status_update =
    make_command<parse, start_watching<find, flow::Topic::user_status, user_status_message>, State const, Clients>(
        "register_user_status_update", directory::Right::none);
constinit Command const unregister_user_status_update =
    make_command<parse, stop_watching<find, flow::Topic::user_status>, State const, Clients>("unregister_user_status_update",
                                                                                             directory::Right::none);

}  // namespace crosspoint::cti
