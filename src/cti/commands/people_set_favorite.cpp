// people_set_favorite: an entry of any source becomes a favourite of the sender, or is one no more. (protocol C23, S18)
//   -> {"class":"people_set_favorite","source":"internal","source_entry_id":"34","favorite":true}
//   <- {"class":"people_favorite_update","source":"internal","source_entry_id":"34","favorite":true}
#include "cti/commands.h"
#include "cti/people_request.h"
#include "domain/people/people.h"

namespace crosspoint::cti {
namespace {

struct Args {
  directory::EntryName entry;
  bool favorite;
};

Result<Args> parse(wire::Fields in) {
  Args args{{std::string(in.text("source")), std::string(in.text("source_entry_id"))}, in.flag("favorite")};
  return in.done().map([&] { return args; });
}

Result<Reply> run(domain::People& people, Caller const& caller, Args const& args) {
  people.set_favorite(seeker_of(caller), args.entry, args.favorite, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const people_set_favorite =
    make_command<parse, run, domain::People>("people_set_favorite", directory::Right::none);

}  // namespace crosspoint::cti
