// people_edit_personal_contact: other fields in place of all those that a personal contact has. (protocol C29, S19f)
//   -> {"class":"people_edit_personal_contact","source":"personal","source_entry_id":"8b6a","contact_infos":{"firstname":"Back"}}
//   <- {"class":"people_personal_contact_raw_update","source":"personal","source_entry_id":"8b6a"}
#include "cti/commands.h"
#include "cti/people_request.h"
#include "domain/people/personal_contacts.h"

namespace crosspoint::cti {
namespace {

struct Args {
  std::string id;
  domain::PersonalContacts::Fields fields;
};

Result<Args> parse(wire::Fields const& in) {
  auto id = parse_personal_entry(in);
  if (!id) return tl::make_unexpected(std::move(id.error()));
  return parse_contact_infos(in).map([&](domain::PersonalContacts::Fields&& fields) {
    return Args{std::move(*id), std::move(fields)};
  });
}

Result<Reply> run(domain::PersonalContacts& contacts, Caller const& caller, Args const& args) {
  contacts.edit(caller.asker, args.id, args.fields, caller.now);
  return std::nullopt;
}

}  // namespace

constinit Command const people_edit_personal_contact =
    make_command<parse, run, domain::PersonalContacts>("people_edit_personal_contact", directory::Right::none);

}  // namespace crosspoint::cti
