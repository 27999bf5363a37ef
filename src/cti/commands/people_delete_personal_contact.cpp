// people_delete_personal_contact: a personal contact of the sender goes. (protocol C28, S19e)
//   -> {"class":"people_delete_personal_contact","source":"personal","source_entry_id":"8b6a"}
//   <- {"class":"people_personal_contact_deleted","source":"personal","source_entry_id":"8b6a"}
#include "cti/commands.h"
#include "cti/people_request.h"
#include "domain/people/personal_contacts.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::PersonalContacts& contacts, Caller const& caller, std::string const& id) {
  contacts.remove(caller.asker, id, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const people_delete_personal_contact =
    make_command<parse_personal_entry, run, domain::PersonalContacts>("people_delete_personal_contact", directory::Right::none);

}  // namespace crosspoint::cti
