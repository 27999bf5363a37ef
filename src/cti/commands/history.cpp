// history: the sender's own calls over all lines, newest first, whoever `xuserid` names. Answered later. (protocol C61)
//   -> {"class":"history","size":"8","xuserid":"xivo/17"}
//   <- {"class":"history","history":[{"calldate":"2016-11-03T09:12:44.250000","duration":31.4,"extension":"1042",
//       "fullname":"Front Desk","mode":1}]}
// With the extension "history" each call has an id, and `before` asks for those before one. (P248, P249)
#include <algorithm>

#include "cti/call_mark.h"
#include "cti/commands.h"
#include "cti/state.h"
#include "domain/history/history.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::int64_t size;
  std::optional<flow::CallMark> before;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.number("size"), call_mark(in.optional_text("before"))};
  return in.done().map([&] { return args; });
}

Result<Reply> run(domain::History& history, State const& state, Caller const& caller, Args const& args) {
  auto const* const user = state.directory.user(caller.asker.user);
  if (!user || user->lines.empty()) return boost::json::object{{"history", boost::json::array()}};
  auto const size = static_cast<std::size_t>(std::max<std::int64_t>(args.size, 0));
  if (caller.extensions.has(Extension::history)) history.ask(caller.asker, size, args.before, domain::History::Detail::with_ids);
  else history.ask(caller.asker, size);
  return std::nullopt;
}

}  // namespace

constinit Command const history = make_command<parse, run, domain::History, State const>("history", directory::Right::none);

}  // namespace crosspoint::cti
