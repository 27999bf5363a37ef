// people_create_personal_contact: a new personal contact of the sender. (protocol C27, S19d)
//   -> {"class":"people_create_personal_contact","contact_infos":{"firstname":"Front","number":"1042"}}
//   <- {"class":"people_personal_contact_created"}
#include "cti/commands.h"
#include "cti/people_request.h"
#include "domain/people/personal_contacts.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::PersonalContacts& contacts, Caller const& caller, domain::PersonalContacts::Fields const& fields) {
  contacts.create(caller.asker, fields, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const people_create_personal_contact =
    make_command<parse_contact_infos, run, domain::PersonalContacts>("people_create_personal_contact", directory::Right::none);

}  // namespace crosspoint::cti
