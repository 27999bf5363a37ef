// people_export_personal_contacts_csv: all personal contacts of the sender as a table. (protocol C31, S19h)
//   <- {"class":"people_export_personal_contacts_csv_result","csv_contacts":"firstname,id\r\nFront,8b6a\r\n"}
#include "cti/commands.h"
#include "cti/people_request.h"
#include "domain/people/personal_contacts.h"

namespace crosspoint::cti {
namespace {

Result<Reply> run(domain::PersonalContacts& contacts, Caller const& caller, NoArgs const&) {
  contacts.export_table(caller.asker, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const people_export_personal_contacts_csv =
    make_command<parse_nothing, run, domain::PersonalContacts>("people_export_personal_contacts_csv", directory::Right::none);

}  // namespace crosspoint::cti
