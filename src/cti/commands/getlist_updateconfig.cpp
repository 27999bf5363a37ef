// getlist updateconfig: the configuration of one element, {} if there is none. (protocol C09)
//   -> {"class":"getlist","function":"updateconfig","listname":"queues","tid":"7"}
//   <- {"class":"getlist","function":"updateconfig","listname":"queues","tid":"7","tipbxid":"xivo","config":{...}}
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
  return boost::json::object{{"function", "updateconfig"},
                             {"listname", boost::json::string_view(view->name.data(), view->name.size())},
                             {"tipbxid", "xivo"},
                             {"tid", args.id},
                             {"config", view->config(state, caller.scope, args.id, Form::reply).value_or(boost::json::object{})}};
}

}  // namespace

constinit Command const getlist_updateconfig =
    make_command<parse, run, State const>("getlist updateconfig", directory::Right::none);

}  // namespace crosspoint::cti
