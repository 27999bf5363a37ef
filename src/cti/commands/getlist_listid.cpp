// getlist listid: the ids of a list. A list that protocol 2.2 does not have is not answered. (protocol C08)
//   -> {"class":"getlist","function":"listid","listname":"queues"}
//   <- {"class":"getlist","function":"listid","listname":"queues","tipbxid":"xivo","list":["2","7"]}
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

Result<Reply> run(State const& state, Caller const& caller, Args const& args) {
  auto const* const view = list_named(args.list);
  if (!view) return fail(Errc::unknown, "no such list");
  boost::json::array list;
  for (auto const& id : view->ids(state, caller.scope)) list.emplace_back(id);
  return boost::json::object{{"function", "listid"},
                             {"listname", boost::json::string_view(view->name.data(), view->name.size())},
                             {"tipbxid", "xivo"},
                             {"list", std::move(list)}};
}

}  // namespace

constinit Command const getlist_listid = make_command<parse, run, State const>("getlist listid", directory::Right::none);

}  // namespace crosspoint::cti
