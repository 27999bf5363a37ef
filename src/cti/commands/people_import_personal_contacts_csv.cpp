// people_import_personal_contacts_csv: the rows of a table become personal contacts of the sender; bad ones are told by their
// lines. (protocol C30, S19g)
//   -> {"class":"people_import_personal_contacts_csv","csv_contacts":"firstname,number\r\nFront,1042\r\nBack\r\n"}
//   <- {"class":"people_import_personal_contacts_csv_result","created_count":1,
//       "failed":[{"line":3,"errors":["missing fields"]}]}
#include "cti/commands.h"
#include "cti/people_request.h"
#include "domain/people/personal_contacts.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::string_view csv;
};

Result<Args> parse(wire::Fields in) {
  Args args{in.text("csv_contacts")};
  return in.done().map([&] { return args; });
}

Result<Reply> run(domain::PersonalContacts& contacts, Caller const& caller, Args const& args) {
  contacts.import_table(caller.asker, std::string(args.csv), caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const people_import_personal_contacts_csv =
    make_command<parse, run, domain::PersonalContacts>("people_import_personal_contacts_csv", directory::Right::none);

}  // namespace crosspoint::cti
