// history_seen: the sender has seen the calls of the history up to that one, on all screens. Our own; no reply. (P250)
//   -> {"class":"history_seen","until":"1796091602123456.17"}
//   <- {"class":"history_seen","until":"1796091602123456.17"} to all sessions of the user that have this extension
#include "cti/call_mark.h"
#include "cti/commands.h"
#include "domain/history/history.h"

namespace crosspoint::cti {
namespace {

struct Args {
  flow::CallMark until;
};

Result<Args> parse(wire::Fields in) {
  auto const id = in.text("until");
  if (auto ok = in.done(); !ok) return tl::make_unexpected(ok.error());
  auto const until = call_mark(id);
  if (!until) return fail(Errc::bad_request, "until is no id of a call");
  return Args{*until};
}

Result<Reply> run(domain::History& history, Caller const& caller, Args const& args) {
  history.seen(caller.asker.user, args.until);
  return std::nullopt;
}

}  // namespace

constinit Command const history_seen =
    make_command<parse, run, domain::History>("history_seen", directory::Right::none).only_with(Extension::history);

}  // namespace crosspoint::cti
