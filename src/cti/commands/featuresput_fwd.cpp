// featuresput fwd: where calls go instead; one or several of the three forwards, each a switch and its destination. No reply but
// the push. (protocol C15 to C17)
//   -> {"class":"featuresput","function":"fwd","value":{"enableunc":true,"destunc":"1015"}}
#include "cti/commands.h"
#include "domain/features.h"

namespace crosspoint::cti {
namespace {

std::optional<directory::Forward> forward(wire::Fields& pairs, std::string_view enable, std::string_view destination) {
  if (!pairs.has(enable) && !pairs.has(destination)) return std::nullopt;
  bool const on = pairs.flag(enable);
  return directory::Forward{on, std::string(pairs.text(destination))};
}

bool too_long(std::optional<directory::Forward> const& forward) {
  return forward && forward->destination.size() > directory::Forward::longest_destination;
}

Result<domain::ServiceChange> parse(wire::Fields in) {
  auto pairs = in.inside(in.object("value"), "value");
  domain::ServiceChange change;
  change.unconditional = forward(pairs, "enableunc", "destunc");
  change.no_answer = forward(pairs, "enablerna", "destrna");
  change.busy = forward(pairs, "enablebusy", "destbusy");
  if (auto read = in.done(); !read) return tl::make_unexpected(read.error());
  if (auto read = pairs.done(); !read) return tl::make_unexpected(read.error());
  if (change == domain::ServiceChange{}) return fail(Errc::bad_request, "no forward is named");
  if (too_long(change.unconditional) || too_long(change.no_answer) || too_long(change.busy))
    return fail(Errc::bad_request, "a destination is too long");
  return change;
}

Result<Reply> run(domain::Features& features, Caller const& caller, domain::ServiceChange const& change) {
  features.set(caller.asker.user, change);
  return std::nullopt;
}

}  // namespace

constinit Command const featuresput_fwd =
    make_command<parse, run, domain::Features>("featuresput fwd", directory::Right::own_settings);

}  // namespace crosspoint::cti
