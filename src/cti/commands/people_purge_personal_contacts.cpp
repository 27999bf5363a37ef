// people_purge_personal_contacts: all personal contacts of the sender go. (protocol C25, S19b)
//   <- {"class":"people_personal_contacts_purged"}
#include "cti/commands.h"
#include "cti/people_request.h"
#include "domain/people/personal_contacts.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::PersonalContacts& contacts, Caller const& caller, NoArgs const&) {
  contacts.purge(caller.asker, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const people_purge_personal_contacts =
    make_command<parse_nothing, run, domain::PersonalContacts>("people_purge_personal_contacts", directory::Right::none);

}  // namespace crosspoint::cti
