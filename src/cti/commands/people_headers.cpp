// people_headers: the columns in which people are shown to the sender. (protocol C20, S15)
//   <- {"class":"people_headers_result","column_headers":["Name","Number"],"column_types":["name","number"]}
#include "cti/clients.h"
#include "cti/columns.h"
#include "cti/commands.h"
#include "cti/state.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(State const& state, Clients& clients, Caller const& caller, NoArgs const&) {
  auto const* const user = state.directory.user(caller.asker.user);
  if (!user) return std::nullopt;
  auto message = column_headers(state.directory.display_of(*user));
  message["class"] = "people_headers_result";
  clients.answer_own(caller.asker, message, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const people_headers =
    make_command<parse_nothing, run, State const, Clients>("people_headers", directory::Right::none);

}  // namespace crosspoint::cti
