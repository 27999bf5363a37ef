// getlist updatestatus: the status of one element, {} if there is none. (protocol C10)
//   -> {"class":"getlist","function":"updatestatus","listname":"phones","tid":"4"}
//   <- {"class":"getlist","function":"updatestatus","listname":"phones","tid":"4","tipbxid":"xivo","status":{"hintstatus":"0"}}
#include "cti/commands.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::string_view list;
  std::string id;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.text("listname"), in.id("tid")};
  return in.done().map([&] { return args; });
}

Result<Reply> run(State const& state, Caller const& caller, Args const& args) {
  auto const* const view = list_named(args.list);
  if (!view) return fail(Errc::unknown, "no such list");
  return boost::json::object{{"function", "updatestatus"},
                             {"listname", boost::json::string_view(view->name.data(), view->name.size())},
                             {"tipbxid", "xivo"},
                             {"tid", status_tid(*view, args.id)},
                             {"status", view->status(state, caller.scope, args.id).value_or(boost::json::object{})}};
}

}  // namespace

constinit Command const getlist_updatestatus =
    make_command<parse, run, State const>("getlist updatestatus", directory::Right::none);

}  // namespace crosspoint::cti
