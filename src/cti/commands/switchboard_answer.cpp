// answer, resume_switchboard: bring a waiting call to the operator's phone; the second for one that was put aside. No reply.
// (protocol C52, C54)
//   -> {"class":"answer","unique_id":"1385400000.12"}   or "uniqueid"
#include "cti/commands.h"
#include "domain/switchboard.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::string_view uniqueid;
};

Result<Args> parse(wire::Fields in) {
  auto const newer = in.text_if_there("unique_id"), older = in.text_if_there("uniqueid");
  if (auto ok = in.done(); !ok) return tl::make_unexpected(ok.error());
  if (newer.empty() && older.empty()) return fail(Errc::bad_request, "no unique id");
  return Args{newer.empty() ? older : newer};
}

Result<Reply> run(domain::Switchboard& switchboard, Caller const& caller, Args const& args) {
  switchboard.take(caller.asker, args.uniqueid, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const switchboard_answer =
    make_command<parse, run, domain::Switchboard>("answer", directory::Right::switchboard);
constinit Command const switchboard_resume =
    make_command<parse, run, domain::Switchboard>("resume_switchboard", directory::Right::switchboard);

}  // namespace crosspoint::cti
