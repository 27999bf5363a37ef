// getlist listid: the ids of a list. A list that protocol 2.2 does not have is not answered. (protocol C08)
//   -> {"class":"getlist","function":"listid","listname":"queues"}
//   <- {"class":"getlist","function":"listid","listname":"queues","tipbxid":"xivo","list":["2","7"]}
#include "cti/clients.h"
#include "cti/commands.h"
#include "cti/lists.h"
#include "cti/state.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::string_view list;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.text("listname")};
  return in.done().map([&] { return args; });
}

Result<Reply> run(State const& state, Clients& clients, Caller const& caller, Args const& args) {
  auto const* const view = list_named(args.list);
  if (!view) return fail(Errc::unknown, "no such list");
  auto out = about(*view, "listid");
  out.texts("list", view->ids(state, caller.scope));
  clients.answer(caller.asker, std::move(out), caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const getlist_listid = make_command<parse, run, State const, Clients>("getlist listid", directory::Right::none);

}  // namespace crosspoint::cti
