// get_relations: which user, line and agent the sender is. (protocol C19, S14)
//   <- {"class":"relations","data":{"xivo_uuid":"5f9e3c1a-...","user_id":17,"endpoint_id":4,"agent_id":null}}
#include "cti/clients.h"
#include "cti/commands.h"
#include "cti/lists/element.h"
#include "cti/state.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(State const& state, Clients& clients, Caller const& caller, NoArgs const&) {
  auto const* const user = state.directory.user(caller.asker.user);
  if (!user) return std::nullopt;
  auto const line = user->lines.empty() ? std::nullopt : std::optional(user->lines.front());
  clients.answer_own(caller.asker,
                     {{"class", "relations"},
                      {"data",
                       {{"xivo_uuid", state.directory.xivo_uuid},
                        {"user_id", user->id.value},
                        {"endpoint_id", number_or_null(line)},
                        {"agent_id", number_or_null(user->agent)}}}},
                     caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const get_relations =
    make_command<parse_nothing, run, State const, Clients>("get_relations", directory::Right::none);

}  // namespace crosspoint::cti
