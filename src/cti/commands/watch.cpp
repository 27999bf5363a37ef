// watch: of changes to lists the session hears of these only from now on. Our own; no reply. (P220)
//   -> {"class":"watch","lists":["phones","queues"]}
#include "cti/clients.h"
#include "cti/commands.h"
#include "cti/lists.h"

namespace crosspoint::cti {
namespace {

struct Args {
  flow::ListSet lists = 0;
};

/// Names that are none of a list are passed over.
Result<Args> parse(wire::Fields in) {
  Args args;
  for (auto const& name : in.array("lists"))
    if (auto const* const text = name.if_string())
      if (auto const* const list = list_named({text->data(), text->size()})) args.lists |= list->bit();
  return in.done().map([&] { return args; });
}

Result<Reply> run(Clients& clients, Caller const& caller, Args const& args) {
  clients.watch_lists(caller.asker.session, args.lists);
  return std::nullopt;
}

}  // namespace

constinit Command const watch = make_command<parse, run, Clients>("watch", directory::Right::none).only_with(Extension::seq);

}  // namespace crosspoint::cti
