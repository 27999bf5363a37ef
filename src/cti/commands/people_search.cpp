// people_search: everybody in whose name, number or any other field the pattern stands. (protocol C21, S16)
//   -> {"class":"people_search","pattern":"desk"}
//   <- {"class":"people_search_result","term":"desk","column_headers":[...],"column_types":[...],"results":[...]}
#include "cti/commands.h"
#include "cti/people_request.h"
#include "domain/people/people.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::People& people, Caller const& caller, PatternRequest const& request) {
  people.search(seeker_of(caller), request.pattern, domain::Lookup::search, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const people_search = make_command<parse_pattern, run, domain::People>("people_search", directory::Right::none);

}  // namespace crosspoint::cti
