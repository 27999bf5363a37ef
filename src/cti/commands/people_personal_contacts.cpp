// people_personal_contacts: all personal contacts of the sender. (protocol C24, S19a)
//   <- {"class":"people_personal_contacts_result","column_headers":[...],"column_types":[...],"results":[...]}
#include "cti/commands.h"
#include "cti/people_request.h"
#include "domain/people/people.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::People& people, Caller const& caller, NoArgs const&) {
  people.personal(seeker_of(caller), caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const people_personal_contacts =
    make_command<parse_nothing, run, domain::People>("people_personal_contacts", directory::Right::none);

}  // namespace crosspoint::cti
