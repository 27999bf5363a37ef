// get_switchboard_directory_headers: the columns of the switchboard's directory. (protocol C55, S21)
//   <- {"class":"directory_headers","headers":[["","status"],["Name","name"],["Number","number"]]}
#include "cti/clients.h"
#include "cti/columns.h"
#include "cti/commands.h"
#include "cti/state.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(State const& state, Clients& clients, Caller const& caller, NoArgs const&) {
  auto const* const user = state.directory.user(caller.asker.user);
  if (!user) return std::nullopt;
  auto headers = switchboard_headers(state.directory.switchboard_display_of(*user));
  clients.answer_own(caller.asker, {{"class", "directory_headers"}, {"headers", std::move(headers)}}, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const get_switchboard_directory_headers =
    make_command<parse_nothing, run, State const, Clients>("get_switchboard_directory_headers", directory::Right::none);

}  // namespace crosspoint::cti
