// directory: the old form of people_search, for the fax xlet. (protocol C32, S20)
//   -> {"class":"directory","pattern":"des"}
//   <- {"class":"directory","status":"ok","headers":["Name","Number"],"resultlist":["Front Desk;1042"]}
#include "cti/commands.h"
#include "cti/people_request.h"
#include "domain/people/people.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::People& people, Caller const& caller, PatternRequest const& request) {
  people.search(seeker_of(caller), request.pattern, domain::Lookup::old_directory, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const directory_search = make_command<parse_pattern, run, domain::People>("directory", directory::Right::none);

}  // namespace crosspoint::cti
