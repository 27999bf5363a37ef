// switchboard_directory_search: people as the switchboard needs them, one entry for each number. (protocol C56, S22)
//   -> {"class":"switchboard_directory_search","pattern":"desk"}
//   <- {"class":"directory_search_result","pattern":"desk","results":[{"name":"Front Desk","number":"1042",
//       "number_type":"office"}]}
#include "cti/commands.h"
#include "cti/people_request.h"
#include "domain/people/people.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::People& people, Caller const& caller, PatternRequest const& request) {
  people.search(seeker_of(caller), request.pattern, domain::Lookup::switchboard, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const switchboard_directory_search =
    make_command<parse_pattern, run, domain::People>("switchboard_directory_search", directory::Right::none);

}  // namespace crosspoint::cti
