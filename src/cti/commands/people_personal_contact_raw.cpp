// people_personal_contact_raw: a personal contact of the sender with its fields as they are stored. (protocol C26, S19c)
//   -> {"class":"people_personal_contact_raw","source":"personal","source_entry_id":"8b6a"}
//   <- {"class":"people_personal_contact_raw_result","source":"personal","source_entry_id":"8b6a",
//       "contact_infos":{"firstname":"Front","id":"8b6a"}}
#include "cti/commands.h"
#include "cti/people_request.h"
#include "domain/people/personal_contacts.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::PersonalContacts& contacts, Caller const& caller, std::string const& id) {
  contacts.read(caller.asker, id, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const people_personal_contact_raw =
    make_command<parse_personal_entry, run, domain::PersonalContacts>("people_personal_contact_raw", directory::Right::none);

}  // namespace crosspoint::cti
